package pdf

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"

	"compack/internal/document"
)

// lend returns a font whose characters from first on are the Latin capitals of another:
// what stands for a font of a script that the report's own lacks.
func lend(font []byte, first rune, n int) []byte {
	raw := append([]byte{}, font...)
	const capitalA = 36 // the glyph of A in the fonts of Go
	word := func(list ...int) (out []byte) {
		for _, v := range list {
			out = binary.BigEndian.AppendUint16(out, uint16(v))
		}
		return out
	}
	last := int(first) + n - 1
	cmap := word(0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, last, 0xFFFF, 0, int(first), 0xFFFF, capitalA-int(first)&0xFFFF, 1, 0, 0)
	for i := range int(binary.BigEndian.Uint16(raw[4:])) {
		entry := raw[12+16*i:]
		if string(entry[:4]) == "cmap" {
			binary.BigEndian.PutUint32(entry[8:], uint32(len(raw)))
			binary.BigEndian.PutUint32(entry[12:], uint32(len(cmap)))
		}
	}
	return append(raw, cmap...)
}

// lentFonts are the report's fonts, one for 26 ideographs and one for 26 Arabic letters.
func lentFonts(t testing.TB) Fonts {
	fonts := testFonts(t)
	fonts.Fallback = [][]byte{lend(goregular.TTF, '\u5408', 26), lend(gomono.TTF, '\u0627', 26)}
	return fonts
}

func TestCharactersAreLentByOtherFonts(t *testing.T) {
	doc := tableDocument(document.Table{Columns: []document.Column{{Title: "A"}}, Rows: [][]document.Cell{{document.T("Plan \u5408\u5409 done \U0001F600\u4E00")}}})
	opts := Options{Fonts: lentFonts(t)}
	raw, problems, err := Render(doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 2 || problems[0].Value != "\u4E00" || problems[1].Value != "\U0001F600" {
		t.Errorf("problems %v, want one for each character that no font has", problems)
	}
	if !strings.Contains(string(raw), "+GoRegular\n") || strings.Contains(string(raw), "+GoMono\n") {
		t.Error("the fonts in the file are not those that are needed")
	}
	for _, fault := range archiveFaults(raw) {
		t.Error(fault)
	}
	if text := tool(t, raw, "pdftotext", "FILE", "-"); !strings.Contains(text, "Plan \u5408\u5409 done") {
		t.Errorf("the text reads %q", text)
	}
}

func TestFontsThatLendNothingChangeNothing(t *testing.T) {
	want := render(t, Options{Fonts: testFonts(t)})
	if got := render(t, Options{Fonts: lentFonts(t)}); string(got) != string(want) {
		t.Error("a font that is not needed changes the file")
	}
}

func TestLentCharactersAreMeasured(t *testing.T) {
	ts, err := newTypesetter(Options{Fonts: lentFonts(t)}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	goA := ts.faces[Regular].fallback[0]
	if got, want := ts.width("\u5408", ts.Body), goA.width("\u5408", ts.Body.Size); got != want || got == 0 {
		t.Errorf("a lent character is %.2f mm wide, want %.2f", got, want)
	}
	var faces []*face
	var texts []string
	for f, text := range ts.faces[Bold].runs("a\u5408\u5409b") {
		faces, texts = append(faces, f), append(texts, text)
	}
	if !slices.Equal(faces, []*face{ts.faces[Bold], goA, ts.faces[Bold]}) || !slices.Equal(texts, []string{"a", "\u5408\u5409", "b"}) {
		t.Errorf("%q are set from %v", texts, faces)
	}
}

func TestFontsThatCanNotBeUsedAreErrors(t *testing.T) {
	fonts := testFonts(t)
	for _, c := range []struct {
		font []byte
		want string
	}{
		{[]byte("no font"), "fallback font 2: the file is no TrueType font"},
		{[]byte("OTTO\x00\x00"), "no TrueType font"},
		{append([]byte{0, 1, 0, 0}, make([]byte, 40)...), "no TrueType outlines"},
		{[]byte(strings.Replace(string(goregular.TTF), "cmap", "cmaq", 1)), "no map of Unicode"},
	} {
		fonts.Fallback = [][]byte{goregular.TTF, c.font}
		if _, _, err := Render(sample(), Options{Fonts: fonts}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v does not say %q", err, c.want)
		}
	}
	fonts.Fallback = [][]byte{fonts.Regular, goregular.TTF, goregular.TTF}
	if _, _, err := Render(sample(), Options{Fonts: fonts}); err != nil {
		t.Errorf("the same font twice: %v", err)
	}
}

func TestWordsOfScriptsFromTheRightAreTurnedRound(t *testing.T) {
	for s, want := range map[string]string{
		"plain (text)": "plain (text)", "\u05D0\u05D1\u05D2": "\u05D2\u05D1\u05D0", "a \u05D0\u05D1 (b)": "a \u05D1\u05D0 (b)",
		"a \u05D0 12 \u05D1 b":      "a \u05D1 12 \u05D0 b",
		"\u05D0\u05D1 (\u05D2) abc": "abc (\u05D2) \u05D1\u05D0",
		"\u0627\u0628 2026":         "2026 \u0628\u0627",
	} {
		if got := string(visual(s)); got != want {
			t.Errorf("%q stands on the line as %q, want %q", s, got, want)
		}
	}
}

func TestArabicLettersJoin(t *testing.T) {
	all := func(rune) bool { return true }
	for s, want := range map[string]string{
		"\u0628":                         "\uFE8F",                   // alone
		"\u0628\u0628\u0628":             "\uFE91\uFE92\uFE90",       // beginning, middle, end
		"\u062F\u0628":                   "\uFEA9\uFE8F",             // the first does not join
		"\u0628\u064E\u0628":             "\uFE91\u064E\uFE90",       // over a mark
		"\u0644\u0627":                   "\uFEFB",                   // a pair
		"\u0627\u0644\u0627\u0645\u062A": "\uFE8D\uFEFB\uFEE3\uFE96", // after which nothing joins
		"\u0633\u0644\u0627\u0645":       "\uFEB3\uFEFC\uFEE1",       // a pair at the end of a joint
		"a \u0628 \u0628":                "a \uFE8F \uFE8F",
		"\u0640\u0628":                   "\u0640\uFE90",
		"\u0686\u06CC":                   "\uFB7C\uFBFD",
	} {
		got := string(joined([]rune(s), all))
		if got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
		if again := string(joined([]rune(got), all)); again != got {
			t.Errorf("%q becomes %q when it is joined again", got, again)
		}
	}
	none := func(rune) bool { return false }
	if s := "\u0633\u0644\u0627\u0645"; string(joined([]rune(s), none)) != s {
		t.Error("letters change to forms that no font has")
	}
}

func FuzzVisualLosesNothing(f *testing.F) {
	for _, s := range hardTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := len(visual(s)), len([]rune(s)); got != want {
			t.Errorf("%d runes of %d", got, want)
		}
	})
}

