package ingest

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// TestNoRowOfARealFileIsLost compares the ledger of every real file that fits a
// dataset with a count that shares no code with the readers: excelize's rows, and
// line ends outside of quotation marks.
func TestNoRowOfARealFileIsLost(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(root); err != nil {
		t.Skip("REAL FILES ARE ABSENT: nothing was counted")
	}
	definitions := shipped(t)
	compared := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || ext != ".csv" && ext != ".xlsx" {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		for _, def := range definitions {
			src := Source{Dataset: def, Root: root, File: filepath.ToSlash(name), Client: "acme", Set: constants(def)}
			_, ledger, _, err := Read([]Source{src}, Options{Client: known})
			if err != nil {
				return err
			}
			for _, entry := range ledger {
				want, ok := countRows(t, path, entry.Sheet, entry.Header)
				if !ok {
					continue
				}
				compared++
				if entry.Read != want || !entry.Ties() {
					t.Errorf("%s, sheet %q: %d rows read below row %d, an independent count finds %d", name, entry.Sheet, entry.Read, entry.Header, want)
				}
			}
		}
		return nil
	})
	if err != nil || compared < 50 {
		t.Errorf("%d ledgers compared: %v", compared, err)
	}
}

// countRows counts the rows below the header, blank ones between them included.
func countRows(t *testing.T, path, sheet string, header int) (int, bool) {
	t.Helper()
	if filepath.Ext(path) == ".csv" {
		return countLines(t, path, header)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		return 0, false
	}
	defer book.Close()
	rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for i, row := range rows {
		for _, cell := range row {
			if cell != "" {
				last = i + 1
			}
		}
	}
	return max(0, last-header), true
}

// countLines counts the logical lines below the header; a line end at the very
// end makes no line.
func countLines(t *testing.T, path string, header int) (int, bool) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(text) || bytes.HasPrefix(text, []byte("\x1f\x8b")) || bytes.IndexByte(text, 0) >= 0 {
		return 0, false
	}
	text = append(bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r")), '\n')
	lines, physical, start, quoted := 0, 1, 1, false
	for _, b := range text {
		switch b {
		case '"':
			quoted = !quoted
		case '\n':
			physical++
			if !quoted {
				if start > header {
					lines++
				}
				start = physical
			}
		}
	}
	return lines, true
}
