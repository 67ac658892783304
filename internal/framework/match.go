package framework

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Catalog finds the control that an identifier means, however an export writes it.
// It may be used by several goroutines.
type Catalog struct {
	frameworks []Definition
	crosswalk  Crosswalk
	controls   []map[string]string // of each framework: folded identifier -> control
	names      []name              // of all frameworks, the longest first
}

// name is one of the words by which a framework goes.
type name struct {
	parts     []string
	framework int
}

// NewCatalog returns a catalog of the frameworks.
func NewCatalog(frameworks []Definition, crosswalk Crosswalk) *Catalog {
	c := &Catalog{frameworks: frameworks, crosswalk: crosswalk}
	for i := range frameworks {
		f := &frameworks[i]
		known := map[string]string{}
		for _, control := range f.Controls {
			known[Fold(control.ID)] = control.ID
		}
		c.controls = append(c.controls, known)
		for _, word := range append([]string{f.ID, f.Title}, f.Also...) {
			c.names = append(c.names, name{parts(word), i})
		}
	}
	slices.SortStableFunc(c.names, func(a, b name) int { return cmp.Compare(len(b.parts), len(a.parts)) })
	return c
}

// Frameworks returns the frameworks in their order.
func (c *Catalog) Frameworks() []Definition { return c.frameworks }

// Crosswalk returns the crosswalk between them.
func (c *Catalog) Crosswalk() *Crosswalk { return &c.crosswalk }

// Framework returns the framework that goes by that id, title or other name;
// case and punctuation don't count.
func (c *Catalog) Framework(word string) (*Definition, bool) {
	i := c.index(word)
	if i < 0 {
		return nil, false
	}
	return &c.frameworks[i], true
}

func (c *Catalog) index(word string) int {
	wanted := parts(word)
	for _, n := range c.names {
		if slices.Equal(n.parts, wanted) {
			return n.framework
		}
	}
	return -1
}

// Name returns a control's identifier as it is told from those of other
// frameworks: A.8.8, but CIS 7.1.
func (c *Catalog) Name(ref Ref) string {
	f, ok := c.Framework(ref.Framework)
	if !ok || ref.Control == "" || unicode.IsLetter([]rune(ref.Control)[0]) {
		return ref.Control
	}
	return cmp.Or(append(slices.Clone(f.Also), f.Title)[0], f.ID) + " " + ref.Control
}

// Resolve returns the control that id means in the framework called by that name.
// A name in front of the identifier goes before it. Where nobody stated the
// framework (assumed), and it has no such control, the one other framework that
// has it is taken; where several have it, the identifier means none.
func (c *Catalog) Resolve(framework, id string, assumed bool) (Ref, bool) {
	wanted := parts(id)
	for _, n := range c.names {
		if len(n.parts) < len(wanted) && slices.Equal(n.parts, wanted[:len(n.parts)]) {
			if ref, ok := c.find(n.framework, wanted[len(n.parts):]); ok {
				return ref, true
			}
		}
	}
	if i := c.index(framework); i >= 0 {
		if ref, ok := c.find(i, wanted); ok || !assumed {
			return ref, ok
		}
	} else if framework != "" && !assumed {
		return Ref{}, false
	}
	return c.only(wanted)
}

// only returns the control where exactly one framework has it.
func (c *Catalog) only(wanted []string) (found Ref, ok bool) {
	for i := range c.frameworks {
		ref, has := c.find(i, wanted)
		if has && ok {
			return Ref{}, false
		}
		if has {
			found, ok = ref, true
		}
	}
	return found, ok
}

// find returns the control of one framework.
func (c *Catalog) find(framework int, wanted []string) (Ref, bool) {
	f := &c.frameworks[framework]
	wanted = withoutTitle(wanted)
	for end := len(wanted); end > 0; end-- {
		key := strings.Join(wanted[:end], " ")
		for _, k := range []string{key, f.Letters + " " + key} {
			if control, ok := c.controls[framework][k]; ok {
				return Ref{f.ID, control}, true
			}
		}
		if !f.Parts {
			break
		}
	}
	return Ref{}, false
}

// withoutTitle drops the words behind an identifier: AC-2 Account Management.
func withoutTitle(wanted []string) []string {
	end := len(wanted)
	for end > 1 && len(wanted[end-1]) > 1 && unicode.IsLetter([]rune(wanted[end-1])[0]) {
		end--
	}
	return wanted[:end]
}

// Fold brings an identifier or a name into the form in which two of them are
// compared.
func Fold(s string) string { return strings.Join(parts(s), " ") }

// parts splits an identifier or name into its letters and numbers, so that A.5.1,
// "a 5.1" and A-05-01 are the same.
func parts(s string) (out []string) {
	const letter, digit = 1, 2
	kind := 0
	for _, r := range s {
		now := 0
		switch {
		case unicode.IsLetter(r):
			now = letter
		case r >= '0' && r <= '9':
			now = digit
		}
		switch {
		case now == 0:
		case now == kind:
			out[len(out)-1] += string(unicode.ToUpper(r))
		default:
			out = append(out, string(unicode.ToUpper(r)))
		}
		kind = now
	}
	for i, p := range out {
		if trimmed := strings.TrimLeft(p, "0"); trimmed != p {
			out[i] = cmp.Or(trimmed, "0")
		}
	}
	return out
}
