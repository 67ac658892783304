package fill

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// number reads a whole number, 0 where there is none.
func number(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 0
	}
	return n
}

// elements returns the elements in n.
func (n *node) elements() (out []*node) {
	if n == nil {
		return nil
	}
	for _, kid := range n.kids {
		if kid.name != "" {
			out = append(out, kid)
		}
	}
	return out
}

// normalise gives each row and each cell of a sheet the address that it may leave to be
// counted, and each cell that shares a formula one of its own.
func normalise(root *node) error {
	data := root.child("sheetData")
	if data == nil {
		return errors.New("it has no cells")
	}
	shared := map[string]sharedFormula{}
	last := 0
	for _, row := range data.children("row") {
		n := number(row.get("r"))
		if n == 0 {
			n = last + 1
		}
		if n <= last || n > lastRow {
			return errors.New("its rows are not in order")
		}
		last = n
		row.set("r", strconv.Itoa(n))
		if err := normaliseRow(row, n, shared); err != nil {
			return err
		}
	}
	return nil
}

func normaliseRow(row *node, n int, shared map[string]sharedFormula) error {
	last := 0
	for _, c := range row.children("c") {
		col := last + 1
		if text := c.get("r"); text != "" {
			a, ok := readAddress(text)
			if !ok || !a.isCell() || a.row != n {
				return errors.New("a cell has the address " + text)
			}
			col = columnNumber(a.col)
		}
		if col <= last {
			return errors.New("its cells are not in order")
		}
		last = col
		c.set("r", cellName(col, n))
		if f := c.child("f"); f != nil && f.get("t") == "shared" {
			unshare(f, col, n, shared)
		}
	}
	return nil
}

// sharedFormula is a formula and the cell that has it.
type sharedFormula struct {
	text     string
	col, row int
}

// unshare gives a cell that has another's formula one of its own.
func unshare(f *node, col, row int, shared map[string]sharedFormula) {
	id := f.get("si")
	if text := f.content(); text != "" {
		shared[id] = sharedFormula{text, col, row}
	} else if from, ok := shared[id]; ok {
		f.setContent(copied(from.text, col-from.col, row-from.row))
	}
	for _, name := range []string{"t", "si", "ref"} {
		f.set(name, "")
	}
}

// rowOf returns the row of that number, which is added where the sheet has none.
func rowOf(data *node, n int) *node {
	at := len(data.kids)
	for i, kid := range data.kids {
		if kid.name == "" {
			continue
		}
		switch cmp.Compare(number(kid.get("r")), n) {
		case 0:
			return kid
		case 1:
			at = min(at, i)
		}
	}
	row := &node{name: data.sibling("row"), attrs: []attribute{{"r", strconv.Itoa(n)}}}
	data.kids = slices.Insert(data.kids, at, row)
	return row
}

// columnStyle returns the style that empty cells of a column have.
func columnStyle(root *node, col int) int {
	for _, c := range root.child("cols").children("col") {
		if number(c.get("min")) <= col && col <= number(c.get("max")) {
			return number(c.get("style"))
		}
	}
	return 0
}
