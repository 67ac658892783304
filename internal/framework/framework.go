package framework

import "slices"

// Definition is one framework. Its identifiers are the publisher's; the titles say
// roughly what a control is about.
type Definition struct {
	ID        string `yaml:"id"`    // iso-27001-2022
	Title     string `yaml:"title"` // ISO/IEC 27001:2022 Annex A
	Publisher string `yaml:"publisher"`
	Version   string `yaml:"version"`
	Source    string `yaml:"source"`  // where the identifiers come from
	Licence   string `yaml:"licence"` // whose the wording is
	// Also lists other names of the framework. They may stand in front of an
	// identifier, too: ISO 27001 A.5.1.
	Also []string `yaml:"also"`
	// Letters stand in front of every identifier and may be left out of it: A of
	// A.5.1.
	Letters string `yaml:"letters"`
	// Parts says that an identifier which goes on below a control, such as AC-2(1),
	// counts for the control.
	Parts bool `yaml:"parts"`
	// Withdrawn lists identifiers that the publisher took back. They are known, and
	// no control.
	Withdrawn []string  `yaml:"withdrawn"`
	Groups    []Group   `yaml:"groups"`
	Controls  []Control `yaml:"controls"`
}

// Group is a family, category or theme of controls.
type Group struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
}

// Control is one control, criterion or requirement of a framework.
type Control struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	Group string `yaml:"group"`
}

// Control returns the control with that identifier, written as the framework
// writes it.
func (d *Definition) Control(id string) (Control, bool) {
	i := slices.IndexFunc(d.Controls, func(c Control) bool { return c.ID == id })
	if i < 0 {
		return Control{}, false
	}
	return d.Controls[i], true
}

// Ref names a control of a framework.
type Ref struct{ Framework, Control string }

// Crosswalk says which controls of other frameworks correspond to those of one.
type Crosswalk struct {
	Note     string    `yaml:"note"` // whose reading it is
	From     string    `yaml:"from"` // the framework that it starts at
	Mappings []Mapping `yaml:"mappings"`
}

// Mapping is what corresponds to one control.
type Mapping struct {
	Control string              `yaml:"control"`
	To      map[string][]string `yaml:"to"` // framework: controls
}

// Mapped returns the controls of framework that correspond to ref, in either
// direction of the crosswalk, in the order in which it names them. It never goes
// by way of a third framework.
func (w *Crosswalk) Mapped(ref Ref, framework string) (ids []string) {
	for _, m := range w.Mappings {
		switch {
		case ref.Framework == w.From && m.Control == ref.Control:
			ids = append(ids, m.To[framework]...)
		case framework == w.From && slices.Contains(m.To[ref.Framework], ref.Control):
			ids = append(ids, m.Control)
		}
	}
	return ids
}
