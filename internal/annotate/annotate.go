package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"compack/internal/problem"
)

const (
	// listName is the sheet that lists the problems.
	listName = "compack problems"
	// author is whose name the comments bear.
	author = "compack"

	// The limits are those of what is unpacked: more than a workbook that people
	// mend by hand needs.
	unzipLimit = 2 << 30
	// maxComment is what a comment may hold, in characters, so that it can be read.
	maxComment = 1500
	// maxLinks is how many links Excel follows in one sheet.
	maxLinks = 65_000
	// maxComments is how many comments are written; more of them slow every program
	// down, and the list says the rest.
	maxComments = 2000
)

// Annotate returns a copy of the workbook with each problem's cell marked, or the
// first cell of its row where the problem is of the row as a whole. headers is the
// header row of each sheet that was read, by which a problem's column is found.
// The error is a workbook that can't be read or written.
func Annotate(workbook []byte, headers map[string]int, problems problem.List) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(workbook), excelize.Options{UnzipSizeLimit: unzipLimit, UnzipXMLSizeLimit: 64 << 20})
	if err != nil {
		return nil, fmt.Errorf("open the workbook: %w", err)
	}
	defer f.Close()
	m := marker{file: f, styles: map[look]int{}, columns: map[string]map[string]int{}, taken: map[[2]string]bool{}}
	for _, sheet := range f.GetSheetList() {
		if row, read := headers[sheet]; read {
			if err := m.header(sheet, row); err != nil {
				return nil, err
			}
		}
	}
	spots := m.spots(problems)
	for _, s := range spots {
		if err := m.mark(s); err != nil {
			return nil, fmt.Errorf("mark %s: %w", s.cell, err)
		}
	}
	if err := m.list(spots); err != nil {
		return nil, fmt.Errorf("list the problems: %w", err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write the copy: %w", err)
	}
	return out.Bytes(), nil
}

// marker marks one workbook.
type marker struct {
	file    *excelize.File
	styles  map[look]int              // styles made so far
	columns map[string]map[string]int // sheet to header to column, from 1
	taken   map[[2]string]bool        // sheets and cells with a comment of the user's
	written int                       // comments
}

// spot is a cell with what is wrong in it.
type spot struct {
	sheet, cell string
	problems    problem.List
}

// header learns the columns of a sheet's header. Of headers that are alike, the
// second is called "Header#2".
func (m *marker) header(sheet string, row int) error {
	rows, err := m.file.Rows(sheet)
	if err != nil {
		return fmt.Errorf("read sheet %q: %w", sheet, err)
	}
	defer rows.Close()
	columns, times := map[string]int{}, map[string]int{}
	for n := 1; n <= row && rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("read sheet %q: %w", sheet, err)
		}
		if n < row {
			continue
		}
		for i, text := range cells {
			name := folded(text)
			if times[name]++; times[name] == 1 {
				columns[name] = i + 1
			}
			columns[fmt.Sprintf("%s#%d", name, times[name])] = i + 1
		}
	}
	m.columns[sheet] = columns
	comments, err := m.file.GetComments(sheet)
	for _, c := range comments {
		m.taken[[2]string{sheet, c.Cell}] = true
	}
	return errors.Join(err, rows.Error())
}

// folded is a header without regard to the spaces in and around it.
func folded(header string) string { return strings.Join(strings.Fields(header), " ") }

// spots gathers the problems by cell, in their order. A problem in a sheet that the
// workbook does not have, or in no row, has none.
func (m *marker) spots(problems problem.List) []*spot {
	var out []*spot
	at := map[[2]string]*spot{}
	for _, p := range problems {
		columns, known := m.columns[p.Place.Sheet]
		if !known || p.Place.Row == 0 {
			continue
		}
		column := max(columns[folded(p.Place.Column)], 1)
		cell, err := excelize.CoordinatesToCellName(column, p.Place.Row)
		if err != nil {
			continue // below or right of what a sheet can hold
		}
		id := [2]string{p.Place.Sheet, cell}
		if at[id] == nil {
			at[id] = &spot{sheet: p.Place.Sheet, cell: cell}
			out = append(out, at[id])
		}
		at[id].problems = append(at[id].problems, p)
	}
	return out
}

// mark fills the spot's cell and says in a comment what is wrong. A comment that
// the user wrote there stays, and the list says it instead.
func (m *marker) mark(s *spot) error {
	if err := m.fill(s); err != nil {
		return err
	}
	if m.taken[[2]string{s.sheet, s.cell}] || m.written == maxComments {
		return nil
	}
	m.written++
	return m.file.AddComment(s.sheet, excelize.Comment{Cell: s.cell, Author: author, Text: comment(s.problems), Width: 320, Height: 120})
}

// comment says what is wrong in a cell and what to do.
func comment(problems problem.List) string {
	var parts []string
	for _, p := range problems {
		text := fmt.Sprintf("%s %s: %s", p.Code, p.Severity, p.Message)
		if p.Suppressed != nil {
			text += fmt.Sprintf("\nSuppressed until %s by %s: %s", p.Suppressed.Expires, p.Suppressed.Owner, p.Suppressed.Reason)
		} else if p.Hint != "" {
			text += "\nWhat to do: " + p.Hint
		}
		parts = append(parts, text)
	}
	text := []rune(strings.Join(parts, "\n\n"))
	if len(text) > maxComment {
		text = append(text[:maxComment-1], '…')
	}
	return string(text)
}
