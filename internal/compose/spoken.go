package compose

import (
	"fmt"
	"regexp"
	"strconv"

	"compack/internal/document"
	"compack/internal/period"
)

// date writes a day as the pack's language has it in sentences: of a text such as
// 2026-09-30, or one of the words start, end, as_of and next_report.
func (c *composer) date(day string) (string, error) {
	if d, ok := c.namedDay(day); ok {
		return c.Locale.LongDay(d), nil
	}
	d, err := period.ParseDate(day)
	if err != nil {
		return "", fmt.Errorf("%q is no day; write it as 2026-09-30, or start, end, as_of or next_report", day)
	}
	return c.Locale.LongDay(d), nil
}

// namedDay returns a day that a pack may name by a word.
func (c *composer) namedDay(word string) (period.Date, bool) {
	switch word {
	case "start":
		return c.Period.Start, true
	case "end":
		return c.Period.Last(), true
	case "as_of":
		return c.AsOf, true
	case "next_report":
		return c.nextReport(), true
	}
	return period.None, false
}

// nextReport is the day on which the report after this one is owed, else the last day
// that it covers; the period's own last day where the next period is not known.
func (c *composer) nextReport() period.Date {
	switch {
	case c.NextDue > c.Period.Last():
		return c.NextDue
	case c.Next.End > c.Period.End:
		return c.Next.Last()
	}
	return c.Period.Last()
}

// numeral is a decimal number as YAML and Go write it.
var numeral = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// number writes a number, given as such or as a text like 1204.5, as the pack's
// language has it. It is wording and no figure: figures enter a text by metric.
func (c *composer) number(v any) (string, error) {
	s := fmt.Sprint(v)
	if n, err := strconv.Atoi(s); err == nil {
		return c.token(document.I(n)), nil
	}
	if !numeral.MatchString(s) {
		return "", fmt.Errorf("%q is no number", s)
	}
	return c.token(document.Cell{Kind: document.Text, Text: c.Locale.Number(s)}), nil
}
