package documenttest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// Texts are texts that real exports hold and that break naive renderers, by what they
// are.
var Texts = map[string]string{
	"long word":      strings.Repeat("unbroken", 75),
	"long text":      strings.TrimSpace(strings.Repeat("many short words in a row ", 60)),
	"path":           "/srv/exports/" + strings.Repeat("2026-q3/very-long-folder_name/", 6) + "file.csv",
	"emoji":          "All good \U0001F600\U0001F680 until \u2764\uFE0F",
	"Arabic":         "\u062a\u0642\u0631\u064a\u0631 \u0627\u0644\u0627\u0645\u062a\u062b\u0627\u0644 \u0644\u0644\u0631\u0628\u0639 \u0627\u0644\u062b\u0627\u0644\u062b",
	"Japanese":       "\u30b3\u30f3\u30d7\u30e9\u30a4\u30a2\u30f3\u30b9\u5831\u544a\u66f8\u3001\u7b2c\u4e09\u56db\u534a\u671f",
	"combining":      "Jose\u0301 Mu\u0308ller\u200b\u00ad",
	"bidi":           "\u202Eesrever\u202C",
	"no-break":       "1\u00a0204\u202f567",
	"markup":         `<script>alert(1)</script><b onclick='x'>&amp;</b> "quoted" </style></title><!--`,
	"link":           `javascript:alert(1)" onmouseover="alert(2)`,
	"formula":        `=HYPERLINK("x","y")`,
	"template":       "{{ .Title }} {% if %} ${x} %s %!d",
	"brackets":       `\(a) ) ( \\ %PDF <x> endstream`,
	"control":        "first\nsecond\r\n\tthird\x00\x07 end",
	"not UTF-8":      "caf\xe9 \xff",
	"no character":   "a\uFFFEb\U0001FFFFc\u0085d",
	"single letters": strings.TrimSpace(strings.Repeat("W ", 100)),
	"only spaces":    " \n ",
	"empty":          "",
}

// TextNames returns the names of [Texts] in order.
func TextNames() []string { return slices.Sorted(maps.Keys(Texts)) }

// Hard returns a document whose parts are hard each in their way: texts that no page
// has room for and that no font has all characters of, tables of 40 columns and of
// rows rows, sections without blocks, charts of one point and of zeros.
func Hard(rows int) *document.Document {
	doc := &document.Document{Title: "A hard document", Client: document.Party{ID: "hard", Name: Texts["long word"]}, Vendor: document.Party{Name: Texts["markup"]}, AsOf: Day(2026, time.September, 30), IssuedOn: period.None, Draft: true, Paper: document.Letter}
	doc.Sections = []document.Section{
		{ID: "texts", Title: "Texts", Blocks: hardTexts()},
		{ID: "nothing", Title: "A section without blocks"},
		{ID: "wide", Title: "Wide tables", Blocks: []document.Block{WideTable(40)}},
		{ID: "long", Title: "Long tables", Blocks: []document.Block{LongTable(rows)}},
		{ID: "charts", Title: "Charts of little", Blocks: hardCharts()},
		{ID: "empty", Title: "Blocks without content", Blocks: emptyBlocks()},
		{ID: "texts", Title: "Twice the same identifier", Blocks: []document.Block{document.Paragraph{Text: Plain("Seen twice.")}}},
	}
	doc.Workbook.Evidence = []document.Evidence{{Name: "Texts", Table: TextTable()}}
	doc.Seal()
	return doc
}

// TextTable returns a table with each hard text.
func TextTable() document.Table {
	t := document.Table{Title: "Hard texts", Columns: []document.Column{{Title: "What"}, {Title: "Text", Wide: true}}}
	for _, name := range TextNames() {
		t.Rows = append(t.Rows, []document.Cell{document.T(name), document.T(Texts[name])})
	}
	return t
}

func hardTexts() []document.Block {
	blocks := []document.Block{TextTable()}
	for _, name := range TextNames() {
		s := Texts[name]
		blocks = append(blocks, document.Heading{Level: 3, Text: Plain(s)}, document.Paragraph{Text: document.Prose{{Cell: document.T(s)}, {Cell: document.T(" "), Code: true}, {Cell: document.T(s), Strong: true}}},
			document.Facts{Items: []document.Fact{{Label: s, Value: Plain(s)}}})
	}
	return blocks
}

