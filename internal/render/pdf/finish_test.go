package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compack/internal/document"
)

func TestFinishedFileIsSound(t *testing.T) {
	docs := map[string]*document.Document{"sample": sample(), "addresses": addressedDocument(120), "empty": {}}
	for name, s := range hardTexts {
		docs[name] = hardDocument(s)
	}
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) {
			raw, _, err := Render(doc, Options{Fonts: testFonts(t)})
			if err != nil {
				t.Fatal(err)
			}
			if out := tool(t, raw, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
				t.Error(out)
			}
		})
	}
}

func TestFileSaysWhatItIs(t *testing.T) {
	shown := view(t, addressedDocument(3))
	if !bytes.HasPrefix(shown.raw, []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")) {
		t.Errorf("the file begins with %q", shown.raw[:20])
	}
	catalog := string(shown.file.body(shown.file.root))
	for _, want := range []string{"/Type /Catalog\n", "/Pages 1 0 R\n", "/Lang (en-GB)", "/ViewerPreferences <</DisplayDocTitle true>>"} {
		if !strings.Contains(catalog, want) {
			t.Errorf("the catalog lacks %s:\n%s", want, catalog)
		}
	}
	info := string(shown.file.body(shown.file.info))
	for key, want := range map[string]string{
		"Title": "Report (of \\ tests) \u00b7 Client", "Subject": "Verweise \u2013 \u5831\u544a", "Author": "M\u00fcller & S\u00f6hne", "Creator": "compack",
		"CreationDate": "D:20261008000000Z", "ModDate": "D:20261008000000Z",
	} {
		m := regexp.MustCompile("/" + key + ` (\(.*\)|<[0-9A-F]+>)\n`).FindStringSubmatch(info)
		if m == nil {
			t.Errorf("the file has no %s", key)
		} else if got := readString(t, m[1]); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if !slices.IsSorted(shown.order) || len(shown.order) < 6 {
		t.Errorf("destinations are not in the order of their names: %q", shown.order)
	}
}

func TestIdentifierIsMadeFromTheContent(t *testing.T) {
	id := func(doc *document.Document) string {
		raw := view(t, doc).raw
		body := raw[:bytes.LastIndex(raw, []byte("\nxref\n"))+1]
		digest := sha256.Sum256(body)
		if want := fmt.Sprintf("/ID [<%x> <%[1]x>]", digest[:16]); !bytes.Contains(raw[len(body):], []byte(want)) {
			t.Errorf("the trailer lacks %s", want)
		}
		return string(digest[:16])
	}
	a, b := addressedDocument(3), addressedDocument(3)
	b.Sections[0].Title = "Another"
	if id(a) == id(b) {
		t.Error("two documents have one identifier")
	}
}

func TestLinksAreNotSeen(t *testing.T) {
	shown := view(t, addressedDocument(3))
	with, err := paint(shown.laid.pages, shown.ts)
	if err != nil {
		t.Fatal(err)
	}
	for _, pg := range shown.laid.pages {
		pg.ops = slices.DeleteFunc(pg.ops, func(o op) bool { return o.isLink() })
	}
	without, err := paint(shown.laid.pages, shown.ts)
	if err != nil || !bytes.Equal(pageContents(t, with), pageContents(t, without)) {
		t.Errorf("links change what is drawn, error %v", err)
	}
}

// pageContents returns the objects of a painted file but its properties, which hold
// the time of writing until the file is finished.
func pageContents(t *testing.T, raw []byte) (all []byte) {
	t.Helper()
	f, err := readFile(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range f.objects {
		if o.number != f.info {
			all = append(all, o.raw...)
		}
	}
	return all
}

// TestPagesAreAsTheyWerePainted compares each page's content before and after.
func TestPagesAreAsTheyWerePainted(t *testing.T) {
	shown := view(t, addressedDocument(120))
	painted, err := paint(shown.laid.pages, shown.ts)
	if err != nil {
		t.Fatal(err)
	}
	before, err := readFile(painted)
	if err != nil {
		t.Fatal(err)
	}
	check := archiveCheck{file: shown.file}
	for _, page := range before.pages() {
		n := object{raw: before.body(page)}.reference("/Contents")
		_, content, _ := bytes.Cut(before.body(n), streamBegins)
		if content = bytes.TrimSuffix(content, streamEnds); !bytes.Equal(newSettler(shown.ts.Theme).settle(content), check.stream(n)) {
			t.Errorf("page %d is not as it was painted", page)
		}
	}
	changed := []int{before.root, before.info}
	changed = append(changed, before.pages()...) // their size
	for _, o := range before.objects {
		if bytes.Contains(o.raw, streamBegins) || bytes.Contains(o.raw, []byte("/Type /Font\n")) { // a page's content; a stand-in
			continue
		}
		same := bytes.Equal(o.raw, shown.file.body(o.number))
		if same == slices.Contains(changed, o.number) {
			t.Errorf("object %d is the same: %v", o.number, same)
		}
	}
}

func TestPopplerFindsDestinationsAndTheirTexts(t *testing.T) {
	shown := view(t, addressedDocument(120))
	listed := tool(t, shown.raw, "pdfinfo", "-dests", "FILE")
	text := strings.Split(tool(t, shown.raw, "pdftotext", "-layout", "FILE", "-"), "\f")
	found := regexp.MustCompile(`(?m)^ *(\d+) \[.*\] "(.*)"$`).FindAllStringSubmatch(listed, -1)
	if len(found) != len(shown.names) {
		t.Errorf("%d destinations of %d are listed:\n%s", len(found), len(shown.names), listed)
	}
	title := map[string]string{"section.summary": "Summary", "section.summary.1": "A sub-heading", "section.summary.3": "Another sub-heading", "section.details": "Details", "section.definitions": "Definitions"}
	for _, m := range found {
		name := m[2]
		at := shown.names[name]
		if fmt.Sprint(at.page) != m[1] {
			t.Errorf("%s is on page %s, want %d", name, m[1], at.page)
			continue
		}
		want := name
		if s := title[name]; s != "" {
			want = s
		}
		if !strings.Contains(text[at.page-1], want) {
			t.Errorf("%q is not on page %d, where %s leads", want, at.page, name)
		}
	}
}

func TestUnsoundFileIsAnErrorAndNoPanic(t *testing.T) {
	painted := view(t, addressedDocument(3)).raw
	for _, cut := range []int{0, 1, 100, len(painted) / 2, len(painted) - 40, len(painted) - 200, len(painted) - 2000} {
		if _, err := readFile(painted[:cut]); err == nil {
			t.Errorf("the first %d bytes of %d are taken for a file", cut, len(painted))
		}
	}
	for _, change := range [][2]string{{"startxref\n", "startxref\n9"}, {"/Root ", "/Boot "}, {"/Info ", "/Onfo "}, {"xref\n0 ", "xref\n0 9"}, {"\n4 0 obj", "\n 4 0 obj"}} {
		changed := bytes.Replace(painted, []byte(change[0]), []byte(change[1]), -1)
		if _, err := readFile(changed); err == nil {
			t.Errorf("a file with %q is taken for one", change[1])
		}
	}
}

// BenchmarkFinish5000Links finishes a document of 5,000 rows, each with a link.
func BenchmarkFinish5000Links(b *testing.B) {
	doc := addressedDocument(120)
	rows := longTable(5000)
	for i := range rows.Rows {
		rows.Rows[i][2] = document.Address(fmt.Sprintf("F-%03d", i%120+1))
	}
	doc.Sections[1].Blocks = append(doc.Sections[1].Blocks, rows)
	shown := view(b, doc)
	painted, err := paint(shown.laid.pages, shown.ts)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := finish(painted, shown.laid, doc, shown.ts); err != nil {
			b.Fatal(err)
		}
	}
}
