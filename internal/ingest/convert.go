package ingest

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"compack/internal/dataset"
	"compack/internal/ingest/xlsx"
	"compack/internal/period"
	"compack/internal/problem"
)

// value is a cell's content in the field's type.
type value struct {
	empty   bool
	code    int32 // of a date, a moment, an integer, a boolean or an enum value
	decimal float64
	text    string
	clock   clockFact // of a moment
}

// fault is what is wrong with a cell or a row.
type fault struct {
	code    problem.Code
	message string
	hint    string // empty leaves the code's own
}

// converter turns the cells of one field into its values.
type converter struct {
	field    *dataset.Field
	order    string            // of numeric dates
	mark     string            // the decimal one: point or comma
	isSheet  bool              // the cells come from a workbook
	date1904 bool              // its day numbers count from 1904
	words    map[string]string // of the source: wordKey of a word to the value it stands for
	enum     map[string]int32  // folded word to code
	seen     map[string]int32  // enum codes of the very texts that came before
	min, max int

	isSurveyed bool // the column was looked at to settle order or mark
}

// seenLimit bounds what a converter remembers.
const seenLimit = 1024

// maxFactor keeps a product of two integers within 32 bits.
const maxFactor = 46340

func newConverter(def *dataset.Definition, f *dataset.Field, order string) *converter {
	c := &converter{field: f, order: order, words: map[string]string{}, min: math.MinInt32 + 1, max: math.MaxInt32}
	for i := range def.Fields {
		for _, factor := range def.Fields[i].Product {
			if factor == f.Name {
				c.min, c.max = -maxFactor, maxFactor
			}
		}
	}
	if f.Min != nil {
		c.min = max(c.min, *f.Min)
	}
	if f.Max != nil {
		c.max = min(c.max, *f.Max)
	}
	if f.Type == dataset.Enum {
		c.enum, c.seen = enumWords(f), map[string]int32{}
	}
	return c
}

// enumWords returns the words for the field's values. A name counts before a
// title, and a title before other words, where two values share one.
func enumWords(f *dataset.Field) map[string]int32 {
	words := map[string]int32{}
	add := func(i int, word string) {
		if key := dataset.Fold(word); key != "" {
			if _, taken := words[key]; !taken {
				words[key] = int32(i)
			}
		}
	}
	for i, v := range f.Values {
		add(i, v.Name)
	}
	for i, v := range f.Values {
		add(i, v.Title)
	}
	for i, v := range f.Values {
		for _, w := range v.Also {
			add(i, w)
		}
	}
	return words
}

// wordKey is the form in which a source's words are compared. Signs without
// letters and digits stand for themselves.
func wordKey(s string) string {
	if key := dataset.Fold(s); key != "" {
		return key
	}
	return "=" + clean(s)
}

// convert returns the cell's value, or what is wrong with it.
func (c *converter) convert(in cell) (value, *fault) {
	switch in.kind {
	case blank:
		in = cell{kind: text}
	case broken:
		return value{}, &fault{code: problem.ErrorCell, message: "the cell holds the error " + in.text}
	case unborn:
		return value{}, &fault{code: problem.ErrorCell, message: "the cell's formula has no value",
			hint: "open the workbook in a spreadsheet program and save it, so that its formulas are calculated"}
	case text:
		if c.isSheet && len(in.text) > xlsx.MaxText && utf8.RuneCountInString(in.text) > xlsx.MaxText {
			return value{}, &fault{code: problem.LimitExceeded, message: fmt.Sprintf("the cell has more than %d characters", xlsx.MaxText)}
		}
		if code, ok := c.seen[in.text]; ok {
			return value{code: code}, nil
		}
	}
	v, wrong := c.translated(in)
	if c.seen != nil && in.kind == text && wrong == nil && !v.empty && len(c.seen) < seenLimit {
		c.seen[strings.Clone(in.text)] = v.code
	}
	return v, wrong
}

// translated converts the cell, or the value that its word stands for.
func (c *converter) translated(in cell) (value, *fault) {
	if in.kind == text {
		if c.field.List {
			in.text = joined(in.text)
		}
		in.text = clean(in.text)
	}
	if len(c.words) > 0 {
		if name, ok := c.words[wordKey(c.plain(in))]; ok {
			in = cell{kind: text, text: name}
		}
	}
	if in.kind == text && isNone(in.text) && !c.isWord(in.text) {
		return value{empty: true}, nil
	}
	return c.typed(in)
}

