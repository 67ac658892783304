package ingest

import (
	"maps"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// plan is what a source's settings say, checked against its dataset.
type plan struct {
	src    *Source
	def    *dataset.Definition
	opts   Options
	scope  int    // the index of the field that names the client, or -1
	client string // the id of the client whom all records belong to, or empty

	converters []*converter // by field; nil for a derived one
	fixed      []*value     // by field: what each record gets whatever the file says
	fallback   []*value     // by field: what each record gets when there is no column
	known      map[string][]alias
}

// alias is one of the headers by which a field is recognised, the lower its
// rank the surer.
type alias struct {
	field, rank int
}

// prepare checks the settings and reports every mistake. It returns false when
// there is one.
func prepare(src *Source, opts Options, log reporter) (*plan, bool) {
	n := len(src.Dataset.Fields)
	p := &plan{
		src: src, def: src.Dataset, opts: opts, client: src.Client, scope: src.Dataset.Index(src.Dataset.Scope),
		converters: make([]*converter, n), fixed: make([]*value, n), fallback: make([]*value, n), known: map[string][]alias{},
	}
	before := len(*log.list)
	src.check(log)
	if !slices.Contains([]string{"", "dmy", "mdy", "ymd"}, src.DateOrder) {
		log.file(problem.BadSetting, log.setting("date_order"), "write dmy, mdy or ymd", "%q is no order of day, month and year", src.DateOrder)
	}
	for i := range p.def.Fields {
		if f := &p.def.Fields[i]; !f.IsDerived() {
			p.converters[i] = newConverter(p.def, f, src.DateOrder)
			p.converters[i].mark = src.Decimal
			p.learn(i)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(src.Columns)) {
		p.field(name, log, "columns")
	}
	for _, name := range slices.Sorted(maps.Keys(src.Headers)) {
		p.field(name, log, "headers")
	}
	for _, name := range slices.Sorted(maps.Keys(src.Treatment.Decide)) {
		p.field(name, log, "decide")
	}
	for _, name := range slices.Sorted(maps.Keys(src.Values)) {
		if i, ok := p.field(name, log, "values"); ok {
			p.translate(i, log)
		}
	}
	p.constants(log)
	return p, len(*log.list) == before
}

// learn notes the headers by which the field at index i is recognised.
func (p *plan) learn(i int) {
	f := &p.def.Fields[i]
	own, known := p.src.Headers[f.Name]
	if known && len(own) == 0 {
		return
	}
	for rank, h := range own {
		p.alias(h, alias{field: i, rank: rank})
	}
	after := 0 // what the definition knows comes behind what the source knows of any field
	for _, headers := range p.src.Headers {
		after = max(after, len(headers))
	}
	for rank, h := range slices.Concat([]string{f.Name, f.Title}, f.Headers) {
		p.alias(h, alias{field: i, rank: after + rank})
	}
}

func (p *plan) alias(h string, a alias) {
	if h = dataset.Fold(h); h != "" {
		p.known[h] = append(p.known[h], a)
	}
}

// field returns the index of the field that a setting names, or reports that
// there is none that a source feeds.
func (p *plan) field(name string, log reporter, key string) (int, bool) {
	i := p.def.Index(name)
	switch {
	case i < 0:
		hint := "the fields are " + strings.Join(p.def.FieldNames(), ", ")
		if near, ok := nearest(name, p.def.FieldNames()); ok {
			hint = "did you mean " + near + "? " + hint
		}
		log.file(problem.UnknownKey, log.setting(key, name), hint, "the dataset %s has no field %q", p.def.ID, name)
	case p.converters[i] == nil:
		log.file(problem.BadSetting, log.setting(key, name), "remove the key", "the field %s is worked out; no source feeds it", name)
	default:
		return i, true
	}
	return 0, false
}

// translate teaches the field's converter the words of the source. They count
// before the words of the definition.
func (p *plan) translate(i int, log reporter) {
	f := &p.def.Fields[i]
	c := p.converters[i]
	for _, name := range slices.Sorted(maps.Keys(p.src.Values[f.Name])) {
		at := log.setting("values", f.Name, name)
		if _, wrong := c.convert(cell{kind: text, text: name}); wrong != nil {
			log.file(problem.BadSetting, at, wrong.hint, "%s", wrong.message)
			continue
		}
		for _, word := range p.src.Values[f.Name][name] {
			if was, taken := c.words[wordKey(word)]; taken && was != name {
				log.file(problem.Repeated, at, "leave the word with one value", "the word %q stands for %q already", word, was)
				continue
			}
			c.words[wordKey(word)] = name
		}
	}
	clear(c.seen) // it was filled before all words were known
}

// constants settles the values that no column feeds.
func (p *plan) constants(log reporter) {
	for _, name := range slices.Sorted(maps.Keys(p.src.Set)) {
		i, ok := p.field(name, log, "set")
		if !ok {
			continue
		}
		if _, both := p.src.Columns[name]; both {
			log.file(problem.BadSetting, log.setting("set", name), "keep one of the two", "the field %s has a column too", name)
		}
		p.fixed[i] = p.constant(i, p.src.Set[name], problem.BadSetting, log.setting("set", name), log)
	}
	for i, f := range p.def.Fields {
		if f.Default != "" && p.converters[i] != nil {
			at := problem.Place{Key: strings.Join([]string{"datasets", p.def.ID, f.Name, "default"}, ".")}
			p.fallback[i] = p.constant(i, f.Default, problem.BadDefinition, at, log)
		}
	}
	if p.scope >= 0 && p.client == "" && p.fixed[p.scope] != nil {
		p.client = p.fixed[p.scope].text
	}
	if p.scope >= 0 && p.client != "" {
		p.fixed[p.scope] = &value{text: p.client}
	}
}

// constant converts a value of the configuration.
func (p *plan) constant(i int, written string, code problem.Code, at problem.Place, log reporter) *value {
	v, wrong := p.converters[i].convert(cell{kind: text, text: written})
	if wrong != nil {
		log.file(code, at, wrong.hint, "%s", wrong.message)
		return &v
	}
	if i == p.scope {
		id, ok := p.opts.Client(v.text)
		if !ok {
			log.file(problem.ClientUnknown, at, "", "%q is no client", written)
		}
		v.text = id
	}
	return &v
}

// needs reports whether a source must have a column for the field.
func (p *plan) needs(i int) bool {
	f := &p.def.Fields[i]
	if p.converters[i] == nil || p.fixed[i] != nil || p.fallback[i] != nil || len(p.src.Treatment.Decide[f.Name]) > 0 {
		return false
	}
	return f.Required || i == p.scope
}
