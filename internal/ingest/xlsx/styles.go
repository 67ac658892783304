package xlsx

import "strings"

// readStyles finds out which cell styles show a date.
func (w *Workbook) readStyles(part string) error {
	var sheet struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode(part, &sheet); err != nil {
		return err
	}
	own := make(map[int]bool, len(sheet.Formats))
	for _, f := range sheet.Formats {
		own[f.ID] = showsDate(f.Code)
	}
	w.dates = make([]bool, len(sheet.Cells))
	for i, c := range sheet.Cells {
		date, isOwn := own[c.Format]
		w.dates[i] = date || !isOwn && isBuiltInDate(c.Format)
	}
	return nil
}

// isBuiltInDate reports whether the number format, which every program knows by
// its number, shows a date (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 in
// East Asian editions). Formats of a time of day alone are left out.
func isBuiltInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

// showsDate reports whether a format code shows a year or a day, outside quoted
// text, escaped characters and brackets.
func showsDate(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"', '[':
			closing := byte('"')
			if code[i] == '[' {
				closing = ']'
			}
			n := strings.IndexByte(code[i+1:], closing)
			if n < 0 {
				return false
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case 'y', 'Y', 'd', 'D':
			return true
		}
	}
	return false
}
