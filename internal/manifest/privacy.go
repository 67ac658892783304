package manifest

// Privacy says what a pack shows of people. It is nil where the pack shows
// everything.
type Privacy struct {
	Personal    string `json:"personal"`     // show, pseudonymise or omit
	SmallGroups int    `json:"small_groups"` // the least records of a group that is shown for itself; 0 for any
	// Key tells keys of pseudonyms apart and says nothing of what they are; "" where
	// none is used.
	Key        string      `json:"key,omitempty"`
	Note       string      `json:"note"` // to readers
	Redactions []Redaction `json:"redactions"`
}

// NamesAlike reports whether two packs of one client name a person by the same
// words. A nil pack shows everything.
func NamesAlike(a, b *Privacy) bool {
	x, keyX := a.names()
	y, keyY := b.names()
	return x == y && keyX == keyY && x != "omit"
}

// names is what decides how a pack names people.
func (p *Privacy) names() (treatment, key string) {
	if p == nil || p.Key == "" {
		return "show", ""
	}
	return p.Personal, p.Key
}

// Redaction is a field of which the pack does not show what the source holds.
type Redaction struct {
	Dataset   string `json:"dataset"`
	Field     string `json:"field"` // its title
	Treatment string `json:"treatment"`
}

// The treatments of a field.
const (
	Pseudonyms     = "a pseudonym stands for each value, the same in every pack of this client"
	PackPseudonyms = "a pseudonym stands for each value, in this pack only"
	LeftOut        = "left out"
	Shown          = "shown, since it is no text and a figure needs it"
)
