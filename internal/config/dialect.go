package config

import (
	"slices"
	"strings"

	"compack/internal/problem"
)

// Dialect says how a source's files are written, where they don't show it
// themselves. Empty settings leave it to be found out.
type Dialect struct {
	Encoding  string `yaml:"encoding"`   // of a text file: utf-8, utf-16le, utf-16be or windows-1252
	Delimiter string `yaml:"delimiter"`  // of a text file: "," ";" "|" or tab
	Decimal   string `yaml:"decimal"`    // the decimal mark of numbers: point or comma
	HeaderRow *int   `yaml:"header_row"` // as a spreadsheet program or an editor counts
}

// The words of a dialect; ingest reads no others.
var (
	encodings  = []string{"utf-8", "utf-16le", "utf-16be", "windows-1252"}
	delimiters = []string{",", ";", "|", "pipe", "tab"}
	decimals   = []string{"point", "comma"}
)

// Header returns the row of the header, 0 where it is to be found.
func (d Dialect) Header() int {
	if d.HeaderRow == nil {
		return 0
	}
	return *d.HeaderRow
}

func (k *checker) dialect(s *Source) {
	wrong := func(key, hint, format string, args ...any) {
		k.report(problem.BadSetting, s.key+"."+key, hint, format, args...)
	}
	if s.Encoding != "" && !slices.Contains(encodings, s.Encoding) {
		wrong("encoding", "write "+strings.Join(encodings[:3], ", ")+" or "+encodings[3], "%q is no encoding that can be read", s.Encoding)
	}
	if s.Delimiter != "" && !slices.Contains(delimiters, s.Delimiter) {
		wrong("delimiter", `write ",", ";", "|" or tab`, "%q is no delimiter", s.Delimiter)
	}
	if s.Decimal != "" && !slices.Contains(decimals, s.Decimal) {
		wrong("decimal", "write point or comma", "%q is no decimal mark", s.Decimal)
	}
	if s.HeaderRow != nil && *s.HeaderRow < 1 {
		wrong("header_row", "write the row's number, counted from 1", "there is no row %d", *s.HeaderRow)
	}
}
