package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"compack/internal/ingest/xlsx"
	"compack/internal/problem"
)

// layout is how a sheet looks, and what was seen of that in the rows below the
// header when they were last walked over.
type layout struct {
	xlsx.Layout
	read   func() (xlsx.Layout, error)
	isRead bool
	err    error
	tall   []xlsx.Area         // merged over several rows, by first row
	across map[int][]xlsx.Area // merged over several columns, by first row

	header  int
	hidden  int                // rows that hold something
	filled  int                // cells that got the value of their area
	areas   map[xlsx.Area]bool // whose value was given to further rows
	current []merged           // those that the row at hand is in
	next    int                // the first of tall not reached yet
}

// merged is an area with the value that stands for all its cells.
type merged struct {
	xlsx.Area
	value cell
}

// maxCurrent bounds how many areas one row may be in. Excel's areas don't
// overlap, so it is a number of columns.
const maxCurrent = 1024

// load reads the layout once.
func (l *layout) load() error {
	if l.isRead {
		return l.err
	}
	l.isRead = true
	if l.Layout, l.err = l.read(); l.err != nil {
		return l.err
	}
	l.across = map[int][]xlsx.Area{}
	for _, a := range l.Merged {
		if a.LastRow > a.FirstRow {
			l.tall = append(l.tall, a)
		}
		if a.LastColumn > a.FirstColumn {
			l.across[a.FirstRow] = append(l.across[a.FirstRow], a)
		}
	}
	slices.SortFunc(l.tall, func(a, b xlsx.Area) int {
		return cmp.Or(cmp.Compare(a.FirstRow, b.FirstRow), cmp.Compare(a.FirstColumn, b.FirstColumn))
	})
	return nil
}

// restart forgets what an earlier walk has seen.
func (l *layout) restart() {
	l.hidden, l.filled, l.next = 0, 0, 0
	l.areas, l.current = map[xlsx.Area]bool{}, nil
}

// see takes the next row: the first cell of a merged area stands for all its
// rows, so a row that holds anything else gets the value too.
func (l *layout) see(r *row, isHidden bool) {
	if r.isBlank() {
		return
	}
	if isHidden && r.number > l.header {
		l.hidden++
	}
	l.current = slices.DeleteFunc(l.current, func(m merged) bool { return m.LastRow < r.number })
	for _, m := range l.current {
		if at(r.cells, m.FirstColumn).kind != blank {
			continue
		}
		r.put(m.FirstColumn, m.value)
		if r.number > l.header {
			l.filled++
			l.areas[m.Area] = true
		}
	}
	for ; l.next < len(l.tall) && l.tall[l.next].FirstRow <= r.number; l.next++ {
		area := l.tall[l.next]
		if value := at(r.cells, area.FirstColumn); area.FirstRow == r.number && value.kind != blank && len(l.current) < maxCurrent {
			value.text = strings.Clone(value.text)
			l.current = append(l.current, merged{area, value})
		}
	}
}

// put sets a cell, which may lie right of the row's last one.
func (r *row) put(column int, c cell) {
	for len(r.cells) <= column {
		r.cells = append(r.cells, cell{})
	}
	r.cells[column] = c
}

// wide returns the area of several columns whose row is the given one and that
// the column lies in, behind the first one.
func (l *layout) wide(row, column int) (xlsx.Area, bool) {
	if l == nil {
		return xlsx.Area{}, false
	}
	for _, a := range l.across[row] {
		if a.FirstColumn < column && column <= a.LastColumn {
			return a, true
		}
	}
	return xlsx.Area{}, false
}

// conclude reports what a person who looks at the sheet doesn't see, and was
// read.
func (l *layout) conclude(h *header, log reporter) {
	if l == nil {
		return
	}
	if l.hidden > 0 {
		by := ""
		if l.Filtered {
			by = ", some of them by a filter"
		}
		log.file(problem.Hidden, log.place(), "", "%d rows are hidden%s; they are read like all others", l.hidden, by)
	}
	var names []string
	for column, name := range h.names {
		if name != "" && slices.ContainsFunc(l.Hidden, func(r xlsx.Range) bool { return r.First <= column && column <= r.Last }) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		log.file(problem.Hidden, log.place(), "", "columns are hidden and read like all others: %s", quote(names))
	}
	if l.filled > 0 {
		log.file(problem.Merged, log.place(), "", "%d cells belong to %d areas that are merged over several rows; each got its area's value", l.filled, len(l.areas))
	}
}

// discloseUnread reports what the workbook holds besides cells.
func (f *file) discloseUnread(log reporter) {
	if len(f.unread) > 0 {
		log.file(problem.Unread, log.place(), "", "the workbook holds more than cells: %s", strings.Join(f.unread, "; "))
	}
}

// padded returns a number as its format shows it, with zeros in front: what
// has such a format is an identifier.
func padded(c xlsx.Cell) cell {
	if _, ok := fewDigits(c.Text); !ok || len(c.Text) >= int(c.Digits) {
		return cell{kind: number, text: c.Text}
	}
	return cell{kind: text, text: fmt.Sprintf("%0*s", int(c.Digits), c.Text)}
}
