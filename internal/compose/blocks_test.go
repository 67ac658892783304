package compose

import (
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/period"
)

// cases is a dataset with fields of each type that a block can group by.
var cases = &dataset.Definition{
	ID: "cases", Title: "Cases", Singular: "case", Plural: "cases", Key: []string{"id"}, Scope: "client",
	Fields: []dataset.Field{
		{Name: "id", Title: "ID", Type: dataset.Text, Required: true}, {Name: "client", Title: "Client", Type: dataset.Text},
		{Name: "team", Title: "Team", Type: dataset.Text}, {Name: "due_on", Title: "Due on", Type: dataset.Date},
		{Name: "level", Title: "Level", Type: dataset.Enum, Values: []dataset.Value{{Name: "high", Title: "High"}, {Name: "low", Title: "Low"}}},
	},
	Bands: []dataset.Band{{Name: "age", Title: "Days since due", From: "due_on", Upper: []int{30, 60}}},
}

// caseRows are the records: id, client, team, day, level; empty ones have no value.
var caseRows = [][5]string{
	{"C-1", "acme", "Red", "2026-09-20", "high"}, {"C-2", "*", "Blue", "2026-08-10", "low"}, {"C-3", "acme", "Blue", "2026-06-01", "low"},
	{"C-4", "acme", "Blue", "", "low"}, {"C-5", "acme", "Green", "2026-12-01", ""},
}

// casesInput is an input with those records, a count and a share of them.
func casesInput(t *testing.T, body string) Input {
	t.Helper()
	records := dataset.NewTable(cases)
	for i, row := range caseRows {
		for j, text := range row {
			column := records.Column(j)
			switch {
			case text == "":
				column.AppendEmpty()
			case j == 3:
				day, err := period.ParseDate(text)
				if err != nil {
					t.Fatal(err)
				}
				column.AppendCode(int32(day))
			case j == 4:
				code, _ := column.Lookup(text)
				column.AppendCode(code)
			default:
				column.AppendText(text)
			}
		}
		records.Commit(dataset.Origin{Row: int32(i + 2)})
	}
	in := Input{
		Template: NewTemplate("p", "p.md", front+"# A\n\n"+body),
		Period:   period.Calendar{Every: period.Quarterly}.At(period.NewDate(2026, 9, 30)), Next: period.Calendar{Every: period.Quarterly}.At(period.NewDate(2026, 10, 1)),
		AsOf: period.NewDate(2026, 9, 30), PreparedBy: "A. Lind", Datasets: []*dataset.Definition{cases, actions},
		Tables: map[string]*dataset.Table{"cases": records},
	}
	all := metric.NewRows(len(caseRows))
	for i := range caseRows {
		all.Add(i)
	}
	target := 0.9
	for _, def := range []metric.Definition{
		{ID: "cases.all", Title: "Cases", Dataset: "cases", Kind: metric.Count, By: []string{"level", "age"}, Better: metric.Lower, Definition: "x"},
		{ID: "cases.done", Title: "Cases done", Dataset: "cases", Kind: metric.Ratio, Satisfied: "level == 'low'", By: []string{"team"}, Unit: "percent", Better: metric.Higher, Target: &target, Definition: "x"},
		{ID: "actions.all", Title: "Actions", Dataset: "actions", Kind: metric.Count, Better: metric.Lower, Definition: "x"},
	} {
		on := map[string]*dataset.Definition{"cases": cases, "actions": actions}[def.Dataset]
		m, err := metric.Compile(def, on)
		if err != nil {
			t.Fatal(err)
		}
		v := metric.Value{Metric: m, Population: all, Satisfied: all, N: len(caseRows), Figure: metric.Whole(int64(len(caseRows)))}
		switch {
		case def.Kind == metric.Ratio:
			v.Figure, v.Status = metric.Fraction{Num: 3, Den: 5}, metric.Red
			v.Groups = []metric.Grouping{{By: "team", Title: "Team", Groups: []metric.Group{{Key: "Blue", Label: "Blue", Figure: metric.Fraction{Num: 3, Den: 3}, N: 3}, {Key: "Red", Label: "Red", Figure: metric.Fraction{Num: 0, Den: 1}, N: 1}}}}
			v.Trend = []metric.Point{{Period: "2026-Q2", Figure: metric.Fraction{Num: 1, Den: 2}}, {Period: "2026-Q3", Figure: v.Figure}}
		case def.Dataset == "actions":
			v = metric.Value{Metric: m, Status: metric.NotAvailable}
		default:
			v.Groups = []metric.Grouping{{By: "age", Title: "Days since due", Groups: []metric.Group{{Key: "0-30", Label: "0-30", Figure: metric.Whole(4), N: 4}, {Key: "over 60", Label: "Over 60", Figure: metric.Whole(1), N: 1}}}}
		}
		in.Values = append(in.Values, v)
	}
	return in
}

