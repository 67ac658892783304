package pipeline

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// veil makes the pseudonyms of one client's pack. Texts that differ in case only
// have pseudonyms that differ in case only, so that whatever was the same before is
// the same after, by the rules of figures and of spreadsheet programs alike.
type veil struct {
	key       []byte
	realm     string              // within which a value has one pseudonym
	spellings map[string][]string // by folded text, in their order
	words     map[string]string   // pseudonyms by folded text
	owners    map[string]string   // folded texts by pseudonym
}

// Lengths of a pseudonym: enough that no two of a hundred million pairs meet by
// chance more often than once in ten million.
const (
	pseudonymMark    = "P-"
	pseudonymLetters = 10
)

// newVeil returns a veil for the texts of the given columns.
func newVeil(key []byte, realm string, columns []*dataset.Column) (*veil, error) {
	v := &veil{key: key, realm: realm, spellings: map[string][]string{}, words: map[string]string{}, owners: map[string]string{}}
	for _, c := range columns {
		c.Texts(func(text string) {
			folded := metric.FoldText(text)
			if !slices.Contains(v.spellings[folded], text) {
				v.spellings[folded] = append(v.spellings[folded], text)
			}
		})
	}
	for folded, spellings := range v.spellings {
		slices.Sort(spellings)
		word := v.make(folded)
		if other, taken := v.owners[word]; taken && other != folded {
			return nil, fmt.Errorf("two values of personal fields have the same pseudonym %s; use another key", word)
		}
		v.words[folded], v.owners[word] = word, folded
	}
	return v, nil
}

// make works the pseudonym of a folded text out.
func (v *veil) make(folded string) string {
	return pseudonymMark + base32.StdEncoding.EncodeToString(signed(v.key, v.realm, folded))[:pseudonymLetters]
}

// signed returns the HMAC-SHA-256 of the texts with the key.
func signed(key []byte, texts ...string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(strings.Join(texts, "\x1f")))
	return mac.Sum(nil)
}

// word returns the pseudonym of a text.
func (v *veil) word(text string) string {
	folded := metric.FoldText(text)
	word, ok := v.words[folded]
	if !ok {
		word = v.make(folded) // of a record that is not in the pack
	}
	return inCase(word, slices.Index(v.spellings[folded], text))
}

// list returns the pseudonyms of a text of several values.
func (v *veil) list(text string) string {
	parts := strings.Split(text, "; ")
	for i, part := range parts {
		parts[i] = v.word(part)
	}
	return strings.Join(parts, "; ")
}

// inCase writes the n-th spelling of a word: n's binary digits say which letters
// are small.
func inCase(word string, n int) string {
	if n <= 0 {
		return word
	}
	bit := 0
	return strings.Map(func(r rune) rune {
		if !unicode.IsUpper(r) {
			return r
		}
		if bit++; n>>(bit-1)&1 == 1 {
			return unicode.ToLower(r)
		}
		return r
	}, word)
}
