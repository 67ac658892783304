package compose

import (
	"testing"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/manifest"
)

func TestAFieldThatIsLeftOutHasNoColumn(t *testing.T) {
	def := &dataset.Definition{ID: "risks", Title: "Risks", Key: []string{"id"}, Fields: []dataset.Field{
		{Name: "id", Title: "Risk ID", Type: dataset.Text}, {Name: "owner", Title: "Owner", Type: dataset.Text, Personal: true}}}
	records := dataset.NewTable(def)
	records.Column(0).AppendText("R1")
	records.Column(1).AppendText("P-1")
	records.Commit(dataset.Origin{})
	for _, c := range []struct {
		treatment string
		columns   int
	}{{manifest.LeftOut, 1}, {manifest.Pseudonyms, 2}} {
		in := Input{Template: &Template{}, Datasets: []*dataset.Definition{def}, Tables: map[string]*dataset.Table{"risks": records},
			Privacy: &manifest.Privacy{Redactions: []manifest.Redaction{{Dataset: "risks", Field: "Owner", Treatment: c.treatment}}}}
		blocks, err := newComposer(in).table([]byte("dataset: risks\ncolumns: [id, owner]\n"))
		if err != nil {
			t.Fatal(err)
		}
		table := blocks[0].(document.Table)
		if len(table.Columns) != c.columns || len(table.Rows[0]) != c.columns {
			t.Errorf("%s: the table has %d columns and %d cells, not %d", c.treatment, len(table.Columns), len(table.Rows[0]), c.columns)
		}
	}
}
