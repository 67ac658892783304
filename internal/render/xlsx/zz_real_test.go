package xlsx

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
	"go.yaml.in/yaml/v3"

	"compack/internal/document"
	"compack/internal/metric"
)

func TestReal(t *testing.T) {
	d := sampleDocument(t)
	pops := map[string]*document.Population{}
	for i := range d.Workbook.Populations {
		p := &d.Workbook.Populations[i]
		p.Helpers = nil
		p.Table = p.Table.Select(p.Table.SortedByKey())
		pops[p.Table.Def.ID] = p
	}
	d.Workbook.Figures = nil
	files, _ := filepath.Glob("../../../templates/metrics/*.yaml")
	n := 0
	for _, f := range files {
		src, _ := os.ReadFile(f)
		var defs []metric.Definition
		if err := yaml.Unmarshal(src, &defs); err != nil {
			t.Fatal(f, err)
		}
		for _, def := range defs {
			p := pops[def.Dataset]
			m, err := metric.Compile(def, p.Table.Def)
			if err != nil {
				t.Fatal(err)
			}
			p.Helpers = append(p.Helpers, m.Helpers()...)
			fs := m.Formulas()
			n++
			d.Workbook.Figures = append(d.Workbook.Figures, document.Figure{Address: "K" + at(1, n)[1:], Metric: def.ID, Dataset: p.Title, Title: def.Title, Value: document.I(0), Formula: fs.Value,
				NumeratorFormula: fs.Numerator, DenominatorFormula: fs.Denominator, Definition: def.Definition})
		}
	}
	data := render(t, d)
	os.WriteFile("/tmp/xl/real.xlsx", data, 0o644)
	f := open(t, data)
	live := open(t, data)
	for _, p := range d.Workbook.Populations {
		bad := 0
		formulas(t, f, p.Name, func(cell, formula string) {
			got, err := live.CalcCellValue(p.Name, cell, excelize.Options{RawCellValue: true})
			if want := raw(t, f, p.Name, cell); err != nil || !same(got, want) {
				if bad++; bad < 4 {
					t.Errorf("%s!%s =%s gives %q, file %q %v", p.Name, cell, formula, got, want, err)
				}
			}
		})
	}
	for _, fig := range d.Workbook.Figures {
		sheet, cell := place(t, f, "kpi_"+definedName(fig.Metric))
		got, err := live.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		t.Log(fig.Metric, got, err, fig.Formula)
	}
}
