package metric

import (
	"strconv"
	"strings"

	"compack/internal/dataset"
)

// cellFunc gives the address of a field's cell: in the same row for offset 0, in
// the row above for offset -1.
type cellFunc = func(name string, offset int) string

// cell returns the address of a field's cell in the same row.
func (x *excel) cell(field int, at cellFunc) string { return at(x.on.Fields[field].Name, 0) }

func (n allOf) rowFormula(x *excel, at cellFunc) string { return call("AND", x, n.parts, at) }
func (n anyOf) rowFormula(x *excel, at cellFunc) string { return call("OR", x, n.parts, at) }

func call(function string, x *excel, parts []node, at cellFunc) string {
	args := make([]string, len(parts))
	for i, p := range parts {
		args[i] = p.rowFormula(x, at)
	}
	return function + "(" + strings.Join(args, ",") + ")"
}

func (n negation) rowFormula(x *excel, at cellFunc) string {
	return "NOT(" + n.part.rowFormula(x, at) + ")"
}

// An empty cell is asked for by type: compared with "", it is unequal for one
// spreadsheet program and equal for another, and compared with 0 or FALSE it is equal.
func (n stated) rowFormula(x *excel, at cellFunc) string {
	return x.present(n.field, x.cell(n.field, at))
}

// present tests that a cell of the field holds a value.
func (x *excel) present(field int, cell string) string {
	switch x.on.Fields[field].Type {
	case dataset.Date, dataset.Moment, dataset.Integer, dataset.Decimal:
		return "ISNUMBER(" + cell + ")"
	case dataset.Boolean:
		return "ISLOGICAL(" + cell + ")"
	}
	return "ISTEXT(" + cell + ")"
}

func (n flag) rowFormula(x *excel, at cellFunc) string {
	cell := x.cell(n.field, at)
	if n.want {
		return cell + "=TRUE"
	}
	return "AND(ISLOGICAL(" + cell + ")," + cell + "=FALSE)"
}

func (n ordered) rowFormula(x *excel, at cellFunc) string {
	cell := x.cell(n.field, at)
	if x.on.Fields[n.field].Type == dataset.Moment {
		return "AND(ISNUMBER(" + cell + ")," + n.dayTest(cell) + ")"
	}
	return "AND(ISNUMBER(" + cell + ")," + cell + excelSigns[n.op] + n.bound.excel() + ")"
}

func (n paired) rowFormula(x *excel, at cellFunc) string {
	left, right := x.cell(n.left, at), x.cell(n.right, at)
	if x.on.Fields[n.left].Type == dataset.Moment { // AND would work out the difference of texts too, which is an error
		return "IF(AND(ISNUMBER(" + left + "),ISNUMBER(" + right + "))," + minutesBetween(right, left) + excelSigns[n.op] + strconv.Itoa(n.days) + ",FALSE)"
	}
	return "AND(ISNUMBER(" + left + "),ISNUMBER(" + right + ")," + left + excelSigns[n.op] + plusDays(right, n.days) + ")"
}

func (n member) rowFormula(x *excel, at cellFunc) string {
	cell, f := x.cell(n.field, at), &x.on.Fields[n.field]
	sign, function, tests := "=", "OR", []string(nil)
	if n.inverted {
		sign, function, tests = "<>", "AND", []string{"ISTEXT(" + cell + ")"}
	}
	for _, v := range n.values {
		tests = append(tests, cell+sign+quote(f.ValueTitle(v)))
	}
	if len(tests) == 1 {
		return tests[0]
	}
	return function + "(" + strings.Join(tests, ",") + ")"
}

// rowFormula writes the value of one row: of hours, the minutes.
func (q *quantity) rowFormula(x *excel, at cellFunc) string {
	if !q.isDays {
		return x.cell(q.field, at)
	}
	if q.inHours {
		return minutesBetween(q.from.rowFormula(x, at), q.to.rowFormula(x, at))
	}
	return q.to.rowFormula(x, at) + "-" + q.from.rowFormula(x, at)
}

func (p point) rowFormula(x *excel, at cellFunc) string {
	if p.field < 0 {
		return anchors[p.anchor].excelName
	}
	return x.cell(p.field, at)
}

// truth writes a condition of one row as 1 or 0. A nil node is true.
func (x *excel) truth(n node, at cellFunc) string {
	if n == nil {
		return strconv.Itoa(1)
	}
	return "IF(" + n.rowFormula(x, at) + ",1,0)"
}
