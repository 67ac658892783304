package period

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

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

// Calendar maps labels to periods.
//
// A calendar of months whose year starts in January labels years by their
// number (2026-Q3, 2026-07); any other year is a fiscal year, named after the
// calendar year it ends in (FY2027-Q1, FY2027-01). A calendar of weeks has
// fiscal years always, and calls its months P01 to P12 (FY2026-P03), since
// they are no months of the calendar.
type Calendar struct {
	Every      Cadence
	FirstMonth time.Month // the first month of the year; 0 means January
	Weeks      Pattern    // the weeks of a quarter's months; the zero value means calendar months
	YearEnd    YearEnd    // of a calendar of weeks
}

// At returns the period that day d lies in.
func (c Calendar) At(d Date) Period {
	if c.Weeks.IsSet() {
		return c.weeksAt(d)
	}
	y, m, _ := d.Time().Date()
	first := c.first()
	if m < first {
		y--
	}
	index := (int(m-first) + 12) % 12 / int(c.Every)
	return c.period(c.nameOf(y), index)
}

// Previous returns the period before p.
func (c Calendar) Previous(p Period) Period { return c.At(p.Start - 1) }

// Next returns the period after p.
func (c Calendar) Next(p Period) Period { return c.At(p.End) }

// LastCompleted returns the newest period that ended before today.
func (c Calendar) LastCompleted(today Date) Period { return c.Previous(c.At(today)) }

var labelForm = regexp.MustCompile(`^(FY)?(\d{4})(?:-(?:(Q|H)(\d)|P?(\d{2})))?$`)

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
	if n < 1 || n > c.perYear() {
		return Period{}, c.labelError(label)
	}
	p := c.period(year, n-1)
	if p.Label != label {
		return Period{}, c.labelError(label)
	}
	return p, nil
}

// Range returns the periods from the one that from names to the one that to
// names, oldest first.
func (c Calendar) Range(from, to string) ([]Period, error) {
	p, err := c.Parse(from)
	if err != nil {
		return nil, err
	}
	last, err := c.Parse(to)
	if err != nil {
		return nil, err
	}
	if last.Start < p.Start {
		return nil, fmt.Errorf("%s lies before %s; name the older period first", to, from)
	}
	periods := []Period{p}
	for p.Label != last.Label {
		p = c.Next(p)
		periods = append(periods, p)
	}
	return periods, nil
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

// perYear is how many periods a year has.
func (c Calendar) perYear() int { return 12 / int(c.Every) }

// nameOf returns the number that names the year of months that starts in the
// calendar year y.
func (c Calendar) nameOf(y int) int {
	if c.first() == time.January {
		return y
	}
	return y + 1
}

// period returns the index-th period of the year called name.
func (c Calendar) period(name, index int) Period {
	p := Period{Label: c.label(name, index)}
	if c.Weeks.IsSet() {
		p.Start, p.End = c.weeksOf(name, index)
		return p
	}
	y := name + 1 - c.nameOf(1)
	month := c.first() + time.Month(index*int(c.Every))
	p.Start, p.End = NewDate(y, month, 1), NewDate(y, month+time.Month(c.Every), 1)
	return p
}

// label returns the name of the index-th period of the year called name.
func (c Calendar) label(name, index int) string {
	year, month := strconv.Itoa(name), "%s-%02d"
	if c.first() != time.January || c.Weeks.IsSet() {
		year = "FY" + year
	}
	if c.Weeks.IsSet() {
		month = "%s-P%02d"
	}
	switch c.Every {
	case Monthly:
		return fmt.Sprintf(month, year, index+1)
	case Quarterly:
		return fmt.Sprintf("%s-Q%d", year, index+1)
	case HalfYearly:
		return fmt.Sprintf("%s-H%d", year, index+1)
	}
	return year
}
