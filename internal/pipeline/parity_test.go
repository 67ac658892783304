package pipeline

import (
	"bytes"
	"fmt"
	"os/exec"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"compack/internal/config"
	"compack/internal/document"
	"compack/internal/document/documenttest"
	"compack/internal/metric"
	"compack/internal/period"
)

// said is a text that a report shows, and the place in the document that it comes from.
type said struct{ where, text string }

// unsaid are the fields whose texts no reader sees as such, and why.
var unsaid = map[string]string{
	"Section.ID": "an anchor", "AttentionItem.Section": "a link", "Chart.Kind": "a form", "Chart.By": "a key",
	"Chart.Figure": "in the subtitle", "Table.Figure": "in what the table is cut to", "Matrix.Figure": "in the subtitle", "Flow.Figure": "in the sum",
	"AttentionItem.Figure": "a link", "TimelineItem.Figure": "a link", "Matrix.Levels": "colours", "Tile.Trend": "drawn",
	"Series.Name": "said of several series alone", "Timeline.From": "drawn", "Timeline.To": "drawn", "Timeline.AsOf": "drawn",
}

// texts returns what a report must show of a part of a document. It walks whatever
// fields there are, so that new ones are asked for, too.
func texts(v reflect.Value, where string) (out []said) {
	if !v.IsValid() {
		return nil
	}
	switch x := v.Interface().(type) {
	case document.Cell:
		return []said{{where, x.In(nil)}}
	case document.Prose:
		return []said{{where, x.In(nil)}}
	case metric.Status:
		return []said{{where, document.StatusWord(nil, x)}}
	case document.Turn:
		return []said{{where, x.In(nil)}}
	case period.Date:
		return []said{{where, x.String()}}
	case document.Tile:
		if x.Value.Kind == document.Missing {
			x.Fraction, x.Value = "not measured", document.T(x.Value.Text)
			v = reflect.ValueOf(x)
		}
	case document.Change:
		if strings.Contains(x.Text, x.Verdict.In(nil)) {
			x.Verdict = ""
			v = reflect.ValueOf(x)
		}
	case document.Table:
		if len(x.Rows) == 0 {
			x.Columns, x.Total = nil, nil
			v = reflect.ValueOf(x)
		}
	case document.Matrix:
		x.Counts = slices.Clone(x.Counts)
		for i, row := range x.Counts {
			x.Counts[i] = drawn(row)
		}
		v = reflect.ValueOf(x)
	case document.Chart:
		if !slices.ContainsFunc(x.Series, hasAmount) {
			x.Categories, x.Series = nil, nil
			v = reflect.ValueOf(x)
		}
		if x.Kind == document.Stacked || x.Kind == document.Share {
			x.Series = slices.Clone(x.Series)
			for i, s := range x.Series {
				x.Series[i].Values = drawn(s.Values)
			}
			v = reflect.ValueOf(x)
		}
	}
	switch v.Kind() {
	case reflect.String:
		return []said{{where, v.String()}}
	case reflect.Interface, reflect.Pointer:
		return texts(v.Elem(), where)
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, texts(v.Index(i), fmt.Sprintf("%s[%d]", where, i))...)
		}
	case reflect.Struct:
		name := v.Type().Name()
		for i := range v.NumField() {
			field := v.Type().Field(i)
			key := name + "." + field.Name
			if unsaid[key] != "" || field.Name == "Empty" && !hasNothing(v) {
				continue
			}
			out = append(out, texts(v.Field(i), where+"/"+key)...)
		}
	}
	return out
}

// drawn returns the values without zeros, of which a picture shows nothing.
func drawn(values []document.Cell) []document.Cell {
	return slices.DeleteFunc(slices.Clone(values), func(c document.Cell) bool { return c.Value.Num == 0 })
}

// hasAmount reports whether a series has a value that can be drawn.
func hasAmount(s document.Series) bool {
	return slices.ContainsFunc(s.Values, func(c document.Cell) bool { return c.Value.Defined() })
}

