package strict

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Short is a struct that may be written as a single value instead of its keys.
type Short interface{ SetShort(value string) }

// value reads n into v. raw says that any single value will do, as it is spelled.
func (d *Document) value(key string, n *yaml.Node, v reflect.Value, raw bool) {
	if _, seen := d.lines[key]; !seen && key != "" {
		d.lines[key] = n.Line
	}
	switch {
	case n.Kind == yaml.AliasNode:
		d.report(d.codes.BadValue, key, "write the value out where it is needed", "*%s repeats another value, which is not supported", n.Value)
		return
	case n.ShortTag() == "!!null":
		d.report(d.codes.Missing, key, "give the key a value, or remove it", "has no value")
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		to := reflect.New(v.Type().Elem())
		before := len(d.problems)
		d.value(key, n, to.Elem(), raw)
		if len(d.problems) == before {
			v.Set(to)
		}
	case reflect.Struct:
		if short, ok := v.Addr().Interface().(Short); ok && n.Kind == yaml.ScalarNode {
			short.SetShort(n.Value)
			return
		}
		d.structure(key, n, v)
	case reflect.Map:
		d.mapping(key, n, v, raw)
	case reflect.Slice:
		d.list(key, n, v, raw)
	default:
		d.scalar(key, n, v, raw)
	}
}

// field is a key of a struct type.
type field struct {
	value reflect.Value
	raw   bool
}

// fields returns the keys of a struct, those of inlined structs included, in
// their order.
func fields(v reflect.Value) (map[string]field, []string) {
	known := map[string]field{}
	var names []string
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case option == "inline":
			more, order := fields(v.Field(i))
			for _, n := range order {
				known[n] = more[n]
			}
			names = append(names, order...)
		case name != "" && name != "-":
			known[name] = field{v.Field(i), f.Tag.Get("strict") == "raw"}
			names = append(names, name)
		}
	}
	return known, names
}

func (d *Document) structure(key string, n *yaml.Node, v reflect.Value) {
	known, names := fields(v)
	d.entries(key, n, func(name string, value *yaml.Node) {
		at := Join(key, name)
		f, ok := known[name]
		if !ok {
			message := fmt.Sprintf("the key %q is not known", name)
			if near, ok := Nearest(name, names); ok {
				message += fmt.Sprintf("; did you mean %q?", near)
				d.failed[Join(key, near)] = true // so that it is not missed as well
			}
			hint := "the keys known here are " + List(names)
			if n.Style&yaml.FlowStyle != 0 && value.ShortTag() == "!!null" {
				hint = "put a text that holds a comma in quotes; " + hint
			}
			d.report(d.codes.UnknownKey, at, hint, "%s", message)
			return
		}
		d.value(at, value, f.value, f.raw)
	})
}

func (d *Document) mapping(key string, n *yaml.Node, v reflect.Value, raw bool) {
	out := reflect.MakeMap(v.Type())
	d.entries(key, n, func(name string, value *yaml.Node) {
		item := reflect.New(v.Type().Elem()).Elem()
		before := len(d.problems)
		d.value(Join(key, name), value, item, raw)
		if len(d.problems) == before {
			out.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), item)
		}
	})
	v.Set(out)
}

// entries calls f for each key of a mapping that stands there once.
func (d *Document) entries(key string, n *yaml.Node, f func(name string, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		d.report(d.codes.BadValue, key, "write the keys below it, indented by two spaces", "keys with values are expected here, not %s", what(n))
		return
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		at := Join(key, name.Value)
		switch first, twice := lines[name.Value]; {
		case name.Kind != yaml.ScalarNode || name.ShortTag() == "!!merge":
			d.lines[at] = name.Line
			d.report(d.codes.UnknownKey, at, "write each key out as a word", "a key must be a word")
		case twice:
			p := len(d.problems)
			d.report(d.codes.Repeated, at, "keep one of the two", "the key %q stands in line %d already", name.Value, first)
			d.problems[p].Place.Row = name.Line
		default:
			lines[name.Value], d.lines[at] = name.Line, name.Line
			f(name.Value, value)
		}
	}
}

// mayBeOne is implemented by lists of which a single item may be written alone.
type mayBeOne interface{ MayBeOne() }

func (d *Document) list(key string, n *yaml.Node, v reflect.Value, raw bool) {
	if _, ok := v.Interface().(mayBeOne); ok && n.Kind == yaml.ScalarNode {
		out := reflect.MakeSlice(v.Type(), 1, 1)
		d.value(key, n, out.Index(0), raw)
		v.Set(out)
		return
	}
	if n.Kind != yaml.SequenceNode {
		hint := "write each item on a line of its own, after a dash"
		if n.Kind == yaml.ScalarNode {
			hint = fmt.Sprintf("write it as a list: [%s]", shown(n))
		}
		d.report(d.codes.BadValue, key, hint, "a list is expected here, not %s", what(n))
		return
	}
	out := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		d.value(Item(key, i), item, out.Index(i), raw)
	}
	v.Set(out)
}
