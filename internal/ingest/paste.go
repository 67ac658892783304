package ingest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// paste writes the view as an item of the list sources of compack.yaml. What
// the reader must decide stands in comments.
func (v *view) paste(file string, sheet *Sheet, several bool) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	comment := "" // a preset reads the columns; they are told in comments
	if v.preset != nil {
		line("  - preset: %s # %s", v.preset.ID, v.preset.Title)
		comment = "# "
	} else {
		line("  - dataset: %s", v.dataset.ID)
	}
	line("    files: %s", quoted(file))
	if several && !isSheet(v.plan.src.Sheet, v.grid.sheet) {
		line("    sheet: %s", quoted(v.grid.sheet))
	}
	if v.plan.scope >= 0 && v.head.columns[v.plan.scope] < 0 {
		line("    # client: ID # no column names the client; write whose rows these are")
	}
	for _, c := range sheet.Columns {
		if c.Field != "" && c.TwoWays {
			line("    # date_order: dmy # or mdy: %s can be read in two ways", quoted(c.Header))
			break
		}
	}
	lacking := v.lacking()
	if slices.ContainsFunc(sheet.Columns, func(c ColumnFact) bool { return c.Field != "" }) {
		line("    %scolumns:", comment)
	}
	for i, c := range sheet.Columns {
		if c.Field != "" {
			line("    %s  %s: %s", comment, c.Field, quoted(v.head.written(i)))
		}
	}
	for _, f := range lacking {
		line("    #   %s: \"\" # %s is required: name its column, or give all rows one value under set", f.Name, f.Title)
	}
	v.pasteValues(sheet, line)
	return b.String()
}

// pasteValues lists the words that no value is known for.
func (v *view) pasteValues(sheet *Sheet, line func(string, ...any)) {
	first := true
	for _, c := range sheet.Columns {
		if len(c.Unknown) == 0 {
			continue
		}
		if first {
			line("    # values: # put each word behind the value that it stands for")
		}
		first = false
		f, _ := v.plan.def.Field(c.Field)
		line("    #   %s: {%s: []} # %s", f.Name, strings.Join(f.ValueNames(), ": [], "), quote(c.Unknown))
	}
}

// written returns the header as a configuration names the column: with a number
// where others have the same.
func (h *header) written(column int) string {
	name := h.names[column]
	for n := 1; ; n++ {
		switch found := h.nth(name, n); {
		case found == column && n == 1, found < 0:
			return name
		case found == column:
			return fmt.Sprintf("%s#%d", name, n)
		}
	}
}

// quoted writes the text as YAML reads it, whatever it holds: JSON's strings are
// YAML's.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be encoded
	return strings.TrimSpace(b.String())
}
