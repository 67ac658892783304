package compare

import (
	"slices"

	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/metric"
	"compack/internal/movement"
	"compack/internal/period"
)

// Input is what a comparison works from.
type Input struct {
	Locale     *locale.Locale            // the language of what is said; nil is English
	Datasets   []*dataset.Definition     // in the order of facts
	Tables     map[string]*dataset.Table // of this period, in the client's scope, as the pack shows them
	Values     []metric.Value
	Period     period.Period
	AsOf       period.Date
	Suppressed int     // problems of this pack that the configuration accepts
	Previous   string  // the label of the period before
	Why        string  // why there is no pack of it to compare with, where there is none
	Before     *Before // nil where there is none
}

// Before is the pack of the period before.
type Before struct {
	Period     period.Period
	AsOf       period.Date
	Tables     map[string]*dataset.Table // as its workbook holds them
	Unread     map[string]string         // by dataset: why its sheet could not be read back
	Figures    map[string]metric.IssuedFigure
	Balances   map[string]metric.BalanceValue
	Suppressed int
}

// Compare returns the facts, dataset by dataset, and the ties of all balances. A
// dataset that neither pack has appears in none. The order of records changes
// nothing.
func Compare(in Input) movement.Report {
	out := movement.Report{Previous: in.Previous, Facts: []movement.Fact{}, Ties: []movement.Tie{}}
	if in.Before == nil {
		out.Why = in.Why
	}
	for _, def := range in.Datasets {
		p := newPair(&in, def)
		for _, l := range looks {
			if l.applies(def) && p.isKnown() {
				out.Facts = append(out.Facts, p.fact(l))
			}
		}
	}
	out.Facts = append(out.Facts, in.suppressed())
	restated := 0
	for _, v := range in.Values {
		if v.Metric.Kind != metric.Balance || in.Tables[v.Metric.On.ID] == nil {
			continue
		}
		tie := in.tie(v)
		for i := range tie.Restatements {
			restated++
			tie.Restatements[i].Number = restated
		}
		out.Ties = append(out.Ties, tie)
	}
	return out
}

// look is one thing that is looked for in a dataset.
type look struct {
	id, title string
	alone     bool // needs no earlier pack
	applies   func(def *dataset.Definition) bool
	look      func(p *pair, f *movement.Fact)
}

// looks lists them: a new one is a line here and a function.
var looks = []look{
	{"due_moved", locale.Key("Due dates moved after they had passed"), false, has("due"), dueMoved},
	{"severity_lowered", locale.Key("Severity lowered near or after the due date"), false, has("due", "severity"), severityLowered},
	{"raised_again", locale.Key("Closed and raised again under a new identifier"), false, raisable, raisedAgain},
	{"gone", locale.Key("Records of the previous pack that are gone"), false, has(), gone},
	{"closed_at_end", locale.Key("Closed in the last days of the period"), true, has("closed"), closedAtEnd},
	{"nothing_revoked", locale.Key("Reviews decided without a single revocation"), true, isReview, nothingRevoked},
	{"muted", locale.Key("Failures that are muted"), false, canMute, muted},
}

// pair is one dataset's records of two periods.
type pair struct {
	in       *Input
	def      *dataset.Definition
	was, is  *dataset.Table
	before   map[string]int // rows of was by key; nil where nothing is looked for in them
	now      map[string]int // rows of is by key, likewise
	excluded string         // why was can't be compared with
}

func newPair(in *Input, def *dataset.Definition) *pair {
	p := &pair{in: in, def: def, is: in.Tables[def.ID]}
	p.was, p.excluded = in.earlier(def)
	if p.was != nil && slices.ContainsFunc(looks, func(l look) bool { return l.applies(def) }) {
		p.before, p.now = byKey(p.was), byKey(p.is)
	}
	return p
}

// earlier returns the previous pack's records of a dataset, or why there are none
// to compare with.
func (in *Input) earlier(def *dataset.Definition) (*dataset.Table, string) {
	switch b := in.Before; {
	case b == nil:
		return nil, in.Why
	case b.Unread[def.ID] != "":
		return nil, b.Unread[def.ID]
	case b.Tables[def.ID] == nil:
		return nil, in.Locale.Say("the pack of %s holds no %s", in.Previous, def.Plural)
	case namesPeople(def) && isStrange(b.Tables[def.ID], in.Tables[def.ID]):
		return nil, in.Locale.Say("none of the %s in the pack of %s has a key of this one; their keys name people, and the two packs seem to name them differently", def.Plural, in.Previous)
	default:
		return b.Tables[def.ID], ""
	}
}

// namesPeople reports whether a field of the key is personal: packs may put
// pseudonyms in its place, and not the same in each.
func namesPeople(def *dataset.Definition) bool {
	return slices.ContainsFunc(def.Key, func(name string) bool { f, ok := def.Field(name); return ok && f.Personal })
}

// isStrange reports whether two tables with records have no key in common.
func isStrange(was, is *dataset.Table) bool {
	if is == nil || was.Len() == 0 || is.Len() == 0 {
		return false
	}
	now := byKey(is)
	for row := range was.Len() {
		if _, ok := now[was.Key(row)]; ok {
			return false
		}
	}
	return true
}

// byKey returns the rows of a table by their keys.
func byKey(t *dataset.Table) map[string]int {
	rows := map[string]int{}
	if t == nil {
		return rows
	}
	for row := range t.Len() {
		rows[t.Key(row)] = row
	}
	return rows
}

// isKnown reports whether one of the two packs has the dataset.
func (p *pair) isKnown() bool { return p.was != nil || p.is != nil }

// fact looks for one thing.
func (p *pair) fact(l look) movement.Fact {
	f := movement.Fact{ID: l.id, Title: p.in.Locale.Say(l.title), Dataset: p.def.ID}
	switch {
	case p.is == nil:
		f.Why = p.in.Locale.Say("%s were not provided for this period", p.def.Title)
	case p.was == nil && !l.alone:
		f.Why = p.excluded
	default:
		f.Ran = true
		l.look(p, &f)
	}
	return f
}

// suppressed compares how many problems the configuration accepts.
func (in *Input) suppressed() movement.Fact {
	l := in.Locale
	f := movement.Fact{ID: "suppressed", Title: l.Say("Problems that are suppressed")}
	if in.Before == nil {
		f.Why = in.Why
		return f
	}
	f.Ran, f.Of, f.Count = true, in.Suppressed, max(in.Suppressed-in.Before.Suppressed, 0)
	f.Says = l.Count(in.Suppressed, "%s problem of the inputs is suppressed in this pack, %s in the pack of %s.",
		"%s problems of the inputs are suppressed in this pack, %s in the pack of %s.", l.Whole(in.Before.Suppressed), in.Previous)
	return f
}
