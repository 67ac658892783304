package ingest

import (
	"maps"
	"path"
	"slices"
	"strings"

	"compack/internal/problem"
)

// SheetSet gives the records of some sheets values that stand in no column, such
// as the status that a sheet's name tells.
type SheetSet struct {
	Sheet string            // a sheet's name, or a pattern with * and ?
	Set   map[string]string // as in [Source]
}

// isPattern reports whether a sheet's name in the settings stands for several.
func isPattern(sheet string) bool { return strings.ContainsAny(sheet, "*?") }

// isSheet reports whether the name or pattern means the sheet. Case and space
// around don't count.
func isSheet(written, sheet string) bool {
	written, sheet = strings.ToLower(strings.TrimSpace(written)), strings.ToLower(strings.TrimSpace(sheet))
	if !isPattern(written) {
		return written == sheet
	}
	ok, err := path.Match(written, sheet)
	return ok && err == nil
}

// split returns the source as one for each sheet that it names, in the order of
// the tabs. Where it names none, or one, that is the source itself.
func (f *file) split(src *Source, log reporter) []Source {
	written := src.Sheets
	if len(written) == 0 && isPattern(src.Sheet) {
		written = []string{src.Sheet}
	}
	if len(f.grids) > 0 && f.grids[0].isText || len(written) == 0 {
		one := *src
		one.Set = src.setFor(src.Sheet)
		return []Source{one}
	}
	f.reportUnmatched(written, log)
	var out []Source
	for _, g := range f.grids {
		named := slices.ContainsFunc(written, func(w string) bool { return !isPattern(w) && isSheet(w, g.sheet) })
		if !named && !slices.ContainsFunc(written, func(w string) bool { return isSheet(w, g.sheet) }) {
			continue
		}
		if g.hidden && !named {
			at := log.place()
			at.Sheet = g.sheet
			log.file(problem.Hidden, at, "name the sheet under sheets in the source, if its rows count", "the sheet fits the pattern, and is not read because it is hidden")
			continue
		}
		one := *src
		one.Sheet, one.Set = g.sheet, src.setFor(g.sheet)
		out = append(out, one)
	}
	return out
}

// setFor returns the values for all rows of the sheet.
func (s *Source) setFor(sheet string) map[string]string {
	out := maps.Clone(s.Set)
	for _, own := range s.SheetSets {
		if !isSheet(own.Sheet, sheet) {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		maps.Copy(out, own.Set)
	}
	return out
}

// reportUnmatched reports each name and pattern that means no sheet.
func (f *file) reportUnmatched(written []string, log reporter) {
	var names []string
	for _, g := range f.grids {
		names = append(names, g.sheet)
	}
	at := log.place()
	at.Key = log.src.Key
	for _, w := range written {
		if slices.ContainsFunc(names, func(n string) bool { return isSheet(w, n) }) {
			continue
		}
		if isPattern(w) {
			log.file(problem.SheetMissing, at, "", "no sheet's name fits the pattern %q; the sheets are %s", w, quote(names))
		} else {
			log.noSheet(w, names)
		}
	}
}

// noSheet reports that no sheet has the name, with the nearest one that is there.
func (r reporter) noSheet(sheet string, names []string) {
	at, hint := r.place(), ""
	at.Key = r.src.Key
	if near, ok := nearest(sheet, names); ok {
		hint = "did you mean \"" + near + "\"? correct the sheet's name in the source"
	}
	r.file(problem.SheetMissing, at, hint, "no sheet is called %q; the sheets are %s", sheet, quote(names))
}
