package pdf

import "unicode"

// arabicForms are the letters that change their form by their neighbours, each with the
// first of its forms: alone, at the end, and for those that join to the next letter at
// the beginning and in the middle (Unicode, Arabic Presentation Forms A and B).
var arabicForms = map[rune]struct {
	first rune
	joins bool // to the letter after it
}{
	'\u0622': {'\uFE81', false}, '\u0623': {'\uFE83', false}, '\u0624': {'\uFE85', false}, '\u0625': {'\uFE87', false}, '\u0626': {'\uFE89', true},
	'\u0627': {'\uFE8D', false}, '\u0628': {'\uFE8F', true}, '\u0629': {'\uFE93', false}, '\u062A': {'\uFE95', true}, '\u062B': {'\uFE99', true},
	'\u062C': {'\uFE9D', true}, '\u062D': {'\uFEA1', true}, '\u062E': {'\uFEA5', true}, '\u062F': {'\uFEA9', false}, '\u0630': {'\uFEAB', false},
	'\u0631': {'\uFEAD', false}, '\u0632': {'\uFEAF', false}, '\u0633': {'\uFEB1', true}, '\u0634': {'\uFEB5', true}, '\u0635': {'\uFEB9', true},
	'\u0636': {'\uFEBD', true}, '\u0637': {'\uFEC1', true}, '\u0638': {'\uFEC5', true}, '\u0639': {'\uFEC9', true}, '\u063A': {'\uFECD', true},
	'\u0641': {'\uFED1', true}, '\u0642': {'\uFED5', true}, '\u0643': {'\uFED9', true}, '\u0644': {'\uFEDD', true}, '\u0645': {'\uFEE1', true},
	'\u0646': {'\uFEE5', true}, '\u0647': {'\uFEE9', true}, '\u0648': {'\uFEED', false}, '\u0649': {'\uFEEF', false}, '\u064A': {'\uFEF1', true},
	// Persian and Urdu
	'\u067E': {'\uFB56', true}, '\u0686': {'\uFB7A', true}, '\u0698': {'\uFB8A', false}, '\u06A9': {'\uFB8E', true}, '\u06AF': {'\uFB92', true},
	'\u06CC': {'\uFBFC', true},
}

// lamAlef are the four pairs that are always written as one: lam and an alef. The form
// at the end of a word follows that which stands alone.
var lamAlef = map[rune]rune{'\u0622': '\uFEF5', '\u0623': '\uFEF7', '\u0625': '\uFEF9', '\u0627': '\uFEFB'}

const lam, tatweel = '\u0644', '\u0640'

// isArabic reports whether a rune is one that changes its form.
func isArabic(r rune) bool {
	if r < 0x600 || r > 0x6FF {
		return false
	}
	_, ok := arabicForms[r]
	return ok
}

// joined returns Arabic letters in the forms in which they join one another. A letter
// whose form no font has stays as it is, as do marks above and below letters.
func joined(runes []rune, has func(rune) bool) []rune {
	out := make([]rune, 0, len(runes))
	before := false // whether the letter before joins to this one
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if unicode.IsMark(r) {
			out = append(out, r)
			continue
		}
		letter, ok := arabicForms[r]
		if !ok {
			out, before = append(out, r), r == tatweel
			continue
		}
		form, after := letter.first, false
		if pair := pairAt(runes, i); pair != 0 && has(pair) && has(pair+1) {
			form = pair
			i++
		} else if after = letter.joins && joinsBackwards(runes[i+1:]); after {
			form += 2
		}
		if before {
			form++
		}
		if !has(form) {
			form = r
		}
		out, before = append(out, form), after
	}
	return out
}

// pairAt returns the form of a lam and an alef that stand at position i, 0 where there
// are none.
func pairAt(runes []rune, i int) rune {
	if runes[i] != lam || i+1 == len(runes) {
		return 0
	}
	return lamAlef[runes[i+1]]
}

// joinsBackwards reports whether the first letter of a text joins to one before it.
func joinsBackwards(rest []rune) bool {
	for _, r := range rest {
		if !unicode.IsMark(r) {
			return isArabic(r) || r == tatweel
		}
	}
	return false
}
