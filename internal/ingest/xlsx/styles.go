package xlsx

import "strings"

// readStyles finds out which cell styles show a date or zeros in front.
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
	own := make(map[int]format, len(sheet.Formats))
	for _, f := range sheet.Formats {
		own[f.ID] = format{isDate: showsDate(f.Code), digits: leastDigits(f.Code)}
	}
	w.formats = make([]format, len(sheet.Cells))
	for i, c := range sheet.Cells {
		f, isOwn := own[c.Format]
		if !isOwn {
			f.isDate = isBuiltInDate(c.Format)
		}
		w.formats[i] = f
	}
	return nil
}

// format is what a cell's style says of how a number is shown.
type format struct {
	isDate bool
	digits uint8 // at least so many, with zeros in front
}

// leastDigits returns the number of zeros of a format that is nothing but two
// zeros or more, as for postal codes and numbers of accounts, else 0.
func leastDigits(code string) uint8 {
	code, _, _ = strings.Cut(code, ";")
	if len(code) < 2 || len(code) > 64 || strings.Trim(code, "0") != "" {
		return 0
	}
	return uint8(len(code))
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
