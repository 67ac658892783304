package ingest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"compack/internal/problem"
)

// reporter adds problems of one source to the list.
type reporter struct {
	src   *Source
	sheet string
	list  *problem.List
}

// file reports a problem of the file, the sheet or its columns. It holds nothing
// of a record, so every pack may show it, or that of the source's only client. An empty hint leaves the code's own.
// What is returned may be changed until the next problem.
func (r reporter) file(code problem.Code, at problem.Place, hint, format string, args ...any) *problem.Problem {
	p := problem.New(code, at, format, args...)
	p.Dataset, p.Shared, p.Client = r.src.Dataset.ID, true, r.src.Client
	if hint != "" {
		p.Hint = hint
	}
	*r.list = append(*r.list, p)
	return &(*r.list)[len(*r.list)-1]
}

// place is the source's file and sheet.
func (r reporter) place() problem.Place {
	return problem.Place{File: r.src.File, Sheet: r.sheet}
}

// setting is the place of a key of the source in the configuration.
func (r reporter) setting(parts ...string) problem.Place {
	return problem.Place{Key: strings.TrimPrefix(r.src.Key+"."+strings.Join(parts, "."), ".")}
}

// quote returns the values in quotation marks with commas between; of many, the
// first ones.
func quote(values []string) string {
	const most = 40
	var b strings.Builder
	for i, v := range values {
		if i == most {
			fmt.Fprintf(&b, " and %d more", len(values)-most)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", shorten(v, 60))
	}
	return b.String()
}

// shorten cuts a text that is longer than most characters.
func shorten(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
