package pdf

import (
	"slices"
	"strings"
	"testing"

	"compack/internal/document"
	"compack/internal/metric"
)

// monospaced measures each byte of an ASCII text as one.
func monospaced(from, to int) float64 { return float64(to - from) }

func TestBreakLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"empty", "", 10, nil},
		{"fits", "one two", 7, []string{"one two"}},
		{"at spaces", "one two three", 9, []string{"one two", "three"}},
		{"long word after marks", "a/path/to/some_file.csv", 10, []string{"a/path/to/", "some_file.", "csv"}},
		{"long word anywhere", "abcdefghijkl", 5, []string{"abcde", "fghij", "kl"}},
		{"mark too early", "a-bcdefghijkl", 8, []string{"a-bcdefg", "hijkl"}},
		{"word goes on after a broken one", "abcdefgh ij", 5, []string{"abcde", "fgh", "ij"}},
		{"long word begins a line", "ab cdefghij", 5, []string{"ab", "cdefg", "hij"}},
		{"per cent stays with its figure", "target of 95 %, later", 12, []string{"target of", "95 %, later"}},
		{"narrower than a letter", "abc", 0.5, []string{"a", "b", "c"}},
	} {
		var got []string
		for _, l := range breakLines(c.text, c.width, monospaced) {
			got = append(got, c.text[l.from:l.to])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A line never is wider than asked for, and nothing but spaces is lost.
func FuzzWrap(f *testing.F) {
	for _, s := range hardTexts {
		f.Add(s, 20.0)
	}
	fonts := testFonts(f)
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if !(width >= 5 && width < 500) || len(s) > 5000 {
			return
		}
		ts, err := newTypesetter(Options{Fonts: fonts, Theme: DefaultTheme()}, &document.Document{})
		if err != nil {
			t.Fatal(err)
		}
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		lines := ts.wrap(s, ts.Body, width)
		if got, want := bare(strings.Join(lines, "")), bare(ts.prepare(s, Regular)); got != want {
			t.Errorf("%q wrapped to %q", want, got)
		}
		for _, l := range lines {
			if w := ts.width(l, ts.Body); w > width+0.001 {
				t.Errorf("%q is %.2f mm wide, more than %.2f", l, w, width)
			}
		}
		if l := ts.shorten(s, ts.Body, width); ts.width(l, ts.Body) > width+0.001 {
			t.Errorf("%q is wider than %.2f", l, width)
		}
	})
}

func TestPrepare(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t), Theme: DefaultTheme()}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"plain":                 "plain",
		"Jose\u0301":            "Jos\u00e9",
		"a\nb\t c\r\n":          "a b c",
		"zero\u200bwidth\u00ad": "zerowidth",
		"1\u202f204":            "1\u00a0204",
		"\U0001F600":            "\u25a1",
	} {
		if got := ts.prepare(in, Regular); got != want {
			t.Errorf("prepare(%q) = %q, want %q", in, got, want)
		}
		if got := ts.prepare(want, Regular); got != want {
			t.Errorf("prepare(%q) = %q: prepared text is changed", want, got)
		}
	}
}

func TestProseKeepsTheSpacesBetweenItsSpans(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t), Theme: DefaultTheme()}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	prose := document.Prose{
		{Cell: document.I(6), Strong: true}, {Cell: document.T(" of ")}, {Cell: percent(7, 8)}, {Cell: document.T(", says ")}, {Cell: document.T(" the ")},
		{Cell: document.T("auditor"), Em: true}, {Cell: document.T(".")},
	}
	got := ts.rich(prose, ts.Body).text
	if want := "6 of 87.5\u00a0%, says the auditor."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFlowSigns(t *testing.T) {
	step := func(n int, total bool) document.FlowStep {
		return document.FlowStep{Value: document.I(n), Total: total}
	}
	off := func(n int) document.FlowStep { return document.FlowStep{Value: document.I(n), Off: true} }
	for _, c := range []struct {
		steps []document.FlowStep
		want  string
	}{
		{[]document.FlowStep{step(41, true), step(17, false), off(22), step(36, true)}, " +\u2212="},
		{[]document.FlowStep{step(4, true), step(0, false), off(0), step(4, true)}, " +\u2212="},
		{[]document.FlowStep{step(4, true), step(3, false), step(1, false), off(2), off(0), step(6, true)}, " ++\u2212\u2212="},
		{[]document.FlowStep{step(4, true), step(3, false), step(-2, false), step(5, true)}, " +\u2212="},
		{[]document.FlowStep{step(4, true), step(3, false), step(2, false), step(9, true)}, " ++="},
	} {
		got := ""
		for i := range c.steps {
			sign, text := document.Flow{Steps: c.steps}.Step(nil, i)
			got += max(sign, " ")
			if strings.HasPrefix(text, "\u2212") {
				t.Errorf("amount %q still has its sign", text)
			}
		}
		if got != c.want {
			t.Errorf("signs %q, want %q", got, c.want)
		}
	}
}

func TestThemeContrast(t *testing.T) {
	th := DefaultTheme()
	for name, pair := range map[string][2]Colour{
		"muted on surface": {th.Muted, th.Surface}, "brand on white": {th.Brand, th.White}, "ink on surface": {th.Ink, th.Surface},
	} {
		if c := pair[0].Contrast(pair[1]); c < 4.5 {
			t.Errorf("%s: contrast %.1f", name, c)
		}
	}
	for _, s := range []metric.Status{metric.Untargeted, metric.Green, metric.Amber, metric.Red, metric.NotAvailable} {
		if tone := th.tone(s); tone.Text.Contrast(tone.Tint) < 6.4 {
			t.Errorf("status %q: contrast %.1f", s, tone.Text.Contrast(tone.Tint))
		}
	}
	for i, c := range th.Heat {
		if th.inkOn(c).Contrast(c) < 4.5 {
			t.Errorf("heat %d: contrast %.1f", i, th.inkOn(c).Contrast(c))
		}
	}
}
