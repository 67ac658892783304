package metric

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/locale"
)

// NotStated is the label of the group of records that have no value.
func NotStated(l *locale.Locale) string { return l.Say("(not stated)") }

// KeyToken stands in a group's formula for the cell that holds the group's label.
const KeyToken = "{key}"

// aheadKey is the key of the group of the days after the as-of date.
const aheadKey = "ahead"

// BandGroups returns the groups of a band, without figures: the days after the
// as-of date where the band has a label for them, up to each upper limit, and
// over the last. Without such a label the first group takes in those days too.
func BandGroups(l *locale.Locale, b *dataset.Band) []Group {
	var groups []Group
	if b.Ahead != "" {
		groups = append(groups, Group{Key: aheadKey, Label: b.Ahead})
	}
	from := 0
	for _, upper := range b.Upper {
		key := fmt.Sprintf("%d-%d", from, upper)
		groups = append(groups, Group{Key: key, Label: key})
		from = upper + 1
	}
	key := "over " + strconv.Itoa(from-1)
	return append(groups, Group{Key: key, Label: l.Say("Over %d", from-1)})
}

// BandIndex returns which of a band's groups a number of days falls into; days
// after the as-of date are negative.
func BandIndex(b *dataset.Band, days int) int {
	first := 0
	if b.Ahead != "" {
		if days < 0 {
			return 0
		}
		first = 1
	}
	for i, upper := range b.Upper {
		if days <= upper {
			return first + i
		}
	}
	return first + len(b.Upper)
}

// groupOf is a group of a grouping.
type groupOf struct{ by, key string }

// GroupFormula returns the formula of one group of the grouping by. Where the
// group is a text, the formula compares with the token {key}, which the writer
// replaces by the address of the cell that holds the group's label. A group that
// was put together is what is left of the whole beside the others, or the sum of
// what it is made of where that is too long for a cell.
func (m *Metric) GroupFormula(by string, g Group) string {
	if m.sheet == nil {
		return ""
	}
	if !g.IsOther() {
		return m.sheet.groupFormula(by, g)
	}
	formula := m.sheet.value(every().minus(m.sheet.union(by, g.Rest)))
	if len(formula) <= MaxFormula {
		return formula
	}
	return m.sheet.value(m.sheet.union(by, g.Members))
}

// groupFormula writes the formula of a group that records or a definition give. Those
// of a definition are few and the same in all records.
func (s *sheet) groupFormula(by string, g Group) string {
	if f, ok := s.on.Field(by); ok && f.Type != dataset.Enum && f.Type != dataset.Boolean {
		return s.value(s.group(by, g))
	}
	formula, known := s.listed.Load(groupOf{by, g.Key})
	if !known {
		formula, _ = s.listed.LoadOrStore(groupOf{by, g.Key}, s.value(s.group(by, g)))
	}
	return formula.(string)
}

// group returns the terms that count the records of one group.
func (s *sheet) group(by string, g Group) terms {
	if b, ok := s.on.Band(by); ok {
		return s.bandGroup(b, g)
	}
	f, ok := s.on.Field(by)
	if !ok {
		return nil
	}
	name := FieldName(s.on.ID, by)
	if g.Key == "" {
		return every().minus(only(statedTest(s.on, f)))
	}
	switch f.Type {
	case dataset.Enum:
		return equalTo(name, f.ValueTitle(g.Key))
	case dataset.Boolean:
		word := strings.ToUpper(g.Key)
		return only(criterion{name, word, testEqual, word})
	case dataset.Integer:
		return only(criterion{name, `"=` + g.Key + `"`, testEqual, g.Key})
	}
	return textGroup(name, g.Key)
}

// union returns the terms that count the records of several groups of one grouping,
// none of which has a label in a cell.
func (s *sheet) union(by string, groups []Group) (sum terms) {
	f, _ := s.on.Field(by)
	for _, g := range groups {
		if f != nil && f.Type == dataset.Text && g.Key != "" {
			sum = append(sum, equalTo(FieldName(s.on.ID, by), g.Key)...)
			continue
		}
		sum = append(sum, s.group(by, g)...)
	}
	return sum.collected()
}

// MaxFormula is the length of the longest formula that a cell takes, with room for
// the sign before it.
const MaxFormula = 8000

// textGroup compares with the cell that holds the group's label. What the
// label is decides how: see [equalTo].
func textGroup(name, text string) terms {
	cell := KeyToken
	if strings.ContainsAny(text, "*?~") {
		cell = `SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(` + cell + `,"~","~~"),"*","~*"),"?","~?")`
	}
	switch {
	case looksLikeValue(text):
		return beginsWith(name, cell+`&"*"`, cell+`&"?*"`)
	case cell != KeyToken && !beginsLikeOperator(text):
		return only(criterion{name, cell, testEqual, FoldText(text)})
	}
	return only(criterion{name, `"="&` + cell, testEqual, FoldText(text)})
}

// bandGroup limits the band's date field.
func (s *sheet) bandGroup(b *dataset.Band, g Group) terms {
	name := FieldName(s.on.ID, b.From)
	if f, ok := s.on.Field(b.From); ok && g.Key == "" {
		return every().minus(only(statedTest(s.on, f)))
	}
	is := func(op operator, days int) criterion {
		return criterion{name, bound{atAsOf, -days}.criterion(op), testOrder, ""}
	}
	if b.Ahead != "" && g.Key == aheadKey {
		return only(is(greater, 0))
	}
	groups := BandGroups(s.on.Locale(), b)
	i := slices.IndexFunc(groups, func(c Group) bool { return c.Key == g.Key })
	if i < 0 {
		return nil
	}
	i -= len(groups) - len(b.Upper) - 1 // the place among the upper limits
	var criteria []criterion
	switch {
	case i > 0:
		criteria = append(criteria, is(less, b.Upper[i-1]))
	case b.Ahead != "":
		criteria = append(criteria, is(lessEqual, 0))
	}
	if i < len(b.Upper) {
		criteria = append(criteria, is(greaterEqual, b.Upper[i]))
	}
	return only(criteria...)
}

// GroupsByWords reports whether groups by a field or band bear words that the
// records themselves hold, such as names, and not words that a definition lists.
func (m *Metric) GroupsByWords(by string) bool {
	f, ok := m.On.Field(by)
	return ok && f.Type == dataset.Text
}
