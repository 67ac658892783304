package annotate

import (
	"cmp"
	"slices"

	"github.com/xuri/excelize/v2"

	"compack/internal/problem"
)

// fills are the colours of marked cells, by severity.
var fills = map[problem.Severity]string{problem.Error: "F4B6B0", problem.Warning: "FBDDA0", problem.Note: "DCE6F0"}

// look is a cell's own style with the severity that is laid over it.
type look struct {
	style    int
	severity problem.Severity
}

// fill colours the spot's cell by its worst problem and leaves the rest of its
// style, such as the form of a date, as it is.
func (m *marker) fill(s *spot) error {
	worst := slices.MaxFunc(s.problems, func(a, b problem.Problem) int { return cmp.Compare(severity(a), severity(b)) })
	own, err := m.file.GetCellStyle(s.sheet, s.cell)
	if err != nil {
		return err
	}
	key := look{own, severity(worst)}
	id, made := m.styles[key]
	if !made {
		style, err := m.file.GetStyle(own)
		if err != nil {
			return err
		}
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fills[key.severity]}}
		if id, err = m.file.NewStyle(style); err != nil {
			return err
		}
		m.styles[key] = id
	}
	return m.file.SetCellStyle(s.sheet, s.cell, s.cell, id)
}

// severity is how a problem is coloured: one that is suppressed as a note.
func severity(p problem.Problem) problem.Severity {
	if p.Suppressed != nil {
		return problem.Note
	}
	return p.Severity
}
