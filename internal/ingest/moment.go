package ingest

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"compack/internal/period"
	"compack/internal/problem"
)

// clockFact is what a moment's text says beyond the moment.
type clockFact struct {
	isBare bool   // there is no time of day
	zone   string // UTC, +02:00, CET; empty where none is stated
}

// moment reads a date with a time of day. A date alone is its midnight, which is
// counted and disclosed; seconds are dropped, and so is the zone: the moment is
// the one that the clock of the source showed.
func (c *converter) moment(in cell) (value, *fault) {
	if in.kind == number || in.kind == day {
		m, isBare, ok := serialMoment(in.text, c.date1904)
		if !ok {
			return value{}, c.wrong(problem.BadDate, in, fmt.Sprintf("is no day between %d and %d", firstYear, lastYear), "")
		}
		return value{code: int32(m), clock: clockFact{isBare: isBare}}, nil
	}
	m, fact, why := parseMoment(in.text, c.order)
	switch why {
	case noFault:
		return value{code: int32(m), clock: fact}, nil
	case noSuchTime:
		return value{}, c.wrong(problem.BadDate, in, "has no time of day that can be read", "write it as 2026-09-30 14:05")
	case notADate:
		if d, ok := compactDate(in.text); ok {
			return value{code: int32(d.At(0)), clock: clockFact{isBare: true}}, nil
		}
	}
	return value{}, c.noDate(in, why)
}

// parseMoment reads a date as [parseDate] does and the time of day behind it.
func parseMoment(s, order string) (period.Moment, clockFact, dateFault) {
	d, rest, why := cutDate(s, order)
	if why != noFault {
		return period.NoMoment, clockFact{}, why
	}
	if rest == "" {
		return d.At(0), clockFact{isBare: true}, noFault
	}
	minute, zone, ok := timeOfDay(strings.TrimLeft(rest, " ,T"))
	if !ok {
		return period.NoMoment, clockFact{}, noSuchTime
	}
	return d.At(minute), clockFact{zone: zone}, noFault
}

// timeOfDay reads hours and minutes, with or without seconds, AM or PM and a
// zone, as minutes after midnight.
func timeOfDay(s string) (minute int, zone string, ok bool) {
	hour, s, ok1 := cutDigits(s, 1, 2)
	s, ok2 := strings.CutPrefix(s, ":")
	minute, s, ok3 := cutDigits(s, 2, 2)
	if !ok1 || !ok2 || !ok3 || minute > 59 {
		return 0, "", false
	}
	if after, has := strings.CutPrefix(s, ":"); has {
		var second int
		if second, s, ok = cutDigits(after, 2, 2); !ok || second > 60 { // 60 is a leap second
			return 0, "", false
		}
		s = cutFraction(s)
	}
	s = strings.TrimLeft(s, " ")
	half, s := cutHalf(s)
	switch {
	case half != 0 && (hour < 1 || hour > 12) || hour > 23:
		return 0, "", false
	case half == 'a' && hour == 12:
		hour = 0
	case half == 'p' && hour < 12:
		hour += 12
	}
	zone, ok = readZone(strings.TrimSpace(s))
	return hour*60 + minute, zone, ok
}

// cutDigits takes a number of least to most digits off the front.
func cutDigits(s string, least, most int) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && i < most && isDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i >= least
}

// cutFraction takes the fraction of a second off the front.
func cutFraction(s string) string {
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || !isDigit(s[1]) {
		return s
	}
	return strings.TrimLeft(s[1:], "0123456789")
}

// cutHalf takes AM, p.m. or the like off the front and returns its letter in
// lower case, 0 where there is none.
func cutHalf(s string) (half byte, rest string) {
	for _, form := range []string{"am", "pm", "a.m.", "p.m.", "a. m.", "p. m."} {
		if len(s) < len(form) || !strings.EqualFold(s[:len(form)], form) {
			continue
		}
		if rest = s[len(form):]; rest == "" || !isWordByte(rest[0]) || isDigit(rest[0]) {
			return form[0], rest
		}
	}
	return 0, s
}

// readZone returns the zone that s names. Whatever stands for universal time is UTC;
// of an offset with a name behind it, +02:00 [Europe/Berlin], the offset counts.
func readZone(s string) (zone string, ok bool) {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "("), ")")
	if s == "" {
		return "", true
	}
	n := 0
	for n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	name, rest := s[:n], s[n:]
	isUniversal := name == "Z" || name == "UTC" || name == "GMT"
	switch {
	case rest == "" && isUniversal:
		return "UTC", true
	case rest == "":
		return name, n >= 2 && n <= 5
	case name == "" || isUniversal && name != "Z":
		return readOffset(rest)
	}
	return "", false
}

// readOffset reads +02:00, -0500 and +2, whatever name stands behind them.
func readOffset(s string) (zone string, ok bool) {
	sign := s[0]
	if sign != '+' && sign != '-' {
		return "", false
	}
	hours, rest, ok := cutDigits(s[1:], 1, 2)
	minutes := 0
	if digits := strings.TrimPrefix(rest, ":"); ok && digits != "" && isDigit(digits[0]) {
		minutes, rest, ok = cutDigits(digits, 2, 2)
	}
	if !ok || hours > 14 || minutes > 59 || rest != "" && rest[0] != ' ' && rest[0] != '[' {
		return "", false
	}
	if hours == 0 && minutes == 0 {
		return "UTC", true
	}
	return fmt.Sprintf("%c%02d:%02d", sign, hours, minutes), true
}

// serialMoment reads a day number of Excel with its fraction. It is rounded to
// the second, since no fraction is exact, before the seconds are dropped.
func serialMoment(s string, date1904 bool) (m period.Moment, isBare, ok bool) {
	d, ok := serialDate(s, date1904)
	if !ok {
		return period.NoMoment, false, false
	}
	v, _ := strconv.ParseFloat(s, 64) // serialDate has read it
	second := int(math.Round((v - math.Floor(v)) * 86400))
	return d.At(second / 60), second == 0, true
}
