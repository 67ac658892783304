package metric

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"compack/internal/dataset"
)

// Helper is a column that a metric's formulas need beside the population's own:
// a comparison of two fields, a number of days, a running count. Helpers of the
// same name are the same column, whichever metric asks for it.
type Helper struct {
	Name  string // its defined name
	Title string // says what it is
	// Formula returns the live formula, without "=", of the cell in one row. at
	// gives the address of a field's cell in the same row (offset 0) or in the row
	// above (offset -1); the helper's own name is allowed with offset -1, and that of
	// a helper before it with offset 0.
	Formula func(at func(name string, offset int) string) string
	// Values returns what the formulas give for each row of t; Empty cells are
	// [dataset.Empty].
	Values func(t *dataset.Table, d Dates) []int32
}

// add keeps a helper, once.
func (x *excel) add(h Helper) {
	if !slices.ContainsFunc(x.helpers, func(o Helper) bool { return o.Name == h.Name }) {
		x.helpers = append(x.helpers, h)
	}
}

// helperTerms makes a condition a helper column of 1 and 0.
func (x *excel) helperTerms(n node) terms {
	h := Helper{
		Name:    x.conditionName(n),
		Title:   x.conditionTitle(n),
		Formula: func(at func(string, int) string) string { return x.truth(n, at) },
		Values: func(t *dataset.Table, d Dates) []int32 {
			return ones(n.rows(over(t, d)), t.Len())
		},
	}
	x.add(h)
	return only(criterion{h.Name, "1", testEqual, "1"})
}

// ones returns 1 for the rows of the set and 0 for the others.
func ones(rows Rows, n int) []int32 {
	out := make([]int32, n)
	rows.Each(func(row int) { out[row] = 1 })
	return out
}

// operatorWords name operators inside of a defined name.
var operatorWords = map[operator]string{equal: "eq", unequal: "ne", less: "lt", lessEqual: "le", greater: "gt", greaterEqual: "ge"}

// conditionName names a helper column. A comparison of two fields is named after
// itself, so that metrics share it; any other after the metric and the condition.
func (x *excel) conditionName(n node) string {
	if p, ok := n.(paired); ok {
		name := fmt.Sprintf("%s_%s_%s", x.on.Fields[p.left].Name, operatorWords[p.op], x.on.Fields[p.right].Name)
		switch {
		case p.days != 0 && x.on.Fields[p.left].Type == dataset.Moment:
			name += fmt.Sprintf("_%s_%d_h", map[bool]string{true: "plus", false: "minus"}[p.days > 0], max(p.days, -p.days)/minutesAnHour)
		case p.days > 0:
			name += fmt.Sprintf("_plus_%d", p.days)
		case p.days < 0:
			name += fmt.Sprintf("_minus_%d", -p.days)
		}
		return x.helperName(name)
	}
	if a, ok := n.(alike); ok {
		return x.helperName(fmt.Sprintf("%s_%s_%s", x.on.Fields[a.left].Name, map[bool]string{false: "is", true: "is_not"}[a.inverted], x.on.Fields[a.right].Name))
	}
	return x.helperName(fmt.Sprintf("%s_%s", x.ownName(), digest(n.english(x.on, false).text)))
}

// conditionTitle says what a helper column holds.
func (x *excel) conditionTitle(n node) string {
	text := []rune(said(n, x.on))
	if len(text) > maxText {
		text = append(text[:maxText-10], []rune(" … "+digest(string(text))[:6])...)
	}
	return string(text)
}

// ownName is the metric's id without the dataset's.
func (x *excel) ownName() string { return strings.TrimPrefix(x.metric, x.on.ID+".") }

// maxName is the length of the longest defined name that is given to a helper.
const maxName = 60

// helperName returns the defined name of a helper column of the dataset.
func (x *excel) helperName(s string) string {
	name := x.on.ID + "_h_" + s
	if len(name) > maxName {
		name = name[:maxName-9] + "_" + digest(name)
	}
	return name
}

// digest shortens a text to eight hexadecimal digits.
func digest(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}

// amountHelper is the column of the values of the population's rows, empty in all
// others: what a median or a maximum is taken of.
func (x *excel) amountHelper(population node, q *quantity) Helper {
	return Helper{
		Name:  x.helperName(x.ownName()),
		Title: x.title + x.on.Locale().Colon() + q.columnEnglish(x.on),
		Formula: func(at func(string, int) string) string {
			return "IF(" + population.rowFormula(x, at) + "," + q.rowFormula(x, at) + `,"")`
		},
		Values: func(t *dataset.Table, d Dates) []int32 {
			in, values, out := population.rows(over(t, d)), q.values(t, d), emptyValues(t.Len())
			in.Each(func(row int) { out[row] = values[row] })
			return out
		},
	}
}

// runningHelper counts the population's rows among those of the same value from
// the top, 1 for the first. It needs rows of the same value to lie one below the other.
func (x *excel) runningHelper(population node, field int) Helper {
	name, key := x.helperName(x.ownName()), x.on.Fields[field].Name
	return Helper{
		Name:  name,
		Title: x.on.Locale().Say("%s: running count for each %s", x.title, x.on.Fields[field].Title),
		Formula: func(at func(string, int) string) string {
			return fmt.Sprintf("%s+IF(EXACT(%s,%s),N(%s),0)", x.truth(population, at), at(key, 0), at(key, -1), at(name, -1))
		},
		Values: func(t *dataset.Table, d Dates) []int32 {
			out := ones(population.rows(over(t, d)), t.Len())
			codes := t.Column(field).Codes()
			for row := 1; row < len(out); row++ {
				if codes[row] == codes[row-1] {
					out[row] += out[row-1]
				}
			}
			return out
		},
	}
}
