package locale

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

// catalogue lists the fixed texts that the source says, a line each.
//
//go:embed texts.yaml
var catalogue string

// Fixed returns the fixed texts of packs in English, each with its forms for one and
// for more where it counts something; the last form is the key of translations.
var Fixed = sync.OnceValue(func() (out []Forms) {
	known := map[string]bool{}
	for line := range strings.Lines(catalogue) {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "- ")
		if !ok {
			continue
		}
		if !strings.HasPrefix(text, "[") {
			text = "[" + text + "]"
		}
		var forms Forms
		if err := json.Unmarshal([]byte(text), &forms); err != nil {
			panic("the catalogue of fixed texts is broken: " + err.Error()) // a test of house writes it
		}
		if !known[forms.Key()] { // lists of two branches may repeat one another
			known[forms.Key()] = true
			out = append(out, forms)
		}
	}
	return out
})

// Key returns the text that translations are found by.
func (f Forms) Key() string { return f[len(f)-1] }

// Gap is a text that a locale lacks, or has in the wrong number of forms.
type Gap struct {
	Forms
	Has int // forms that it has, 0 where it lacks the text
}

// Gaps returns which of the texts the locale lacks, or has not for every number that
// the language tells apart.
func (l *Locale) Gaps(texts []Forms) (gaps []Gap) {
	for _, text := range texts {
		has := len(l.Texts[text.Key()])
		if has == 0 || len(text) > 1 && has != len(l.Plurals()) || len(text) == 1 && has > 1 {
			gaps = append(gaps, Gap{text, has})
		}
	}
	return gaps
}

// Vain returns the texts of the locale that no pack says, sorted.
func (l *Locale) Vain(texts []Forms) []string {
	known := map[string]bool{}
	for _, text := range texts {
		known[text.Key()] = true
	}
	var vain []string
	for key := range l.Texts {
		if !known[key] {
			vain = append(vain, key)
		}
	}
	slices.Sort(vain)
	return vain
}