// WideTable returns a table of so many columns.
func WideTable(columns int) document.Table {
	t := document.Table{Title: "A wide table", Rows: make([][]document.Cell, 3)}
	for i := range columns {
		t.Columns = append(t.Columns, document.Column{Title: fmt.Sprintf("Column %d", i+1)})
		for j := range t.Rows {
			t.Rows[j] = append(t.Rows[j], document.T(fmt.Sprintf("C%02d-%d", i+1, j+1)))
		}
	}
	return t
}

// LongTable returns a table of so many rows.
func LongTable(rows int) document.Table {
	t := document.Table{Title: "A long table", Columns: []document.Column{{Title: "Record"}, {Title: "Number", Align: document.Right}, {Title: "Day"}, {Title: "Status"}}}
	statuses := []metric.Status{metric.Green, metric.Amber, metric.Red, metric.NotAvailable, metric.Untargeted}
	for i := range rows {
		t.Rows = append(t.Rows, []document.Cell{document.T(fmt.Sprintf("REC-%05d", i+1)), document.I(i*37 - 1000), document.D(Day(2026, time.January, 1).AddDays(i % 365)), document.S(statuses[i%5])})
	}
	return t
}

func hardCharts() (blocks []document.Block) {
	for _, kind := range ChartKinds {
		chart := func(title string, categories []string, values ...document.Cell) {
			blocks = append(blocks, document.Chart{Kind: kind, Title: title, Width: 6, Highlight: len(categories) - 1, Categories: categories, Series: []document.Series{{Name: "Records", Values: values}}})
		}
		chart("One point", []string{"Single"}, percent(71, 100))
		chart("Zeros", []string{"None", "Nil"}, document.I(0), document.I(0))
		chart("Losses", []string{"Loss", "Gain"}, document.I(-4), document.I(9))
		chart("Nothing known", []string{"Unknown"}, document.Cell{Kind: document.Missing})
		chart("Too few values", []string{"First", "Second", Texts["long word"]}, document.I(1))
	}
	var many []string
	var values []document.Cell
	for i := range 120 {
		many, values = append(many, fmt.Sprintf("Category %d", i+1)), append(values, document.I(i))
	}
	return append(blocks, document.Chart{Kind: document.Columns, Title: "Crowded", Width: 3, Highlight: 119, Categories: many, Series: []document.Series{{Name: "Records", Values: values}}}, document.Chart{Kind: document.Bars, Title: "Many", Highlight: -1, Categories: many, Series: []document.Series{{Values: values}, {Values: values}, {Values: values}, {Values: values}, {Values: values}, {Values: values}}},
		document.Tiles{Items: []document.Tile{{Title: "Change below zero", Value: document.Cell{Kind: document.Number, Value: metric.Fraction{Num: -7, Den: 2}, Places: 1, Unit: "days", Signed: true}, Change: &document.Change{Text: "\u22123.5 days", Down: true}, Trend: []document.TrendPoint{{}, {Value: document.I(-2)}, {Value: document.I(0)}}}, {}}})
}

// ChartKinds are the forms of charts.
var ChartKinds = []document.ChartKind{document.Bars, document.Columns, document.Stacked, document.Share, document.Ageing, document.Gauge}

func emptyBlocks() []document.Block {
	return []document.Block{
		document.Heading{Level: 2}, document.Paragraph{}, document.List{}, document.List{Items: []document.Prose{nil}}, document.Callout{}, document.Tiles{}, document.Table{}, document.Chart{},
		document.Matrix{}, document.Attention{}, document.Attention{Items: []document.AttentionItem{{}}}, document.Facts{}, document.Facts{Items: []document.Fact{{}}}, document.Flow{}, document.Flow{Steps: []document.FlowStep{{}}},
		document.Timeline{}, document.Timeline{Items: []document.TimelineItem{{}}}, document.Signoff{}, document.Signoff{Lines: []document.SignoffLine{{}}}, document.Beside{}, document.Beside{Parts: []document.BesidePart{{}, {Width: 99, Blocks: []document.Block{document.Paragraph{}}}}},
		document.Matrix{Rows: []string{"a"}, Cols: []string{"b", "c"}}, document.Table{Columns: []document.Column{{}, {}}, Rows: [][]document.Cell{nil, {document.I(1), document.I(2), document.I(3)}}},
	}
}
