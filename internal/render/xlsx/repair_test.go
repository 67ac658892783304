package xlsx

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Limits of Excel, which offers to repair a file that breaks one. The SDK for its
// files knows them in part.
const (
	mostFormula = 8192 // characters
	mostLiteral = 255  // of a text in a formula
	mostFormat  = 255  // of a number format
)

// units is how many characters Excel counts in a text.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// span is a range of cells.
type span struct{ left, top, right, bottom int }

// spanOf reads a range, $ signs and all.
func spanOf(t *testing.T, ref string) span {
	t.Helper()
	from, to, isRange := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !isRange {
		to = from
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err != nil || err2 != nil || right < left || bottom < top || right > excelize.MaxColumns || bottom > excelize.TotalRows {
		t.Errorf("%q is no range", ref)
	}
	return span{left, top, right, bottom}
}

func (s span) overlaps(o span) bool {
	return s.left <= o.right && o.left <= s.right && s.top <= o.bottom && o.top <= s.bottom
}

// checkCells checks that cells stand in their order within the dimension, with looks
// that there are, and hold what they can; it returns their texts.
func checkCells(t *testing.T, name string, e element, looks int) map[string]string {
	t.Helper()
	texts := map[string]string{}
	whole := spanOf(t, e.all("dimension")[0].attr("ref"))
	for _, r := range e.all("row") {
		last := 0
		for _, c := range r.Children {
			at := spanOf(t, c.attr("r"))
			if strconv.Itoa(at.top) != r.attr("r") || at.left <= last {
				t.Errorf("%s: cell %s stands in row %s behind column %d", name, c.attr("r"), r.attr("r"), last)
			}
			last = at.left
			if at.right > whole.right {
				t.Errorf("%s: cell %s is outside of the dimension", name, c.attr("r"))
			}
			if n, _ := strconv.Atoi(c.attr("s")); n >= looks {
				t.Errorf("%s: cell %s has look %d of %d", name, c.attr("r"), n, looks)
			}
			text := ""
			for _, part := range append(c.all("t"), c.all("v")...) {
				text += part.Text
			}
			if n := units(decoded(text)); n > excelize.TotalCellChars {
				t.Errorf("%s: cell %s holds %d characters", name, c.attr("r"), n)
			}
			texts[c.attr("r")] = text
		}
	}
	for _, c := range e.all("col") {
		if n, _ := strconv.Atoi(c.attr("style")); n >= looks {
			t.Errorf("%s: column %s has look %d of %d", name, c.attr("min"), n, looks)
		}
	}
	return texts
}

// characterNumber is how texts hold what XML can't, and their own looks of it.
var characterNumber = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// decoded returns a text as Excel reads it.
func decoded(s string) string {
	return characterNumber.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16)
		return string(rune(n))
	})
}

// checkFormulas checks the lengths of formulas and of the texts in them.
func checkFormulas(t *testing.T, name string, e element) {
	t.Helper()
	for _, kind := range []string{"f", "formula", "definedName"} {
		for _, f := range e.all(kind) {
			if units(f.Text) > mostFormula {
				t.Errorf("%s: a formula of %d characters: %.80s", name, units(f.Text), f.Text)
			}
			for _, l := range quotedText.FindAllString(f.Text, -1) {
				if n := units(strings.ReplaceAll(l[1:len(l)-1], `""`, `"`)); l[0] == '"' && n > mostLiteral {
					t.Errorf("%s: a text of %d characters in formula %.80s", name, n, f.Text)
				}
			}
		}
	}
}

// checkRanges checks that joined cells, and tables, lie apart, and that all ranges are
// some.
func checkRanges(t *testing.T, name string, e element, tables []element) {
	t.Helper()
	var taken []span
	for _, m := range append(e.all("mergeCell"), tables...) {
		s := spanOf(t, m.attr("ref"))
		for _, o := range taken {
			if s.overlaps(o) {
				t.Errorf("%s: %s lies over %v", name, m.attr("ref"), o)
			}
		}
		taken = append(taken, s)
	}
	for _, c := range append(e.all("conditionalFormatting"), e.all("sqref")...) {
		for _, ref := range strings.Fields(c.attr("sqref") + c.Text) {
			spanOf(t, ref)
		}
	}
	for _, s := range e.all("sparkline") {
		_, ref, _ := strings.Cut(s.all("f")[0].Text, "!")
		if values := spanOf(t, ref); values.top != values.bottom {
			t.Errorf("%s: a trend is drawn of %s", name, ref)
		}
	}
	for _, b := range e.all("brk") {
		if b.attr("id") == "0" {
			t.Errorf("%s: the first page ends before its first row", name)
		}
	}
}

