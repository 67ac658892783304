package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"compack/internal/document"
)

// shownText matches a text in a page's content, with its place or the move to it from
// the text before it.
var shownText = regexp.MustCompile(`(?s)(BT |\)Tj )(-?[\d.]+) (-?[\d.]+) Td ?\(((?:\\.|[^\\)])*)`)

func TestTextsPaintedAsOneStandInTheirPlaces(t *testing.T) {
	for name, s := range hardTexts {
		seen := view(t, hardDocument(s))
		check, joined := archiveCheck{file: seen.file}, 0
		for i, n := range seen.file.pages() {
			var got []shown
			var at spot
			for _, m := range shownText.FindAllSubmatch(check.contents(n), -1) {
				to := spot{hundredths(t, m[2]), hundredths(t, m[3])}
				if m[1][0] == ')' {
					to = spot{at.x + to.x, at.y + to.y}
					joined++
				}
				at = to
				got = append(got, shown{at, textOfCodes(m[4])})
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
			if b = s[i]; b == 'r' {
				b = '\r'
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
		got = append(got, regexp.MustCompile(`\)Tj \S+ \S+ Td\(`).ReplaceAllString(s, "+"))
	}
	if want := []string{" l S\n", "one+two", " l S\n", "three"}; !slices.Equal(got, want) {
		t.Errorf("drawn are %q, want %q", got, want)
	}
}
