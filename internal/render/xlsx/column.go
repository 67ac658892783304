package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/metric"
)

// column is one column of a population sheet.
type column struct {
	field string // the field's name; for a helper its defined name; "" for an origin
	name  string // the defined name of its data; "" for none
	title string
	head  style
	look  style
	width float64
	value func(row int) any // what the cell of a record holds; nil for nothing
	err   *error            // set while values are made, where a formula names what isn't there
}

// columns returns a population's columns: the fields in their order, the helpers
// of the formulas, and where each record came from. Derived fields that nobody
// filled are left out, and fields without a value that no formula needs.
func (b *book) columns(p *document.Population) []column {
	var cols []column
	t := p.Table
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
			liveProduct(&cols[i], f.Product, cols, t.Col(f.Name))
		}
	}
	for i, h := range helpers {
		liveHelper(&cols[fields+i], h, cols, h.Values(t, p.Dates))
	}
	cols = append(cols, b.originColumns(p)...)
	titles := make([]string, len(cols))
	for i, c := range cols {
		titles[i] = c.title
	}
	for i, title := range distinct(titles) {
		cols[i].title = title
	}
	return cols
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
	switch f.Type {
	case dataset.Text:
		out.value = textValues(c)
	case dataset.Enum:
		out.value = enumValues(c)
	case dataset.Date:
		out.look.format, out.look.align = dateFormat, "left"
		out.value = present(c, func(row int) any { return serial(c.Date(row)) })
	case dataset.Moment:
		out.look.format, out.look.align = momentFormat, "left"
		out.value = present(c, func(row int) any { return serialMoment(c.Moment(row)) })
	case dataset.Boolean:
		// Excel shows its own words for these; other programs need telling.
		out.look.format, out.look.align = `"TRUE";"TRUE";"FALSE"`, "left"
		out.value = present(c, func(row int) any { return c.Bool(row) })
	case dataset.Decimal:
		out.head, out.look = clearRight(out.head), clearRight(out.look)
		out.value = present(c, func(row int) any { return c.Decimal(row) })
	default:
		out.head, out.look = clearRight(out.head), clearRight(out.look)
		out.look.format = "0"
		out.value = present(c, func(row int) any { return c.Int(row) })
	}
	content := 0
	for row := range sample(t.Len()) {
		content = max(content, shown(c, row))
	}
	out.width = width(out.title, content)
	out.look.wrap = content > widest && t.Len() <= wrapRows
	return out
}

// shown returns how many characters the record's value takes.
func shown(c *dataset.Column, row int) int {
	if c.Field.Type == dataset.Enum && !c.IsEmpty(row) {
		return utf8.RuneCountInString(c.Field.Values[c.Codes()[row]].Title)
	}
	return longestLine(c.Text(row))
}

// present returns value for the records that have one.
func present(c *dataset.Column, value func(row int) any) func(row int) any {
	return func(row int) any {
		if c.IsEmpty(row) {
			return nil
		}
		return value(row)
	}
}

// textValues returns a text column's values. Each text is cleaned once; those of
// the dictionary that no record here uses are not touched.
func textValues(c *dataset.Column) func(row int) any {
	words, codes := c.Words(), c.Codes()
	cleaned := make([]any, len(words))
	return present(c, func(row int) any {
		code := codes[row]
		if cleaned[code] == nil {
			cleaned[code] = clean(words[code])
		}
		return cleaned[code]
	})
}

// enumValues returns an enum column's values by their titles.
func enumValues(c *dataset.Column) func(row int) any {
	titles := make([]any, len(c.Field.Values))
	for i, v := range c.Field.Values {
		titles[i] = clean(v.Title)
		if v.Title == "" {
			titles[i] = clean(v.Name)
		}
	}
	codes := c.Codes()
	return present(c, func(row int) any { return titles[codes[row]] })
}

// liveProduct makes the column a formula: the product of two other fields, empty
// where one of them is.
func liveProduct(c *column, factors []string, cols []column, values *dataset.Column) {
	a, b := letters(max(find(cols, factors[0]), 1)), letters(max(find(cols, factors[1]), 1))
	c.value = func(row int) any {
		x, y := a+strconv.Itoa(row+2), b+strconv.Itoa(row+2)
		cell := excelize.Cell{Formula: fmt.Sprintf(`IF(AND(ISNUMBER(%s),ISNUMBER(%s)),%s*%s,"")`, x, y, x, y), Value: ""}
		if !values.IsEmpty(row) {
			cell.Value = values.Int(row)
		}
		return cell
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
		field: h.Name, name: h.Name, title: h.Title, head: clearRight(b.theme.derivedHeader()),
		look: clearRight(style{format: "0"}), width: width(h.Title, narrowest),
	}
}

// liveHelper fills a helper's column with its formulas and their results.
func liveHelper(c *column, h metric.Helper, cols []column, values []int32) {
	var missing error
	row := 0
	address := func(name string, offset int) string {
		i := find(cols, name)
		if i == 0 {
			missing = fmt.Errorf("column %q needs field %s, which the sheet doesn't have", h.Title, name)
			return "#REF!"
		}
		return letters(i) + strconv.Itoa(row+2+offset)
	}
	c.err = &missing
	c.value = func(r int) any {
		row = r
		cell := excelize.Cell{Formula: h.Formula(address), Value: ""}
		if v := values[r]; v != dataset.Empty {
			cell.Value = v
		}
		return cell
	}
}

// originColumns returns the file, sheet and row that each record came from.
func (b *book) originColumns(p *document.Population) []column {
	t := p.Table
	origin := func(row int) document.Origin {
		if s := t.Origin(row).Source; s >= 0 && int(s) < len(p.Origins) {
			return p.Origins[s]
		}
		return document.Origin{}
	}
	text := func(title string, part func(document.Origin) string) column {
		content := 0
		for row := range sample(t.Len()) {
			content = max(content, utf8.RuneCountInString(part(origin(row))))
		}
		return column{title: title, head: b.theme.originHeader(), look: style{color: b.theme.Muted}, width: width(title, content),
			value: func(row int) any {
				if s := part(origin(row)); s != "" {
					return clean(s)
				}
				return nil
			}}
	}
	return []column{
		text("Source file", func(o document.Origin) string { return o.File }),
		text("Source sheet", func(o document.Origin) string { return o.Sheet }),
		{title: "Source row", head: clearRight(b.theme.originHeader()), look: clearRight(style{color: b.theme.Muted, format: "0"}), width: width("Source row", 0),
			value: func(row int) any { return int(t.Origin(row).Row) }},
	}
}
