package library

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/strict"
)

// Export is what a preset knows of a program's exports beyond their mapping.
type Export struct {
	// Fingerprint lists headers that together tell the export from others. A
	// preset without one is never suggested.
	Fingerprint []string            `yaml:"fingerprint"`
	Headers     map[string][]string `yaml:"headers"`    // field: headers of its column, the surest first; none need be there; [] has no column
	Nulls       []string            `yaml:"nulls"`      // words that stand for no value
	Replace     map[string]string   `yaml:"replace"`    // text inside cells: what it stands for
	Truncation  string              `yaml:"truncation"` // how a cell ends that the program cut off
	Decide      map[string][]Choice `yaml:"decide"`     // field: rules that settle its value, the first that fits
	Disclose    []Disclosure        `yaml:"disclose"`   // kinds of rows that are counted and reported
	Caveats     []string            `yaml:"caveats"`    // what such an export can't tell
}

// Disclosure reports how many rows have cells as When says.
type Disclosure struct {
	When map[string][]string `yaml:"when" strict:"raw"` // as in [Choice]
	Text string              `yaml:"text"`              // what the rows are
}

// Choice gives a field a value where the row's cells are as When says.
type Choice struct {
	Sheet string              `yaml:"sheet"`              // where it counts: a sheet's name, or a pattern with * and ?
	When  map[string][]string `yaml:"when" strict:"raw"`  // header: words; "" is an empty cell and "*" one that is not
	Value string              `yaml:"value" strict:"raw"` // empty for no value
	From  string              `yaml:"from"`               // instead of a value: the header of the column that holds it
}

// checkExport checks the keys of a preset that its mapping does not hold.
func (d *definition) checkExport(p Preset, def *dataset.Definition) {
	for _, name := range slices.Sorted(maps.Keys(p.Headers)) {
		key := strict.Join("headers", name)
		d.fed(def, key, name)
		if _, twice := p.Columns[name]; twice {
			d.wrong(key, "keep one of the two", "%s has a column already", name)
		}
		d.filled(key, p.Headers[name])
	}
	d.filled("fingerprint", p.Fingerprint)
	d.filled("caveats", p.Caveats)
	for i, disclosure := range p.Disclose {
		key := strict.Item("disclose", i)
		d.conditions(key, disclosure.When)
		d.require(key+".text", disclosure.Text, "write what the rows are")
	}
	for _, name := range slices.Sorted(maps.Keys(p.Decide)) {
		key := strict.Join("decide", name)
		f := d.fed(def, key, name)
		if f != nil && name == def.Scope {
			d.wrong(key, "let a column or the source name the client", "%s names the client, which no rule may settle", name)
		}
		for i, choice := range p.Decide[name] {
			d.checkChoice(choice, f, strict.Item(key, i))
		}
	}
}

// filled reports an empty text in a list.
func (d *definition) filled(key string, list []string) {
	for i, text := range list {
		if strings.TrimSpace(text) == "" {
			d.wrong(strict.Item(key, i), "write the text, or remove the item", "is empty")
		}
	}
}

func (d *definition) conditions(key string, when map[string][]string) {
	if len(when) == 0 {
		d.wrong(key+".when", "write the headers with the words that they must hold", "is missing")
	}
}

func (d *definition) checkChoice(c Choice, f *dataset.Field, key string) {
	d.conditions(key, c.When)
	if c.From != "" && c.Value != "" {
		d.wrong(key+".from", "keep one of the two", "a choice has a value already, %q", c.Value)
	}
	if f == nil || c.Value == "" || d.doc.Failed(d.at(key+".value")) {
		return
	}
	if f.Type == dataset.Enum {
		oneOf(d, key+".value", fmt.Sprintf("value of %s called", f.Name), c.Value, f.ValueNames())
		return
	}
	d.checkDefault(&dataset.Field{Name: f.Name, Type: f.Type, Min: f.Min, Max: f.Max, Default: c.Value}, key+".value")
}
