package problem

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Identify sets each problem's fingerprint: 16 hexadecimal digits that stay the
// same when rows move. They say which rule was broken, in which dataset and
// column, by which record or, where the record's key is not known or is personal,
// by which value. Of a problem that has neither, all of the same kind in a file and
// column share one.
func (l List) Identify() {
	for i := range l {
		l[i].Fingerprint = l[i].fingerprint()
	}
}

func (p *Problem) fingerprint() string {
	what := []string{"record", p.Record}
	switch {
	case p.Record != "":
	case p.Value != "":
		what = []string{"value", p.Value}
	default:
		what = []string{"place", p.Place.File, p.Place.Sheet, p.Place.Key}
	}
	parts := append([]string{string(p.Code), p.Rule, p.Dataset, p.Place.Column}, what...)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:8])
}
