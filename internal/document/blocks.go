package document

import "compack/internal/metric"

// Span is a run of text in one style. Its cell may be a figure.
type Span struct {
	Cell   Cell
	Strong bool
	Em     bool
	Code   bool
}

// Prose is a paragraph's content.
type Prose []Span

// String returns the prose as plain text.
func (p Prose) String() (s string) {
	for _, span := range p {
		s += span.Cell.String()
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
	Verdict string // "better", "worse", "unchanged", or "" when neither direction is good
}

// TrendPoint is one column of a small trend.
type TrendPoint struct {
	Label string
	Value Cell
	Basis metric.Basis // of an earlier period's value
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
	Figure  string `json:",omitempty"` // address of the figure whose records it lists
	// Defines says that each row defines the figure whose address it holds: whoever
	// follows an address is led to that row.
	Defines bool `json:",omitempty"`
}

// ChartKind is the form of a chart.
type ChartKind string

// The forms of charts.
const (
	Bars    ChartKind = "bars"    // horizontal, one per category
	Columns ChartKind = "columns" // vertical, one per category: trends
	Stacked ChartKind = "stacked" // horizontal, series stacked in each category
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
