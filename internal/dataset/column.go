package dataset

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync/atomic"

	"compack/internal/period"
)

// Empty is the code of an absent value in every column but those of decimals,
// where NaN stands for it.
const Empty = math.MinInt32

// Column holds one field's values, addressed by row number from 0. Dates are
// day numbers, moments minutes since 1970-01-01 00:00, integers themselves,
// booleans 0 and 1, enums the position of their value in the field's list, texts
// codes into a dictionary.
type Column struct {
	Field    *Field
	codes    []int32
	decimals []float64
	words    *words
	shared   atomic.Bool // another column has the same values: they are copied before one changes
}

func newColumn(f *Field) *Column {
	c := &Column{Field: f}
	if f.Type == Text {
		c.words = newWords()
	}
	return c
}

// Len returns the number of values.
func (c *Column) Len() int {
	if c.Field.Type == Decimal {
		return len(c.decimals)
	}
	return len(c.codes)
}

// Grow makes room for n more values.
func (c *Column) Grow(n int) {
	if c.Field.Type == Decimal {
		c.decimals = slices.Grow(c.decimals, n)
		return
	}
	c.codes = slices.Grow(c.codes, n)
}

// AppendEmpty adds an absent value.
func (c *Column) AppendEmpty() {
	if c.Field.Type == Decimal {
		c.decimals = append(c.decimals, math.NaN())
		return
	}
	c.codes = append(c.codes, Empty)
}

// AppendText adds a text; the empty text is an absent value.
func (c *Column) AppendText(s string) {
	if s == "" {
		c.AppendEmpty()
		return
	}
	c.codes = append(c.codes, c.words.code(s))
}

// AppendCode adds the code of a date, moment, integer, boolean or enum value.
func (c *Column) AppendCode(code int32) { c.codes = append(c.codes, code) }

// AppendDecimal adds a decimal.
func (c *Column) AppendDecimal(v float64) { c.decimals = append(c.decimals, v) }

// Codes returns the stored codes of all rows; it is nil for decimals. The
// caller must not change it.
func (c *Column) Codes() []int32 { return c.codes }

// Decimals returns the stored values of a decimal column. The caller must not
// change it.
func (c *Column) Decimals() []float64 { return c.decimals }

// Words returns the dictionary of a text column: Words()[code] is the text. It
// may hold texts that no row of the column uses.
func (c *Column) Words() []string {
	if c.words == nil {
		return nil
	}
	return c.words.list
}

// IsEmpty reports whether the row has no value.
func (c *Column) IsEmpty(row int) bool {
	if c.Field.Type == Decimal {
		return math.IsNaN(c.decimals[row])
	}
	return c.codes[row] == Empty
}

// Date returns the row's day, [period.None] when it has none.
func (c *Column) Date(row int) period.Date { return period.Date(c.codes[row]) }

// Moment returns the row's minute, [period.NoMoment] when it has none.
func (c *Column) Moment(row int) period.Moment { return period.Moment(c.codes[row]) }

// Day returns the day of the row's date or moment, [period.None] when it has none.
func (c *Column) Day(row int) period.Date {
	if c.Field.Type == Moment {
		return c.Moment(row).Date()
	}
	return c.Date(row)
}

// Int returns the row's integer; it is meaningless when the row is empty.
func (c *Column) Int(row int) int { return int(c.codes[row]) }

// Decimal returns the row's decimal, NaN when it has none.
func (c *Column) Decimal(row int) float64 { return c.decimals[row] }

// Bool reports whether the row's value is true; an absent one is not.
func (c *Column) Bool(row int) bool { return c.codes[row] == 1 }

// Text returns the row's value as text: an enum's name, a date or
// moment in ISO form, a boolean as true or false, "" when there is none.
func (c *Column) Text(row int) string {
	if c.IsEmpty(row) {
		return ""
	}
	switch c.Field.Type {
	case Text:
		return c.words.list[c.codes[row]]
	case Enum:
		return c.Field.Values[c.codes[row]].Name
	case Date:
		return c.Date(row).String()
	case Moment:
		return c.Moment(row).String()
	case Boolean:
		return strconv.FormatBool(c.Bool(row))
	case Decimal:
		return strconv.FormatFloat(c.decimals[row], 'f', -1, 64)
	}
	return strconv.Itoa(c.Int(row))
}

// Title returns the row's value as readers see it: like [Column.Text], but an enum
// by its title.
func (c *Column) Title(row int) string {
	if c.Field.Type == Enum && !c.IsEmpty(row) {
		return c.Field.Values[c.codes[row]].Title
	}
	return c.Text(row)
}

// Lookup returns the code that the literal s has in the column, and false where
// no row can have it: the name of an enum value, or a text of the dictionary.
func (c *Column) Lookup(s string) (int32, bool) {
	switch c.Field.Type {
	case Enum:
		for i, v := range c.Field.Values {
			if v.Name == s {
				return int32(i), true
			}
		}
	case Text:
		return c.words.find(s)
	}
	return 0, false
}

// isVoid reports whether no row has a value.
func (c *Column) isVoid() bool {
	for _, code := range c.codes {
		if code != Empty {
			return false
		}
	}
	return c.Field.Type != Decimal
}

// own gives the column values of its own, so that they can be changed.
func (c *Column) own() {
	if c.shared.CompareAndSwap(true, false) {
		c.codes, c.decimals = slices.Clone(c.codes), slices.Clone(c.decimals)
	}
}

// share returns a column of the same values, which are copied when either changes.
func (c *Column) share() *Column {
	c.shared.Store(true)
	out := &Column{Field: c.Field, words: c.words, codes: slices.Clip(c.codes), decimals: slices.Clip(c.decimals)}
	out.shared.Store(true)
	return out
}

// Clear makes the row's value absent.
func (c *Column) Clear(row int) {
	c.own()
	if c.Field.Type == Decimal {
		c.decimals[row] = math.NaN()
		return
	}
	c.codes[row] = Empty
}

// take returns a column of the given rows; text columns share the dictionary.
func (c *Column) take(rows []int32) *Column {
	out := &Column{Field: c.Field, words: c.words}
	if c.Len() == 0 {
		return out // a derived column that is not filled yet
	}
	out.codes, out.decimals = pick(c.codes, rows), pick(c.decimals, rows)
	return out
}

// truncate drops the values from row n on.
func (c *Column) truncate(n int) {
	c.own()
	if c.Field.Type == Decimal {
		c.decimals = c.decimals[:n]
		return
	}
	c.codes = c.codes[:n]
}

// product appends the product of a and b for each row.
func (c *Column) product(a, b *Column) {
	for row := range a.codes {
		if a.IsEmpty(row) || b.IsEmpty(row) {
			c.AppendEmpty()
			continue
		}
		v := int64(a.codes[row]) * int64(b.codes[row])
		if v != int64(int32(v)) {
			panic(fmt.Sprintf("product of %s and %s exceeds 32 bits", a.Field.Name, b.Field.Name))
		}
		c.AppendCode(int32(v))
	}
}
