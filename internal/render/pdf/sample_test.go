package pdf

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/period"
)

// testFonts reads the fonts that ship with the tool.
func testFonts(t testing.TB) Fonts {
	t.Helper()
	read := func(name string) []byte {
		raw, err := os.ReadFile(filepath.Join("..", "..", "..", "templates", "fonts", name))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	return Fonts{
		Regular: read("SourceSans3_400Regular.ttf"), SemiBold: read("SourceSans3_600SemiBold.ttf"),
		Bold: read("SourceSans3_700Bold.ttf"), Italic: read("SourceSans3_400Regular_Italic.ttf"),
	}
}

// plain returns prose of one span.
func plain(s string) document.Prose { return document.Prose{{Cell: document.T(s)}} }

// percent returns a percentage cell with one decimal.
func percent(num, den int64) document.Cell {
	return document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: num, Den: den}, Places: 1}
}

func day(s string) period.Date {
	d, err := period.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// sample returns a document with every kind of block, in the shapes that packs have.
func sample() *document.Document {
	doc := &document.Document{
		Pack: "quarterly", Title: "Quarterly security and compliance report",
		Subtitle: "Risks, audit results, training and remediation",
		Client:   document.Party{ID: "northwind", Name: "Northwind Savings Bank"},
		Vendor:   document.Party{ID: "meridian", Name: "Meridian Payments Ltd"},
		Period:   period.Calendar{Every: period.Quarterly}.At(period.NewDate(2026, time.September, 1)),
		AsOf:     day("2026-09-30"), Classification: "Confidential \u2013 for the client only",
		PreparedBy: "Anna Lindqvist, Compliance Analyst", ApprovedBy: "Tom\u00e1s Oliveira, CISO", IssuedOn: day("2026-10-08"), Revision: 2,
		Cover: []string{
			"This pack reports the state of the controls that Meridian Payments operates for Northwind Savings Bank under schedule 4 of the service agreement.",
			"It covers risks, audit findings, mandatory training and remediation actions in the bank's scope from 1 July to 30 September 2026.",
			"It does not cover services that Meridian provides to other clients, and it is no substitute for an independent audit.",
		},
		Digest: "9f2c4e1ab07d5c3388e1f0a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d0e2f4a6b8ca",
	}
	doc.Sections = []document.Section{
		{ID: "summary", Title: "Summary", Blocks: summaryBlocks()},
		{ID: "risks", Title: "Risks", Blocks: riskBlocks()},
		{ID: "findings", Title: "Audit results", Blocks: findingBlocks()},
		{ID: "training", Title: "Training", Blocks: trainingBlocks()},
		{ID: "remediation", Title: "Remediation", Blocks: remediationBlocks()},
		{ID: "sources", Title: "Sources and ledger", Appendix: true, Blocks: sourceBlocks()},
		{ID: "definitions", Title: "Definitions", Appendix: true, Blocks: definitionBlocks()},
	}
	return doc
}

func summaryBlocks() []document.Block {
	return []document.Block{
		document.Paragraph{Lead: true, Text: document.Prose{
			{Cell: document.I(6), Strong: true}, {Cell: document.T(" of ")}, {Cell: document.I(9)},
			{Cell: document.T(" contract measures were met; ")}, {Cell: document.I(2), Strong: true},
			{Cell: document.T(" were not met and ")}, {Cell: document.I(1)}, {Cell: document.T(" could not be measured for want of data.")},
		}},
		document.Tiles{Items: sampleTiles()},
		document.Attention{Title: "Needs attention", Items: []document.AttentionItem{
			{Status: metric.Red, Text: document.Prose{{Cell: document.I(14), Strong: true}, {Cell: document.T(" remediation actions are past their due date, the oldest by ")}, {Cell: document.Cell{Kind: document.Integer, Value: metric.Whole(118), Unit: "days"}}, {Cell: document.T(".")}}, Owner: "Priya Raman", Due: document.D(day("2026-10-31")), Section: "remediation"},
			{Status: metric.Red, Text: document.Prose{{Cell: document.T("Mandatory training stands at ")}, {Cell: percent(875, 1000)}, {Cell: document.T(" against a target of 95 %; 54 assignments are missing, most of them in Operations and Customer Support.")}}, Owner: "Marcus Feld", Due: document.D(day("2026-10-15")), Section: "training"},
			{Status: metric.Amber, Text: plain("Three high risks were not reviewed in the quarter."), Owner: "Group Risk and Business Continuity Office", Due: document.D(day("2026-11-15")), Section: "risks"},
			{Status: metric.NotAvailable, Text: plain("Supplier assessments could not be measured: no export was delivered."), Section: "sources"},
		}},
		document.Heading{Level: 2, Text: plain("What changed since the last pack")},
		document.List{Items: []document.Prose{
			plain("Overdue actions fell from 21 to 14; eleven of those closed were older than 90 days."),
			{{Cell: document.T("The risk ")}, {Cell: document.T("R-017"), Code: true}, {Cell: document.T(" (third-party concentration) moved beyond the appetite after the review of ")}, {Cell: document.D(day("2026-08-21"))}, {Cell: document.T(", and a treatment plan was agreed with the owner. The plan is set out in section 2 and is expected to bring the residual score back to 9 by the end of the year.")}},
			plain("No finding was reopened."),
		}},
		document.Callout{Status: metric.Amber, Title: "One source was delivered late", Text: plain("The training export arrived on 7 October, two days after the agreed date. Figures on training are complete as of 30 September; they were not reviewed by the business owners before issue.")},
	}
}

func sampleTiles() []document.Tile {
	trend := func(values ...int64) (points []document.TrendPoint) {
		for i, v := range values {
			p := document.TrendPoint{Label: fmt.Sprintf("P%d", i), Value: document.I(int(v))}
			if v < 0 {
				p.Value = document.Cell{Kind: document.Missing, Text: "no data"}
			}
			points = append(points, p)
		}
		return points
	}
	return []document.Tile{
		{Figure: "F-001", Title: "Mandatory training completed", Value: percent(875, 1000), Fraction: "378 of 432", Target: "target at least 95 %", Status: metric.Red, Change: &document.Change{Text: "\u22122.1 pp on 2026-Q2", Down: true, Verdict: "worse"}, Trend: trend(91, 93, 94, 92, 90, 89, 89, 87)},
		{Figure: "F-002", Title: "Actions closed on time", Value: percent(91, 100), Fraction: "71 of 78", Target: "target at least 90 %", Status: metric.Green, Change: &document.Change{Text: "+4.0 pp on 2026-Q2", Up: true, Verdict: "better"}, Trend: trend(70, 74, 77, 80, 82, 85, 87, 91)},
		{Figure: "F-003", Title: "Actions overdue", Value: document.I(14), Fraction: "of 63 open", Target: "target at most 10", Status: metric.Amber, Change: &document.Change{Text: "\u22127 on 2026-Q2", Down: true, Verdict: "better"}, Trend: trend(31, 28, -1, 25, 21, 14)},
		{Figure: "F-004", Title: "Suppliers assessed in the last twelve months", Value: document.Cell{Kind: document.Missing, Text: "no supplier export was delivered for this period"}, Target: "target at least 90 %", Status: metric.NotAvailable},
		{Figure: "F-005", Title: "Open risks", Value: document.I(1204), Change: &document.Change{Text: "unchanged on 2026-Q2", Verdict: "unchanged"}, Trend: trend(1204, 1204)},
		{Figure: "F-006", Title: "Mean days to close an action", Value: document.Cell{Kind: document.Number, Value: metric.Fraction{Num: 2317, Den: 50}, Places: 1, Unit: "days"}, Fraction: "n = 37", Target: "target at most 45 days", Status: metric.Amber, Change: &document.Change{Text: "+1.9 days on 2026-Q2", Up: true, Verdict: "worse"}, Trend: trend(52, 50, 44, 45, 44, 46)},
	}
}

func riskBlocks() []document.Block {
	labels := []string{"1 Rare", "2 Unlikely", "3 Possible", "4 Likely", "5 Almost certain"}
	m := document.Matrix{
		Title: "Six of 58 open risks lie beyond the appetite", Subtitle: "Open risks by residual likelihood and impact at 30 September 2026, n = 58",
		RowTitle: "Likelihood", ColTitle: "Impact", Rows: labels, Cols: []string{"1 Minor", "2 Moderate", "3 Serious", "4 Major", "5 Severe"},
		Appetite: 12, Legend: "Colour follows the product of likelihood and impact, from low to extreme. The heavy line is the agreed appetite: risks at or above 12 need a treatment plan and the board's attention.",
	}
	for r := range 5 {
		var counts []document.Cell
		var levels []int
		for c := range 5 {
			product := (r + 1) * (c + 1)
			counts = append(counts, document.I(max(0, 9-product/2-(r*c)%3)))
			levels = append(levels, min(4, product/5))
		}
		m.Counts, m.Levels = append(m.Counts, counts), append(m.Levels, levels)
	}
	var rows [][]document.Cell
	titles := []string{"Concentration of card processing on one third-party processor", "Privileged access not recertified in time after transfers between teams", "Phishing against customer support", "Loss of the primary data centre beyond the recovery time that the contract allows, including failure of the replicated storage"}
	for i := range 8 {
		rows = append(rows, []document.Cell{document.T(fmt.Sprintf("R-%03d", 17+i*3)), document.T(titles[i%len(titles)]), document.T([]string{"Priya Raman", "Marcus Feld", "Group Risk Office"}[i%3]), document.I(20 - i), document.T("Mitigate"), document.D(day("2026-07-01").AddDays(i * 9)), document.S([]metric.Status{metric.Red, metric.Amber, metric.Green}[i%3])})
	}
	return []document.Block{
		document.Paragraph{Lead: true, Text: plain("58 risks are open in the client's scope; six of them lie beyond the agreed appetite, two more than a quarter ago.")},
		m,
		document.Table{Title: "Highest residual risks", Sorted: "sorted by residual score, highest first", Cut: "the 8 highest of 58; all are in sheet Risks",
			Columns: []document.Column{{Title: "Risk"}, {Title: "Title", Wide: true}, {Title: "Owner"}, {Title: "Score", Align: document.Right}, {Title: "Treatment"}, {Title: "Next review", Align: document.Right}, {Title: "Status"}},
			Rows:    rows, Note: "Score is likelihood times impact after controls, from 1 to 25."},
	}
}

func findingBlocks() []document.Block {
	return []document.Block{
		document.Paragraph{Text: plain("Findings are taken from internal audits, the external assessment of May and the client's own review. A finding is open until its closure was verified by the auditor.")},
		document.Flow{Title: "Findings in the quarter", Steps: []document.FlowStep{
			{Label: "Open at 2026-06-30", Value: document.I(41), Total: true}, {Label: "Raised", Value: document.I(17)}, {Label: "Closed", Value: document.I(22), Off: true}, {Label: "Open at 2026-09-30", Value: document.I(36), Total: true},
		}, Ties: "41 + 17 \u2212 22 = 36: the balance ties with the register at the as-of date."},
		document.Chart{Kind: document.Bars, Title: "Most open findings are of medium severity", Subtitle: "Open findings by severity, n = 36", Width: 6, Highlight: -1,
			Categories: []string{"Critical", "High", "Medium", "Low"}, Series: []document.Series{{Name: "Open", Values: []document.Cell{document.I(1), document.I(7), document.I(19), document.I(9)}}}},
		document.Chart{Kind: document.Columns, Title: "Overdue findings halved since the start of the year", Subtitle: "Findings past their due date at the quarter's end", Width: 6, Highlight: 5,
			Categories: []string{"2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"}, Series: []document.Series{{Name: "Overdue", Values: []document.Cell{document.I(9), document.I(11), document.I(12), document.I(10), document.I(7), document.I(5)}}}},
		document.Chart{Kind: document.Stacked, Title: "Access control holds the most findings", Subtitle: "Open findings by domain and severity, n = 36", Highlight: -1,
			Categories: []string{"Access control", "Change management", "Business continuity", "Supplier management and outsourcing arrangements"},
			Series: []document.Series{
				{Name: "Critical", Values: []document.Cell{document.I(1), document.I(0), document.I(0), document.I(0)}},
				{Name: "High", Values: []document.Cell{document.I(3), document.I(2), document.I(1), document.I(1)}},
				{Name: "Medium", Values: []document.Cell{document.I(7), document.I(5), document.I(4), document.I(3)}},
				{Name: "Low", Values: []document.Cell{document.I(2), document.I(3), document.I(2), document.I(2)}},
			}},
		document.Table{Title: "Findings past their due date", Sorted: "sorted by due date", Empty: "No finding is past its due date at 30 September 2026."},
		document.Chart{Kind: document.Columns, Title: "Findings per audit", Subtitle: "one audit in the period", Width: 6, Highlight: 0, Categories: []string{"2026-Q3"}, Series: []document.Series{{Name: "n", Values: []document.Cell{document.I(17)}}}},
		document.Chart{Kind: document.Bars, Title: "Findings by supplier", Width: 6, Empty: "No finding concerns a supplier."},
	}
}

func trainingBlocks() []document.Block {
	var rows [][]document.Cell
	for i, c := range []string{"Information security awareness", "Anti-bribery and corruption", "Payment card data handling (PCI DSS)", "Data protection", "Business continuity"} {
		num, den := int64(80+i*3), int64(96)
		rows = append(rows, []document.Cell{document.T(c), document.I(int(den)), document.I(int(num)), document.I(int(den - num)), percent(num, den), document.S([]metric.Status{metric.Red, metric.Red, metric.Amber, metric.Amber, metric.Green}[i])})
	}
	rows = append(rows, []document.Cell{document.T("Secure development"), document.I(0), document.I(0), document.I(0), {Kind: document.Missing, Text: "nobody was due"}, document.S(metric.NotAvailable)})
	return []document.Block{
		document.Paragraph{Lead: true, Text: plain("Completion fell to 87.5 %, below the target of 95 %, as 31 joiners of the quarter have not yet finished their courses.")},
		document.Chart{Kind: document.Bars, Title: "Completion by department", Subtitle: "Assignments due and completed by 30 September 2026", Width: 12, Highlight: -1,
			Categories: []string{"Operations", "Customer Support", "Engineering", "Finance", "Legal and Compliance", "Board"},
			Series:     []document.Series{{Name: "Completed", Values: []document.Cell{percent(71, 100), percent(76, 100), percent(96, 100), percent(97, 100), percent(1, 1), {Kind: document.Missing}}}}},
		document.Table{Title: "Completion by course", Sorted: "sorted by completion", Columns: []document.Column{{Title: "Course"}, {Title: "Due", Align: document.Right}, {Title: "Completed", Align: document.Right}, {Title: "Missing", Align: document.Right}, {Title: "Completion", Align: document.Right}, {Title: "Status"}},
			Rows: rows, Total: []document.Cell{document.T("All mandatory courses"), document.I(480), document.I(430), document.I(50), percent(430, 480), document.S(metric.Amber)}},
	}
}

func remediationBlocks() []document.Block {
	var rows [][]document.Cell
	words := strings.Fields("Rotate the signing keys of the settlement gateway and retire the old hardware modules, then record the ceremony in the register and tell the client")
	for i := range 74 {
		rows = append(rows, []document.Cell{document.T(fmt.Sprintf("REM-%04d", 231+i*7)), document.T(strings.Join(words[:4+(i*5)%(len(words)-4)], " ")), document.T(fmt.Sprintf("F-%03d", i*3)), document.T([]string{"Priya Raman", "Marcus Feld", "Jo\u00e3o Pereira", "Infrastructure Operations"}[i%4]), document.T([]string{"Critical", "High", "Medium", "Low"}[i%4]), document.D(day("2026-03-02").AddDays(i * 2)), {Kind: document.Integer, Value: metric.Whole(int64(212 - i*2)), Unit: "days"}})
	}
	return []document.Block{
		document.Paragraph{Text: plain("Actions are tracked in the vendor's issue tracker. An action counts as closed when its closure was confirmed by the second line.")},
		document.Chart{Kind: document.Columns, Title: "Actions opened and closed", Subtitle: "per quarter", Width: 6, Highlight: -1, Categories: []string{"2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"},
			Series: []document.Series{{Name: "Opened", Values: []document.Cell{document.I(40), document.I(51), document.I(38), document.I(42)}}, {Name: "Closed", Values: []document.Cell{document.I(33), document.I(47), document.I(44), document.I(49)}}}},
		document.Chart{Kind: document.Bars, Title: "A quarter of the open actions are older than 90 days", Subtitle: "Open actions by age at 30 September 2026, n = 63", Width: 6, Highlight: 3, Categories: []string{"0\u201330 days", "31\u201360 days", "61\u201390 days", "over 90 days"}, Series: []document.Series{{Name: "Open", Values: []document.Cell{document.I(22), document.I(15), document.I(10), document.I(16)}}}},
		document.Table{Title: "Overdue actions", Sorted: "sorted by due date, oldest first", Cut: "the 74 oldest of 143; all are in sheet Remediation",
			Columns: []document.Column{{Title: "Action"}, {Title: "Title", Wide: true}, {Title: "Finding"}, {Title: "Owner"}, {Title: "Severity"}, {Title: "Due", Align: document.Right}, {Title: "Overdue", Align: document.Right}}, Rows: rows,
			Note: "Days are counted from the day after the due date to the as-of date."},
	}
}

func sourceBlocks() []document.Block {
	return []document.Block{
		document.Paragraph{Note: true, Text: plain("For every source: rows read = accepted + duplicate + rejected + blank. Every rejected row is listed with its place, value and reason in the sheet Problems of the workbook.")},
		document.Table{Title: "Ledger", Columns: []document.Column{{Title: "Source"}, {Title: "SHA-256"}, {Title: "Read", Align: document.Right}, {Title: "Accepted", Align: document.Right}, {Title: "Duplicate", Align: document.Right}, {Title: "Rejected", Align: document.Right}, {Title: "Blank", Align: document.Right}},
			Rows: [][]document.Cell{
				{document.T("inputs/risk-register.xlsx, sheet \"Risk Register 2026\""), document.T("4b7e9c2d1f0a8b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c"), document.I(61), document.I(58), document.I(1), document.I(2), document.I(0)},
				{document.T("inputs/exports/2026/q3/remediation-jira-full-export-final.csv"), document.T("a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90"), document.I(252), document.I(247), document.I(3), document.I(1), document.I(1)},
				{document.T("inputs/training.csv"), document.T("00ff11ee22dd33cc44bb55aa66998877665544332211ffeeddccbbaa99887766"), document.I(1512), document.I(1500), document.I(4), document.I(5), document.I(3)},
			}, Total: []document.Cell{document.T("All sources"), {}, document.I(1825), document.I(1805), document.I(8), document.I(8), document.I(4)}},
		document.Facts{Items: []document.Fact{
			{Label: "Tool", Value: plain("compack 0.1.0")}, {Label: "Pack template", Value: plain("quarterly")},
			{Label: "As-of date", Value: plain("30 September 2026")}, {Label: "Client scope", Value: plain("records whose client is Northwind or that are shared by all clients of the platform")},
			{Label: "Configuration", Value: plain("compack.yaml")},
		}},
	}
}

func definitionBlocks() []document.Block {
	var blocks []document.Block
	for _, title := range []string{"Mandatory training completed", "Actions closed on time", "Actions overdue"} {
		blocks = append(blocks,
			document.Heading{Level: 3, Text: plain(title)},
			document.Paragraph{Text: document.Prose{{Cell: document.T("Assignments of mandatory courses due by the as-of date that were ")}, {Cell: document.T("completed by that date"), Em: true}, {Cell: document.T(", as a share of all such assignments. Basis: ISO/IEC 27001:2022 A.6.3.")}}},
			document.Facts{Items: []document.Fact{{Label: "Population", Value: plain("mandatory and due on or before the as-of date")}, {Label: "Satisfied", Value: plain("completed on or before the as-of date")}}},
		)
	}
	return append(blocks, document.List{Ordered: true, Items: []document.Prose{plain("Percentages are rounded once, half away from zero, from the exact fraction."), plain("A figure without a population is \u201cn/a\u201d and never counts as met.")}})
}
