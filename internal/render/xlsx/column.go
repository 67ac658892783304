package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// column is one column of a population sheet.
type column struct {
	field string // the field's name; for a helper its defined name; "" for an origin
	name  string // the defined name of its data; "" for none
	title string
	head  style
	look  style
	width float64
	// put appends what follows the style of a record's cell, up to its end; nothing
	// where there is no value.
	put  func(dst []byte, record int) []byte
	text func(record int) string // the text of a record's cell, of columns that hold texts
	// other says of which records the cell has another look; nil for none.
	other     func(record int) bool
	otherLook style

	isHelper, isOrigin bool
}

// columns returns a population's columns: the fields in their order, the helpers
// of the formulas, and where each record came from. Derived fields that nobody
// filled are left out, and fields without a value that no formula needs. The error
// is a formula that names what the sheet doesn't have.
func (b *book) columns(p *document.Population) ([]column, error) {
	t := p.Table
	cols := make([]column, 0, len(t.Def.Fields)+len(p.Helpers)+3)
	for i := range t.Def.Fields {
		if c := t.Column(i); c.Len() == t.Len() && (hasValue(c) || isNeeded(p, c.Field.Name)) {
			cols = append(cols, b.fieldColumn(t, c))
		}
	}
	fields := len(cols)
	helpers := distinctHelpers(p.Helpers)
	for _, h := range helpers {
		cols = append(cols, b.helperColumn(h))
	}
	// Formulas address other columns, so they are made when all are known.
	for i := range cols[:fields] {
		if f := t.Col(cols[i].field).Field; len(f.Product) == 2 {
			liveProduct(i, f.Product, cols, t.Col(f.Name))
		}
	}
	for i, h := range helpers {
		if err := liveHelper(fields+i, h, cols, h.Values(t, p.Dates)); err != nil {
			return nil, err
		}
	}
	cols = append(cols, b.originColumns(p)...)
	titles := make([]string, len(cols))
	for i, c := range cols {
		titles[i] = c.title
	}
	for i, title := range distinct(titles) {
		cols[i].title = title
	}
	return cols, nil
}

// hasValue reports whether any record has a value in the column.
func hasValue(c *dataset.Column) bool {
	for row := range c.Len() {
		if !c.IsEmpty(row) {
			return true
		}
	}
	return false
}

// isNeeded reports whether a formula may address the field, or it is the key.
func isNeeded(p *document.Population, field string) bool {
	return slices.Contains(p.Needed, field) || slices.Contains(p.Table.Def.Key, field)
}

// fieldColumn returns a field's column with its values.
func (b *book) fieldColumn(t *dataset.Table, c *dataset.Column) column {
	f := c.Field
	out := column{field: f.Name, name: metric.FieldName(t.Def.ID, f.Name), title: f.Title, head: b.theme.header()}
	if out.title == "" {
		out.title = f.Name
	}
	if f.IsDerived() {
		out.head = b.theme.derivedHeader()
	}
	shown, codes := c.Text, c.Codes()
	switch f.Type {
	case dataset.Text, dataset.Enum:
		words := words{wordsOf(c), func(row int) int { return int(codes[row]) }}
		out.text, out.put = words.text, words.put(t.Len())
		shown = out.text
		if f.Name == t.Def.Scope {
			b.sayAllClients(&out, c)
		}
	case dataset.Date:
		shown = func(int) string { return dateFormat } // as long as any day
		out.look.format, out.look.align = b.dayFormat, "left"
		out.put = present(c, func(dst []byte, row int) []byte { return appendSerial(dst, c.Date(row)) })
	case dataset.Moment:
		out.look.format, out.look.align = b.dayFormat+clockFormat, "left"
		out.put = present(c, func(dst []byte, row int) []byte { return appendValue(dst, serialMoment(c.Moment(row))) })
	case dataset.Boolean:
		// Excel shows its own words for these; other programs need telling.
		yes, no := quoted("TRUE"), quoted("FALSE")
		if !b.doc.Locale.IsEnglish() {
			yes, no = quoted(b.doc.Locale.Truth(true)), quoted(b.doc.Locale.Truth(false))
		}
		out.look.format, out.look.align = yes+";"+yes+";"+no, "left"
		out.put = present(c, func(dst []byte, row int) []byte { return appendValue(dst, c.Bool(row)) })
	case dataset.Decimal:
		out.head, out.look = clearRight(out.head), clearRight(out.look)
		out.put = present(c, func(dst []byte, row int) []byte { return appendValue(dst, c.Decimal(row)) })
	default:
		out.head, out.look = clearRight(out.head), clearRight(out.look)
		out.look.format = "0"
		out.put = present(c, func(dst []byte, row int) []byte { return appendInteger(dst, c.Int(row)) })
	}
	content := 0
	for row := range sample(t.Len()) {
		if !c.IsEmpty(row) {
			content = longest(content, shown(row))
		}
	}
	out.width = width(out.title, content)
	out.look.wrap = content > widest && t.Len() <= wrapRows
	return out
}

