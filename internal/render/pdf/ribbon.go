package pdf

import (
	"fmt"
	"time"

	"compack/internal/metric"
	"compack/internal/period"
)

// ribbon draws the span of a timeline in months, quarters or years, whichever can be
// named in their room. What lies after the as-of day is pale.
func (l *timeline) ribbon(p *pad, y float64) {
	ts := l.ts
	unit := l.unit()
	for from := l.from; from < l.to; {
		end := unit.next(from)
		left, right := l.at(from), l.at(min(end, l.to))
		l.stretch(p, y, left, right)
		name := unit.name(from)
		st := ts.Caption
		if w := ts.width(name, st); w+2 <= right-left && !l.isMarked(left+1, left+1+w) {
			p.text(left+1, y+st.middle(ribbonHeight), st, name)
		}
		from = end
	}
}

// isMarked reports whether a day's sign lies between two places.
func (l *timeline) isMarked(left, right float64) bool {
	const half = 1.6 // of a sign
	for _, f := range l.flags {
		if f.x+half > left && f.x-half < right {
			return true
		}
	}
	return false
}

// stretch draws a part of the ribbon, up to the as-of day in the brand's tint.
func (l *timeline) stretch(p *pad, y, left, right float64) {
	const gap = 0.4
	past := right
	if l.asOf != period.None {
		past = max(left, min(l.at(l.asOf), right))
	}
	p.fill(left, y, past-left, ribbonHeight, l.ts.Brand.Tint(0.18))
	p.fill(past, y, right-past, ribbonHeight, l.ts.Surface)
	p.fill(right-gap, y, gap, ribbonHeight, l.ts.White)
}

// months is how many months a part of a ribbon has.
type months int

// unit returns the smallest unit whose parts can be named in their room.
func (l *timeline) unit() months {
	day := l.width / float64(l.to-l.from)
	for _, u := range []months{1, 3, 12} {
		if float64(u)*30*day >= l.ts.width(u.name(l.from), l.ts.Caption)+3 {
			return u
		}
	}
	return 60
}

// next returns the first day of the part after the one that d lies in.
func (u months) next(d period.Date) period.Date {
	t := d.Time()
	n := (t.Year()*12 + int(t.Month()) - 1) / int(u) * int(u)
	n += int(u)
	return period.NewDate(n/12, time.Month(n%12+1), 1)
}

// name names the part that d lies in by its year, or by year and month.
func (u months) name(d period.Date) string {
	t := d.Time()
	if u >= 12 {
		return fmt.Sprintf("%04d", t.Year())
	}
	return fmt.Sprintf("%04d-%02d", t.Year(), t.Month())
}

// mark draws the sign of a day on the ribbon. Where another sign stands it is a stroke:
// its status is in the label, or in the list.
func (l *timeline) mark(p *pad, f *flag, middle float64) {
	const apart = 2.4
	if f.isToday {
		p.fill(f.x-0.25, middle-ribbonHeight/2-0.6, 0.5, ribbonHeight+1.2, l.ts.Ink)
		return
	}
	for _, x := range l.marks {
		if f.x > x-apart && f.x < x+apart {
			p.fill(f.x-hairline, middle-ribbonHeight/2, 2*hairline, ribbonHeight, l.ts.tone(f.status.Status).Strong)
			return
		}
	}
	l.marks = append(l.marks, f.x)
	sign := shape(f.status.Status)
	if f.status.Status == metric.Untargeted || sign == "" {
		sign = shape(metric.Green)
	}
	st := l.ts.Head.as(Regular).in(l.ts.tone(f.status.Status).Strong)
	p.textCentre(f.x, middle-ribbonHeight/2+st.middle(ribbonHeight), st, sign)
}
