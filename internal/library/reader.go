package library

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/strict"
)

// first are the datasets that come before others, wherever an order matters,
// in the order of a pack's chapters.
var first = []string{
	"requirements", "policies", "controls", "control_tests", "risks", "findings", "incidents", "people", "training", "screening",
	"accounts", "access_reviews", "vulnerabilities", "development", "remediation", "suppliers", "certifications",
}

// reader fills a library and collects what is wrong with its definitions.
type reader struct {
	*Library
	problems problem.List
	sound    bool // no dataset has a problem
}

// each decodes the files of a kind in the order of datasets and calls f for each
// that defines something.
func each[T any](r *reader, kind string, f func(base string, v T, in *definition)) {
	names := r.files.names(kind)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	eachOf(r, kind, names, f)
}

// eachOf is like each for the files that are named.
func eachOf[T any](r *reader, kind string, names []string, f func(base string, v T, in *definition)) {
	for _, name := range names {
		content, file := r.files.use(kind, name)
		doc, problems := strict.Parse(file, content, strict.OneCode(problem.BadDefinition))
		r.problems = append(r.problems, problems...)
		if doc == nil || doc.IsEmpty() {
			continue
		}
		var v T
		r.problems = append(r.problems, doc.Decode(&v)...)
		f(strings.TrimSuffix(name, extensions[kind]), v, &definition{reader: r, doc: doc, kind: kind})
	}
}

// rank places a file named after a dataset.
func rank(name string) int {
	base, _, _ := strings.Cut(name, ".")
	if i := slices.Index(first, base); i >= 0 {
		return i
	}
	return len(first)
}

// definition is a definition, or a list of them, while it is checked. The keys
// that its methods take start at key.
type definition struct {
	*reader
	doc  *strict.Document
	kind string
	key  string
}

// item returns the i-th definition of a list.
func (d *definition) item(i int) *definition {
	return &definition{reader: d.reader, doc: d.doc, kind: d.kind, key: strict.Item("", i)}
}

func (d *definition) at(key string) string {
	if d.key == "" {
		return key
	}
	return d.key + "." + key
}

// wrong reports the value of key, unless it could not be read in the first
// place.
func (d *definition) wrong(key, hint, format string, args ...any) {
	if d.doc.Failed(d.at(key)) {
		return
	}
	p := problem.New(problem.BadDefinition, d.doc.Place(d.at(key)), format, args...)
	if hint != "" {
		p.Hint = hint
	}
	d.problems = append(d.problems, p)
}

// require reports a key that has no value.
func (d *definition) require(key, value, hint string) bool {
	if strings.TrimSpace(value) == "" {
		d.wrong(key, hint, "is missing")
		return false
	}
	return true
}

// unknown reports a name that is none of known.
func (d *definition) unknown(key, noun, name string, known []string) {
	message := fmt.Sprintf("there is no %s %q", noun, name)
	if near, ok := strict.Nearest(name, known); ok {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	d.wrong(key, "those known are "+strict.List(known), "%s", message)
}

// oneOf reports a value that is none of the allowed.
func oneOf[T ~string](d *definition, key, noun string, value T, allowed []T) bool {
	if slices.Contains(allowed, value) {
		return true
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	d.unknown(key, noun, string(value), words)
	return false
}

// identify checks that an id is written as form says and used once, and notes its
// place.
func (d *definition) identify(id string, form *regexp.Regexp, example string) {
	if !d.require("id", id, "write an id such as "+example) {
		return
	}
	if !form.MatchString(id) {
		d.wrong("id", "write lower-case letters, digits and underscores, such as "+example, "%q can't be an id", id)
		return
	}
	at := d.kind + "/" + id
	if other, taken := d.places[at]; taken {
		d.wrong("id", "give each an id of its own", "the id %q is used already, in %s, line %d", id, other.File, other.Row)
		return
	}
	d.places[at] = d.doc.Place(d.at("id"))
}

// named checks that a file with one definition has the name of its id, so that a
// file of the workspace replaces what it seems to replace.
func (d *definition) named(id, base string) {
	if id != "" && id != base {
		d.wrong("id", fmt.Sprintf("name the file %s%s, or correct the id", id, extensions[d.kind]), "the id %q is not the file's name", id)
	}
}

// dataset returns the dataset that the definition is about, nil where there is
// none.
func (d *definition) dataset(id string) *dataset.Definition {
	if !d.require("dataset", id, "write the id of a dataset") {
		return nil
	}
	def := find(d.datasets, id)
	if def == nil {
		d.unknown("dataset", "dataset", id, ids(d.datasets))
	}
	return def
}

// predicate checks a condition over a dataset's records. It is not tried where a
// dataset is wrong, which would only repeat that mistake.
func (d *definition) predicate(key, src string, def *dataset.Definition) {
	if !d.sound || def == nil {
		return
	}
	if _, err := metric.ParsePredicate(src, def); err != nil {
		message, hint, _ := strings.Cut(err.Error(), "; ")
		d.wrong(key, hint, "%s", message)
	}
}

func find(datasets []*dataset.Definition, id string) *dataset.Definition {
	if i := slices.Index(ids(datasets), id); i >= 0 {
		return datasets[i]
	}
	return nil
}

func ids(datasets []*dataset.Definition) []string {
	out := make([]string, len(datasets))
	for i, d := range datasets {
		out[i] = d.ID
	}
	return out
}
