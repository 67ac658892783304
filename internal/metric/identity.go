package metric

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// wording are the parts of a definition that change what is said of a figure and
// not what it is.
var wording = []string{"id", "title", "by", "unit", "better", "target", "warn", "definition", "basis", "note", "trend"}

// Formula returns the parts of the definition that decide its value, a line each.
// Two definitions with one formula give one value for the same records. Parts that
// are not set are left out, so that a part which a later version knows besides
// changes no formula without it.
func (d Definition) Formula() string {
	var b strings.Builder
	v := reflect.ValueOf(d)
	for f := range v.Type().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		value := v.FieldByIndex(f.Index)
		if slices.Contains(wording, name) || value.IsZero() {
			continue
		}
		for value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		fmt.Fprintf(&b, "%s: %v\n", name, value)
	}
	return b.String()
}

// FormulaSHA256 returns the digest of the formula in hexadecimal.
func (d Definition) FormulaSHA256() string {
	sum := sha256.Sum256([]byte(d.Formula()))
	return hex.EncodeToString(sum[:])
}

// FormulaSHA256 returns that of the definition.
func (m *Metric) FormulaSHA256() string {
	if m.once.digest == nil {
		return m.Definition.FormulaSHA256() // not compiled
	}
	return m.once.digest()
}
