package config

import (
	"strings"

	"compack/internal/problem"
	"compack/internal/strict"
)

// sheets checks which sheets of its workbooks a source names, and the values of
// their own.
func (k *checker) sheets(s *Source) {
	if s.Sheet != "" && len(s.Sheets) > 0 {
		k.report(problem.Repeated, s.key+".sheets", "keep sheet or sheets", "sheet names a sheet already")
	}
	for i, name := range s.Sheets {
		k.sheet(strict.Item(s.key+".sheets", i), name)
	}
	if s.Sheet != "" {
		k.sheet(s.key+".sheet", s.Sheet)
	}
	for i, own := range s.SheetSets {
		key := strict.Item(s.key+".sheet_sets", i)
		k.required(key+".sheet", own.Sheet != "", "name the sheet, or write a pattern such as \"Closed*\"")
		if own.Sheet != "" {
			k.sheet(key+".sheet", own.Sheet)
		}
		k.required(key+".set", len(own.Set) > 0, "write the fields that all records of the sheet share, and their values")
	}
	if len(s.SheetSets) > 0 && s.Sheet == "" && len(s.Sheets) == 0 && s.Preset == "" {
		k.report(problem.MissingSetting, s.key+".sheets", "name the sheets to read", "is missing; sheet_sets needs to know which sheets are read")
	}
}

// sheet checks a sheet's name or a pattern for one.
func (k *checker) sheet(key, name string) {
	switch {
	case strings.TrimSpace(name) == "":
		k.report(problem.MissingSetting, key, "write the sheet's name", "is empty")
	case strings.ContainsAny(name, `[]\/:`):
		k.report(problem.BadSetting, key, "write the name as its tab shows it; * and ? stand for any characters", "%q holds a sign that no sheet's name has", name)
	}
}
