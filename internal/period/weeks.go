package period

import (
	"fmt"
	"time"
)

// Pattern is how many weeks the three months of a quarter have. A year of it has
// 52 weeks, and 53 where its end asks for one more: that week goes to the
// year's last month.
type Pattern [3]int

// patterns maps the words of a configuration to the weeks.
var patterns = map[string]Pattern{"4-4-5": {4, 4, 5}, "4-5-4": {4, 5, 4}, "5-4-4": {5, 4, 4}}

// ParsePattern reads 4-4-5, 4-5-4 or 5-4-4.
func ParsePattern(s string) (Pattern, error) {
	if p, ok := patterns[s]; ok {
		return p, nil
	}
	return Pattern{}, fmt.Errorf("%q is no pattern of weeks; write 4-4-5, 4-5-4 or 5-4-4", s)
}

// IsSet reports whether the calendar is one of weeks.
func (p Pattern) IsSet() bool { return p != Pattern{} }

// Rule says which of a weekday's dates ends a year of weeks.
type Rule string

// The rules; both look at the month before the year's first.
const (
	Last    Rule = "last"    // the last such weekday of the month
	Nearest Rule = "nearest" // the one nearest to the month's last day, which may lie in the next month
)

// YearEnd says on which day a year of weeks ends.
type YearEnd struct {
	Weekday time.Weekday
	Rule    Rule
}

// weekdays maps the words of a configuration to the days.
var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

// ParseWeekday reads the English name of a weekday in small letters.
func ParseWeekday(s string) (time.Weekday, error) {
	if d, ok := weekdays[s]; ok {
		return d, nil
	}
	return 0, fmt.Errorf("%q is no weekday; write monday, tuesday, wednesday, thursday, friday, saturday or sunday", s)
}

// ParseRule reads last or nearest.
func ParseRule(s string) (Rule, error) {
	if r := Rule(s); r == Last || r == Nearest {
		return r, nil
	}
	return "", fmt.Errorf("%q is no rule for the end of a year; write last or nearest", s)
}

// lastOfYear returns the last day of the year of weeks called name: the year
// that holds the last day of the month before the first.
func (c Calendar) lastOfYear(name int) Date {
	anchor := NewDate(name, c.first(), 1) - 1
	if c.first() == time.January {
		anchor = NewDate(name+1, time.January, 1) - 1
	}
	back := (int(anchor.Weekday()-c.YearEnd.Weekday) + 7) % 7
	if c.YearEnd.Rule == Nearest && back > 3 {
		return anchor.AddDays(7 - back)
	}
	return anchor.AddDays(-back)
}

// weeksAt returns the period of weeks that d lies in.
func (c Calendar) weeksAt(d Date) Period {
	name := d.Time().Year() - 1
	for c.lastOfYear(name) < d {
		name++
	}
	index := 0
	for _, end := c.weeksOf(name, index); end <= d; _, end = c.weeksOf(name, index) {
		index++
	}
	return c.period(name, index)
}

// weeksOf returns the first day of the index-th period of a year of weeks, and
// the first day after it.
func (c Calendar) weeksOf(name, index int) (start, end Date) {
	first := c.lastOfYear(name-1) + 1
	start = first.AddDays(7 * c.weeksBefore(index*int(c.Every)))
	if index == c.perYear()-1 {
		return start, c.lastOfYear(name) + 1
	}
	return start, first.AddDays(7 * c.weeksBefore((index+1)*int(c.Every)))
}

// weeksBefore is how many weeks of a year the first so many months have.
func (c Calendar) weeksBefore(months int) (weeks int) {
	for m := range months {
		weeks += c.Weeks[m%3]
	}
	return weeks
}
