package pipeline

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/publish"
	"compack/internal/render/xlsx"
)

// The files of a sample.
const (
	SampleCSV   = "sample.csv"
	SamplePaper = "sample.xlsx"
)

// Draw says which sample to draw of a finished pack.
type Draw struct {
	Pack           string // the pack's folder
	Client         string // whose pack it must be; "" for any
	Period         string // likewise, a label
	Dataset        string // an id
	Datasets       []*dataset.Definition
	Locale         func(tag string) (*locale.Locale, bool) // the languages of packs
	Size           int
	Seed           string
	Classification string
}

// Sample is a drawn sample.
type Sample struct {
	Client, Period string
	Digest         string // of the pack's manifest, in hexadecimal
	Population     int
	Drawn          int
	Paper          document.WorkPaper
}

// Tampered says that a pack is not what its manifest says.
type Tampered struct{ Reason string }

// Error says what differs.
func (e *Tampered) Error() string { return e.Reason }

// algorithm is how a sample is drawn, in the words of the manual.
const algorithm = "SHA-256 of: manifest digest, seed, dataset, key (a line each; key fields joined by |); the smallest ones, in that order"

// tested are the columns of a work paper that a tester fills.
var tested = []string{"Attribute A", "Attribute B", "Attribute C", "Attribute D", "Result", "Exception", "Tester", "Date", "Remark"}

// DrawSample draws records from the population that a pack's workbook holds, once
// the workbook is found to be the one that the manifest names. The same pack,
// seed, dataset and size give the same sample. The error is a [*Tampered] where the
// pack is not intact, an [*Unknown] where it has no such dataset.
func DrawSample(d Draw) (*Sample, error) {
	m, digest, err := openPack(d)
	if err != nil {
		return nil, err
	}
	def, err := known(d)
	if err != nil {
		return nil, err
	}
	if len(m.Languages) > 0 {
		l, ok := d.Locale(m.Languages[0].Tag)
		if !ok {
			return nil, &Unknown{Noun: "language", Name: m.Languages[0].Tag}
		}
		def = def.In(l)
	}
	workbook, err := intact(d.Pack, m)
	if err != nil {
		return nil, err
	}
	p, err := readPopulation(workbook, def)
	if err != nil {
		return nil, err
	}
	drawn := p.draw(digest, d)
	s := &Sample{Client: m.Client, Period: m.Period.Label, Digest: digest, Population: len(p.rows), Drawn: len(drawn)}
	s.Paper = s.paper(d, m, def, p, drawn)
	return s, nil
}

// WriteSample writes a sample into dir as CSV and as a work paper.
func WriteSample(s *Sample, dir string) error {
	paper, err := xlsx.RenderWorkPaper(s.Paper, xlsx.Options{})
	if err != nil {
		return fmt.Errorf("render the work paper: %w", err)
	}
	return publish.Files(dir, []publish.File{{Name: SampleCSV, Content: s.Paper.CSV()}, {Name: SamplePaper, Content: paper}})
}

// openPack reads the pack's manifest and returns it with its digest.
func openPack(d Draw) (*manifest.Manifest, string, error) {
	file := filepath.Join(d.Pack, manifest.FileName)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", &Unknown{Noun: "pack in", Name: d.Pack}
	}
	if err != nil {
		return nil, "", err
	}
	var m manifest.Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, "", &Tampered{fmt.Sprintf("%s is no manifest: %v", file, err)}
	}
	switch {
	case m.Schema != manifest.Schema:
		return nil, "", &Tampered{fmt.Sprintf("%s has the schema %q, not %s", file, m.Schema, manifest.Schema)}
	case d.Client != "" && m.Client != d.Client:
		return nil, "", &Tampered{fmt.Sprintf("%s is of client %s, not %s", file, m.Client, d.Client)}
	case d.Period != "" && m.Period.Label != d.Period:
		return nil, "", &Tampered{fmt.Sprintf("%s is of period %s, not %s", file, m.Period.Label, d.Period)}
	}
	return &m, manifest.Digest(data), nil
}

func known(d Draw) (*dataset.Definition, error) {
	var ids []string
	for _, def := range d.Datasets {
		if def.ID == d.Dataset {
			return def, nil
		}
		ids = append(ids, def.ID)
	}
	return nil, &Unknown{"dataset", d.Dataset, ids}
}

// intact returns the pack's workbook, which must be the one that the manifest
// names.
func intact(pack string, m *manifest.Manifest) ([]byte, error) {
	file := filepath.Join(pack, manifest.WorkbookFileName)
	i := slices.IndexFunc(m.Outputs, func(f manifest.File) bool { return f.Path == manifest.WorkbookFileName })
	if i < 0 {
		return nil, &Tampered{fmt.Sprintf("the manifest of %s names no %s", pack, manifest.WorkbookFileName)}
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Tampered{fmt.Sprintf("%s is missing, though the manifest names it", file)}
	}
	if err != nil {
		return nil, err
	}
	if got, want := manifest.Digest(data), m.Outputs[i].SHA256; got != want {
		return nil, &Tampered{fmt.Sprintf("%s has the SHA-256 %s, and the manifest says %s: it was changed after the pack was made", file, got, want)}
	}
	return data, nil
}

// draw returns the records with the smallest digests, in their order.
func (p *population) draw(manifest string, d Draw) []drawnRow {
	out := make([]drawnRow, len(p.rows))
	for i := range p.rows {
		h := sha256.Sum256([]byte(strings.Join([]string{manifest, d.Seed, d.Dataset, p.key(i)}, "\n")))
		out[i] = drawnRow{i, h}
	}
	slices.SortStableFunc(out, func(a, b drawnRow) int { return bytes.Compare(a.digest[:], b.digest[:]) })
	return out[:min(d.Size, len(out))]
}

// drawnRow is a record of the population with its digest.
type drawnRow struct {
	row    int
	digest [sha256.Size]byte
}

// paper lays the sample out for testing.
func (s *Sample) paper(d Draw, m *manifest.Manifest, def *dataset.Definition, p *population, drawn []drawnRow) document.WorkPaper {
	size := strconv.Itoa(len(drawn))
	if d.Size > len(drawn) {
		size += " of " + strconv.Itoa(d.Size) + " asked for: the population has no more"
	}
	w := document.WorkPaper{
		Title:  "Audit sample: " + cmp.Or(def.Title, def.ID),
		Client: m.Client, Vendor: m.Vendor, Period: m.Period.Label, AsOf: m.AsOf, Classification: d.Classification, Digest: m.Document,
		Facts: []document.Label{
			{Name: "Client", Text: m.Client}, {Name: "Period", Text: m.Period.Label + " (" + m.Period.Span() + "), as of " + m.AsOf.String()},
			{Name: "Dataset", Text: def.Title + " (" + def.ID + ")"}, {Name: "Population", Text: strconv.Itoa(s.Population)},
			{Name: "Sample", Text: size}, {Name: "Seed", Text: d.Seed}, {Name: "Manifest", Text: "SHA-256 " + s.Digest},
			{Name: "Drawn by", Text: algorithm},
		},
		Columns: append([]string{"No."}, p.titles...), Blank: tested,
	}
	w.Columns = append(w.Columns, "SHA-256")
	for i, one := range drawn {
		row := append([]document.Cell{document.I(i + 1)}, p.rows[one.row]...)
		w.Rows = append(w.Rows, append(row, document.T(hex.EncodeToString(one.digest[:]))))
	}
	return w
}
