package pdf

import (
	"compack/internal/document"
	"compack/internal/period"
)

// Measures of a timeline, in millimetres.
const (
	ribbonHeight = 4.4
	flagMost     = 34.0 // width of a label at most
	flagPad      = 1.2  // between a label and its line
	flagApart    = 2.0
	laneGap      = 1.6
	lanesASide   = 3
)

// timeline sets days on a ribbon, with labels above and below it that never touch, and
// the as-of day marked. Where a label is cut, finds no place or says not all, a table
// under it lists every item.
func (ts *typesetter) timeline(b document.Timeline) []piece {
	p := ts.pad(roleFigure)
	y := p.figureTitle(b.Title, b.Subtitle, ts.Theme.width())
	if len(b.Items) == 0 {
		return []piece{{height: y + 1.5 + p.emptyChart(y+1.5, ts.Theme.width(), b.Empty), ops: p.ops}}
	}
	line := ts.newTimeline(b, ts.Theme.width())
	isListed := line.place(b)
	height := line.draw(p, y+2)
	pieces := []piece{{height: y + 2 + height, keep: isListed, ops: p.ops}}
	if !isListed {
		return pieces
	}
	list := ts.table(timelineTable(ts, b))
	if len(list) > 0 {
		list[0].before = ts.Rhythm
	}
	return append(pieces, list...)
}

