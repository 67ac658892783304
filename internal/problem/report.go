package problem

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// columns are those of problems.csv.
var columns = []string{"severity", "code", "rule", "dataset", "client", "file", "sheet", "row", "column", "key", "record", "value",
	"message", "hint", "fingerprint", "suppressed_reason", "suppressed_owner", "suppressed_until"}

// CSV returns the list as a table with a header: UTF-8 with a byte order mark, by
// which Excel knows it, every cell in quotes, and none that a spreadsheet program
// would take for a formula.
func (l List) CSV() []byte {
	lines := [][]string{columns}
	for _, p := range l {
		row, until := "", Acceptance{}
		if p.Place.Row > 0 {
			row = strconv.Itoa(p.Place.Row)
		}
		expires := ""
		if p.Suppressed != nil {
			until = *p.Suppressed
			expires = until.Expires.String()
		}
		lines = append(lines, []string{p.Severity.String(), string(p.Code), p.Rule, p.Dataset, p.Client, p.Place.File, p.Place.Sheet, row, p.Place.Column, p.Place.Key,
			p.Record, p.Value, p.Message, p.Hint, p.Fingerprint, until.Reason, until.Owner, expires})
	}
	return CSV(lines)
}

// CSV returns rows of cells as [List.CSV] writes them.
func CSV(rows [][]string) []byte {
	var b strings.Builder
	b.WriteString("\ufeff")
	for _, cells := range rows {
		line(&b, cells)
	}
	return []byte(b.String())
}

func line(b *strings.Builder, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, `"%s"`, strings.ReplaceAll(Harmless(cell), `"`, `""`))
	}
	b.WriteString("\r\n")
}

// Harmless returns the text so that no spreadsheet program takes it for a formula:
// with an apostrophe before it where it starts like one, in half or full width,
// spaces apart. A plain number stays.
func Harmless(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000\ufeff\u200b"))
	if !strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) || s == "" || isPlainNumber(s) {
		return s
	}
	return "'" + s
}

// isPlainNumber reports whether the text is a sign, digits and one point or
// comma, and nothing else: -12 or +3.5.
func isPlainNumber(s string) bool {
	digits := strings.TrimLeft(s, "+-")
	if len(s)-len(digits) > 1 {
		return false
	}
	whole, part, _ := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	return whole != "" && strings.Trim(whole+part, "0123456789") == "" && !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ",")
}
