package pdf

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"compack/internal/document"
)

// shownText matches a text in a page's content, with its place, which takes a matrix
// after a text that was painted as one with it.
var shownText = regexp.MustCompile(`(?s)(?:BT|\)Tj (1 0 0 1)) (-?[\d.]+) (-?[\d.]+) T[dm] ?\(((?:\\.|[^\\)])*)`)

func TestTextsPaintedAsOneStandInTheirPlaces(t *testing.T) {
	for name, s := range hardTexts {
		seen := view(t, hardDocument(s))
		check, joined := archiveCheck{file: seen.file}, 0
		for i, n := range seen.file.pages() {
			var got []shown
			for _, m := range shownText.FindAllSubmatch(check.contents(n), -1) {
				if m[1] != nil {
					joined++
				}
				got = append(got, shown{spot{hundredths(t, m[2]), hundredths(t, m[3])}, textOfCodes(m[4])})
			}
			if want := seen.texts(i); !slices.EqualFunc(got, want, shown.isAs) {
				t.Errorf("%s: page %d shows\n%v, want\n%v", name, i+1, got, want)
			}
		}
		if joined == 0 {
			t.Errorf("%s: no two texts were painted as one", name)
		}
	}
}

// shown is a text where it begins.
type shown struct {
	at   spot
	text string
}

// isAs reports whether a text is another one; places that lie between two hundredths
// may be rounded to either.
func (s shown) isAs(other shown) bool {
	off := func(a, b int) bool { return a-b < -1 || a-b > 1 }
	return s.text == other.text && !off(s.at.x, other.at.x) && !off(s.at.y, other.at.y)
}

// texts returns the texts of a page as they were laid out.
func (v viewed) texts(page int) (all []shown) {
	pen := pen{typesetter: v.ts}
	for _, o := range v.laid.pages[page].ops {
		if !o.isText() {
			continue
		}
		x := o.x
		for face, text := range v.ts.faces[o.style.Face].runs(o.text) {
			all = append(all, shown{pen.spot(x, o.y), text})
			x += face.width(text, o.style.Size)
		}
	}
	return all
}

func hundredths(t *testing.T, number []byte) int {
	t.Helper()
	n, err := strconv.ParseFloat(string(number), 64)
	if err != nil {
		t.Fatal(err)
	}
	return int(math.Round(100 * n))
}

// textOfCodes reads the characters of a painted text.
func textOfCodes(s []byte) string {
	var units []uint16
	var high *uint16
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b == '\\' {
			i++
			switch b = s[i]; b {
			case 'r':
				b = '\r'
			case 'n':
				b = '\n'
			}
		}
		if high == nil {
			units = append(units, uint16(b)<<8)
			high = &units[len(units)-1]
			continue
		}
		*high |= uint16(b)
		high = nil
	}
	return string(utf16.Decode(units))
}

// TestEachCharacterIsPainted has each of them at both ends of texts, where its bytes
// are next to marks, and in words that read as what maroto writes itself.
func TestEachCharacterIsPainted(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t)}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"\u010A\u302E\u3030\u3020\u670A", "\u010A\u4254\u202F\u4631\u2038\u2E30\u3020\u5466\u2045\u540A"}
	for r := range rune(planeSize) {
		if !utf16.IsSurrogate(r) {
			want = append(want, string([]rune{r, '-', r}))
		}
	}
	p := &page{}
	for _, s := range want {
		p.ops = append(p.ops, op{text: s, style: ts.Body})
	}
	raw, err := paint([]*page{p}, ts)
	if err != nil {
		t.Fatal(err)
	}
	_, raw, _ = bytes.Cut(raw, streamBegins)
	got := shownText.FindAllSubmatch(newSettler(ts.Theme).settle(raw), -1)
	if len(got) != len(want) {
		t.Fatalf("%d texts of %d are painted", len(got), len(want))
	}
	for i := range want {
		if s := textOfCodes(got[i][4]); string([]rune(s)) != string(visual(want[i])) {
			t.Errorf("%q is painted as %q", want[i], s)
		}
	}
}

func TestRectanglesLieOverTheTextsBeforeThem(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: testFonts(t)}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	p := ts.pad(roleText)
	p.text(20, 20, ts.Body, "one")
	p.fill(20, 22, 50, 1, ts.Ink) // below it
	p.text(20, 30, ts.Body, "two")
	p.fill(21, 29, 5, 5, ts.Ink) // over the second
	p.text(20, 30, ts.Body, "three")
	raw, err := paint([]*page{{ops: p.ops}}, ts)
	if err != nil {
		t.Fatal(err)
	}
	drawn := regexp.MustCompile(` l S\n|(?s: Td \([^\n]*\) Tj)`).FindAllString(string(newSettler(ts.Theme).settle(raw)), -1)
	var got []string
	for _, s := range drawn {
		s = strings.NewReplacer("\x00", "", " Td (", "", ") Tj", "").Replace(s)
		got = append(got, regexp.MustCompile(`\)Tj [\d. ]+ Tm\(`).ReplaceAllString(s, "+"))
	}
	if want := []string{" l S\n", "one+two", " l S\n", "three"}; !slices.Equal(got, want) {
		t.Errorf("drawn are %q, want %q", got, want)
	}
}

func TestHundredthsAreWrittenAsNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 5: "0.05", -5: "-0.05", 50: "0.50", 100: "1", -1234: "-12.34", 1 << 40: "10995116277.76"} {
		if got := string(appendHundredths(nil, n)); got != want {
			t.Errorf("%d is written as %s, want %s", n, got, want)
		}
	}
}
