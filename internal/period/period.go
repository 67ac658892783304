package period

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Period is a half-open interval of days [Start, End) with the label that
// names it in folders, packs and commands. The label is the identity.
type Period struct {
	Label string `json:"label"`
	Start Date   `json:"start"`
	End   Date   `json:"end"` // the first day after the period
}

// Last returns the period's last day.
func (p Period) Last() Date { return p.End - 1 }

// Contains reports whether d lies in the period.
func (p Period) Contains(d Date) bool { return p.Start <= d && d < p.End }

// Span returns the first and last day as prose shows them.
func (p Period) Span() string { return p.Start.Long() + " to " + p.Last().Long() }

// Cadence is how long a calendar's periods are, in months.
type Cadence int

// The cadences that contracts ask for.
const (
	Monthly    Cadence = 1
	Quarterly  Cadence = 3
	HalfYearly Cadence = 6
	Yearly     Cadence = 12
)

// cadences maps the words of a configuration to their length.
var cadences = map[string]Cadence{"month": Monthly, "quarter": Quarterly, "half-year": HalfYearly, "year": Yearly}

// ParseCadence reads month, quarter, half-year or year.
func ParseCadence(s string) (Cadence, error) {
	if c, ok := cadences[s]; ok {
		return c, nil
	}
	return 0, fmt.Errorf("%q is no cadence; write month, quarter, half-year or year", s)
}

// Calendar maps labels to periods. A year that starts in January is labelled
// by its number (2026-Q3); any other is a fiscal year named after the calendar
// year it ends in (FY2027-Q1).
type Calendar struct {
	Every      Cadence
	FirstMonth time.Month // the first month of the year; 0 means January
}

// At returns the period that day d lies in.
func (c Calendar) At(d Date) Period {
	y, m, _ := d.Time().Date()
	first := c.first()
	if m < first {
		y--
	}
	index := (int(m-first) + 12) % 12 / int(c.Every)
	return c.period(y, index)
}

// Previous returns the period before p.
func (c Calendar) Previous(p Period) Period { return c.At(p.Start - 1) }

// LastCompleted returns the newest period that ended before today.
func (c Calendar) LastCompleted(today Date) Period { return c.Previous(c.At(today)) }

var labelForm = regexp.MustCompile(`^(FY)?(\d{4})(?:-(?:(Q|H)(\d)|(\d{2})))?$`)

// Parse returns the period that label names. The error says what a label of
// this calendar looks like.
func (c Calendar) Parse(label string) (Period, error) {
	m := labelForm.FindStringSubmatch(label)
	if m == nil {
		return Period{}, c.labelError(label)
	}
	year, _ := strconv.Atoi(m[2])
	n, _ := strconv.Atoi(m[4] + m[5])
	if m[4]+m[5] == "" {
		n = 1
	}
	if n < 1 || n > 12/int(c.Every) {
		return Period{}, c.labelError(label)
	}
	if c.first() != time.January {
		year--
	}
	p := c.period(year, n-1)
	if p.Label != label {
		return Period{}, c.labelError(label)
	}
	return p, nil
}

func (c Calendar) labelError(label string) error {
	example := c.At(NewDate(2026, time.September, 30)).Label
	return fmt.Errorf("%q is no period of this calendar; write it as %s", label, example)
}

func (c Calendar) first() time.Month {
	if c.FirstMonth == 0 {
		return time.January
	}
	return c.FirstMonth
}

// period returns the index-th period of the year that starts in startYear.
func (c Calendar) period(startYear, index int) Period {
	month := c.first() + time.Month(index*int(c.Every))
	p := Period{Start: NewDate(startYear, month, 1), End: NewDate(startYear, month+time.Month(c.Every), 1)}
	year := strconv.Itoa(startYear)
	if c.first() != time.January {
		year = "FY" + strconv.Itoa(startYear+1)
	}
	switch c.Every {
	case Monthly:
		p.Label = fmt.Sprintf("%s-%02d", year, index+1)
	case Quarterly:
		p.Label = fmt.Sprintf("%s-Q%d", year, index+1)
	case HalfYearly:
		p.Label = fmt.Sprintf("%s-H%d", year, index+1)
	default:
		p.Label = year
	}
	return p
}
