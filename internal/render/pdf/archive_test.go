package pdf

import (
	"bytes"
	"strings"
	"testing"

	"compack/internal/document"
)

func TestFilesAreArchives(t *testing.T) {
	docs := map[string]*document.Document{"sample": sample(), "addresses": addressedDocument(120), "empty": {}}
	for name, s := range hardTexts {
		docs[name] = hardDocument(s)
	}
	for name, doc := range docs {
		raw, _, err := Render(doc, Options{Fonts: testFonts(t)})
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range archiveFaults(raw) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// TestCheckerSeesEachFault changes one thing of a sound file at a time.
func TestCheckerSeesEachFault(t *testing.T) {
	sound := view(t, addressedDocument(3)).raw
	for _, c := range []struct{ rule, old, new string }{
		{"6.1.2", "%\xE2\xE3\xCF\xD3\n", "%abcd\n"},
		{"6.1.3", "/ID [<", "/Di [<"},
		{"6.1.3", "%%EOF\n", "%%EOF\nmore"},
		{"6.1.3", "/Info ", "/Encrypt 1 0 R /Info "},
		{"6.1.7.1", "/N 3 /Length 2520", "/N 3 /Length 2521"},
		{"6.1.7.2", "/FlateDecode", "/LZWDecode"},
		{"6.2.4.3", "/OutputIntents", "/OutputIntentt"},
		{"6.2.4.3", "/N 3", "/N 4"},
		{"6.2.4.3", "acsp", "pcsa"},
		{"6.2.11.3.2", "/CIDToGIDMap", "/CIDToGIDMad"},
		{"6.2.11.4.1", "/FontFile2", "/FontFile5"},
		{"6.2.11.7.2", "/ToUnicode", "/ToUnicod3"},
		{"6.3.2", "/F 4 /Dest", "/F 0 /Dest"},
		{"6.6.2.1", "/Metadata ", "/Metadatb "},
		{"6.6.2.1", "</dc:title>", "</dc:titlf>"},
		{"6.6.2.1", "<?xpacket begin=", "<?xpacket bytes=\"9\" begin="},
		{"6.6.2.3.1", `xmlns:pdf="`, `xmlns:pdg="`},
		{"6.6.4", "<pdfaid:part>3", "<pdfaid:part>2"},
		{"6.6.4", "<pdfaid:conformance>U", "<pdfaid:conformance>X"},
		{"6.6.2.3", "<xmp:CreateDate>2026", "<xmp:CreateDate>2025"},
		{"6.6.2.3", "\u00b7 Client<", "\u00b7 Cliend<"},
	} {
		changed := strings.ReplaceAll(string(sound), c.old, c.new)
		if changed == string(sound) {
			t.Errorf("no %q to change", c.old)
		}
		if len(c.old) != len(c.new) {
			changed = string(tableAgain(t, []byte(changed)))
		}
		if faults := strings.Join(archiveFaults([]byte(changed)), "\n"); !strings.Contains(faults, c.rule+" ") {
			t.Errorf("%q for %q: rule %s is not named in %q", c.new, c.old, c.rule, faults)
		}
	}
}

// tableAgain writes the table of objects anew where bytes have moved.
func tableAgain(t *testing.T, raw []byte) []byte {
	t.Helper()
	at := bytes.LastIndex(raw, []byte("\nxref\n")) + 1
	lines := bytes.SplitAfter(raw[at:], []byte("\n"))
	for i := 3; i < len(lines) && bytes.HasSuffix(lines[i], []byte(" n \n")); i++ {
		offset := bytes.Index(raw, []byte("\n"+itoa(i-2)+" 0 obj\n")) + 1
		copy(lines[i], zeros(offset))
	}
	out := append(bytes.Clone(raw[:at]), bytes.Join(lines, nil)...)
	start := bytes.LastIndex(out, []byte("startxref\n")) + len("startxref\n")
	_, end := numberAt(out, start)
	return append(append(bytes.Clone(out[:start]), itoa(at)...), out[end:]...)
}

func TestGlyphsThatFontsLackAreFound(t *testing.T) {
	doc := tableDocument(document.Table{Columns: []document.Column{{Title: "A"}}, Rows: [][]document.Cell{{document.T("plain")}}})
	ts, err := newTypesetter(Options{Fonts: testFonts(t), Theme: DefaultTheme()}, &document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	laid := layout(doc, ts)
	for i, o := range laid.pages[2].ops {
		if o.text == "plain" {
			laid.pages[2].ops[i].text = "pl\u5408in" // as if nobody had looked for the glyph
		}
	}
	painted, err := paint(laid.pages, ts)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := finish(painted, laid, doc, ts)
	if err != nil {
		t.Fatal(err)
	}
	if faults := strings.Join(archiveFaults(raw), "\n"); !strings.HasPrefix(faults, "6.2.11.8 ") || !strings.Contains(faults, "U+5408") {
		t.Errorf("the missing glyph is not named in %q", faults)
	}
}
