package html

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"compack/internal/document"
	"compack/internal/document/documenttest"
	"compack/internal/locale"
	"compack/internal/metric"
)

// squeezed returns a text with single spaces, as a reader sees it.
func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }

// shown returns what the body of one block's document says.
func shown(t *testing.T, blocks ...document.Block) []element {
	t.Helper()
	raw := rendered(t, section(blocks...))
	checkForm(t, raw)
	return elements(t, raw)
}

// one returns the one element of a tag and class.
func one(t *testing.T, all []element, tag, class string) element {
	t.Helper()
	found := find(all, tag, class)
	if len(found) != 1 {
		t.Fatalf("%d elements %s of class %q, want one", len(found), tag, class)
	}
	return found[0]
}

func definition() document.Table {
	return document.Table{Defines: true, Columns: []document.Column{{Title: "Figure"}, {Title: "Definition"}}, Rows: [][]document.Cell{{document.Address("F-001"), document.T("What it is.")}}}
}

// linksTo returns the texts of the links to an anchor.
func linksTo(all []element, anchor string) (out []string) {
	for _, e := range find(all, "a", "") {
		if e.attributes["href"] == "#"+anchor {
			out = append(out, e.text)
		}
	}
	return out
}

func TestAddressesLeadToDefinitions(t *testing.T) {
	value := document.I(14)
	value.Figure = "F-001"
	all := shown(t, definition(), definition(),
		document.Paragraph{Text: document.Prose{{Cell: value}, {Cell: document.T(" of F-001 that nobody marked")}}},
		document.Tiles{Items: []document.Tile{{Figure: "F-001", Title: "One", Value: value}, {Figure: "F-999", Title: "Undefined", Value: value}}},
		document.Chart{Kind: document.Bars, Subtitle: "n = 3 \u00b7 F-001", Figure: "F-001", Categories: []string{"a"}, Series: []document.Series{{Values: []document.Cell{value}}}},
		document.Table{Cut: "the 3 oldest \u00b7 F-001", Figure: "F-001", Columns: []document.Column{{Title: "A"}}, Rows: [][]document.Cell{{document.Address("F-001")}, {document.T("AF-0012")}}},
		document.Flow{Figure: "F-001", Ties: "1 = 1 \u00b7 F-001"}, document.Matrix{Subtitle: "n \u00b7 F-001", Figure: "F-001", Rows: []string{"1"}, Cols: []string{"1"}},
		document.Timeline{Items: []document.TimelineItem{{Label: "F-001 falls due", Figure: "F-001"}}})
	got := linksTo(all, "F-001")
	want := []string{"14", "F-001", "F-001", "F-001", "F-001", "F-001", "F-001", "F-001"}
	if !slices.Equal(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
	if row := find(all, "tr", ""); row[1].attributes["id"] != "F-001" {
		t.Errorf("the defining row is %v", row[1].attributes)
	}
}

func TestAttentionLeadsToTheSectionThatExplains(t *testing.T) {
	doc := section(document.Attention{Title: "Needs attention", Items: []document.AttentionItem{
		{Status: metric.Red, Text: documenttest.Plain("Fourteen are late."), Owner: "Priya", Due: document.T("soon"), Section: "risks"}, {Status: metric.Amber, Text: documenttest.Plain("Nobody knows."), Section: "nowhere"}}})
	doc.Sections = append(doc.Sections, document.Section{ID: "risks", Title: "Risks"})
	all := elements(t, rendered(t, doc))
	if got := linksTo(all, "section-2"); !slices.Equal(got, []string{"2 Risks", "See 2 Risks"}) {
		t.Errorf("links %q", got)
	}
	var items []string
	for _, e := range find(all, "li", "") {
		if e.hasClass("not-met") || e.hasClass("at-risk") {
			items = append(items, squeezed(e.text))
		}
	}
	if want := []string{"Not met Fourteen are late. Owner Priya Due soon See 2 Risks", "At risk Nobody knows."}; !slices.Equal(items, want) {
		t.Errorf("items %q, want %q", items, want)
	}
}

func TestTablesHaveCaptionHeadersAndTotals(t *testing.T) {
	all := shown(t, document.Table{Title: "Findings", Sorted: "sorted by age", Cut: "the 2 oldest of 9", Note: "In days.", Columns: []document.Column{{Title: "Finding"}, {Title: "Age"}, {Title: "Of what", Align: document.Right}},
		Rows: [][]document.Cell{{document.T("A"), document.I(1204), document.T("x")}, {document.T("B"), {Kind: document.Missing, Text: "why"}}}, Total: []document.Cell{document.T("All"), document.I(2)}})
	if got := squeezed(one(t, all, "caption", "").text); got != "Findings Sorted by age \u00b7 The 2 oldest of 9" {
		t.Errorf("caption %q", got)
	}
	var scopes []string
	for _, e := range find(all, "th", "") {
		scopes = append(scopes, e.attributes["scope"]+" "+e.text)
	}
	if want := []string{"col Finding", "col Age", "col Of what", "row A", "row B", "row All"}; !slices.Equal(scopes, want) {
		t.Errorf("headers %q, want %q", scopes, want)
	}
	if foot := one(t, all, "tfoot", ""); squeezed(foot.text) != "All2" {
		t.Errorf("foot %q", foot.text)
	}
	for _, e := range find(all, "td", "n") {
		if !slices.Contains([]string{"1,204", "x", "n/a", "2", ""}, e.text) {
			t.Errorf("%q stands at the right", e.text)
		}
	}
	region := one(t, all, "div", "scroll").attributes
	if region["role"] != "region" || region["tabindex"] != "0" || region["aria-label"] != "Table 1: Findings" {
		t.Errorf("region %v", region)
	}
}

func TestStatusIsNeverColourAlone(t *testing.T) {
	row := []document.Cell{document.S(metric.Green), document.S(metric.Amber), document.S(metric.Red), document.S(metric.NotAvailable), document.S(metric.Untargeted)}
	all := shown(t, document.Table{Columns: make([]document.Column, 5), Rows: [][]document.Cell{row}})
	var words []string
	for _, e := range find(all, "span", "chip") {
		words = append(words, e.text)
		class := strings.TrimPrefix(e.attributes["class"], "chip ")
		if class != "not-met" && !regexp.MustCompile(`\.chip\.`+class+`::before\{`).MatchString(sheet) {
			t.Errorf("class %q has no shape of its own", class) // a square is what a chip has
		}
	}
	if want := []string{"Met", "At risk", "Not met", "No data"}; !slices.Equal(words, want) {
		t.Errorf("chips %q, want %q", words, want)
	}
}

// TestChartsSayTheirValuesInWords holds that each value and category of a chart stands
// in its table, and that its picture has a name and a description.
func TestChartsSayTheirValuesInWords(t *testing.T) {
	for _, b := range documenttest.Charts() {
		c := b.(document.Chart)
		t.Run(c.Title, func(t *testing.T) {
			all := shown(t, c)
			if !hasData(c) {
				if one(t, all, "p", "empty").text != c.Empty || len(find(all, "svg", "")) > 0 {
					t.Error("an empty chart does not say why")
				}
				return
			}
			svg := find(all, "svg", "plot")[0]
			if svg.attributes["role"] != "img" || one(t, all, "desc", "").text == "" {
				t.Errorf("picture %v", svg.attributes)
			}
			values := one(t, all, "table", "values").text
			for _, s := range append(slices.Clone(c.Categories), c.Series[0].Name) {
				if !strings.Contains(values, s) {
					t.Errorf("%q is not in the table", s)
				}
			}
			for _, v := range c.Cells() {
				if !strings.Contains(values, v.In(nil)) {
					t.Errorf("%q is not in the table", v.In(nil))
				}
			}
			if caption := one(t, all, "figcaption", "").text; !strings.Contains(caption, c.Title) {
				t.Errorf("caption %q", caption)
			}
			for _, e := range all {
				for k, v := range e.attributes {
					if strings.Contains(v, "NaN") || strings.Contains(v, "Inf") {
						t.Errorf("%s has %s=%q", e.tag, k, v)
					}
				}
			}
		})
	}
}

func TestNeighbouringChartsShareARow(t *testing.T) {
	chart := func(width int) document.Block { return document.Chart{Width: width, Title: "c"} }
	all := shown(t, chart(6), chart(6), chart(4), chart(4), chart(6), chart(0))
	var rows []int
	for _, e := range find(all, "div", "row") {
		rows = append(rows, strings.Count(e.text, "No data for this chart."))
	}
	if want := []int{2, 2, 1, 1}; !slices.Equal(rows, want) {
		t.Errorf("rows of %v charts, want %v", rows, want)
	}
}

func TestHeatMapsAreTables(t *testing.T) {
	all := shown(t, document.Matrix{Title: "Risks", RowTitle: "Likelihood", ColTitle: "Impact", Rows: []string{"low", "high"}, Cols: []string{"small", "large"}, Counts: [][]document.Cell{{document.I(1), document.I(0)}, {document.I(3), document.I(4)}}, Levels: [][]int{{0, 1}, {2, 9}}, Appetite: 4, Legend: "What it means."})
	var got []string
	for _, e := range find(all, "td", "") {
		got = append(got, e.attributes["class"]+" "+e.text)
	}
	want := []string{"h2 3", "h4 left 4 (beyond the appetite)", "h0 1", "h1 top 0"}
	if !slices.Equal(got, want) {
		t.Errorf("cells %q, want %q", got, want)
	}
}

func TestHeatMapsOfCountsDoNotRate(t *testing.T) {
	all := shown(t, document.Matrix{Title: "Actions", Rows: []string{"a"}, Cols: []string{"b"}, Counts: [][]document.Cell{{document.I(1)}}, Levels: [][]int{{4}}, Tally: true})
	if legend := find(all, "p", "scale"); len(find(all, "div", "tally")) != 1 || len(legend) != 1 || !strings.Contains(legend[0].text, "most") || strings.Contains(legend[0].text, "extreme") {
		t.Errorf("legend %+v", legend)
	}
}

func TestTilesSayWhatTheyShow(t *testing.T) {
	tiles := []document.Tile{
		{Figure: "F-001", Title: "Trained", Value: document.Cell{Kind: document.Percent, Value: metric.Fraction{Num: 7, Den: 8}, Places: 1}, Fraction: "7 of 8", Target: "target at least 95 %", Status: metric.Red, Change: &document.Change{Text: "\u22122.1 pp", Down: true, Verdict: "worse"}, Trend: []document.TrendPoint{{Label: "Q1", Value: document.I(1)}, {Label: "Q2"}, {Label: "Q3", Value: document.I(3)}}},
		{Title: "Assessed", Value: document.Cell{Kind: document.Missing, Text: "nobody exported them"}, Status: metric.NotAvailable, Fraction: "not said"},
	}
	all := shown(t, document.Tiles{Items: tiles})
	var got []string
	for _, e := range find(all, "li", "tile") {
		got = append(got, squeezed(e.text))
	}
	want := []string{"Trained F-00187.5 %7 of 8target at least 95 %\u25BC \u22122.1 pp, worse Not metTrend Q1: 1; Q2: ; Q3: 3", "Assessednot measurednobody exported them No data"}
	for i := range want {
		if strings.ReplaceAll(got[i], " ", "") != strings.ReplaceAll(want[i], " ", "") {
			t.Errorf("tile %q, want %q", got[i], want[i])
		}
	}
}

func TestFlowsHaveSigns(t *testing.T) {
	all := shown(t, document.Flow{Title: "Findings", Steps: []document.FlowStep{{Label: "Open", Value: document.I(41), Total: true}, {Label: "Raised", Value: document.I(17)}, {Label: "Corrected", Value: document.I(-2)}, {Label: "Closed", Value: document.I(22), Off: true}, {Label: "Still open", Value: document.I(34), Total: true}}, Ties: "It adds up."})
	var got []string
	for _, e := range find(all, "li", "step") {
		got = append(got, squeezed(e.text))
	}
	if want := []string{"Open41", "Raised+ 17", "Corrected\u2212 2", "Closed\u2212 22", "Still open= 34"}; !slices.Equal(got, want) {
		t.Errorf("steps %q, want %q", got, want)
	}
}

func TestSignaturesLeaveRoomForWhatIsNotKnown(t *testing.T) {
	all := shown(t, document.Signoff{Title: "Signatures", Lines: []document.SignoffLine{{Role: "Prepared by", Name: "Anna", On: document.T("6 October"), Note: "in the tool"}, {Role: "Approved by"}}})
	if n := len(find(all, "p", "line")) + len(find(all, "span", "line")); n != 2 {
		t.Errorf("%d lines to write on, want 2", n)
	}
}

func TestDraftsAndClassificationsAreSaid(t *testing.T) {
	doc := documenttest.Every()
	doc.Draft, doc.Paper = true, document.Letter
	raw := rendered(t, doc)
	all := elements(t, raw)
	if got := one(t, all, "aside", "draft").text; !strings.HasPrefix(got, "Draft") {
		t.Errorf("banner %q", got)
	}
	if got := find(all, "p", "classification"); len(got) != 2 || got[0].text != doc.Classification {
		t.Errorf("classification %v", got)
	}
	if !strings.Contains(string(raw), "@page{size:Letter") {
		t.Error("the paper is not Letter")
	}
	if doc.NoContents = true; len(find(elements(t, rendered(t, doc)), "nav", "")) > 0 {
		t.Error("a report without contents has them")
	}
}

func TestReportsSpeakTheirLanguage(t *testing.T) {
	doc := documenttest.Every()
	doc.Locale = &locale.Locale{Language: "de", Decimal: ",", Group: ".", Date: "{day}.{month}.{year}", Texts: map[string]locale.Forms{"Contents": {"Inhalt"}, "Owner": {"Verantwortlich"}, "Met": {"Erf\u00fcllt"}, "See %s": {"Siehe %s"}}}
	raw := rendered(t, doc)
	body := bodyText(t, raw)
	for _, s := range []string{"Inhalt", "Verantwortlich", "Erf\u00fcllt", "Siehe 4 Records", "1.204", "87,5", "30.09.2026"} {
		if !strings.Contains(body, s) {
			t.Errorf("%q is not said", s)
		}
	}
	if !strings.Contains(string(raw), `<html lang="de">`) {
		t.Error("the language is not named")
	}
}
