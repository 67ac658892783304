package annotate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// list adds the sheet of problems as the last one and shows it first.
func (m *marker) list(spots []*spot) error {
	name, err := m.newSheet()
	if err != nil {
		return err
	}
	if err := m.row(name, 1, []string{"Cell", "Sheet", "Severity", "Code", "What is wrong", "What to do", "Suppressed"}); err != nil {
		return err
	}
	row := 1
	for _, s := range spots {
		for _, p := range s.problems {
			row++
			suppressed := ""
			if a := p.Suppressed; a != nil {
				suppressed = fmt.Sprintf("until %s by %s: %s", a.Expires, a.Owner, a.Reason)
			}
			if err := m.row(name, row, []string{s.cell, s.sheet, p.Severity.String(), string(p.Code), p.Message, p.Hint, suppressed}); err != nil {
				return err
			}
			if row > maxLinks {
				continue
			}
			target := fmt.Sprintf("'%s'!%s", strings.ReplaceAll(s.sheet, "'", "''"), s.cell)
			if err := m.file.SetCellHyperLink(name, fmt.Sprintf("A%d", row), target, "Location"); err != nil {
				return err
			}
		}
	}
	return m.furnish(name, row)
}

// newSheet adds a sheet whose name is not taken, without regard to case.
func (m *marker) newSheet() (string, error) {
	name, taken := listName, m.file.GetSheetList()
	for n := 2; slices.ContainsFunc(taken, func(s string) bool { return strings.EqualFold(s, name) }); n++ {
		name = fmt.Sprintf("%s (%d)", listName, n)
	}
	at, err := m.file.NewSheet(name)
	if err != nil {
		return "", err
	}
	m.file.SetActiveSheet(at)
	return name, nil
}

// row writes texts, as text whatever they look like.
func (m *marker) row(sheet string, row int, texts []string) error {
	for i, text := range texts {
		cell, err := excelize.CoordinatesToCellName(i+1, row)
		if err != nil {
			return err
		}
		if err := m.file.SetCellStr(sheet, cell, text); err != nil {
			return err
		}
	}
	return nil
}

// furnish sets the list's header, widths and filter.
func (m *marker) furnish(sheet string, last int) error {
	bold, err := m.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	link, err := m.file.NewStyle(&excelize.Style{Font: &excelize.Font{Underline: "single", Color: "1F4E9A"}})
	if err != nil {
		return err
	}
	wrap, err := m.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if last > 1 {
		if err := m.file.SetCellStyle(sheet, "A2", fmt.Sprintf("A%d", last), link); err != nil {
			return err
		}
		if err := m.file.SetCellStyle(sheet, "E2", fmt.Sprintf("G%d", last), wrap); err != nil {
			return err
		}
	}
	for columns, width := range map[string]float64{"A:A": 9, "B:B": 18, "C:D": 11, "E:F": 60, "G:G": 36} {
		if err := m.file.SetColWidth(sheet, columns[:1], columns[2:], width); err != nil {
			return err
		}
	}
	if err := m.file.SetCellStyle(sheet, "A1", "G1", bold); err != nil {
		return err
	}
	return m.file.AutoFilter(sheet, fmt.Sprintf("A1:G%d", last), nil)
}
