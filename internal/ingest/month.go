package ingest

import (
	"strings"
	"unicode/utf8"
)

// months are the names in English, German, French and Spanish, without accents.
// Three letters or more of one stand for it.
var months = [12][]string{
	{"january", "januar", "jaenner", "janner", "janvier", "enero"},
	{"february", "februar", "fevrier", "febrero"},
	{"march", "marz", "maerz", "mars", "marzo", "mrz"},
	{"april", "avril", "abril"},
	{"may", "mai", "mayo"},
	{"june", "juni", "juin", "junio"},
	{"july", "juli", "juillet", "julio"},
	{"august", "aout", "agosto"},
	{"september", "septembre", "septiembre", "setiembre"},
	{"october", "oktober", "octobre", "octubre"},
	{"november", "novembre", "noviembre"},
	{"december", "dezember", "decembre", "diciembre"},
}

// namedMonth returns the month that one of the parts names, and which part it
// is; 0 when none does, or when one may mean two: jui is June or July.
func namedMonth(parts [3]string) (month, at int) {
	for at, p := range parts {
		if len(p) >= 3 && !isDigit(p[0]) {
			return monthOf(strings.ToLower(p)), at
		}
	}
	return 0, 0
}

func monthOf(s string) (month int) {
	if s == "sept" {
		return 9
	}
	for i, names := range months {
		for _, name := range names {
			if !strings.HasPrefix(name, s) {
				continue
			}
			if month != 0 && month != i+1 {
				return 0
			}
			month = i + 1
		}
	}
	return month
}

// accents maps the letters of the four languages to those without an accent.
var accents = strings.NewReplacer("ä", "a", "Ä", "A", "á", "a", "Á", "A", "à", "a", "À", "A", "â", "a", "Â", "A",
	"é", "e", "É", "E", "è", "e", "È", "E", "ê", "e", "Ê", "E", "í", "i", "Í", "I", "ï", "i", "î", "i",
	"ö", "o", "Ö", "O", "ó", "o", "Ó", "O", "ô", "o", "ü", "u", "Ü", "U", "ú", "u", "Ú", "U", "û", "u", "Û", "U", "ù", "u",
	"ç", "c", "Ç", "C", "ñ", "n", "Ñ", "N", "º", "", "°", "")

// unaccented returns the text, which is in composed form, without accents.
func unaccented(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return accents.Replace(s)
		}
	}
	return s
}

// cutOrdinal takes what makes the day an ordinal off the front: 1er, 5th.
func cutOrdinal(s string) string {
	for _, end := range []string{"er", "st", "nd", "rd", "th"} {
		if rest, ok := strings.CutPrefix(s, end); ok && strings.HasPrefix(rest, " ") {
			return rest
		}
	}
	return s
}

// cutPreposition takes the Spanish of off the front: 5 de octubre de 2026.
func cutPreposition(s string) string {
	if rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), "de "); ok {
		return rest
	}
	return s
}
