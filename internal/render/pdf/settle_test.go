package pdf

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"compack/internal/document"
)

func TestOnlyTheChoiceOfTheChosenFontIsLeftOut(t *testing.T) {
	const one, two, text = "BT /F1 8.00 Tf ET\n", "BT /F2 8.00 Tf ET\n", "BT 1 2 Td (a\nBT /F) Tj ET\n"
	if got, want := string(newSettler(DefaultTheme()).settle([]byte(one+one+text+one+two+one+text))), one+text+two+one+text; got != want {
		t.Errorf("%q is left, want %q", got, want)
	}
}

func TestPagesHoldTheColoursThatWereLaidOut(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t)}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	p := ts.pad(roleText)
	for i, c := range []Colour{ts.Ink, {}, ts.Hairline, ts.Brand, ts.Hairline, {}, ts.Ink} {
		p.fill(10, float64(10*i), 10, 1, c)
		p.text(10, float64(10*i), ts.Body.in(c), "text")
		want = append(want, fmt.Sprintf("%.3f %.3f %.3f", float64(c.R)/255, float64(c.G)/255, float64(c.B)/255))
	}
	raw, err := paint([]*page{{ops: p.ops}}, ts)
	if err != nil {
		t.Fatal(err)
	}
	f, err := readFile(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.packPages(ts.Theme); err != nil {
		t.Fatal(err)
	}
	check := archiveCheck{file: f}
	content := check.stream(object{raw: f.body(f.pages()[0])}.reference("/Contents"))
	var line, text, own string // the colours that are chosen, and that of the text to come
	var lines, texts []string
	for _, m := range regexp.MustCompile(`(?:(q )?(\d\S* \S+ \S+) (RG|rg))|( l S\n)|BT [\d.]+ [\d.]+ Td`).FindAllStringSubmatch(string(content), -1) {
		switch {
		case m[3] == "RG":
			line = m[2]
		case m[3] == "rg" && m[1] == "":
			text = m[2]
		case m[3] == "rg":
			own = m[2]
		case m[4] != "":
			lines = append(lines, line)
		default:
			texts, own = append(texts, cmp.Or(own, text)), ""
		}
	}
	if !slices.Equal(lines, want) || !slices.Equal(texts, want) {
		t.Errorf("lines are %q and texts %q, want %q", lines, texts, want)
	}
}