// hasNothing reports whether a block has nothing to show but why.
func hasNothing(block reflect.Value) bool {
	for _, name := range []string{"Items", "Rows", "Series"} {
		if f := block.FieldByName(name); f.IsValid() {
			return f.Len() == 0
		}
	}
	return false
}

// coverTexts returns what a report shows before its sections.
func coverTexts(d *document.Document) []said {
	out := []said{{"title", d.Title}, {"subtitle", d.Subtitle}, {"client", d.Client.Name}, {"vendor", d.Vendor.Name}, {"period", d.Period.Label}, {"span", d.Period.Span()},
		{"classification", d.Classification}, {"prepared by", d.PreparedBy}, {"approved by", d.ApprovedBy}, {"digest", d.ShortDigest()}, {"as of", d.AsOf.Long()}}
	for _, s := range d.Cover {
		out = append(out, said{"cover", s})
	}
	return out
}

// bare returns a text without what differs between forms: spaces, case, what can't be
// seen.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r&0xFFFE == 0xFFFE || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")))
}

var number = regexp.MustCompile(`\d[\d,.]*`)

// numbers counts the numbers in texts.
func numbers(texts ...string) map[string]int {
	out := map[string]int{}
	for _, s := range texts {
		for _, n := range number.FindAllString(s, -1) {
			out[strings.TrimRight(n, ",.")]++
		}
	}
	return out
}

// checkSaid holds that an output shows each text, and each number as often as the
// document does.
func checkSaid(t *testing.T, shown string, want []said) {
	t.Helper()
	all, have := bare(shown), numbers(shown)
	var whole []string
	for _, s := range want {
		whole = append(whole, s.text)
		if !strings.Contains(all, bare(s.text)) {
			t.Errorf("%s: %q is not shown", s.where, s.text)
		}
	}
	for n, times := range numbers(whole...) {
		if have[n] < times {
			t.Errorf("the number %s is shown %d times, want %d", n, have[n], times)
		}
	}
}

// pageText returns what an HTML report shows.
func pageText(t *testing.T, page []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	inline := map[string]bool{"a": true, "strong": true, "em": true, "code": true, "span": true}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && n.Data == "head":
			return
		case n.Type == html.ElementNode && !inline[n.Data]:
			b.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && !inline[n.Data] {
			b.WriteByte('\n')
		}
	}
	walk(root)
	return b.String()
}

// reportText returns what a PDF report shows, in the order in which it is drawn.
func reportText(t *testing.T, report []byte) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not there: THE REPORT IS NOT COMPARED; install poppler-utils")
	}
	cmd := exec.Command("pdftotext", "-raw", "-nopgbrk", "-", "-")
	cmd.Stdin = bytes.NewReader(report)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestEachOutputSaysWhatTheDocumentSays holds that the report and the page show every
// text and number of a document with all kinds of blocks, and the workbook those of its
// figures and of its evidence.
func TestEachOutputSaysWhatTheDocumentSays(t *testing.T) {
	doc := documenttest.Every()
	want := append(coverTexts(doc), texts(reflect.ValueOf(doc.Sections), "")...)
	r := &run{Options: Options{Library: open(t), Config: &config.Config{}}}
	t.Run("html", func(t *testing.T) { checkSaid(t, pageText(t, r.read(t, "html", doc)), want) })
	t.Run("pdf", func(t *testing.T) { checkSaid(t, reportText(t, r.read(t, "pdf", doc)), want) })
	t.Run("xlsx", func(t *testing.T) {
		figures := map[string]metric.Fraction{}
		for _, f := range doc.Workbook.Figures {
			figures[f.Address] = f.Value.Value
		}
		workbook := r.written(t, "xlsx", doc, config.Client{})
		checkSummary(t, workbook, doc, figures)
		for _, e := range doc.Workbook.Evidence {
			checkEvidence(t, workbook, e)
		}
	})
}