// checkTable checks that a table has rows and that its columns are called what their
// header's cells say, each otherwise than the others.
func checkTable(t *testing.T, name string, e element, texts map[string]string) {
	t.Helper()
	ref := spanOf(t, e.attr("ref"))
	columns := e.all("tableColumn")
	if ref.bottom == ref.top || len(columns) != ref.right-ref.left+1 || e.all("tableColumns")[0].attr("count") != strconv.Itoa(len(columns)) {
		t.Errorf("%s: %d columns in %s", name, len(columns), e.attr("ref"))
	}
	seen := map[string]bool{}
	for i, c := range columns {
		title := decoded(c.attr("name"))
		if key := strings.ToLower(title); seen[key] || title == "" || units(title) > mostLiteral {
			t.Errorf("%s: column %q, which stands twice: %v", name, title, seen[key])
		} else {
			seen[key] = true
		}
		if cell := decoded(texts[at(ref.left+i, ref.top)]); cell != title {
			t.Errorf("%s: column %q has the header %q", name, title, cell)
		}
	}
	if n := e.attr("displayName"); !isName(n) || n != e.attr("name") {
		t.Errorf("%s is called %s and %s", name, n, e.attr("name"))
	}
}

// checkStyles checks that looks are of formats, fonts, fills and borders that there
// are.
func checkStyles(t *testing.T, e element) (looks, conditions int) {
	t.Helper()
	list := func(name string) []element {
		all := e.all(name)
		if len(all) == 0 {
			return nil
		}
		if count := all[0].attr("count"); count != strconv.Itoa(len(all[0].Children)) {
			t.Errorf("%d of %s, %s said", len(all[0].Children), name, count)
		}
		return all[0].Children
	}
	formats := map[string]bool{"0": true}
	for _, f := range list("numFmts") {
		if code := f.attr("formatCode"); code == "" || units(code) > mostFormat || formats[f.attr("numFmtId")] {
			t.Errorf("number format %s is %q", f.attr("numFmtId"), code)
		}
		formats[f.attr("numFmtId")] = true
	}
	most := map[string]int{"fontId": len(list("fonts")), "fillId": len(list("fills")), "borderId": len(list("borders")), "xfId": len(list("cellStyleXfs"))}
	all := list("cellXfs")
	for i, x := range all {
		for key, count := range most {
			if n, err := strconv.Atoi(x.attr(key)); err != nil || n >= count {
				t.Errorf("look %d has %s %s of %d", i, key, x.attr(key), count)
			}
		}
		if !formats[x.attr("numFmtId")] {
			t.Errorf("look %d has no format %s", i, x.attr("numFmtId"))
		}
	}
	return len(all), len(list("dxfs"))
}

// checkWorkbook checks the names of sheets, ranges and tables.
func checkWorkbook(t *testing.T, all map[string]element) {
	t.Helper()
	sheets, names := map[string]bool{}, map[string]bool{}
	e := all[partWorkbook]
	for _, s := range e.all("sheet") {
		key := strings.ToLower(s.attr("name"))
		if sheets[key] || key == "" || units(key) > excelize.MaxSheetNameLength || strings.ContainsAny(key, `[]:*?/\'`) {
			t.Errorf("a sheet is called %q", s.attr("name"))
		}
		sheets[key] = true
	}
	for _, n := range e.all("definedName") {
		key := strings.ToLower(n.attr("localSheetId") + "!" + n.attr("name"))
		if i, _ := strconv.Atoi(n.attr("localSheetId")); names[key] || i >= len(sheets) || !isName(strings.TrimPrefix(n.attr("name"), "_xlnm.")) {
			t.Errorf("name %s", n.attr("name"))
		}
		names[key] = true
		for ref := range strings.SplitSeq(n.Text, ",'") {
			sheet, _, _ := strings.Cut(strings.TrimPrefix(ref, "'"), "'!")
			if !sheets[strings.ToLower(sheet)] {
				t.Errorf("name %s refers to %s", n.attr("name"), n.Text)
			}
		}
	}
	ids := map[string]bool{}
	for name, e := range all {
		if !strings.HasPrefix(name, "xl/tables/") {
			continue
		}
		key := strings.ToLower("!" + e.attr("displayName"))
		if names[key] || ids[e.attr("id")] {
			t.Errorf("%s: %s stands twice", name, e.attr("displayName"))
		}
		names[key], ids[e.attr("id")] = true, true
	}
}

// related returns the parts that a part's relations lead to, by their ids.
func related(all map[string]element, name string) map[string]string {
	to := map[string]string{}
	for _, r := range all[path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")].Children {
		to[r.attr("Id")] = path.Join(path.Dir(name), r.attr("Target"))
	}
	return to
}

// checkReached checks that each part is reached from the file's root, and by ids that
// the parts name.
func checkReached(t *testing.T, all map[string]element) {
	t.Helper()
	reached := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		if reached[name] {
			return
		}
		reached[name] = true
		to := related(all, name)
		for _, r := range relationIDs(all[name]) {
			if to[r] == "" {
				t.Errorf("%s names %s, which leads nowhere", name, r)
			}
		}
		for _, next := range to {
			visit(next)
		}
	}
	for _, r := range all[partRoot].Children {
		visit(r.attr("Target"))
	}
	for name := range all {
		if name != partTypes && !strings.HasSuffix(name, ".rels") && !reached[name] {
			t.Errorf("%s is not reached", name)
		}
	}
}

// relationIDs returns the relations that an element and those below it name.
func relationIDs(e element) (ids []string) {
	for _, a := range e.Attrs {
		if a.Name.Space == relationSpace {
			ids = append(ids, a.Value)
		}
	}
	for _, c := range e.Children {
		ids = append(ids, relationIDs(c)...)
	}
	return ids
}
