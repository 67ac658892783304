package pipeline

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"compack/internal/config"
	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/problem"
)

// sampleRun reads the sample's sources.
func sampleRun(t *testing.T) *run {
	t.Helper()
	lib := open(t)
	cfg, problems, err := config.Load(filepath.Join("..", "..", "samples", "quarterly", "compack.yaml"), nil, config.Known{Datasets: lib.Datasets(), Metrics: lib.Metrics(), Packs: lib.PackNames(), Outputs: OutputNames()})
	if err != nil || cfg == nil {
		t.Fatal(err, problems)
	}
	p, asOf, problems := cfg.Resolve(time.Time{})
	if problems.Count(problem.Error) > 0 {
		t.Fatal(problems)
	}
	r, res, err := read(Options{Config: cfg, Library: lib, Period: p, AsOf: asOf, Version: "test"})
	if err != nil || res.Stopped != "" {
		t.Fatal(err, res.Stopped)
	}
	return r
}

// written returns the document in one of the forms that documents are written in.
func (r *run) written(t *testing.T, name string, doc *document.Document, client config.Client) string {
	t.Helper()
	path, problems := r.writtenWith(t, name, doc, client)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return path
}

// writtenWith also returns what the renderer found.
func (r *run) writtenWith(t *testing.T, name string, doc *document.Document, client config.Client) (string, problem.List) {
	t.Helper()
	for _, o := range outputs {
		if o.name != name {
			continue
		}
		path := filepath.Join(t.TempDir(), o.file)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		problems, err := o.write(r, f, doc, client)
		if err != nil {
			t.Fatal(err)
		}
		return path, problems
	}
	t.Fatalf("no output %s", name)
	return "", nil
}

// read returns the content of a document in one of the forms.
func (r *run) read(t *testing.T, name string, doc *document.Document) []byte {
	t.Helper()
	return content(t, r.written(t, name, doc, config.Client{}))
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestEachOutputShowsTheFiguresOfTheSample makes the sample's packs: what the document
// says stands in the report and on the page, and each figure of metrics.json that it
// names has one value, in the document and in the workbook's summary.
func TestEachOutputShowsTheFiguresOfTheSample(t *testing.T) {
	r := sampleRun(t)
	for _, client := range r.Config.Clients {
		t.Run(client.ID, func(t *testing.T) {
			d := r.draft(context.Background(), client, r.Config.LanguagesOf(client)[0])
			if d.Err != nil {
				t.Fatal(d.Err)
			}
			want := texts(reflect.ValueOf(d.doc.Sections), "")
			t.Run("html", func(t *testing.T) {
				checkSaid(t, pageText(t, r.read(t, "html", d.doc)), want)
			})
			t.Run("pdf", func(t *testing.T) {
				checkSaid(t, reportText(t, r.read(t, "pdf", d.doc)), want)
			})
			figures := r.figuresOf(t, client, d)
			checkFigures(t, figures, reflect.ValueOf(d.doc.Sections))
			checkSummary(t, r.written(t, "xlsx", d.doc, client), d.doc, figures)
		})
	}
}

// figuresOf returns the figures of a pack's metrics.json by their address.
func (r *run) figuresOf(t *testing.T, client config.Client, d draft) map[string]metric.Fraction {
	t.Helper()
	files, _, err := r.finish(client, []draft{d}, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]metric.Fraction{}
	for _, f := range files {
		if f.Name != manifest.FiguresFileName {
			continue
		}
		var data manifest.Figures
		if err := json.Unmarshal(f.Content, &data); err != nil {
			t.Fatal(err)
		}
		for _, m := range data.Metrics {
			if out[m.Address], err = metric.ParseFraction(m.Exact); err != nil {
				out[m.Address] = metric.Fraction{}
			}
		}
	}
	if len(out) < 50 {
		t.Fatalf("metrics.json has %d figures", len(out))
	}
	return out
}

// checkFigures holds that each tile of a document shows the value that metrics.json has.
func checkFigures(t *testing.T, figures map[string]metric.Fraction, v reflect.Value) {
	t.Helper()
	tiles := 0
	each(v, func(tile document.Tile) {
		tiles++
		want, ok := figures[tile.Figure]
		switch {
		case !ok:
			t.Errorf("the figure %s is not in metrics.json", tile.Figure)
		case want.Defined() != (tile.Value.Kind != document.Missing) || want.Defined() && want.Compare(tile.Value.Value) != 0:
			t.Errorf("%s is %v in metrics.json, %v on a tile", tile.Figure, want, tile.Value.Value)
		}
	})
	if tiles < 20 {
		t.Errorf("only %d tiles", tiles)
	}
}

// each calls f for each tile in a part of a document.
func each(v reflect.Value, f func(document.Tile)) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			each(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), f)
		}
	case reflect.Struct:
		if tile, ok := v.Interface().(document.Tile); ok {
			f(tile)
			return
		}
		for i := range v.NumField() {
			each(v.Field(i), f)
		}
	}
}

// checkSummary holds that each figure has its row on the workbook's summary, with the
// value, the title and the status that the report has.
func checkSummary(t *testing.T, workbook string, doc *document.Document, figures map[string]metric.Fraction) {
	t.Helper()
	f, err := excelize.OpenFile(workbook)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Summary")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]document.Figure{}
	for _, figure := range doc.Workbook.Figures {
		known[figure.Address] = figure
	}
	for address, value := range figures {
		figure, ok := known[address]
		if !ok || value.Defined() && value.Compare(figure.Value.Value) != 0 {
			t.Errorf("%s is %v in metrics.json, %v in the workbook", address, value, figure.Value.Value)
		}
		want := []string{figure.Title, plainSigns(figure.Value.In(nil)), document.StatusWord(nil, figure.Status)}
		if !slices.ContainsFunc(rows, func(row []string) bool { return slices.Contains(row, address) && says(row, want) }) {
			t.Errorf("no row of the summary says %q of %s", want, address)
		}
	}
}

// says reports whether the cells of a row hold each of the texts.
func says(row, want []string) bool {
	shown := bare(plainSigns(strings.Join(row, " ")))
	for _, s := range want {
		if !strings.Contains(shown, bare(s)) {
			return false
		}
	}
	return true
}

// plainSigns returns a number as a spreadsheet program writes it.
func plainSigns(s string) string { return strings.ReplaceAll(s, "\u2212", "-") }

// checkEvidence holds that a sheet shows each cell of its table in its row.
func checkEvidence(t *testing.T, workbook string, e document.Evidence) {
	t.Helper()
	f, err := excelize.OpenFile(workbook)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(e.Name)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range e.Table.Rows {
		want := make([]string, len(row))
		for i, c := range row {
			want[i] = plainSigns(c.In(nil))
		}
		if !slices.ContainsFunc(rows, func(shown []string) bool { return says(shown, want) }) {
			t.Errorf("no row of sheet %s says %q", e.Name, want)
		}
	}
}
