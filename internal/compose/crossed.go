package compose

import (
	"cmp"
	"slices"
	"strconv"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// classes sort records by a field or band.
type classes struct {
	title  string
	labels []string
	of     func(row int) int // the class of a record
}

// classed sorts the rows of a table into the classes of a field or band in their
// natural order, texts and references by how many rows they have. What is past most
// classes is put together. Enums and bands have all their classes, the others those
// that occur; rows without a value have one of their own.
func (c *composer) classed(t *dataset.Table, rows metric.Rows, by string, most int) (classes, error) {
	if band, ok := t.Def.Band(by); ok {
		return c.bandClasses(t, rows, band), nil
	}
	column, err := fieldColumn(t, by)
	if err != nil {
		return classes{}, err
	}
	if column.Field.Type == dataset.Decimal || column.Field.Type == dataset.Moment || column.Field.Type == dataset.Date {
		return classes{}, wrong(by, "field %s holds days or decimals, which make no groups; name an enum, a text, a whole number or a band", by)
	}
	counts, empty := map[string]int{}, 0
	rows.Each(func(row int) {
		if column.IsEmpty(row) {
			empty++
		} else {
			counts[key(column, row)]++
		}
	})
	keys, labels := c.naturalKeys(column.Field, counts)
	if len(keys) > most {
		keys, labels = keys[:most-1], append(labels[:most-1:most-1], c.say("Other"))
	}
	at := map[string]int{}
	for i, k := range keys {
		at[k] = i
	}
	if empty > 0 {
		labels = append(labels, metric.NotStated(c.Locale))
	}
	return classes{column.Field.Title, labels, func(row int) int {
		if column.IsEmpty(row) {
			return len(labels) - 1
		}
		if i, ok := at[key(column, row)]; ok {
			return i
		}
		return len(keys)
	}}, nil
}

// key is what tells a record's value from another.
func key(column *dataset.Column, row int) string {
	switch column.Field.Type {
	case dataset.Integer:
		return strconv.Itoa(column.Int(row))
	case dataset.Boolean:
		return strconv.FormatBool(column.Bool(row))
	}
	return column.Text(row)
}

// naturalKeys returns the values of a field in their order, with their labels.
func (c *composer) naturalKeys(f *dataset.Field, counts map[string]int) (keys, labels []string) {
	if f.Type == dataset.Enum {
		for _, v := range f.Values {
			keys, labels = append(keys, v.Name), append(labels, v.Title)
		}
		return keys, labels
	}
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if f.Type == dataset.Integer {
			m, _ := strconv.Atoi(a)
			n, _ := strconv.Atoi(b)
			return cmp.Compare(m, n)
		}
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	if f.Type == dataset.Boolean {
		slices.Sort(keys)
		slices.Reverse(keys)
		for _, k := range keys {
			labels = append(labels, c.Locale.Truth(k == "true"))
		}
		return keys, labels
	}
	return keys, slices.Clone(keys)
}

// bandClasses sorts rows by the days from a date to the as-of date.
func (c *composer) bandClasses(t *dataset.Table, rows metric.Rows, band *dataset.Band) classes {
	groups, from := metric.BandGroups(c.Locale, band), t.Col(band.From)
	out := classes{title: band.Title}
	for _, g := range groups {
		out.labels = append(out.labels, g.Label)
	}
	empty := 0
	rows.Each(func(row int) {
		if from.IsEmpty(row) {
			empty++
		}
	})
	if empty > 0 {
		out.labels = append(out.labels, metric.NotStated(c.Locale))
	}
	out.of = func(row int) int {
		if from.IsEmpty(row) {
			return len(groups)
		}
		return metric.BandIndex(band, int(c.AsOf-from.Day(row)))
	}
	return out
}

// crossed counts a metric's records by two fields or bands.
type crossed struct {
	rows, columns classes
	counts        [][]int // [row][column]
	most          int     // the largest count
	withheld      string  // why it may not be shown; empty where it may
}

// cross counts the records of a figure, which must be a number of records.
func (c *composer) cross(f *figure, rows, columns string, mostRows, mostColumns int) (crossed, error) {
	var out crossed
	if f.Metric.Kind != metric.Count {
		return out, wrong(f.Metric.ID, "metric %s is no count of records; only such a one can be split by two fields", f.Metric.ID)
	}
	var err error
	if out.rows, err = c.classed(f.table, f.Satisfied, rows, mostRows); err != nil {
		return out, err
	}
	if out.columns, err = c.classed(f.table, f.Satisfied, columns, mostColumns); err != nil {
		return out, err
	}
	out.counts = make([][]int, len(out.rows.labels))
	for i := range out.counts {
		out.counts[i] = make([]int, len(out.columns.labels))
	}
	f.Satisfied.Each(func(row int) { out.counts[out.rows.of(row)][out.columns.of(row)]++ })
	for _, row := range out.counts {
		out.most = max(out.most, slices.Max(append(row, 0)))
	}
	out.withheld = c.withheldCross(f, rows, columns, out.counts)
	return out, nil
}

// withheldCross says why the counts may not be shown to this client: a field is left
// out, or a group is so small that it speaks of a few people.
func (c *composer) withheldCross(f *figure, rows, columns string, counts [][]int) string {
	if c.Privacy == nil {
		return ""
	}
	for _, name := range []string{rows, columns} {
		if field, ok := f.Metric.On.Field(name); ok && c.isLeftOut(f.Metric.On.ID, field) {
			return c.say("Withheld: this pack leaves out the field that the records would be grouped by.")
		}
	}
	for _, row := range counts {
		for _, n := range row {
			if n > 0 && n < c.Privacy.SmallGroups {
				return c.say("Withheld: its groups have fewer than %d records.", c.Privacy.SmallGroups)
			}
		}
	}
	return ""
}
