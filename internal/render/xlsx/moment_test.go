package xlsx

import (
	"math"
	"strconv"
	"testing"

	"compack/internal/document"
	"compack/internal/period"
)

// A moment is a number in its column: programs show, sort and subtract it.
func TestMomentsAreNumbersToTheMinute(t *testing.T) {
	d := sampleDocument(t)
	minutes := []string{"2026-09-30 00:00", "2026-09-30 00:01", "2026-09-30 14:05", "2026-09-30 23:59", "1900-02-28 10:00"}
	var rows []row
	for i, m := range minutes {
		rows = append(rows, row{"incident_id": "INC-" + strconv.Itoa(i), "title": "x", "severity": "low", "detected_at": m})
	}
	d.Workbook.Figures = nil
	d.Workbook.Populations = []document.Population{{Name: "Incidents", Table: table(t, "incidents", rows), Origins: sampleOrigins, Needed: []string{"detected_at"}}}
	d.Workbook.Evidence[2].Table.Rows[0][2] = document.M(asOf.At(845))
	f := open(t, render(t, d))
	sheet, column := place(t, f, "incidents_detected_at")
	for i, text := range minutes {
		cell := column[:1] + strconv.Itoa(i+2)
		shown, err := f.GetCellValue(sheet, cell)
		if err != nil || shown != text {
			t.Errorf("%s is shown as %q: %v", text, shown, err)
		}
		m, _ := period.ParseMoment(text)
		serial, err := strconv.ParseFloat(raw(t, f, sheet, cell), 64)
		if isText := err != nil; isText != (i == 4) || !isText && math.Abs(serial-m.Excel())*86400 > 0.001 {
			t.Errorf("%s is written as %s", text, raw(t, f, sheet, cell))
		}
	}
	if got, err := f.GetCellValue("Definitions", "C4"); err != nil || got != "2026-09-30 14:05" {
		t.Errorf("a cell of a table shows %q: %v", got, err)
	}
}
