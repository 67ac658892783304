package problem

import (
	"path"
	"strings"

	"compack/internal/period"
)

// Action is what becomes of a code's problems.
type Action string

// The actions.
const (
	Fail     Action = "fail" // no pack is made
	Warn     Action = "warn" // a warning, disclosed
	Informal Action = "note" // a note
)

// Actions lists the actions, the strictest first.
var Actions = []Action{Fail, Warn, Informal}

// IsFixed reports whether the code guards what no setting may give up: that a row
// of one client stands in no other client's pack.
func (c Code) IsFixed() bool { return strings.HasPrefix(string(c), "X") }

// IsOfInputs reports whether the code's problems come from reading the inputs, so
// that an action can be set for it. The others are found before, in the
// configuration, or after, when a pack is made.
func (c Code) IsOfInputs() bool {
	return !strings.HasPrefix(string(c), "G") && c != Glyph && c != PackAltered
}

// Acceptance says who took a problem for no obstacle, why and until when.
type Acceptance struct {
	Reason  string      `json:"reason"`
	Owner   string      `json:"owner"`
	Expires period.Date `json:"expires"` // the last day on which it holds
}

// Suppression accepts the problems of one code that it names. Empty conditions
// hold for every problem.
type Suppression struct {
	Code        Code
	File        string // a path or glob, as in the ledger
	Record      string // the record's key
	Fingerprint string
	Acceptance
	Place Place // in the configuration
}

// matches reports whether the suppression names the problem.
func (s *Suppression) matches(p *Problem) bool {
	if s.Code != p.Code || s.Record != "" && s.Record != p.Record || s.Fingerprint != "" && s.Fingerprint != p.Fingerprint {
		return false
	}
	if s.File == "" || s.File == p.Place.File {
		return true
	}
	same, err := path.Match(s.File, p.Place.File)
	return same && err == nil
}

// Policy is how the problems of inputs count.
type Policy struct {
	Actions      map[Code]Action
	Suppressions []Suppression
}

// Apply identifies the problems and lets the policy act on them, as of a day. An
// input that can't be used stays an error that nothing suppresses, and so does a
// row of an unknown client. Suppressions that have run out are returned as
// warnings, which no pack shows: they may name other clients' records.
func (y Policy) Apply(l List, asOf period.Date) (expired List) {
	l.Identify()
	var live []Suppression
	for _, s := range y.Suppressions {
		if s.Expires < asOf {
			p := New(SuppressionExpired, s.Place, "the suppression of %s expired on %s, before the as-of date %s, and has no effect", s.Code, s.Expires, asOf)
			expired = append(expired, p)
			continue
		}
		live = append(live, s)
	}
	for i := range l {
		if p := &l[i]; !p.IsDecisive() {
			p.act(y.Actions[p.Code])
			p.accept(live)
		}
	}
	expired.Identify()
	return expired
}

// IsDecisive reports whether the problem makes a whole input unusable, one client's
// own or one of all: packs without it would lose rows unseen.
func (p *Problem) IsDecisive() bool {
	return p.Shared && p.Severity == Error && p.Client != AllClients
}

func (p *Problem) act(action Action) {
	if p.Code.IsFixed() && action != Fail {
		return
	}
	switch action {
	case Fail:
		p.Severity, p.Stops = Error, true
	case Warn:
		p.Severity = Warning
	case Informal:
		p.Severity = Note
	}
}

func (p *Problem) accept(live []Suppression) {
	if p.Code.IsFixed() {
		return
	}
	for i := range live {
		if live[i].matches(p) {
			p.Suppressed = &live[i].Acceptance
			return
		}
	}
}

// Stopping returns how many problems keep packs from being made: those whose code
// says so and, where errors stop packs, every error, unless it is suppressed.
func (l List) Stopping(errors bool) (n int) {
	for _, p := range l {
		if p.Suppressed == nil && (p.Stops || errors && p.Severity == Error) {
			n++
		}
	}
	return n
}

// Suppressed returns how many problems are suppressed.
func (l List) Suppressed() (n int) {
	for _, p := range l {
		if p.Suppressed != nil {
			n++
		}
	}
	return n
}
