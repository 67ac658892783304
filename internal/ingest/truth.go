package ingest

import "compack/internal/dataset"

// truths are the words for yes and no, folded and without accents, in English,
// German, French and Spanish.
var truths = map[string]bool{
	"yes": true, "y": true, "true": true, "t": true, "x": true, "on": true,
	"enabled": true, "required": true, "mandatory": true,
	"ja": true, "j": true, "wahr": true, "aktiviert": true, "erforderlich": true, "verpflichtend": true,
	"oui": true, "vrai": true, "active": true, "requis": true, "obligatoire": true,
	"si": true, "verdadero": true, "activado": true, "requerido": true, "obligatorio": true,
	"no": false, "n": false, "false": false, "f": false, "off": false,
	"disabled": false, "optional": false, "notrequired": false,
	"nein": false, "falsch": false, "deaktiviert": false,
	"non": false, "faux": false, "desactive": false, "inactive": false, "facultatif": false, "optionnel": false,
	"falso": false, "desactivado": false, "opcional": false,
}

// parseTruth reads a yes or a no.
func parseTruth(s string) (truth, ok bool) {
	switch s {
	case "1", "1.0", "✓", "✔", "☑":
		return true, true
	case "0", "0.0", "✗", "✘", "☐":
		return false, true
	}
	if len(s) > 32 || s == "" || isDigit(s[0]) {
		return false, false
	}
	truth, ok = truths[dataset.Fold(unaccented(s))]
	return truth, ok
}
