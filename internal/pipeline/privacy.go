package pipeline

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/manifest"
)

// withheld stands for a personal value where it is left out of a text.
const withheld = "(withheld)"

// hide takes out of the view what the client's packs may not show of people. The
// view holds copies, so that nothing downstream can reach the values.
func (r *run) hide(client config.Client, v *view) error {
	treatment, least := r.Config.Treatment(client), r.Config.SmallGroups(client)
	if treatment == config.Show && least == 0 {
		return nil
	}
	v.privacy = &manifest.Privacy{Personal: string(treatment), SmallGroups: least, Redactions: []manifest.Redaction{}}
	v.privacy.Note = privacyNote(v.locale, treatment, least)
	if treatment == config.Show {
		return nil
	}
	v.privacy.Key = keyID(r.Config.PseudonymKey())
	h, err := r.newHider(client, v, treatment)
	if err != nil {
		return err
	}
	for _, def := range r.datasets {
		if t := v.tables[def.ID]; t != nil {
			v.tables[def.ID] = h.table(t)
		}
	}
	h.problems()
	return nil
}

// privacyNote speaks to readers of packs that do not show everything of people.
func privacyNote(l *locale.Locale, treatment config.Personal, least int) string {
	var notes []string
	if treatment != config.Show {
		notes = append(notes, l.Say("Fields that speak of a person are not shown as the sources hold them; the list says which and how. "+
			"Free text, such as titles and remarks, was not searched for names."))
	}
	if least > 0 {
		notes = append(notes, l.Say("Groups of fewer than %d records are put together, so that no figure speaks of a few people alone.", least))
	}
	return strings.Join(notes, " ")
}

// keyID tells a key from others without saying what it is.
func keyID(key []byte) string {
	return hex.EncodeToString(signed(key, "key")[:4])
}

// hider hides people from one view.
type hider struct {
	*veil
	names     *names
	view      *view
	treatment config.Personal
	personal  map[string]map[string]bool
	needed    map[string]map[string]bool // what keys and figures can't do without
}

func (r *run) newHider(client config.Client, v *view, treatment config.Personal) (*hider, error) {
	h := &hider{view: v, treatment: treatment, personal: dataset.Personal(r.datasets), needed: map[string]map[string]bool{}, names: r.names()}
	for _, def := range r.datasets {
		h.needed[def.ID] = map[string]bool{}
		for _, name := range def.Key {
			h.needed[def.ID][name] = true
		}
	}
	for _, m := range r.metrics {
		for _, name := range m.TextsCompared() {
			if h.personal[m.On.ID][name] {
				return nil, fmt.Errorf("metric %s compares the personal field %s with a text, which can't be done with personal: %s", m.ID, name, treatment)
			}
		}
		for _, name := range slices.Concat(m.Fields(), m.By) {
			h.needed[m.On.ID][name] = true
		}
	}
	realm := "client\x1f" + client.ID
	if treatment == config.Omit {
		realm = "pack\x1f" + client.ID + "\x1f" + r.Period.Label
	}
	var columns []*dataset.Column
	for _, def := range r.datasets {
		if t := v.tables[def.ID]; t != nil {
			for _, name := range slices.Sorted(maps.Keys(h.personal[def.ID])) {
				columns = append(columns, t.Col(name))
			}
		}
	}
	var err error
	h.veil, err = newVeil(r.Config.PseudonymKey(), realm, columns)
	return h, err
}

// table hides people in a table. Pseudonyms sort otherwise than what they stand
// for: the records are put into the order of their keys again, which helper columns and
// readers rely on.
func (h *hider) table(t *dataset.Table) *dataset.Table {
	id := t.Def.ID
	for i := range t.Def.Fields {
		f, c := &t.Def.Fields[i], t.Column(i)
		if !h.personal[id][f.Name] || c.Len() != t.Len() || isEmpty(c) {
			continue
		}
		treatment := h.column(c, h.needed[id][f.Name])
		if treatment != "" {
			h.view.privacy.Redactions = append(h.view.privacy.Redactions, manifest.Redaction{Dataset: id, Field: cmp.Or(f.Title, f.Name), Treatment: treatment})
		}
	}
	rows, _ := t.SortedByKey()
	return t.Select(rows)
}

// column hides people in a column and says how. What is no text has no pseudonym:
// it is shown where pseudonyms are asked for, and otherwise where a figure needs it.
func (h *hider) column(c *dataset.Column, needed bool) string {
	isText := c.Field.Type == dataset.Text
	switch {
	case h.treatment == config.Omit && !needed:
		c.Wipe()
		return manifest.LeftOut
	case !isText && h.treatment == config.Omit:
		return manifest.Shown
	case !isText:
		return ""
	}
	word := h.word
	if c.Field.List {
		word = h.list
	}
	c.Rewrite(word)
	if h.treatment == config.Omit {
		return manifest.PackPseudonyms
	}
	return manifest.Pseudonyms
}

func isEmpty(c *dataset.Column) bool {
	for row := range c.Len() {
		if !c.IsEmpty(row) {
			return false
		}
	}
	return true
}

// problems hides people in what the pack says of its inputs. A fingerprint that was
// made of a personal value could be guessed from it, so it is made anew with the key.
func (h *hider) problems() {
	to := h.word
	if h.treatment == config.Omit {
		to = func(string) string { return withheld }
	}
	for i := range h.view.problems {
		p := &h.view.problems[i]
		before, own := *p, h.names.short[p.Place.WholeRow()]
		for _, text := range []*string{&p.Message, &p.Value, &p.Record, &p.Hint} {
			*text = h.names.replace(*text, own, to)
		}
		if p.Fingerprint != "" && (p.Message != before.Message || p.Value != before.Value || p.Record != before.Record || p.Hint != before.Hint) {
			p.Fingerprint = hex.EncodeToString(signed(h.key, "fingerprint", h.realm, p.Fingerprint)[:8])
		}
	}
}