// composed returns the blocks of a chapter with the given text.
func composed(t *testing.T, in Input) []document.Block {
	t.Helper()
	doc, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Sections[0].Blocks
}

func block(t *testing.T, body string) document.Block {
	t.Helper()
	blocks := composed(t, casesInput(t, body))
	if len(blocks) != 1 {
		t.Fatalf("%d blocks of %q", len(blocks), body)
	}
	return blocks[0]
}

func TestAHeatmapCountsByTwoFields(t *testing.T) {
	m := block(t, "```heatmap\nmetric: cases.all\nrows: team\ncolumns: level\ntitle: Cases by team\n```\n").(document.Matrix)
	if strings.Join(m.Cols, "|") != "High|Low|(not stated)" || strings.Join(m.Rows, "|") != "Red|Green|Blue" || !m.Tally || m.Appetite != 0 {
		t.Errorf("rows %v, columns %v", m.Rows, m.Cols)
	}
	sum := int64(0)
	for _, row := range m.Counts {
		for _, cell := range row {
			sum += cell.Value.Num
		}
	}
	if sum != int64(len(caseRows)) || m.Counts[2][1].Value.Num != 3 || m.Levels[2][1] != 4 || m.Levels[2][0] != 0 {
		t.Errorf("counts %v, levels %v", m.Counts, m.Levels)
	}
	byAge := block(t, "```heatmap\nmetric: cases.all\nrows: level\ncolumns: age\n```\n").(document.Matrix)
	if strings.Join(byAge.Cols, "|") != "0-30|31-60|Over 60|(not stated)" {
		t.Errorf("columns %v", byAge.Cols)
	}
}

func TestAHeatmapWithholdsSmallGroupsAsAllFiguresDo(t *testing.T) {
	in := casesInput(t, "```heatmap\nmetric: cases.all\nrows: team\ncolumns: level\n```\n")
	in.Privacy = privacy(3)
	if c, ok := composed(t, in)[0].(document.Callout); !ok || !strings.Contains(c.Text.In(nil), "fewer than 3") {
		t.Errorf("got %+v", composed(t, in)[0])
	}
	in = casesInput(t, "```chart\nmetric: cases.all\nby: team\nsplit: level\n```\n")
	in.Privacy = privacy(3)
	if c := composed(t, in)[0].(document.Chart); c.Empty == "" || len(c.Series) > 0 {
		t.Errorf("got %+v", c)
	}
}

