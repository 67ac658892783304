package xlsx

import (
	"iter"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Built-in table styles, whose bands stand under the cells' own looks.
const (
	dataTable     = "TableStyleMedium2"
	evidenceTable = "TableStyleLight1"
)

// distinct returns column titles of which no two are the same to Excel, which
// compares them without regard to case, and none is empty. A title has one line.
func distinct(titles []string) []string {
	taken := map[string]bool{}
	out := make([]string, len(titles))
	for i, t := range titles {
		t = cut(strings.Join(strings.Fields(clean(t)), " "), excelize.MaxFieldLength-8, "…")
		if t == "" {
			t = "Column " + strconv.Itoa(i+1)
		}
		title := t
		for n := 2; taken[strings.ToLower(title)]; n++ {
			title = t + " (" + strconv.Itoa(n) + ")"
		}
		taken[strings.ToLower(title)] = true
		out[i] = title
	}
	return out
}

// sampled is about how many rows a column's width is measured by.
const sampled = 400

// sample yields row numbers spread evenly over n rows.
func sample(n int) iter.Seq[int] {
	step := max(1, n/sampled)
	return func(yield func(int) bool) {
		for row := 0; row < n; row += step {
			if !yield(row) {
				return
			}
		}
	}
}

// quietNumbers stops Excel from marking identifiers made of digits, which are
// texts on purpose.
func (b *book) quietNumbers(sheet, rangeRef string) error {
	return b.file.AddIgnoredErrors(sheet, rangeRef, excelize.IgnoredErrorsNumberStoredAsText)
}