// sayAllClients shows the records of all clients in words. Their cells hold the sign
// that stands for all, by which formulas and later packs know them.
func (b *book) sayAllClients(out *column, c *dataset.Column) {
	code, ok := c.Lookup(problem.AllClients)
	if !ok {
		return
	}
	codes := c.Codes()
	out.other = func(row int) bool { return codes[row] == code }
	out.otherLook.format = withText("", b.say("All clients"))
}

// present appends what value does for the records that have one.
func present(c *dataset.Column, value func(dst []byte, row int) []byte) func([]byte, int) []byte {
	return func(dst []byte, record int) []byte {
		if c.IsEmpty(record) {
			return dst
		}
		return value(dst, record)
	}
}

// appendInteger is [appendValue] for an integer.
func appendInteger(dst []byte, n int) []byte {
	return append(strconv.AppendInt(append(dst, "><v>"...), int64(n), 10), "</v>"...)
}

// appendSerial is [appendValue] for a day.
func appendSerial(dst []byte, d period.Date) []byte {
	if n, ok := serial(d).(int); ok {
		return appendInteger(dst, n)
	}
	return appendInline(dst, d.String())
}

// liveProduct makes the i-th column a formula: the product of two other fields, empty
// where one of them is.
func liveProduct(i int, factors []string, cols []column, values *dataset.Column) {
	// The factors are fields of the dataset; where one is not on the sheet, the first
	// column stands in for it.
	formula, _ := newRowFormula(i+1, values.Len(), func(at func(string, int) string) string {
		x, y := at(factors[0], 0), at(factors[1], 0)
		return fmt.Sprintf(`IF(AND(ISNUMBER(%s),ISNUMBER(%s)),%s*%s,"")`, x, y, x, y)
	}, func(name string) int { return max(find(cols, name), 1) })
	cols[i].put = func(dst []byte, record int) []byte {
		return formula.put(dst, record, values.Int(record), values.IsEmpty(record))
	}
}

// distinctHelpers returns each helper once: metrics of one dataset may need the
// same.
func distinctHelpers(helpers []metric.Helper) (out []metric.Helper) {
	seen := map[string]bool{}
	for _, h := range helpers {
		if !seen[h.Name] {
			seen[h.Name] = true
			out = append(out, h)
		}
	}
	return out
}

// helperColumn returns a helper's column without its values.
func (b *book) helperColumn(h metric.Helper) column {
	return column{
		field: h.Name, name: h.Name, isHelper: true, title: h.Title, head: clearRight(b.theme.derivedHeader()),
		look: clearRight(style{format: "0"}), width: width(h.Title, narrowest),
	}
}

// liveHelper fills the i-th column, a helper's, with its formulas and their results.
func liveHelper(i int, h metric.Helper, cols []column, values []int32) error {
	formula, missing := newRowFormula(i+1, len(values), h.Formula, func(name string) int { return find(cols, name) })
	if missing != nil {
		return fmt.Errorf("column %q needs field %w, which the sheet doesn't have", h.Title, missing)
	}
	cols[i].put = func(dst []byte, record int) []byte {
		v := values[record]
		return formula.put(dst, record, int(v), v == dataset.Empty)
	}
	return nil
}

// originColumns returns the file, sheet and row that each record came from.
func (b *book) originColumns(p *document.Population) []column {
	t := p.Table
	source := func(row int) int {
		if s := int(t.Origin(row).Source); s < len(p.Origins) {
			return s
		}
		return -1
	}
	text := func(title string, part func(document.Origin) string) column {
		words := words{make([]string, len(p.Origins)), source}
		for i, o := range p.Origins {
			words.list[i] = part(o)
		}
		content := 0
		for row := range sample(t.Len()) {
			content = max(content, utf8.RuneCountInString(words.text(row)))
		}
		return column{isOrigin: true, title: title, head: b.theme.originHeader(), look: style{color: b.theme.Muted}, width: width(title, content), put: words.put(t.Len())}
	}
	titles := document.OriginTitles(b.doc.Locale)
	return []column{
		text(titles[0], func(o document.Origin) string { return o.File }),
		text(titles[1], func(o document.Origin) string { return o.Sheet }),
		{isOrigin: true, title: titles[2], head: clearRight(b.theme.originHeader()), look: clearRight(style{color: b.theme.Muted, format: "0"}), width: width(titles[2], 0),
			put: func(dst []byte, record int) []byte { return appendInteger(dst, int(t.Origin(record).Row)) }},
	}
}
