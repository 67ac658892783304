package document

import (
	"compack/internal/locale"
	"compack/internal/metric"
	"compack/internal/period"
)

// Span is a run of text in one style. Its cell may be a figure.
type Span struct {
	Cell   Cell
	Strong bool
	Em     bool
	Code   bool
}

// Prose is a paragraph's content.
type Prose []Span

// In returns the prose as plain text, as a reader of the locale sees it.
func (p Prose) In(l *locale.Locale) (s string) {
	for _, span := range p {
		s += span.Cell.In(l)
	}
	return s
}

// Heading is a sub-section's title (level 2 or 3 below the section).
type Heading struct {
	Level int
	Text  Prose
}

// Paragraph is body text. A lead is the sentence that a section opens with; a
// note is set small and muted.
type Paragraph struct {
	Text Prose
	Lead bool
	Note bool
}

// List is a bulleted or numbered list.
type List struct {
	Ordered bool
	Items   []Prose
}

// Callout is a boxed remark; its status gives colour, shape and word.
type Callout struct {
	Status metric.Status // Untargeted for a neutral one
	Title  string
	Text   Prose
}

// Tiles are KPI tiles, four in a row.
type Tiles struct{ Items []Tile }

// Tile shows one figure.
type Tile struct {
	Figure   string // its address
	Title    string
	Value    Cell   // Missing when there is none; its text says why
	Fraction string // "412 of 430", or "n = 37"
	Target   string // "target at least 95 %"; empty for none
	Status   metric.Status
	Change   *Change
	Trend    []TrendPoint // oldest first; empty for none
}

// Change compares a figure with the previous period's.
type Change struct {
	Text    string // "+2.1 pp on 2026-Q2"
	Up      bool
	Down    bool
	Verdict Turn
}

// Turn says whether a figure changed for the better.
type Turn string

// The turns; the zero value means that neither direction is good.
const (
	Improved  Turn = "better"
	Worsened  Turn = "worse"
	Unchanged Turn = "unchanged"
)

// In returns the word for the turn, "" where neither direction is good.
func (t Turn) In(l *locale.Locale) string {
	switch t {
	case Improved:
		return l.Say("better")
	case Worsened:
		return l.Say("worse")
	case Unchanged:
		return l.Say("unchanged")
	}
	return ""
}

// TrendPoint is one column of a small trend.
type TrendPoint struct {
	Label string
	Value Cell
	Basis metric.Basis // of an earlier period's value
	// Printed is what the pack of the period printed, where it measured otherwise.
	Printed Cell
}

// Align is the alignment of a table column.
type Align uint8

// Alignments.
const (
	Left Align = iota
	Right
)

// Column is a table column.
type Column struct {
	Title string
	Align Align
	// Wide says that the column holds prose and takes what room is left.
	Wide bool
	// Datasets says that its cells name datasets, by title or id: where a reader can be
	// led to the records, they lead there.
	Datasets bool
}

// Table is a table of typed cells. Rows are complete: what is cut was cut in
// compose, and Cut says so.
type Table struct {
	Title   string
	Sorted  string // "sorted by due date"
	Cut     string // "the 25 oldest of 143; all are in sheet Remediation"
	Columns []Column
	Rows    [][]Cell
	Total   []Cell // a last row set apart; empty for none
	Note    string // under the table
	Empty   string // said instead of a table without rows
	Figure  string // address of the figure whose records it lists
	// Defines says that each row defines the figure whose address it holds: whoever
	// follows an address is led to that row.
	Defines bool
}

// ChartKind is the form of a chart.
type ChartKind string

// The forms of charts.
const (
	Bars    ChartKind = "bars"    // horizontal, one per category
	Columns ChartKind = "columns" // vertical, one per category: trends
	Stacked ChartKind = "stacked" // horizontal, series stacked in each category
	Share   ChartKind = "share"   // likewise, each category drawn as 100 %
	Ageing  ChartKind = "ageing"  // vertical, one per age group, the older the darker
	Gauge   ChartKind = "gauge"   // one share on a scale from 0 to 100 %, with its target
)

