package pdf

import (
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"compack/internal/document"
)

// viewed is what a viewer finds in a finished file, with the layout that it was made
// from. Lengths are in millimetres from the sheet's top left corner.
type viewed struct {
	raw     []byte
	file    *file
	ts      *typesetter
	laid    book
	names   map[string]place
	order   []string // the names as the file lists them
	links   [][]viewedLink
	outline []viewedEntry
}

type viewedLink struct {
	left, top, right, bottom float64
	to                       string
}

type viewedEntry struct {
	title string
	at    place
	below []viewedEntry
}

// view renders a document and reads the file as a viewer does.
func view(t testing.TB, doc *document.Document) viewed {
	t.Helper()
	opts := Options{Fonts: testFonts(t), Theme: DefaultTheme()}
	raw, _, err := Render(doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	v := viewed{raw: raw, names: map[string]place{}}
	if v.ts, err = newTypesetter(opts, doc); err != nil {
		t.Fatal(err)
	}
	v.laid = layout(doc, v.ts)
	if v.file, err = readFile(raw); err != nil {
		t.Fatal(err)
	}
	catalog := object{raw: v.file.body(v.file.root)}
	if n := catalog.reference("/Dests"); n > 0 {
		for _, m := range regexp.MustCompile(`(\([^\n]*\)|<[0-9A-F]+>) (\[[^\n]*\])\n`).FindAllStringSubmatch(string(v.file.body(n)), -1) {
			name := readString(t, m[1])
			v.names[name] = v.place(t, m[2])
			v.order = append(v.order, name)
		}
	}
	for _, n := range v.file.pages() {
		v.links = append(v.links, v.pageLinks(t, n))
	}
	if n := catalog.reference("/Outlines"); n > 0 {
		v.outline = v.entries(t, n, 0)
	}
	return v
}

func (v viewed) pageLinks(t testing.TB, page int) (links []viewedLink) {
	t.Helper()
	form := regexp.MustCompile(`<</Type /Annot /Subtype /Link /Rect \[(\S+) (\S+) (\S+) (\S+)\] /Border \[0 0 0\] /F 4 /Dest (\(.*\)|<[0-9A-F]+>)>>`)
	list := regexp.MustCompile(`/Annots \[([^\]]*)\]`).FindSubmatch(v.file.body(page))
	if list == nil {
		return nil
	}
	for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllSubmatch(list[1], -1) {
		n, _ := strconv.Atoi(string(m[1]))
		a := form.FindStringSubmatch(string(v.file.body(n)))
		if a == nil {
			t.Fatalf("object %d is no link: %q", n, v.file.body(n))
		}
		height := v.ts.square()
		links = append(links, viewedLink{mm(t, a[1]), height - mm(t, a[4]), mm(t, a[3]), height - mm(t, a[2]), readString(t, a[5])})
	}
	return links
}

// entries reads the entries below one of the outline, and fails where they don't refer
// to one another as they must.
func (v viewed) entries(t testing.TB, parent, depth int) (all []viewedEntry) {
	t.Helper()
	above := object{raw: v.file.body(parent)}
	previous := 0
	for n := above.reference("/First"); n > 0; {
		o := object{raw: v.file.body(n)}
		m := regexp.MustCompile(`/Title (\(.*\)|<[0-9A-F]+>) /Parent \d+ 0 R /Dest (\[[^\]]*\])`).FindSubmatch(o.raw)
		if m == nil {
			t.Fatalf("object %d is no entry: %q", n, o.raw)
		}
		if o.reference("/Parent") != parent || o.reference("/Prev") != previous {
			t.Errorf("entry %q belongs elsewhere", m[1])
		}
		all = append(all, viewedEntry{readString(t, string(m[1])), v.place(t, string(m[2])), v.entries(t, n, depth+1)})
		previous, n = n, o.reference("/Next")
	}
	if above.reference("/Last") != previous {
		t.Errorf("object %d names another last entry", parent)
	}
	_, count, _ := strings.Cut(string(above.raw), "/Count ")
	want := strconv.Itoa(len(all))
	if depth > 0 {
		want = "-" + want // shut
	}
	if len(all) > 0 && !strings.HasPrefix(count, want+">>") {
		t.Errorf("object %d counts %.6q entries, want %s", parent, count, want)
	}
	return all
}

// place reads a destination.
func (v viewed) place(t testing.TB, s string) place {
	t.Helper()
	m := regexp.MustCompile(`^\[(\d+) 0 R /XYZ null (\S+) null\]$`).FindStringSubmatch(s)
	if m == nil {
		t.Fatalf("%q is no destination", s)
	}
	for i, n := range v.file.pages() {
		if strconv.Itoa(n) == m[1] {
			return place{i + 1, v.ts.square() - mm(t, m[2])}
		}
	}
	t.Fatalf("%q is on no page", s)
	return place{}
}

// stands fails unless a text of a role stands on the place's page a little below it.
func (v viewed) stands(t testing.TB, text string, at place, r role) {
	t.Helper()
	if at.page == 0 {
		t.Errorf("nothing leads to %q", text)
		return
	}
	for _, o := range v.laid.pages[at.page-1].ops {
		if _, top, _, _ := o.box(); o.text == text && o.role == r && top >= at.y && top < at.y+8 {
			return
		}
	}
	t.Errorf("%q does not stand at page %d, %.1f mm", text, at.page, at.y)
}

func mm(t testing.TB, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f * point
}

// readString reads a string of a file.
func readString(t testing.TB, s string) string {
	t.Helper()
	decoded, err := decodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return decoded
}

func decodeString(s string) (string, error) {
	inner := s[1 : len(s)-1]
	if s[0] == '(' {
		return regexp.MustCompile(`\\(.)`).ReplaceAllString(inner, "$1"), nil
	}
	raw, err := hex.DecodeString(inner)
	if err != nil || !strings.HasPrefix(string(raw), "\xFE\xFF") {
		return string(raw), err
	}
	var units []uint16
	for i := 2; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units)), nil
}

// tool runs a program on a file's bytes and returns what it prints. Where the program
// is not installed the test is skipped and says so.
func tool(t testing.TB, raw []byte, name string, args ...string) string {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("NOT TESTED: %s is not installed", name)
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
