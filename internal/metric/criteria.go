package metric

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"compack/internal/dataset"
)

// excel writes conditions for one metric and gathers the helper columns that they
// need.
type excel struct {
	on      *dataset.Definition
	metric  string // the metric's id
	title   string // the metric's title
	helpers []Helper
}

// name returns the defined name of a field's column.
func (x *excel) name(field int) string { return FieldName(x.on.ID, x.on.Fields[field].Name) }

// limited returns the sum, or a helper column's where it has grown too long to be
// read.
func (x *excel) limited(sum terms, n node) terms {
	if len(sum) <= maxTerms {
		return sum
	}
	return x.helperTerms(n)
}

func (n allOf) terms(x *excel) terms {
	sum := every()
	for _, p := range n.parts {
		sum = sum.times(p.terms(x))
		if len(sum) > maxTerms {
			return x.helperTerms(n)
		}
	}
	return sum
}

func (n anyOf) terms(x *excel) terms {
	var sum terms
	for _, p := range n.parts {
		sum = sum.or(p.terms(x))
		if len(sum) > maxTerms {
			return x.helperTerms(n)
		}
	}
	return sum
}

func (n negation) terms(x *excel) terms {
	return x.limited(every().minus(n.part.terms(x)), n)
}

func (n stated) terms(x *excel) terms { return only(statedTest(x.on, &x.on.Fields[n.field])) }

// statedTest tests that a field's cell holds a value. The cell of a product holds a
// formula, whose empty text counts as something; its numbers do not. Other fields
// that are worked out stand there as values.
func statedTest(on *dataset.Definition, f *dataset.Field) criterion {
	test := `"<>"`
	if len(f.Product) > 0 {
		test = `">=-` + strconv.Itoa(math.MaxInt32) + `"`
	}
	return criterion{FieldName(on.ID, f.Name), test, testStated, ""}
}

func (n flag) terms(x *excel) terms {
	word := strings.ToUpper(strconv.FormatBool(n.want))
	return only(criterion{x.name(n.field), word, testEqual, word})
}

func (n ordered) terms(x *excel) terms {
	if x.on.Fields[n.field].Type == dataset.Moment {
		return n.dayTerms(x)
	}
	name, test := x.name(n.field), n.bound.criterion(n.op)
	if n.op == unequal {
		return only(criterion{name, test, testUnequal, n.bound.excel()}, statedTest(x.on, &x.on.Fields[n.field]))
	}
	if n.op == equal && n.bound.anchor == noAnchor {
		return only(criterion{name, test, testEqual, n.bound.excel()})
	}
	return only(criterion{name, test, testOrder, ""})
}

// criterion writes the comparison with b as COUNTIFS takes it: "<="&as_of-30.
func (b bound) criterion(op operator) string {
	if b.anchor == noAnchor {
		return `"` + excelSigns[op] + b.excel() + `"`
	}
	return `"` + excelSigns[op] + `"&` + b.excel()
}

// excel writes the bound as an expression.
func (b bound) excel() string {
	if b.anchor == noAnchor {
		return strconv.Itoa(b.number)
	}
	return plusDays(anchors[b.anchor].excelName, b.number)
}

func plusDays(expression string, days int) string {
	switch {
	case days > 0:
		return expression + "+" + strconv.Itoa(days)
	case days < 0:
		return expression + strconv.Itoa(days)
	}
	return expression
}

// paired compares two cells of a row, which no criterion can.
func (n paired) terms(x *excel) terms { return x.helperTerms(n) }

func (n member) terms(x *excel) terms {
	name, f := x.name(n.field), &x.on.Fields[n.field]
	values, inverted := n.values, n.inverted
	if rest := othersOf(f, values); f.Type == dataset.Enum && len(values) > 1 && len(rest) < len(values) {
		values, inverted = rest, !inverted
	}
	var sum terms
	if inverted {
		sum = only(statedTest(x.on, f))
	}
	for _, v := range values {
		if inverted {
			sum = sum.times(unequalTo(name, f.ValueTitle(v)))
		} else {
			sum = sum.plus(equalTo(name, f.ValueTitle(v)))
		}
	}
	return x.limited(sum, n)
}

// othersOf returns the names of an enum's values that are not listed.
func othersOf(f *dataset.Field, listed []string) (rest []string) {
	for _, v := range f.ValueNames() {
		if !slices.Contains(listed, v) {
			rest = append(rest, v)
		}
	}
	return rest
}

// equalTo counts the cells that hold the text, whatever its case.
func equalTo(name, text string) terms {
	if isPlain(text) {
		return only(criterion{name, quote("=" + text), testEqual, FoldText(text)})
	}
	if !looksLikeValue(text) {
		return only(criterion{name, quote(operatorGuard(text) + escapeWildcards(text)), testEqual, FoldText(text)})
	}
	return beginsWith(name, quote(escapeWildcards(text)+"*"), quote(escapeWildcards(text)+"?*"))
}

// beginsWith counts the cells that hold a text which a criterion would take for
// a number, a date or a boolean. A pattern is always compared with texts: those that
// begin with it, without those that go on after it.
func beginsWith(name, pattern, longer string) terms {
	return only(criterion{name, pattern, testOrder, ""}).minus(only(criterion{name, longer, testOrder, ""}))
}

// unequalTo counts the cells that do not hold the text, empty ones included.
func unequalTo(name, text string) terms {
	if isPlain(text) {
		return only(criterion{name, quote("<>" + text), testUnequal, FoldText(text)})
	}
	return every().minus(equalTo(name, text))
}

// operatorGuard is what a criterion must begin with, lest the text's own first
// character be taken for its operator.
func operatorGuard(text string) string {
	if beginsLikeOperator(text) {
		return "="
	}
	return ""
}

func beginsLikeOperator(text string) bool {
	return strings.ContainsAny(text[:min(1, len(text))], "<>=")
}

// isPlain reports whether a criterion means the text as it stands.
func isPlain(text string) bool { return !strings.ContainsAny(text, "*?~") && !looksLikeValue(text) }

// word matches the runs of letters in a text.
var word = regexp.MustCompile(`\pL+`)

// valueWords are the words that stand in numbers, dates and times.
var valueWords = func() map[string]bool {
	m := map[string]bool{"e": true, "x": true, "p": true, "am": true, "pm": true, "t": true, "z": true}
	for _, w := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		m[w], m[w[:3]] = true, true
	}
	m["sept"] = true
	return m
}()

// looksLikeValue reports whether a spreadsheet program might take the text for a
// number, date, time, boolean or error when it stands in a criterion.
func looksLikeValue(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "nan":
		return true
	}
	if strings.HasPrefix(text, "#") {
		return true
	}
	if beginsLikeOperator(text) || !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	for _, w := range word.FindAllString(text, -1) {
		if !valueWords[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// quote writes a text as an Excel literal.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

var wildcards = strings.NewReplacer("~", "~~", "*", "~*", "?", "~?")

func escapeWildcards(s string) string { return wildcards.Replace(s) }

// FoldText brings a text into the form in which texts are compared: two texts are
// the same when they differ in case only.
func FoldText(s string) string { return strings.Map(foldRune, s) }

// foldRune returns the least rune that differs from r in case only.
func foldRune(r rune) rune {
	if r <= unicode.MaxASCII {
		if 'a' <= r && r <= 'z' {
			return r - ('a' - 'A')
		}
		return r
	}
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return least
}