// Chart shows figures by category. Every series has a value for each category.
type Chart struct {
	Kind       ChartKind
	Title      string // what is seen
	Subtitle   string // what is measured, with n
	Categories []string
	Series     []Series
	Highlight  int    // the category drawn in full brand colour (the present period); -1 for all
	Figure     string // address of the figure it shows
	By         string // the grouping shown: a field or band, "trend" for periods
	Width      int    // columns of the twelve that it spans; 0 means 12. Neighbours that fit share a row
	Empty      string // said instead of a chart without data
	Target     Cell   // of a gauge, or a line across columns; empty for none
}

// Series is one row of a chart's data.
type Series struct {
	Name   string
	Values []Cell
}

// Matrix is a heat map: counts by likelihood (rows, highest first on the page)
// and impact (columns).
type Matrix struct {
	Title    string
	Subtitle string
	RowTitle string   // Likelihood
	ColTitle string   // Impact
	Rows     []string // labels from 1 up
	Cols     []string
	Counts   [][]Cell // [row][col], row 0 the lowest likelihood
	Levels   [][]int  // 0 (low) to 4 (extreme): the colour
	Appetite int      // products at or above it lie beyond the appetite line; 0 for none
	Figure   string
	Legend   string // what the colours and the line mean, in words
	Tally    bool   // the colours count and do not rate: shades of one colour, level 0 for none
}

// Attention is the list of what needs attention, worst first.
type Attention struct {
	Title string
	Items []AttentionItem
	Empty string
}

// AttentionItem is one line of it.
type AttentionItem struct {
	Status  metric.Status
	Text    Prose  // the figure in words
	Owner   string // who answers for it
	Due     Cell
	Section string // the id of the section that explains it; the renderer prints its page
	Figure  string
}

// Facts are label and value pairs set in two columns.
type Facts struct{ Items []Fact }

// Fact is one of them.
type Fact struct {
	Label string
	Value Prose
}

// Flow is a roll-forward: opening, movements and closing, drawn as a small table.
type Flow struct {
	Title  string
	Figure string
	Steps  []FlowStep
	Ties   string // the sentence that says that it adds up
}

// FlowStep is one amount of a roll-forward; the first and last are balances.
type FlowStep struct {
	Label string
	Value Cell
	Total bool
	Off   bool // a movement that is taken off
}

// Timeline shows days along a line, in their order.
type Timeline struct {
	Title    string
	Subtitle string
	From, To period.Date // the span drawn
	AsOf     period.Date // marked on the line; [period.None] for no mark
	Items    []TimelineItem
	Empty    string // said instead of a timeline without items
}

// TimelineItem is one day of it.
type TimelineItem struct {
	On     Cell // a date
	Label  string
	Text   string // what happened or will; may be empty
	Status Cell   // a status, or empty
	Figure string
}

// Signoff is where those who answer for the pack put their names, in ink where no
// name is known.
type Signoff struct {
	Title string
	Text  string // what they sign
	Lines []SignoffLine
}

// SignoffLine is one signature.
type SignoffLine struct {
	Role string // Prepared by
	Name string // empty: to be filled in
	On   Cell   // a date, empty: to be filled in
	Note string // by what means, such as the digest that was approved
}

// Beside sets parts beside one another.
type Beside struct {
	Parts []BesidePart
}

// BesidePart is one of them: blocks without a Beside among them.
type BesidePart struct {
	Width  int // columns of the twelve
	Blocks []Block
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Callout) block()   {}
func (Tiles) block()     {}
func (Table) block()     {}
func (Chart) block()     {}
func (Matrix) block()    {}
func (Attention) block() {}
func (Facts) block()     {}
func (Flow) block()      {}
func (Timeline) block()  {}
func (Signoff) block()   {}
func (Beside) block()    {}
