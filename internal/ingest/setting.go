package ingest

import (
	"slices"
	"strings"

	"compack/internal/ingest/csv"
	"compack/internal/problem"
)

// delimiters are the names of the delimiters that a source may be said to have.
var delimiters = map[string]rune{",": ',', ";": ';', "|": '|', "pipe": '|', "tab": '\t'}

// check reports the settings of the file's dialect that can't be.
func (src *Source) check(log reporter) {
	if src.Encoding != "" && !slices.Contains(csv.Encodings, src.Encoding) {
		log.file(problem.BadSetting, log.setting("encoding"), "write "+strings.Join(csv.Encodings, ", "), "%q is no encoding that can be read", src.Encoding)
	}
	if _, ok := delimiters[src.Delimiter]; !ok && src.Delimiter != "" {
		log.file(problem.BadSetting, log.setting("delimiter"), `write ",", ";", "|" or tab`, "%q is no delimiter", src.Delimiter)
	}
	if !slices.Contains([]string{"", "point", "comma"}, src.Decimal) {
		log.file(problem.BadSetting, log.setting("decimal"), "write point or comma", "%q is no decimal mark", src.Decimal)
	}
	if src.HeaderRow < 0 {
		log.file(problem.BadSetting, log.setting("header_row"), "write the number of the row, as a spreadsheet program counts", "there is no row %d", src.HeaderRow)
	}
}
