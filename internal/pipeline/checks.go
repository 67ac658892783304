package pipeline

import (
	"iter"
	"slices"

	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/problem"
)

// checks returns what was checked in the client's records, dataset by dataset:
// values as they were read, keys, references and consistency rules, each with how
// many records it looked at and how many failed.
func (r *run) checks(client config.Client, problems iter.Seq[*problem.Problem], l *locale.Locale) []manifest.Check {
	var out []manifest.Check
	for _, def := range r.datasets {
		if table := r.tables[def.ID]; table != nil && !def.Made {
			c := r.newCount(client, table, problems)
			c.locale = l
			out = append(out, c.ofValues()...)
			out = append(out, c.ofKeys()...)
			out = append(out, c.ofRules(r.Library.Rules())...)
		}
	}
	return out
}

// count counts one client's records of one dataset.
type count struct {
	run       *run
	table     *dataset.Table
	rows      []int32             // accepted
	parts     map[part]int        // how many of them came from where
	failed    map[string]rowCount // by code or rule
	unread    rowCount            // rejected as they were read
	dismissed rowCount            // rejected by a rule
	locale    *locale.Locale      // that the checks are named in
}

func (c *count) say(format string, args ...any) string { return c.locale.Say(format, args...) }

// rowCount counts different rows that come in their order.
type rowCount struct {
	n    int
	last problem.Place
}

func (r *rowCount) add(row problem.Place) {
	if r.n == 0 || row != r.last {
		r.n++
		r.last = row
	}
}

// part is what a client's records of one source have in common: whose they are said
// to be.
type part struct{ source, scope int32 }

// newCount counts the rows of the problems, which come sorted, as they were found and
// whatever became of them since.
func (r *run) newCount(client config.Client, table *dataset.Table, problems iter.Seq[*problem.Problem]) *count {
	c := &count{run: r, table: table, parts: map[part]int{}, failed: map[string]rowCount{}}
	c.rows = r.shares[table.Def.ID]().Of(client.ID)
	scope := table.Col(table.Def.Scope).Codes()
	last, n := part{}, 0
	for _, row := range c.rows {
		if one := (part{table.Origin(int(row)).Source, scope[row]}); one != last {
			c.parts[last] += n
			last, n = one, 0
		}
		n++
	}
	c.parts[last] += n
	rejecting := r.rules().rejecting
	for p := range problems {
		if p.Dataset != table.Def.ID || p.Place.Row == 0 {
			continue
		}
		id, row := string(p.Code), p.Place.WholeRow()
		if p.Rule != "" {
			id = p.Rule
		}
		failed := c.failed[id]
		failed.add(row)
		c.failed[id] = failed
		switch {
		case rejecting[p.Rule]:
			c.dismissed.add(row)
		case p.Rule == "" && p.Severity == problem.Error:
			c.unread.add(row)
		}
	}
	return c
}

// check returns one check that looked at so many records.
func (c *count) check(id, title string, records int) manifest.Check {
	return manifest.Check{Dataset: c.table.Def.ID, ID: id, Title: title, Records: records, Failed: c.failed[id].n}
}

// duplicates is how many records another of the same key superseded.
func (c *count) duplicates() int { return c.failed[string(problem.DuplicateKey)].n }

// ofValues are the checks of each row as it is read.
func (c *count) ofValues() []manifest.Check {
	has := func(is func(f dataset.Field) bool) bool { return slices.ContainsFunc(c.table.Def.Fields, is) }
	every := len(c.rows) + c.duplicates() + c.dismissed.n + c.unread.n
	var out []manifest.Check
	for _, one := range []struct {
		code    problem.Code
		applies bool
		title   string
	}{
		{problem.Ragged, true, c.say("No row has more cells than the header")},
		{problem.ErrorCell, true, c.say("No cell holds an Excel error")},
		{problem.Required, has(func(f dataset.Field) bool { return f.Required }), c.say("Required values are filled in")},
		{problem.BadType, true, c.say("Values are of their field's type")},
		{problem.BadDate, has(func(f dataset.Field) bool { return f.Type == dataset.Date || f.Type == dataset.Moment }), c.say("Dates can be read")},
		{problem.OutOfRange, has(func(f dataset.Field) bool { return f.Min != nil || f.Max != nil }), c.say("Numbers lie in their range")},
		{problem.NotInList, has(func(f dataset.Field) bool { return f.Type == dataset.Enum }), c.say("Words are in their field's list")},
	} {
		if one.applies {
			out = append(out, c.check(string(one.code), one.title, every))
		}
	}
	return out
}

// ofKeys are the checks of keys and references.
func (c *count) ofKeys() []manifest.Check {
	out := []manifest.Check{c.check(string(problem.DuplicateKey), c.say("Each key stands once"), len(c.rows)+c.duplicates())}
	if slices.ContainsFunc(c.table.Def.Fields, func(f dataset.Field) bool { return f.References != "" && c.run.tables[f.References] != nil }) {
		out = append(out,
			c.check(string(problem.Orphan), c.say("References lead to a record"), len(c.rows)),
			c.check(string(problem.ForeignReference), c.say("References stay with the client's own records"), len(c.rows)))
	}
	return out
}

// ofRules are the consistency rules. A rule that keeps its records is not tried on
// those whose file has no column for what it looks at, nor on those of a client for
// whom a dataset is absent from which it would have to know something.
func (c *count) ofRules(rules []dataset.Rule) []manifest.Check {
	var out []manifest.Check
	for _, rule := range rules {
		if rule.Dataset != c.table.Def.ID {
			continue
		}
		one := c.check(rule.ID, c.say("no %s for which holds: %s", c.locale.Say(c.table.Def.Singular), rule.Message), len(c.rows))
		switch {
		case rule.Rejects():
			one.Records += c.duplicates() + c.dismissed.n
		default:
			one.Skipped = c.untried(rule)
			one.Records -= one.Skipped
		}
		out = append(out, one)
	}
	return out
}

// untried counts the records that a rule which keeps its records says nothing of.
func (c *count) untried(rule dataset.Rule) (n int) {
	when := c.run.rules().conditions[rule.ID]
	if when == nil {
		return len(c.rows) // the library has said why
	}
	var field *dataset.Field
	if len(rule.Fields) > 0 {
		field, _ = c.table.Def.Field(rule.Fields[0])
	}
	scope := c.table.Col(c.table.Def.Scope)
	for one, records := range c.parts {
		if records == 0 {
			continue
		}
		isFed := field == nil || field.IsFedBy(c.run.ledger[one.source])
		if !isFed || !c.knows(when, scope.Words()[one.scope]) {
			n += records
		}
	}
	return n
}

// rules are what the checks of every client ask of the consistency rules, by their ids.
type rules struct {
	rejecting  map[string]bool
	conditions map[string]*metric.Predicate // of those whose dataset is there
}

func (r *run) readRules() rules {
	out := rules{map[string]bool{}, map[string]*metric.Predicate{}}
	for _, rule := range r.Library.Rules() {
		out.rejecting[rule.ID] = rule.Rejects()
		if t := r.tables[rule.Dataset]; t != nil {
			if when, err := metric.ParsePredicate(rule.When, t.Def); err == nil {
				out.conditions[rule.ID] = when
			}
		}
	}
	return out
}

// knows reports whether the datasets are there, for the client, from which the fields
// of the condition are worked out.
func (c *count) knows(when *metric.Predicate, client string) bool {
	return !slices.ContainsFunc(when.Needs(), func(id string) bool {
		return c.run.tables[id] == nil || !c.run.ledger.Provides(id, client)
	})
}
