package xlsx

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
)

// sheetNames are the names of a workbook's sheets.
type sheetNames struct {
	summary, contents, trends, life string
	populations, evidence           []string
}

// nameSheets names every sheet. A name that is taken gets a number.
func nameSheets(doc *document.Document) (n sheetNames) {
	taken := map[string]bool{}
	l := doc.Locale
	n.summary, n.contents = sheetName(l.Say("Summary"), taken), sheetName(l.Say("Contents"), taken)
	for _, p := range doc.Workbook.Populations {
		n.populations = append(n.populations, sheetName(p.Name, taken))
	}
	if hasTrends(doc) {
		n.trends = sheetName(l.Say("Trends"), taken)
	}
	if hasLife(doc) {
		n.life = sheetName(l.Say("Life tables"), taken)
	}
	for _, e := range doc.Workbook.Evidence {
		n.evidence = append(n.evidence, sheetName(e.Name, taken))
	}
	return n
}

// sheetName makes want into a name that Excel accepts and that no other sheet
// has: at most 31 UTF-16 units, none of []:*?/\, different from every other name
// in more than its case, and not "History". Apostrophes become typographic ones,
// so that the name can stand between plain ones in a reference.
func sheetName(want string, taken map[string]bool) string {
	base := strings.Map(func(r rune) rune {
		switch {
		case r < ' ', strings.ContainsRune(`[]:*?/\`, r):
			return ' '
		case r == '\'':
			return '’'
		}
		return r
	}, clean(want))
	base = strings.Join(strings.Fields(base), " ")
	if base == "" || strings.EqualFold(base, "History") {
		base = strings.TrimSpace(base + " sheet")
	}
	for i := 1; ; i++ {
		suffix := ""
		if i > 1 {
			suffix = " (" + strconv.Itoa(i) + ")"
		}
		name := strings.TrimRight(cut(base, excelize.MaxSheetNameLength-len(suffix), ""), " ") + suffix
		if key := strings.ToLower(name); !taken[key] {
			taken[key] = true
			return name
		}
	}
}

// definedName returns name with what Excel doesn't allow in a defined name
// replaced by underscores.
func definedName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_':
			return r
		}
		return '_'
	}, name)
}

// letters returns the letters of a column, counted from 1.
func letters(col int) string {
	const all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if col <= len(all) {
		return all[col-1 : col]
	}
	return letters((col-1)/len(all)) + letters((col-1)%len(all)+1)
}

// at returns the relative address of a cell, both numbers counted from 1.
func at(col, row int) string { return letters(col) + strconv.Itoa(row) }

// fixed returns the absolute address of a cell.
func fixed(col, row int) string { return "$" + letters(col) + "$" + strconv.Itoa(row) }

// on puts the sheet's name before an address.
func on(sheet, address string) string {
	return "'" + sheet + "'!" + address
}

// clean removes what XML can't hold and cuts a text to what a cell can.
func clean(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\t', r == '\n', r >= ' ' && r <= '\uD7FF', r >= '\uE000' && r <= '\uFFFD', r >= 0x10000:
			return r
		}
		return -1
	}, s)
	return cut(s, excelize.TotalCellChars, "…")
}

// isPlain reports whether s is short printable ASCII, as nearly all texts are.
func isPlain(s string) bool {
	if len(s) > excelize.TotalCellChars {
		return false
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cut returns s in at most limit UTF-16 units, as Excel counts them; what is
// left of a longer text ends in mark.
func cut(s string, limit int, mark string) string {
	if len(s) <= limit {
		return s
	}
	room, end := limit-utf8.RuneCountInString(mark), 0
	units := 0
	for i, r := range s {
		if units <= room {
			end = i
		}
		units += utf16.RuneLen(r)
	}
	if units <= limit {
		return s
	}
	return s[:end] + mark
}