func TestATimelineHasRecordsAndFixedDays(t *testing.T) {
	line := block(t, "```timeline\ndataset: cases\ndate: due_on\nlabel: team\ntext: client\nlimit: 2\nstatus:\n  not_met: due_on < start\n  at_risk: due_on <= as_of\nwords:\n  not_met: late\nitems:\n  - {date: next_report, label: Next **report**}\n  - {date: 2026-09-01, label: Audit, status: met}\n```\n").(document.Timeline)
	var said []string
	for _, item := range line.Items {
		said = append(said, item.On.In(nil)+" "+item.Label+" "+string(item.Status.Status)+" "+item.Status.Text+" "+item.Text)
	}
	want := "2026-06-01 Blue red late acme|2026-08-10 Blue amber  All clients|2026-09-01 Audit green  |2026-12-31 Next report   "
	if got := strings.Join(said, "|"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if line.From.String() != "2026-06-01" || line.To.String() != "2026-12-31" || !strings.Contains(line.Subtitle, "1 has no such day") || !strings.Contains(line.Subtitle, "the first 2 of 4") {
		t.Errorf("span %s to %s: %q", line.From, line.To, line.Subtitle)
	}
	doc, err := Compose(casesInput(t, "```timeline\ndataset: cases\ndate: due_on\nlimit: 2\n```\n"))
	if err != nil || len(doc.Omissions) == 0 || !strings.Contains(omissionTexts(doc), "the first 2 of 4") {
		t.Errorf("the cut is no omission: %v, %+v", err, doc.Omissions)
	}
}

func omissionTexts(doc *document.Document) (s string) {
	for _, o := range doc.Omissions {
		s += o.Text + "\n"
	}
	return s
}

func TestATimelineOfWhatWasNotProvidedSaysSo(t *testing.T) {
	line := block(t, "```timeline\ndataset: actions\ndate: opened_on\n```\n").(document.Timeline)
	if len(line.Items) != 0 || line.Empty != "Actions were not provided for this period." {
		t.Errorf("got %+v", line)
	}
}

func TestACalloutHoldsFiguresAsCells(t *testing.T) {
	c := block(t, "```callout\nstatus: at risk\ntitle: Look\ntext: Of all, *{{ metric \"cases.done\" }}* are **done**.\n```\n").(document.Callout)
	if c.Status != metric.Amber || c.Text.In(nil) != "Of all, 60.0 % are done." || c.Text[1].Cell.Kind != document.Percent || !c.Text[1].Em {
		t.Errorf("got %+v", c)
	}
	if c := block(t, "```callout\nmetric: cases.done\ntext: x\n```\n").(document.Callout); c.Status != metric.Red {
		t.Errorf("status %q", c.Status)
	}
}

func TestASignoffNamesThoseOfTheConfigurationFirst(t *testing.T) {
	s := block(t, "```signoff\ntitle: Signed\nlines:\n  - {role: Client, note: by e-mail, on: 2026-10-02}\n```\n").(document.Signoff)
	if len(s.Lines) != 3 || s.Lines[0].Name != "A. Lind" || s.Lines[1] != (document.SignoffLine{Role: "Approved by"}) || s.Lines[2].On.In(nil) != "2026-10-02" {
		t.Errorf("got %+v", s.Lines)
	}
	in := casesInput(t, "```signoff\n```\n")
	in.Approval = &manifest.Approval{Preparer: "P. One", Approver: "A. Two", On: period.NewDate(2026, 10, 5)}
	if lines := composed(t, in)[0].(document.Signoff).Lines; lines[0].Name != "P. One" || lines[1].Name != "A. Two" || lines[1].On.In(nil) != "2026-10-05" {
		t.Errorf("an approved pack: %+v", lines)
	}
	if s := block(t, "```signoff\ndefaults: false\nlines: [{role: Client}]\n```\n").(document.Signoff); len(s.Lines) != 1 {
		t.Errorf("got %+v", s.Lines)
	}
}

func TestColumnsHoldBlocksBesideOneAnother(t *testing.T) {
	b := block(t, "````columns\nwidths: 8 4\n## Left\n\n```table\ndataset: cases\ncolumns: [id, client]\nlimit: 2\n```\n---\nText with {{ metric \"cases.all\" }}.\n````\n").(document.Beside)
	if len(b.Parts) != 2 || b.Parts[0].Width != 8 || b.Parts[1].Width != 4 || len(b.Parts[0].Blocks) != 2 {
		t.Fatalf("got %+v", b)
	}
	if rows := lines(b.Parts[0].Blocks[1].(document.Table)); rows[1] != "C-2 | All clients" {
		t.Errorf("rows %q", rows)
	}
	if p := b.Parts[1].Blocks[0].(document.Paragraph); p.Text.In(nil) != "Text with 5." || p.Text[1].Cell.Figure != "F-001" {
		t.Errorf("text %+v", p)
	}
	doc, err := Compose(casesInput(t, "````columns\n```table\ndataset: cases\ncolumns: [id]\nlimit: 2\n```\n---\n```omissions\n```\n````\n"))
	if err != nil || !strings.Contains(omissionTexts(doc), "the first 2 of 5") {
		t.Fatalf("a cut inside of columns is no omission: %v", err)
	}
	if filled := doc.Sections[0].Blocks[0].(document.Beside).Parts[1].Blocks[0].(document.Table); len(filled.Rows) == 0 {
		t.Error("the omissions inside of columns were not filled")
	}
}

func TestChartsOfSharesAgesAndParts(t *testing.T) {
	share := block(t, "```chart\nmetric: cases.done\nby: team\nkind: share\nwords: [Done, Open]\n```\n").(document.Chart)
	if share.Kind != document.Share || share.Series[0].Name != "Done" || share.Series[1].Values[0].In(nil) != "1" || strings.Join(share.Categories, "|") != "Red|Blue" {
		t.Errorf("share %+v", share)
	}
	stacked := block(t, "```chart\nmetric: cases.all\nby: team\nsplit: level\n```\n").(document.Chart)
	if stacked.Kind != document.Stacked || strings.Join(stacked.Categories, "|") != "Blue|Green|Red" || len(stacked.Series) != 3 || stacked.Series[1].Values[0].In(nil) != "3" {
		t.Errorf("stacked %+v", stacked)
	}
	ageing := block(t, "```chart\nmetric: cases.all\nby: age\nkind: ageing\n```\n").(document.Chart)
	if ageing.Kind != document.Ageing || len(ageing.Categories) != 2 {
		t.Errorf("ageing %+v", ageing)
	}
	gauge := block(t, "```chart\nmetric: cases.done\nkind: gauge\n```\n").(document.Chart)
	if gauge.Series[0].Values[0].In(nil) != "60.0 %" || gauge.Target.In(nil) != "90 %" || !strings.Contains(gauge.Subtitle, "3\u00a0of\u00a05") || !strings.Contains(gauge.Subtitle, "Not\u00a0met") {
		t.Errorf("gauge %+v", gauge)
	}
	trend := block(t, "```chart\nmetric: cases.done\nby: trend\n```\n").(document.Chart)
	if trend.Target.In(nil) != "90 %" {
		t.Errorf("trend %+v", trend)
	}
}

func TestTilesMayBeThoseThatThePackCanShow(t *testing.T) {
	tiles := block(t, "```metrics\nof: [actions.all, cases.done, cases.all]\nfirst: 1\n```\n").(document.Tiles)
	if len(tiles.Items) != 1 || tiles.Items[0].Title != "Cases done" {
		t.Errorf("got %+v", tiles)
	}
	table := block(t, "```figures\nof: [actions.all, cases.done, cases.all]\n```\n").(document.Table)
	if len(table.Rows) != 2 {
		t.Errorf("got %q", lines(table))
	}
	if blocks := composed(t, casesInput(t, "```metrics\nof: [actions.all]\n```\n\n```figures\nof: [actions.all]\n```\n")); len(blocks) != 0 {
		t.Errorf("got %+v", blocks)
	}
}

func TestGapsAreSaidInOneFunction(t *testing.T) {
	for text, want := range map[string]string{
		`{{ gap "cases" }}Records.`: "Records.",
		`{{ gap "actions" }}`:       "Actions were not provided for this period; no statement about them is made.",
		`{{ with gap "actions" "The actions" }}{{ . }}{{ else }}x{{ end }}`:     "The actions were not provided for this period; no statement about them is made.",
		`{{ date "as_of" }}, {{ date "2026-01-02" }}, {{ date "next_report" }}`: "30 September 2026, 2 January 2026, 31 December 2026",
		`{{ number 12345 }}, {{ number "-1234.50" }}`:                           "12,345, \u22121,234.50",
	} {
		if p := block(t, text+"\n").(document.Paragraph); p.Text.In(nil) != want {
			t.Errorf("%s: %q", text, p.Text.In(nil))
		}
	}
	due := casesInput(t, "{{ date \"next_report\" }}\n")
	due.NextDue = period.NewDate(2027, 1, 15)
	if said := composed(t, due)[0].(document.Paragraph).Text.In(nil); said != "15 January 2027" {
		t.Errorf("the next report is planned for %s", said)
	}
	in := incomplete(t)
	in.Template = NewTemplate("p", "p.md", front+"# A\n\n{{ gap \"attested\" }}\n\n{{ gap \"empty\" }}\n")
	blocks := composed(t, in)
	if said := blocks[0].(document.Paragraph).Text.In(nil); !strings.Contains(said, "R. Roe") {
		t.Errorf("attested: %q", said)
	}
	if said := blocks[1].(document.Paragraph).Text.In(nil); said != "Empty hold no record for this service; no statement about them is made." {
		t.Errorf("empty: %q", said)
	}
}

// TestMistakesInBlocksAreFound tries what each block refuses, by its line.
func TestMistakesInBlocksAreFound(t *testing.T) {
	for body, want := range map[string]string{
		"```heatmap\nmetric: cases.done\nrows: team\ncolumns: level\n```":                            "line 7, block heatmap: metric cases.done is no count",
		"```heatmap\nmetric: cases.all\nrows: team\ncolumns: levl\n```":                              `line 9, block heatmap: dataset cases has no field "levl"; did you mean level?`,
		"```heatmap\nmetric: cases.all\nrows: due_on\ncolumns: level\n```":                           "line 8, block heatmap: field due_on holds days",
		"```timeline\ndataset: cases\n```":                                                           `line 6, block timeline: dataset cases has no field ""`,
		"```timeline\ndataset: cases\ndate: team\n```":                                               "line 8, block timeline: date: field team holds no days",
		"```timeline\ntitle: x\n```":                                                                 "line 6, block timeline: name a dataset",
		"```timeline\nitems:\n  - {date: soon, label: x}\n```":                                       `line 8, block timeline: date: "soon" is no day`,
		"```timeline\nitems:\n  - {date: 2026-09-30}\n```":                                           "line 8, block timeline: items: an item needs a label",
		"```timeline\ndataset: cases\ndate: due_on\nstatus: {met: levl == 'x'}\n```":                 "line 9, block timeline: status: ",
		"```callout\ntext: x\nstatus: good\n```":                                                     `line 8, block callout: status: "good" is none of at risk, met, no data, none, not met`,
		"```signoff\nlines:\n  - {name: A}\n```":                                                     "line 8, block signoff: lines: a signature needs a role",
		"```signoff\nlines:\n  - {role: A, on: soon}\n```":                                           `line 8, block signoff: on: "soon" is no day`,
		"````columns\nOne.\n````":                                                                    "line 6, block columns: there is one part only",
		"````columns\nwidths: 8 8\nOne.\n---\nTwo.\n````":                                            "line 7, block columns: widths: 16 columns in all",
		"````columns\nwidths: 6 6\nOne.\n\n```tabel\n```\n---\nTwo.\n````":                           `line 10: there is no block "tabel"`,
		"````columns\nOne.\n---\nTwo.\n\n```table\ndataset: cases\ncolumns: [idd]\n```\n````":        `line 13, block table: dataset cases has no field "idd"`,
		"````columns\n# One\n---\nTwo.\n````":                                                        "line 7: a chapter can't begin inside columns",
		"```chart\nmetric: cases.all\nby: level\nkind: pie\n```":                                     `line 9, block chart: there is no kind of chart "pie"; those known are bars, `,
		"```chart\nmetric: cases.all\nkind: gauge\n```":                                              "line 8, block chart: kind: metric cases.all is no share",
		"```chart\nmetric: cases.all\nby: age\nkind: share\n```":                                     "line 9, block chart: kind: metric cases.all is no share",
		"```chart\nmetric: cases.done\nby: team\nkind: ageing\n```":                                  "line 8, block chart: by: team is no age; dataset cases has the ages age",
		"```chart\nmetric: cases.all\nby: age\nkind: stacked\n```":                                   "line 9, block chart: kind: stacked bars need a second field",
		"```chart\nmetric: cases.all\nby: age\nsplit: level\nkind: bars\n```":                        "line 9, block chart: split: bars are split",
		"```chart\nmetric: cases.all\n```":                                                           "line 7, block chart: by: name what the chart is grouped by: level, age, trend",
		"```chart\nmetric: cases.all\nby: age\nwidth: 13\n```":                                       "line 9, block chart: width: 13 is none of the 3 to 12 columns",
		"```table\ndataset: cases\ncolumns:\n  - id\n  - {title: Days, from: due_on, to: asof}\n```": `line 10, block table: dataset cases has no field "asof"`,
		"```table\ndataset: cases\ncolumns: [{title: Days, from: team}]\n```":                        "line 8, block table: field team of dataset cases holds no days",
		"{{ date \"soon\" }}":                                                                        `line 6: "soon" is no day`,
		"{{ number \"many\" }}":                                                                      `line 6: "many" is no number`,
		"{{ gap \"case\" }}":                                                                         `line 6: there is no dataset "case"; did you mean cases?`,
	} {
		_, err := Compose(casesInput(t, body+"\n"))
		if err == nil || !strings.HasPrefix(err.Error(), "p.md, "+want) {
			t.Errorf("%q:\n got %v\nwant %s", body, err, want)
		}
	}
}

func privacy(least int) *manifest.Privacy { return &manifest.Privacy{SmallGroups: least} }

func TestAColumnThatNoRowFillsIsNotShown(t *testing.T) {
	empty := func() document.Cell { return document.Cell{} }
	made := document.Table{Columns: []document.Column{{Title: "a"}, {Title: "b"}, {Title: "c"}, {Title: "d"}},
		Rows: [][]document.Cell{{empty(), document.T("x"), empty(), empty()}, {empty(), empty(), empty(), document.I(0)}}}
	if got := dropEmpty(&made); len(got) != 1 || got[0] != "c" || len(made.Columns) != 3 || len(made.Rows[1]) != 3 || made.Rows[1][2].Kind != document.Integer {
		t.Errorf("%q left out of %+v", got, made)
	}
}