// isWord reports whether the text is a value's word though it looks like none.
func (c *converter) isWord(s string) bool {
	if c.enum == nil || s == "" {
		return false
	}
	_, ok := c.enum[dataset.Fold(s)]
	return ok
}

func (c *converter) typed(in cell) (value, *fault) {
	switch c.field.Type {
	case dataset.Integer:
		return c.integer(in)
	case dataset.Decimal:
		return c.decimal(in)
	case dataset.Date:
		return c.date(in)
	case dataset.Moment:
		return c.moment(in)
	case dataset.Boolean:
		return c.truth(in)
	case dataset.Enum:
		return c.choice(in)
	}
	return value{text: c.plain(in)}, nil
}

// plain returns the cell as a text field keeps it, before cleaning.
func (c *converter) plain(in cell) string { return plain(in, c.date1904) }

func plain(in cell, date1904 bool) string {
	switch in.kind {
	case number:
		return numberText(in.text)
	case day:
		if d, ok := serialDate(in.text, date1904); ok {
			return d.String()
		}
	case truth:
		if yes, ok := parseTruth(in.text); ok {
			return strings.ToUpper(strconv.FormatBool(yes))
		}
	}
	return in.text
}

func (c *converter) truth(in cell) (value, *fault) {
	yes, ok := parseTruth(in.text)
	switch {
	case !ok:
		return value{}, c.wrong(problem.BadType, in, "is neither yes nor no", "write yes or no, or map the word under values in the source")
	case yes:
		return value{code: 1}, nil
	}
	return value{}, nil
}

func (c *converter) date(in cell) (value, *fault) {
	if in.kind == number || in.kind == day {
		d, ok := serialDate(in.text, c.date1904)
		if !ok {
			return value{}, c.wrong(problem.BadDate, in, fmt.Sprintf("is no day between %d and %d", firstYear, lastYear), "")
		}
		return value{code: int32(d)}, nil
	}
	d, why := parseDate(in.text, c.order)
	if why == notADate {
		if compact, ok := compactDate(in.text); ok {
			return value{code: int32(compact)}, nil
		}
	}
	if why != noFault {
		return value{}, c.noDate(in, why)
	}
	return value{code: int32(d)}, nil
}

// noDate says why the text is no date.
func (c *converter) noDate(in cell, why dateFault) *fault {
	switch why {
	case noSuchDay:
		return c.wrong(problem.BadDate, in, "is no day of the calendar", "correct the date; 2026-09-30 is the surest form")
	case twoWays:
		return c.wrong(problem.BadDate, in, "can be read as two days", "set date_order: dmy (or mdy, ymd) in the source")
	}
	return c.wrong(problem.BadDate, in, "can't be read as a date", "")
}

// compactDate reads 20260930.
func compactDate(s string) (period.Date, bool) {
	if len(s) != 8 {
		return period.None, false
	}
	if _, ok := fewDigits(s); !ok {
		return period.None, false
	}
	return serialDate(s, false)
}

func (c *converter) choice(in cell) (value, *fault) {
	word := c.plain(in)
	code, ok := c.enum[dataset.Fold(word)]
	if !ok {
		names := c.field.ValueNames()
		hint := "correct the value, or map it under values in the source"
		if near, ok := c.nearest(word); ok && !c.field.Personal {
			hint = fmt.Sprintf("did you mean %q? %s", near, hint)
		}
		return value{}, c.wrong(problem.NotInList, in, "is none of the values "+strings.Join(names, ", "), hint)
	}
	return value{code: code}, nil
}

// nearest returns the name of the value one of whose words was probably meant.
func (c *converter) nearest(word string) (string, bool) {
	if near, ok := nearest(word, c.field.ValueNames()); ok {
		return near, true
	}
	near, ok := nearest(word, slices.Sorted(maps.Keys(c.enum)))
	if !ok {
		return "", false
	}
	return c.field.Values[c.enum[near]].Name, true
}

// wrong says what is wrong with the cell, quoting it unless the field is personal.
func (c *converter) wrong(code problem.Code, in cell, what, hint string) *fault {
	subject := "the value"
	if !c.field.Personal {
		subject = fmt.Sprintf("%q", shorten(c.plain(in), 80))
	}
	return &fault{code: code, message: subject + " " + what, hint: hint}
}

// add appends the value to the field's column.
func (c *converter) add(column *dataset.Column, v *value) {
	switch {
	case v.empty:
		column.AppendEmpty()
	case c.field.Type == dataset.Text:
		column.AppendText(v.text)
	case c.field.Type == dataset.Decimal:
		column.AppendDecimal(v.decimal)
	default:
		column.AppendCode(v.code)
	}
}
