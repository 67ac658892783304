package ingest

import (
	"fmt"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// BridgeFile says where the old and the new identifiers of a dataset's records are.
type BridgeFile struct {
	Dataset *dataset.Definition
	Root    string // the folder that File is relative to
	File    string // with forward slashes
	Key     string // of the configuration, for messages: bridges[0]
	From    string // the header of the old identifiers
	To      string // the header of the new ones
}

// ReadBridges reads the files like sources. A row that can't be read, an identifier
// with two new ones and a new one that is itself an old one are problems for which
// no pack is made: a figure over half-bridged records would be wrong unseen. The
// error is one of reading the disk.
func ReadBridges(files []BridgeFile) ([]dataset.Bridge, problem.List, error) {
	var out []dataset.Bridge
	var problems problem.List
	all := map[string]*spans{} // by dataset
	for _, f := range files {
		if all[f.Dataset.ID] == nil {
			all[f.Dataset.ID] = &spans{where: map[string]span{}}
		}
		bridge, found, err := f.read(all[f.Dataset.ID])
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, found...)
		out = append(out, bridge)
	}
	for _, f := range files {
		if s := all[f.Dataset.ID]; s != nil {
			problems = append(problems, s.chains()...)
			delete(all, f.Dataset.ID)
		}
	}
	return out, problems, nil
}

// definition describes the file as a dataset of pairs, which lets it be read as one.
func (f *BridgeFile) definition() *dataset.Definition {
	personal := false
	if key, ok := f.Dataset.Field(f.Dataset.Key[0]); ok {
		personal = key.Personal
	}
	return &dataset.Definition{ID: f.Dataset.ID, Key: []string{"from"}, Fields: []dataset.Field{
		{Name: "from", Title: f.From, Type: dataset.Text, Required: true, Personal: personal},
		{Name: "to", Title: f.To, Type: dataset.Text, Required: true, Personal: personal},
	}}
}

// read returns what one file says and adds its pairs to those of other files for
// the dataset.
func (f *BridgeFile) read(known *spans) (dataset.Bridge, problem.List, error) {
	out := dataset.Bridge{Dataset: f.Dataset.ID, File: f.File, New: map[string]string{}}
	def := f.definition()
	tables, ledger, problems, err := Read([]Source{{Dataset: def, Root: f.Root, File: f.File, Key: f.Key,
		Columns: map[string]string{"from": f.From, "to": f.To}}}, Options{})
	if err != nil {
		return out, nil, err
	}
	for i := range problems {
		p := &problems[i]
		if p.Severity == problem.Error {
			// No pack is made then, so no client sees the row.
			p.Shared, p.Rejected = true, false
		}
		p.Hint = strings.Replace(p.Hint, "under columns in the source", "under from or to in the bridge", 1)
	}
	if len(ledger) == 0 {
		return out, problems, nil
	}
	src, table := ledger[0], tables[def.ID]
	out.Sheet, out.SHA256 = src.Sheet, src.SHA256
	for row := range table.Len() {
		s := span{table.Col("from").Text(row), table.Col("to").Text(row), def.Fields[0].Personal,
			problem.Place{File: src.File, Sheet: src.Sheet, Row: int(table.Origin(row).Row), Column: src.Columns["to"]}}
		if p, ok := known.add(s); !ok {
			problems = append(problems, p)
			continue
		}
		out.New[s.from] = s.to
	}
	return out, problems, nil
}

// span is one row of a bridge.
type span struct {
	from, to   string
	isPersonal bool
	place      problem.Place
}

// spans are the rows of all bridges of one dataset.
type spans struct {
	where map[string]span // by old identifier
	order []span
}

// add notes a row, unless it contradicts one before.
func (s *spans) add(one span) (problem.Problem, bool) {
	other, taken := s.where[one.from]
	if taken && other.to != one.to {
		return one.wrong("%s has two new identifiers: %s here, %s in %s", one.from, one.to, other.to, other.at(one)), false
	}
	if !taken && one.from != one.to {
		s.where[one.from] = one
		s.order = append(s.order, one)
	}
	return problem.Problem{}, true
}

// chains reports the rows whose new identifier has a new one itself.
func (s *spans) chains() (out problem.List) {
	for _, one := range s.order {
		if next, ok := s.where[one.to]; ok {
			out = append(out, one.wrong("%s becomes %s, which becomes %s in %s", one.from, one.to, next.to, next.at(one)))
		}
	}
	return out
}

// at names the row's place as seen from another.
func (s span) at(from span) string {
	if s.place.File == from.place.File && s.place.Sheet == from.place.Sheet {
		return fmt.Sprintf("row %d", s.place.Row)
	}
	return problem.Place{File: s.place.File, Sheet: s.place.Sheet, Row: s.place.Row}.String()
}

// wrong reports the row. The last of the arguments is a place; the others are
// identifiers, which are not quoted where they are personal.
func (s span) wrong(format string, args ...any) problem.Problem {
	for i := range args[:len(args)-1] {
		if args[i] = fmt.Sprintf("%q", args[i]); s.isPersonal {
			args[i] = "one"
		}
	}
	p := problem.New(problem.BadBridge, s.place, format, args...)
	p.Shared = true
	return p
}
