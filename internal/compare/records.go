package compare

import (
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/movement"
	"compack/internal/period"
)

// soonAgain is how many days after a closure a record that says the same is noted.
const soonAgain = 30

// raisable reports whether records of the dataset can be told to be an old one
// again.
func raisable(def *dataset.Definition) bool {
	return has("opened", "closed")(def) && len(def.Movement.Same) > 0
}

// raisedAgain finds records that are not in the previous pack, opened in the
// period, and say the same as another that closed shortly before.
func raisedAgain(p *pair, f *movement.Fact) {
	closed := p.closures()
	var rows []int
	for key, row := range p.now {
		opened := day(p.is, "opened", row)
		if _, old := p.before[key]; old || opened.IsNone() || opened < p.in.Period.Start || opened > p.in.AsOf {
			continue
		}
		f.Of++
		for _, c := range closed[sameness(p.is, row)] { // none is kept under ""
			if c.key != key && c.on <= opened && opened <= c.on.AddDays(soonAgain) {
				rows = append(rows, row)
				break
			}
		}
	}
	found(f, p.is, rows)
	f.Says = tell(p.in.Locale, f.Count, "Of %[1]s opened in %[2]s, none say the same as another that was closed at most %[3]s days before (same %[4]s).",
		"Of %[2]s opened in %[3]s, %[1]s says the same as another that was closed at most %[4]s days before (same %[5]s).",
		"Of %[2]s opened in %[3]s, %[1]s say the same as another that was closed at most %[4]s days before (same %[5]s).",
		records(p.def, f.Of), p.in.Period.Label, p.in.Locale.Whole(soonAgain), p.sameTitles())
}

// closure is a record that was closed.
type closure struct {
	key string
	on  period.Date
}

// closures returns what was closed by what it says: from this period's records,
// and from the previous pack's where they are gone.
func (p *pair) closures() map[string][]closure {
	out := map[string][]closure{}
	add := func(t *dataset.Table, key string, row int) {
		if same, on := sameness(t, row), day(t, "closed", row); same != "" && !on.IsNone() {
			out[same] = append(out[same], closure{key, on})
		}
	}
	for key, row := range p.now {
		add(p.is, key, row)
	}
	for key, row := range p.before {
		if _, still := p.now[key]; !still {
			add(p.was, key, row)
		}
	}
	return out
}

// sameness returns what tells that two records are about the same thing. It is ""
// where the first of the fields has no value; of the others two records may both
// have none.
func sameness(t *dataset.Table, row int) string {
	var parts []string
	for i, name := range t.Def.Movement.Same {
		c := t.Col(name)
		if c == nil || i == 0 && c.IsEmpty(row) {
			return ""
		}
		parts = append(parts, strings.Join(strings.Fields(strings.ToLower(c.Text(row))), " "))
	}
	return strings.Join(parts, "\x1f")
}

func (p *pair) sameTitles() string {
	var titles []string
	for _, name := range p.def.Movement.Same {
		if f, ok := p.def.Field(name); ok {
			titles = append(titles, p.in.Locale.Inside(f.Title))
		}
	}
	return strings.Join(titles, ", ")
}

// gone finds records of the previous pack that this one has no more.
func gone(p *pair, f *movement.Fact) {
	var rows []int
	for key, row := range p.before {
		if _, still := p.now[key]; !still {
			rows = append(rows, row)
		}
	}
	f.Of = p.was.Len()
	found(f, p.was, rows)
	f.Says = tell(p.in.Locale, f.Count, "Of %[1]s in the pack of %[2]s, none are not in this one; there were %[3]s and are %[4]s.",
		"Of %[2]s in the pack of %[3]s, %[1]s is not in this one; there were %[4]s and are %[5]s.",
		"Of %[2]s in the pack of %[3]s, %[1]s are not in this one; there were %[4]s and are %[5]s.",
		records(p.def, f.Of), p.in.Previous, p.in.Locale.Whole(p.was.Len()), p.in.Locale.Whole(p.is.Len()))
}

// Fields of reviews and of tests that can be muted.
const (
	decisionField = "decision"
	campaignField = "campaign"
	mutedField    = "muted"
	resultField   = "result"
)

// isReview reports whether the dataset's records are decisions, to be taken or to
// revoke among them.
func isReview(def *dataset.Definition) bool {
	return hasValues(def, decisionField, "pending", "revoke")
}

// nothingRevoked finds campaigns in which everything is decided and nothing was
// revoked.
func nothingRevoked(p *pair, f *movement.Fact) {
	type campaign struct{ decided, pending, revoked int }
	all := map[string]*campaign{}
	decision := p.is.Col(decisionField)
	for row := range p.is.Len() {
		name := p.in.Locale.Say("all reviews")
		if c := p.is.Col(campaignField); c != nil && !c.IsEmpty(row) {
			name = c.Text(row)
		}
		if all[name] == nil {
			all[name] = &campaign{}
		}
		switch decision.Text(row) {
		case "", "pending":
			all[name].pending++
		case "revoke":
			all[name].revoked++
			fallthrough
		default:
			all[name].decided++
		}
	}
	for name, c := range all {
		if c.pending > 0 {
			continue
		}
		f.Of++
		if c.revoked == 0 {
			f.Count++
			f.Records = append(f.Records, name+" ("+p.in.Locale.Count(c.decided, "%s decision", "%s decisions")+")")
		}
	}
	slices.Sort(f.Records)
	campaigns := p.in.Locale.Count(f.Of, "%s campaign", "%s campaigns")
	f.Says = tell(p.in.Locale, f.Count, "Of %s in which everything is decided, none revoked nothing.",
		"Of %[2]s in which everything is decided, %[1]s revoked nothing.", "Of %[2]s in which everything is decided, %[1]s revoked nothing.", campaigns)
}

// canMute reports whether failures of the dataset can be muted.
func canMute(def *dataset.Definition) bool {
	f, ok := def.Field(mutedField)
	return ok && f.Type == dataset.Boolean
}

// muted compares how many failures are muted.
func muted(p *pair, f *movement.Fact) {
	was, is := mutedRows(p.was), mutedRows(p.is)
	var grown []int
	for _, row := range is {
		if old, ok := p.before[p.is.Key(row)]; !ok || !slices.Contains(was, old) {
			grown = append(grown, row)
		}
	}
	found(f, p.is, grown)
	f.Of = len(is)
	l := p.in.Locale
	f.Says = l.Count(len(is), "%s %s with a failure is muted in this pack, %s in the pack of %s",
		"%s %s with a failure are muted in this pack, %s in the pack of %s", noun(p.def, len(is)), l.Whole(len(was)), p.in.Previous) +
		l.Semicolon() + l.Count(f.Count, "%s was muted since", "%s were muted since") + "."
}

// mutedRows returns the records that are muted, and failed where the dataset says
// which did.
func mutedRows(t *dataset.Table) (rows []int) {
	judged := hasValues(t.Def, resultField, "fail")
	for row := range t.Len() {
		if flag(t, mutedField, row) && (!judged || t.Col(resultField).Text(row) == "fail") {
			rows = append(rows, row)
		}
	}
	return rows
}
