package pdf

import (
	"github.com/johnfercher/go-tree/node"
	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
)

// paint writes the display lists as a PDF file: each page is one maroto row that
// holds one component, which draws at absolute positions.
func paint(pages []*page, ts *typesetter) ([]byte, error) {
	if err := ts.standIn(pages); err != nil {
		return nil, err
	}
	cfg := configuration(ts)
	m := maroto.New(cfg)
	// A row as high as the page would leave the break to rounding; the rest of the
	// page is filled by maroto with an empty row.
	height := cfg.Dimensions.Height - 1
	pen := newPen(ts)
	for _, pg := range pages {
		m.AddRows(row.New(height).Add(col.New().Add(&sheet{pen, pg.ops, height})))
	}
	out, err := m.Generate()
	if err != nil {
		return nil, err
	}
	return out.GetBytes(), nil
}

// configuration returns maroto's settings: no margins and nothing that depends on the
// machine. All sheets are of one size there: a square, from which the finished file cuts
// upright pages and those in landscape.
func configuration(ts *typesetter) *entity.Config {
	font := ts.faces[Regular].standIn
	return config.NewBuilder().
		WithDimensions(ts.square(), ts.square()).
		WithLeftMargin(0).WithTopMargin(0).WithRightMargin(0).WithBottomMargin(0).
		WithSequentialMode().
		WithCompression(false).
		WithDefaultFont(&props.Font{Family: font.family, Style: font.style, Size: ts.Body.Size}).
		Build()
}

// sheet draws one page.
type sheet struct {
	pen    *pen
	ops    []op
	height float64 // of its row
}

// Render draws the page's ops, in their order where they lie over one another.
func (s *sheet) Render(provider core.Provider, _ *entity.Cell) {
	s.pen.provider = provider
	for i := range s.ops {
		switch o := &s.ops[i]; {
		case o.isLink() || o.image != nil: // what the finished file gets
		case o.isText():
			s.pen.write(o)
		default:
			s.pen.fill(o)
		}
	}
	s.pen.paint()
}

// GetHeight returns the height of the page's row.
func (s *sheet) GetHeight(core.Provider, *entity.Cell) float64 { return s.height }

// SetConfig is part of maroto's component; a sheet needs no configuration.
func (s *sheet) SetConfig(*entity.Config) {}

// GetStructure is part of maroto's component.
func (s *sheet) GetStructure() *node.Node[core.Structure] {
	return node.New(core.Structure{Type: "sheet"})
}
