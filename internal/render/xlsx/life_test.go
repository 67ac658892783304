package xlsx

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
)

// soonClosed is a figure of the findings that are closed within some days, and the
// columns that its formulas need.
func soonClosed(t testing.TB, tab *dataset.Table, days int) (document.Figure, []metric.Helper) {
	t.Helper()
	id := fmt.Sprintf("findings.in_%d_days", days)
	m, err := metric.Compile(metric.Definition{ID: id, Title: "Closed in time", Dataset: "findings", Kind: metric.Within,
		Opened: "opened_on", Closed: "closed_on", Days: days}, tab.Def)
	if err != nil {
		t.Fatal(err)
	}
	followed, closed := m.Followed(tab, dates)
	f := document.Figure{Address: "F-" + id, Metric: id, Dataset: "Findings", Title: "Findings closed in time", Formula: m.Formulas().Value,
		Denominator: count(tab, func(i int) bool { return followed[i] != dataset.Empty }), DenominatorFormula: m.Formulas().Denominator,
		Life: &document.LifeTable{Formulas: m.LifeTable()}}
	open := big.NewRat(1, 1)
	share := func(r *big.Rat) document.Cell {
		return document.Cell{Kind: document.Percent, Value: metric.FractionOf(r), Places: 1}
	}
	for day := range days + 1 {
		atRisk := count(tab, func(i int) bool { return int(followed[i]) >= day })
		ended := count(tab, func(i int) bool { return int(followed[i]) == day && closed.Has(i) })
		if atRisk.Value.Num > 0 {
			open.Mul(open, big.NewRat(atRisk.Value.Num-ended.Value.Num, atRisk.Value.Num))
		}
		f.Life.Days = append(f.Life.Days, document.LifeDay{AtRisk: atRisk, Closed: ended, Open: share(open)})
	}
	f.Value = share(open.Sub(big.NewRat(1, 1), open))
	return f, m.Helpers()
}

// TestAShareClosedInTimeIsReadFromItsLifeTable recalculates the figure, the table and
// the columns that it counts, of two figures one below the other.
func TestAShareClosedInTimeIsReadFromItsLifeTable(t *testing.T) {
	d := sampleDocument(t)
	p := &d.Workbook.Populations[1]
	for _, days := range []int{30, 45} {
		f, helpers := soonClosed(t, p.Table, days)
		d.Workbook.Figures = append(d.Workbook.Figures, f)
		p.Helpers = append(p.Helpers, helpers...)
	}
	data := render(t, d)
	cached, live := open(t, data), open(t, data)
	n := map[string]int{}
	for _, sheet := range []string{"Summary", "Findings", "Life tables"} {
		formulas(t, cached, sheet, func(cell, formula string) {
			if sheet != "Life tables" && !strings.Contains(formula, "life_") && !strings.Contains(formula, "_days") && !strings.Contains(formula, "MIN(") {
				return
			}
			n[sheet]++
			got, err := live.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			if want := raw(t, cached, sheet, cell); err != nil || !same(got, want) {
				t.Errorf("%s!%s =%s gives %q, the file says %q (%v)", sheet, cell, formula, got, want, err)
			}
		})
	}
	if n["Summary"] < 4 || n["Findings"] < 90 || n["Life tables"] != 3*(31+46) {
		t.Errorf("formulas: %v", n)
	}
	if sheets := live.GetSheetList(); !slices.Contains(sheets, "Life tables") || slices.Contains(open(t, render(t, sampleDocument(t))).GetSheetList(), "Life tables") {
		t.Errorf("sheets: %v", sheets)
	}
}
