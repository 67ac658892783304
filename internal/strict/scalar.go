package strict

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar reads a single value into a text, a number or a boolean.
func (d *Document) scalar(key string, n *yaml.Node, v reflect.Value, raw bool) {
	if n.Kind != yaml.ScalarNode {
		d.report(d.codes.BadValue, key, "write one value", "%s is expected here, not %s", wanted(v.Kind()), what(n))
		return
	}
	var ok bool
	switch v.Kind() {
	case reflect.String:
		if ok = raw || n.ShortTag() == "!!str"; ok {
			v.SetString(n.Value)
		} else {
			d.notText(key, n)
		}
	case reflect.Bool:
		var yes bool
		if yes, ok = boolean(n); ok {
			v.SetBool(yes)
		} else {
			d.report(d.codes.BadValue, key, "write true or false", "%s is neither true nor false", shown(n))
		}
	case reflect.Int:
		ok = d.integer(key, n, v)
	case reflect.Float64:
		ok = d.decimal(key, n, v)
	default:
		panic(fmt.Sprintf("no way to read %s", v.Type()))
	}
	if ok {
		d.scalars[key] = n.Value
	}
}

// notText reports a text that YAML reads as something else. An identifier such as
// 01234 or 1.10 would lose what makes it one.
func (d *Document) notText(key string, n *yaml.Node) {
	kinds := map[string]string{"!!int": "a number", "!!float": "a number", "!!bool": "a yes-or-no value", "!!timestamp": "a date"}
	kind, ok := kinds[n.ShortTag()]
	if !ok {
		d.report(d.codes.BadValue, key, "write the text without the tag", "%s is not a text", shown(n))
		return
	}
	read := ""
	var v any
	if n.Decode(&v) == nil && kind == "a number" && fmt.Sprint(v) != n.Value {
		read = fmt.Sprintf(", which YAML reads as %v", v)
	}
	d.report(d.codes.BadValue, key, "write it in quotes: "+strconv.Quote(n.Value), "%s is not a text but %s%s", n.Value, kind, read)
}

func boolean(n *yaml.Node) (value, ok bool) {
	if tag := n.ShortTag(); tag != "!!bool" && (tag != "!!str" || n.Style != 0) {
		return false, false
	}
	switch strings.ToLower(n.Value) {
	case "true", "yes":
		return true, true
	case "false", "no":
		return false, true
	}
	return false, false
}

var integerForm = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

func (d *Document) integer(key string, n *yaml.Node, v reflect.Value) bool {
	if n.ShortTag() == "!!int" && integerForm.MatchString(n.Value) {
		if i, err := strconv.Atoi(n.Value); err == nil {
			v.SetInt(int64(i))
			return true
		}
	}
	hint := "write digits only"
	if integerForm.MatchString(n.Value) && n.ShortTag() == "!!str" {
		hint = "write it without quotes: " + n.Value
	}
	d.report(d.codes.BadValue, key, hint, "%s is not a whole number", shown(n))
	return false
}

func (d *Document) decimal(key string, n *yaml.Node, v reflect.Value) bool {
	tag := n.ShortTag()
	if tag == "!!int" || tag == "!!float" {
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
			v.SetFloat(f)
			return true
		}
	}
	hint := "write it with a point: 0.95"
	if f, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(n.Value, "%")), 64); err == nil && tag == "!!str" {
		hint = "write it without quotes: " + n.Value
		if strings.HasSuffix(n.Value, "%") {
			hint = "write it as a share of 1: " + strconv.FormatFloat(f/100, 'g', 12, 64)
		}
	}
	d.report(d.codes.BadValue, key, hint, "%s is not a number", shown(n))
	return false
}

// wanted says which kind of single value is expected.
func wanted(k reflect.Kind) string {
	switch k {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	}
	return "a text"
}

// what says what a node is.
func what(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	}
	return shown(n)
}

// shown returns a single value as messages quote it, cut where it is long.
func shown(n *yaml.Node) string {
	const most = 60
	text := []rune(n.Value)
	if len(text) > most {
		text = append(text[:most-1], '…')
	}
	if n.ShortTag() == "!!str" {
		return strconv.Quote(string(text))
	}
	return string(text)
}
