package xlsx

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// definitions are a workbook's defined names.
type definitions struct {
	taken map[string]bool
	xml   []byte
}

// define gives a cell or range a name that formulas of every sheet may use.
func (d *definitions) define(name, refersTo string) error {
	key := strings.ToLower(name)
	switch {
	case !isName(name):
		return fmt.Errorf("%q can't be the name of a range", name)
	case d.taken[key]:
		return fmt.Errorf("name %s stands for two ranges", name)
	case d.taken == nil:
		d.taken = map[string]bool{}
	}
	d.taken[key] = true
	d.append("", name, refersTo)
	return nil
}

// isName reports whether Excel takes a text for the name of a range.
func isName(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || r != '.' && !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != "" && len(s) <= excelize.MaxFieldLength
}

// print says what of a sheet is printed, and what on each page.
func (d *definitions) print(s *sheet) {
	scope := fmt.Sprintf(` localSheetId="%d"`, s.id-1)
	if repeated := s.page.titles(s.name); repeated != "" {
		d.append(scope, "_xlnm.Print_Titles", on(s.name, repeated))
	}
	if s.page.area != "" {
		d.append(scope, "_xlnm.Print_Area", on(s.name, s.page.area))
	}
}

func (d *definitions) append(scope, name, refersTo string) {
	d.xml = appendEscaped(appendAll(d.xml, "<definedName", scope, ` name="`, name, `">`), refersTo)
	d.xml = append(d.xml, "</definedName>"...)
}
