package ingest

import (
	"math"
	"slices"
	"strings"

	"compack/internal/dataset"
)

// The bounds of what an inspection looks at and shows.
const (
	profileRows = 100_000
	maxDistinct = 64
	maxExamples = 3
)

// describe looks at the rows below the header.
func (v *view) describe(file string, several bool) (Sheet, error) {
	out := Sheet{Name: v.grid.sheet, Hidden: v.grid.hidden, Dataset: v.dataset, Preset: v.preset}
	if v.head == nil {
		return out, nil
	}
	out.Header = v.head.row
	profiles := make([]profile, len(v.head.names))
	for in, err := range v.grid.rows {
		if err != nil {
			return out, err
		}
		if in.number <= v.head.row || in.isBlank() {
			continue
		}
		if out.Rows == profileRows {
			out.Partial = true
			break
		}
		out.Rows++
		for i := range min(len(profiles), len(in.cells)) {
			profiles[i].see(in.cells[i], v.grid.date1904)
		}
	}
	for i := range profiles {
		out.Columns = append(out.Columns, v.column(i, &profiles[i], out.Rows))
	}
	if v.isFit() {
		out.Mapping = v.paste(file, &out, several)
	}
	return out, nil
}

// column makes a profile what an inspection shows.
func (v *view) column(i int, p *profile, rows int) ColumnFact {
	out := ColumnFact{Header: v.head.names[i], Type: p.kind(), TwoWays: p.isTwoWays()}
	if rows > 0 {
		out.EmptyShare = math.Round(float64(rows-p.filled)/float64(rows)*1000) / 1000
	}
	field := -1
	if v.plan != nil {
		field = v.head.feeds[i]
	}
	out.Personal = p.mail || looksPersonal(out.Header)
	if field >= 0 {
		f := &v.plan.def.Fields[field]
		out.Field = f.Name
		out.Personal = p.mail || f.Personal
		if field == v.plan.scope && !out.Personal {
			out.Clients = p.distinct
		}
		if f.Type == dataset.Enum && len(v.plan.src.Treatment.Decide[f.Name]) == 0 && !out.Personal {
			out.Unknown = v.plan.converters[field].unknown(p.distinct)
		}
	}
	if !out.Personal {
		for _, s := range p.distinct[:min(len(p.distinct), maxExamples)] {
			out.Examples = append(out.Examples, shorten(s, 60))
		}
	}
	return out
}

// unknown returns the words that stand for none of the field's values.
func (c *converter) unknown(words []string) []string {
	var out []string
	for _, w := range words {
		if _, wrong := c.convert(cell{kind: text, text: w}); wrong != nil {
			out = append(out, w)
		}
	}
	return out
}

// profile is what is known of a column's cells.
type profile struct {
	filled, whole, decimal, dates, truths int
	times                                 int // dates with a time of day other than midnight
	twoWays                               int // of the dates
	written, dayFirst, monthFirst         int // dates in text, and how many of them each order can read
	mail                                  bool
	distinct                              []string // the first ones
	full                                  bool     // there are more
}

// see takes a cell into account.
func (p *profile) see(c cell, date1904 bool) {
	s := clean(plain(c, date1904))
	if c.kind == day {
		if m, isBare, ok := serialMoment(c.text, date1904); ok && !isBare {
			s = m.String()
			p.times++
		}
	}
	if isNone(s) {
		return
	}
	p.filled++
	p.mail = p.mail || isMail(s)
	switch {
	case slices.Contains(p.distinct, s):
	case len(p.distinct) < maxDistinct:
		p.distinct = append(p.distinct, strings.Clone(s))
	default:
		p.full = true
	}
	switch c.kind {
	case day:
		p.dates++
		return
	case truth:
		p.truths++
		return
	}
	p.seeText(s)
}

func (p *profile) seeText(s string) {
	if _, ok := parseWhole(s); ok {
		p.whole++
	} else if _, ok := parseNumber(s); ok {
		p.decimal++
	} else if _, ok := parseTruth(s); ok {
		p.truths++
	} else if _, fault := parseDate(s, ""); fault == noFault || fault == twoWays {
		p.dates++
		p.written++
		if hasTime(s) {
			p.times++
		}
		if fault == twoWays {
			p.twoWays++
		}
		if _, fault := parseDate(s, "dmy"); fault == noFault {
			p.dayFirst++
		}
		if _, fault := parseDate(s, "mdy"); fault == noFault {
			p.monthFirst++
		}
	}
}

// hasTime reports whether the date's text, in whatever order, holds a time of
// day other than midnight.
func hasTime(s string) bool {
	return slices.ContainsFunc([]string{"dmy", "mdy", "ymd"}, func(order string) bool {
		m, _, fault := parseMoment(s, order)
		return fault == noFault && m != m.Date().At(0)
	})
}

// isTwoWays reports whether the dates can't be told by the column as a whole:
// both orders read all of them, or neither does.
func (p *profile) isTwoWays() bool {
	return p.twoWays > 0 && (p.dayFirst == p.written) == (p.monthFirst == p.written)
}

// kind returns the type that all filled cells have, text where they differ.
func (p *profile) kind() dataset.Type {
	switch p.filled {
	case 0:
		return ""
	case p.whole:
		return dataset.Integer
	case p.whole + p.decimal:
		return dataset.Decimal
	case p.dates:
		if p.times > 0 {
			return dataset.Moment
		}
		return dataset.Date
	case p.truths:
		return dataset.Boolean
	}
	if n := len(p.distinct); !p.full && n <= 12 && p.filled >= 3*n {
		return dataset.Enum
	}
	return dataset.Text
}

// personal are parts of headers whose values speak of a person.
var personal = []string{"firstname", "lastname", "fullname", "displayname", "username", "surname", "givenname", "employeename", "mail", "phone",
	"login", "owner", "assignee", "assignedto", "reporter", "creator", "caller", "author", "manager", "reviewer", "person", "contact", "learner", "birth",
	"salary", "gender", "principal", "submittedby", "watcher"}

// looksPersonal reports whether a header announces values that speak of a person.
func looksPersonal(header string) bool {
	fold := dataset.Fold(header)
	return fold == "name" || fold == "user" || slices.ContainsFunc(personal, func(part string) bool { return strings.Contains(fold, part) })
}

// isMail reports whether the text looks like a mail address.
func isMail(s string) bool {
	at := strings.IndexByte(s, '@')
	return at > 0 && strings.IndexByte(s[at:], '.') > 1 && !strings.ContainsRune(s[:at], ' ')
}

func delimiterName(d rune) string {
	switch d {
	case ',':
		return "comma"
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	case '|':
		return "pipe"
	}
	return string(d)
}