// timelineTable lists a timeline's items; columns that no item fills are left out.
func timelineTable(ts *typesetter, b document.Timeline) document.Table {
	hasText, hasStatus := false, false
	for _, item := range b.Items {
		hasText = hasText || item.Text != ""
		hasStatus = hasStatus || item.Status.Kind == document.Status
	}
	t := document.Table{Columns: []document.Column{{Title: ts.loc.Say("Day")}, {Title: ts.loc.Say("What"), Wide: true}}}
	if hasText {
		t.Columns = append(t.Columns, document.Column{Title: ts.loc.Say("Remark"), Wide: true})
	}
	if hasStatus {
		t.Columns = append(t.Columns, document.Column{Title: ts.loc.Say("Status")})
	}
	for _, item := range b.Items {
		row := []document.Cell{item.On, document.T(item.Label)}
		if hasText {
			row = append(row, document.T(item.Text))
		}
		if hasStatus {
			row = append(row, item.Status)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// flag is a label at a line that leads to its day.
type flag struct {
	x           float64 // where its day lies
	left, right float64 // of its text
	date        string
	lines       []string
	status      document.Cell
	isToday     bool
	side, lane  int // side 0 is above the ribbon; lane 1 is the nearest, 0 none
}

// timeline is a ribbon with its labels in the making.
type timeline struct {
	ts       *typesetter
	width    float64
	from, to period.Date
	asOf     period.Date
	flags    []*flag
	marks    []float64 // where signs stand
}

// newTimeline leaves a little room on either side of the days.
func (ts *typesetter) newTimeline(b document.Timeline, width float64) *timeline {
	from, to := b.From, b.To
	if from >= to { // no span is given
		from, to = b.Items[0].On.Date, b.Items[0].On.Date
	}
	for _, item := range b.Items {
		from, to = min(from, item.On.Date), max(to, item.On.Date)
	}
	if b.AsOf != period.None {
		from, to = min(from, b.AsOf), max(to, b.AsOf)
	}
	room := max(10, int(to-from)/40)
	return &timeline{ts: ts, width: width, from: from.AddDays(-room), to: to.AddDays(room), asOf: b.AsOf}
}

// at returns where a day lies.
func (l *timeline) at(d period.Date) float64 {
	return float64(d-l.from) / float64(l.to-l.from) * l.width
}

// place finds a place for each label and reports whether the items must be listed as
// well.
func (l *timeline) place(b document.Timeline) (isListed bool) {
	ts := l.ts
	if b.AsOf != period.None {
		l.flags = append(l.flags, l.flag(b.AsOf, ts.loc.Say("as of %s", ts.loc.Day(b.AsOf)), "", document.Cell{}))
		l.flags[0].isToday = true
		l.flags[0].turn(l.width, false) // what is due follows on its right
		l.settle(l.flags[0], 0)
	}
	for i, item := range b.Items {
		f := l.flag(item.On.Date, item.On.In(ts.loc), item.Label, item.Status)
		l.settle(f, i%2)
		l.flags = append(l.flags, f)
		whole := ts.prepare(item.Label, ts.Table.Face)
		isListed = isListed || f.lane == 0 || item.Text != "" || joinedLines(f.lines) != whole
	}
	return isListed
}

func joinedLines(lines []string) (s string) {
	for i, line := range lines {
		if i > 0 {
			s += " "
		}
		s += line
	}
	return s
}

// flag makes a label of at most two lines, to the right of its day where it fits.
func (l *timeline) flag(day period.Date, date, label string, status document.Cell) *flag {
	ts := l.ts
	f := &flag{x: l.at(day), date: date, status: status, lines: ts.wrapAtMost(label, ts.Table, flagMost, 2)}
	f.left, f.right = f.x, f.x+max(ts.widest(f.lines, ts.Table), ts.width(l.dated(f), ts.Caption.as(SemiBold)))+2*flagPad
	if f.right > l.width {
		f.turn(l.width, false)
	}
	return f
}

// turn sets a label to the right of its day, or to the left, and reports whether there
// is room for it.
func (f *flag) turn(width float64, right bool) bool {
	w := f.right - f.left
	switch {
	case right && f.x+w <= width:
		f.left, f.right = f.x, f.x+w
	case !right && f.x >= w:
		f.left, f.right = f.x-w, f.x
	default:
		return false
	}
	return true
}

// dated is a label's first line: its day, and its status as shape and word.
func (l *timeline) dated(f *flag) string {
	if word := f.status.In(l.ts.loc); word != "" {
		return f.date + "  " + shape(f.status.Status) + " " + word
	}
	return f.date
}

// settle gives a label the nearest lane in which it touches no other, nor the line of
// one; the sides take turns.
func (l *timeline) settle(f *flag, first int) {
	for lane := 1; lane <= lanesASide; lane++ {
		for _, side := range []int{first, 1 - first} {
			for _, right := range []bool{f.left == f.x, f.left != f.x} {
				if f.turn(l.width, right) && l.isFree(f, side, lane) {
					f.side, f.lane = side, lane
					return
				}
			}
		}
	}
}

func (l *timeline) isFree(f *flag, side, lane int) bool {
	for _, o := range l.flags {
		if o == f || o.lane == 0 || o.side != side {
			continue
		}
		covers := func(box *flag, x float64) bool { return x > box.left-1 && x < box.right+1 }
		switch {
		case o.lane == lane && f.left < o.right+flagApart && o.left < f.right+flagApart,
			o.lane < lane && covers(o, f.x),
			o.lane > lane && covers(f, o.x):
			return false
		}
	}
	return true
}

// height returns the height of a label.
func (l *timeline) height(f *flag) float64 {
	return l.ts.Caption.lineHeight() + float64(len(f.lines))*l.ts.Table.lineHeight()
}

// lanes returns the height of each lane of a side.
func (l *timeline) lanes(side int) (heights [lanesASide + 1]float64) {
	for _, f := range l.flags {
		if f.lane > 0 && f.side == side {
			heights[f.lane] = max(heights[f.lane], l.height(f)+laneGap)
		}
	}
	return heights
}

// draw draws ribbon and labels below y and returns the height taken.
func (l *timeline) draw(p *pad, y float64) float64 {
	above, below := l.lanes(0), l.lanes(1)
	top := y
	for _, h := range above {
		top += h
	}
	l.ribbon(p, top)
	bottom := top + ribbonHeight
	end := bottom
	for _, h := range below {
		end += h
	}
	for _, f := range l.flags {
		if f.lane == 0 {
			l.mark(p, f, top+ribbonHeight/2)
			continue
		}
		lanes := above
		if f.side == 1 {
			lanes = below
		}
		away := 0.0
		for _, h := range lanes[:f.lane] {
			away += h
		}
		if f.side == 0 {
			from := top - away - l.height(f) - laneGap/2
			l.label(p, f, from, from, top+ribbonHeight/2)
		} else {
			from := bottom + away + laneGap/2
			l.label(p, f, from, top+ribbonHeight/2, from+l.height(f))
		}
		l.mark(p, f, top+ribbonHeight/2)
	}
	return end - y
}

// label draws a label whose top is at y, and its line from..to.
func (l *timeline) label(p *pad, f *flag, y, from, to float64) {
	ts := l.ts
	colour, thick := ts.Muted, hairline
	if f.isToday {
		colour, thick = ts.Ink, 0.5
	}
	p.fill(max(0, min(f.x, l.width)-thick/2), from, thick, to-from, colour)
	date := ts.Caption.as(SemiBold).in(ts.tone(f.status.Status).Text)
	set := func(st Style, y float64, s string) {
		if f.left < f.x {
			p.textRight(f.x-flagPad, y+st.baseline(), st, s)
		} else {
			p.text(f.x+flagPad, y+st.baseline(), st, s)
		}
	}
	set(date, y, l.dated(f))
	for i, s := range f.lines {
		set(ts.Table, y+date.lineHeight()+float64(i)*ts.Table.lineHeight(), s)
	}
}
