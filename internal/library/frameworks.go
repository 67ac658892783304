package library

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"compack/internal/framework"
	"compack/internal/strict"
)

// crosswalkFile is the file among those of the frameworks that says which controls
// correspond.
const crosswalkFile = "crosswalk.yaml"

var versioned = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)

func (r *reader) readFrameworks() {
	var frameworks []framework.Definition
	var last []string // the crosswalk comes when all frameworks are there
	names := slices.DeleteFunc(r.files.names(Frameworks), func(name string) bool {
		if name == crosswalkFile {
			last = append(last, name)
		}
		return name == crosswalkFile
	})
	eachOf(r, Frameworks, names, func(base string, f framework.Definition, in *definition) {
		in.checkFramework(f, base)
		in.checkNames(f, frameworks)
		frameworks = append(frameworks, f)
	})
	var walk framework.Crosswalk
	eachOf(r, Frameworks, last, func(_ string, w framework.Crosswalk, in *definition) {
		in.checkCrosswalk(w, frameworks)
		walk = w
	})
	r.catalog = framework.NewCatalog(frameworks, walk)
}

func (d *definition) checkFramework(f framework.Definition, base string) {
	d.identify(f.ID, versioned, "iso-27001-2022")
	d.named(f.ID, base)
	d.require("title", f.Title, "write what packs call the framework")
	d.require("publisher", f.Publisher, "write who publishes the framework")
	d.require("version", f.Version, "write which version the identifiers are of")
	d.require("source", f.Source, "write where the identifiers come from")
	d.require("licence", f.Licence, "write whose the wording is")
	groups := map[string]bool{}
	if len(f.Groups) == 0 {
		d.wrong("groups", "list the groups of controls", "is missing")
	}
	for i, g := range f.Groups {
		key := strict.Item("groups", i)
		d.require(key+".id", g.ID, "write the group's identifier")
		d.require(key+".title", g.Title, "write what packs call the group")
		if groups[g.ID] && g.ID != "" {
			d.wrong(key+".id", "give each group an identifier of its own", "the framework has a group %q already", g.ID)
		}
		groups[g.ID] = true
	}
	d.checkControls(f, groups)
}

func (d *definition) checkControls(f framework.Definition, groups map[string]bool) {
	if len(f.Controls) == 0 {
		d.wrong("controls", "list the controls", "is missing")
	}
	seen := map[string]string{}
	for i, c := range f.Controls {
		key := strict.Item("controls", i)
		d.require(key+".title", c.Title, "write what packs call the control, in a few words of your own")
		if d.require(key+".group", c.Group, "name the group that the control belongs to") && !groups[c.Group] {
			d.unknown(key+".group", "group", c.Group, slices.Sorted(maps.Keys(groups)))
		}
		if !d.require(key+".id", c.ID, "write the control's identifier") {
			continue
		}
		folded := framework.Fold(c.ID)
		if other, taken := seen[folded]; taken {
			d.wrong(key+".id", "give each control an identifier of its own", "%q can't be told from %q", c.ID, other)
		}
		seen[folded] = c.ID
		if f.Letters != "" && !strings.HasPrefix(folded, framework.Fold(f.Letters)+" ") {
			d.wrong(key+".id", "correct it, or remove letters", "%q does not begin with %q as letters says", c.ID, f.Letters)
		}
	}
	for i, id := range f.Withdrawn {
		if _, taken := seen[framework.Fold(id)]; taken {
			d.wrong(strict.Item("withdrawn", i), "keep one of the two", "%q is a control", id)
		}
	}
}

// checkNames checks that no other framework goes by one of this one's names.
func (d *definition) checkNames(f framework.Definition, others []framework.Definition) {
	for i, word := range f.Also {
		key := strict.Item("also", i)
		if framework.Fold(word) == "" {
			d.wrong(key, "write a name such as ISO 27001", "the name %q holds no letter or digit", word)
		}
		for _, other := range others {
			for _, taken := range append([]string{other.ID, other.Title}, other.Also...) {
				if framework.Fold(taken) == framework.Fold(word) {
					d.wrong(key, "leave the name to one of the two", "%q is a name of %s already", word, other.ID)
				}
			}
		}
	}
}

func (d *definition) checkCrosswalk(w framework.Crosswalk, frameworks []framework.Definition) {
	d.require("note", w.Note, "write whose reading the correspondences are")
	if !d.require("from", w.From, "name the framework that the correspondences start at") {
		return
	}
	from := d.framework("from", w.From, frameworks)
	if from == nil {
		return
	}
	seen := map[string]bool{}
	for i, m := range w.Mappings {
		key := strict.Item("mappings", i)
		if d.require(key+".control", m.Control, "name a control of "+w.From) {
			d.control(key+".control", m.Control, from)
		}
		if seen[m.Control] && m.Control != "" {
			d.wrong(key+".control", "put the two together", "%s is mapped already", m.Control)
		}
		seen[m.Control] = true
		for _, id := range slices.Sorted(maps.Keys(m.To)) {
			key := strict.Join(key+".to", id)
			to := d.framework(key, id, frameworks)
			if to == from && to != nil {
				d.wrong(key, "name another framework", "%s can't be mapped to itself", id)
				continue
			}
			for j, control := range m.To[id] {
				if to != nil {
					d.control(strict.Item(key, j), control, to)
				}
			}
		}
	}
}

// framework returns the framework that a key names, nil where there is none.
func (d *definition) framework(key, id string, frameworks []framework.Definition) *framework.Definition {
	known := make([]string, len(frameworks))
	for i := range frameworks {
		if known[i] = frameworks[i].ID; known[i] == id {
			return &frameworks[i]
		}
	}
	d.unknown(key, "framework", id, known)
	return nil
}

// control reports an identifier that the framework does not have.
func (d *definition) control(key, id string, of *framework.Definition) {
	if _, ok := of.Control(id); !ok {
		d.wrong(key, "write an identifier of "+of.Title+" as its file does", "%s has no control %q", of.ID, id)
	}
}
