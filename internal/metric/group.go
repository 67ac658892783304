package metric

import (
	"fmt"
	"strconv"
	"strings"

	"compack/internal/dataset"
)

// NotStated is the label of the group of records that have no value.
const NotStated = "(not stated)"

// KeyToken stands in a group's formula for the cell that holds the group's label.
const KeyToken = "{key}"

// BandGroups returns the groups of a band, without figures: up to each upper
// limit, and over the last. The first takes in dates after the as-of date too.
func BandGroups(b *dataset.Band) []Group {
	var groups []Group
	from := 0
	for _, upper := range b.Upper {
		key := fmt.Sprintf("%d-%d", from, upper)
		groups = append(groups, Group{Key: key, Label: key})
		from = upper + 1
	}
	key := "over " + strconv.Itoa(from-1)
	return append(groups, Group{Key: key, Label: "Over " + strconv.Itoa(from-1)})
}

// BandIndex returns which of a band's groups a number of days falls into.
func BandIndex(b *dataset.Band, days int) int {
	for i, upper := range b.Upper {
		if days <= upper {
			return i
		}
	}
	return len(b.Upper)
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
	for i, candidate := range BandGroups(b) {
		if candidate.Key != g.Key {
			continue
		}
		var criteria []criterion
		if i > 0 {
			before := bound{atAsOf, -b.Upper[i-1]}
			criteria = append(criteria, criterion{name, before.criterion(less), testOrder, ""})
		}
		if i < len(b.Upper) {
			from := bound{atAsOf, -b.Upper[i]}
			criteria = append(criteria, criterion{name, from.criterion(greaterEqual), testOrder, ""})
		}
		return only(criteria...)
	}
	return nil
}