func TestScriptsWithoutSpacesBreakBetweenCharacters(t *testing.T) {
	for s, want := range map[string]string{
		"\u5408\u898F\u5831\u544A":              "\u5408|\u898F|\u5831|\u544A",
		"\u5408\u898F\u3002\u300C\u5831\u300D":  "\u5408|\u898F\u3002|\u300C\u5831\u300D",
		"ABC\u793E\u306E2026\u5E74":             "ABC|\u793E|\u306E|2026|\u5E74",
		"\u30C7\u30FC\u30BF (\u5831)":           "\u30C7\u30FC|\u30BF|(\u5831)",
		"plain words, 57 %":                     "plain|words,|57 %",
		"\uD55C\uAD6D\uC5B4 \uBCF4\uACE0\uC11C": "\uD55C\uAD6D\uC5B4|\uBCF4\uACE0\uC11C",
	} {
		var words []string
		for from, to := nextWord(s, 0); from < to; from, to = nextWord(s, to) {
			words = append(words, s[from:to])
		}
		if got := strings.Join(words, "|"); got != want {
			t.Errorf("%q is cut into %q, want %q", s, got, want)
		}
	}
	// Nothing but spaces is lost at the ends of lines.
	s := strings.Repeat("\u5408\u898F\u3001\u300C\u5831\u544A\u300D ABC", 20)
	each := func(from, to int) float64 { return float64(len([]rune(s[from:to]))) }
	all := ""
	for _, c := range breakLines(s, 11, each) {
		all += s[c.from:c.to]
		if first := []rune(s[c.from:c.to])[0]; first == '\u3001' || first == '\u300D' {
			t.Errorf("a line begins with %q", first)
		}
		if each(c.from, c.to) > 11 {
			t.Errorf("%q is too long", s[c.from:c.to])
		}
	}
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	if bare(all) != bare(s) {
		t.Error("something is lost between lines")
	}
}
