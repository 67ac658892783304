package pdf

import (
	"github.com/johnfercher/go-tree/node"
	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/linestyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/orientation"
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
	colours := map[Colour]*props.Color{}
	for _, pg := range pages {
		m.AddRows(row.New(height).Add(col.New().Add(&sheet{typesetter: ts, ops: pg.ops, height: height, colours: colours})))
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
	*typesetter
	ops     []op
	height  float64 // of its row
	colours map[Colour]*props.Color
}

// Render draws the page's ops, in their order where they lie over one another.
func (s *sheet) Render(provider core.Provider, _ *entity.Cell) {
	texts := pen{provider: provider, sheet: s}
	line := props.Line{Style: linestyle.Solid, Orientation: orientation.Horizontal, SizePercent: 100}
	for i := range s.ops {
		switch o := &s.ops[i]; {
		case o.isLink() || o.image != nil: // what the finished file gets
		case o.isText():
			texts.write(o)
		default: // A filled rectangle is a horizontal line of its thickness.
			texts.makeWay(o)
			line.Color, line.Thickness = s.colour(o.colour, s.Hairline), o.h
			provider.AddLine(&entity.Cell{X: o.x, Y: o.y + o.h/2, Width: o.w}, &line)
		}
	}
	texts.paint()
}

// colour returns a colour as maroto is told it: none for the commonest, and next to
// black for black, which stands for the commonest (see settler).
func (s *sheet) colour(c, commonest Colour) *props.Color {
	switch c {
	case commonest:
		return nil
	case Colour{}:
		c.B = 1
	}
	if _, known := s.colours[c]; !known {
		s.colours[c] = &props.Color{Red: int(c.R), Green: int(c.G), Blue: int(c.B)}
	}
	return s.colours[c]
}

// GetHeight returns the height of the page's row.
func (s *sheet) GetHeight(core.Provider, *entity.Cell) float64 { return s.height }

// SetConfig is part of maroto's component; a sheet needs no configuration.
func (s *sheet) SetConfig(*entity.Config) {}

// GetStructure is part of maroto's component.
func (s *sheet) GetStructure() *node.Node[core.Structure] {
	return node.New(core.Structure{Type: "sheet"})
}
