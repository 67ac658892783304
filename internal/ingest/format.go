package ingest

import (
	"bytes"
	"unicode/utf8"
)

// What to do with a file that is no table.
const (
	saveAgain = "open it in a spreadsheet program and save it as .xlsx, or export it as .csv"
	fromThere = "export the table itself, as .xlsx or .csv, from the program that made this"
	unpack    = "unpack it and put the file inside in its place"
)

// signatures are the first bytes of files that people take for an export.
var signatures = []struct{ prefix, what, hint string }{
	{"\x89PNG", "a PNG picture", fromThere},
	{"\xFF\xD8\xFF", "a JPEG picture", fromThere},
	{"GIF8", "a GIF picture", fromThere},
	{"II*\x00", "a TIFF picture", fromThere},
	{"MM\x00*", "a TIFF picture", fromThere},
	{"%PDF-", "a PDF document", fromThere},
	{"PK\x05\x06", "an empty zip archive", "export the file again"},
	{"\x1F\x8B", "a gzip archive inside another", unpack},
	{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", unpack},
	{"Rar!", "a RAR archive", unpack},
	{"{\\rtf", "an RTF document", fromThere},
	{"PAR1", "a Parquet file", "convert it to .csv in the program that wrote it"},
	{"SQLite format 3\x00", "an SQLite database", "export the table from it as .csv"},
}

// ole is the head of the container of old Office files and of encrypted new ones.
const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// markup are the beginnings of text that isn't a table of delimited values.
var markup = []struct{ prefix, what string }{
	{"<!doctype html", "a web page (HTML)"},
	{"<html", "a web page (HTML)"},
	{"<table", "a web page (HTML)"},
	{"<head", "a web page (HTML)"},
	{"<meta", "a web page (HTML)"},
	{"<?xml", "an XML document"},
	{"mime-version:", "a web archive (MHTML)"},
}

// looksLike names what the head of a file shows when it is neither a workbook
// nor plain text, with what to do; "" when nothing speaks against text.
func (f *file) looksLike(head []byte) (what, hint string) {
	switch {
	case bytes.HasPrefix(head, []byte(ole)):
		return f.compound(head)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return f.archive()
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) > 12 && string(head[8:12]) == "WEBP":
		return "a WebP picture", fromThere
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) {
			return s.what, s.hint
		}
	}
	start := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))))
	if bytes.HasPrefix(start, []byte("<?xml")) && bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:spreadsheet")) {
		return "an XML spreadsheet of Excel 2003", saveAgain
	}
	for _, m := range markup {
		if bytes.HasPrefix(start, []byte(m.prefix)) {
			return m.what, saveAgain
		}
	}
	if isJSON(start) {
		return "JSON", "export it as .csv or .xlsx"
	}
	if isBinary(head) {
		return "binary data", ""
	}
	return "", ""
}

// isJSON reports whether the text begins as an object, or a list of them, does.
func isJSON(start []byte) bool {
	if rest, ok := bytes.CutPrefix(start, []byte("[")); ok {
		start = bytes.TrimSpace(rest)
	}
	rest, ok := bytes.CutPrefix(start, []byte("{"))
	return ok && bytes.HasPrefix(bytes.TrimSpace(rest), []byte(`"`))
}

// isBinary reports whether more than one byte in a hundred is a control
// character that text doesn't have. UTF-16 is left to its reader.
func isBinary(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return false
	}
	odd := 0
	for _, b := range head {
		if b < utf8.RuneSelf && b != 0 && b < ' ' && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1A\x1B"), rune(b)) {
			odd++
		}
	}
	return odd*100 > len(head)
}

// wide returns the text as UTF-16 with the low byte first.
func wide(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}
