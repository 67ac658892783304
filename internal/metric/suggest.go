package metric

import (
	"fmt"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// suggestField returns a hint that names the field which was probably meant, or
// else all fields.
func suggestField(name string, on *dataset.Definition) string {
	for _, f := range on.Fields {
		for _, header := range append([]string{f.Name, f.Title}, f.Headers...) {
			if dataset.Fold(header) == dataset.Fold(name) {
				return fmt.Sprintf("did you mean %s?", f.Name)
			}
		}
	}
	names := append(on.FieldNames(), string(atStart), string(atEnd), string(atAsOf))
	if near := nearest(name, names); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "its fields are " + strings.Join(on.FieldNames(), ", ")
}

// suggestValue returns a hint that names the enum value which was probably meant,
// or else all values.
func suggestValue(name string, f *dataset.Field) string {
	for _, v := range f.Values {
		for _, word := range append([]string{v.Name, v.Title}, v.Also...) {
			if dataset.Fold(word) == dataset.Fold(name) {
				return fmt.Sprintf("did you mean %q?", v.Name)
			}
		}
	}
	if near := nearest(name, f.ValueNames()); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "its values are " + strings.Join(f.ValueNames(), ", ")
}

// suggestWord returns a hint for a name that is none of those given.
func suggestWord(name string, names []string) string {
	if near := nearest(name, names); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "it must be one of " + strings.Join(names, ", ")
}

// nearest returns the name that was probably meant by s: the one that resembles
// it most, or else begins with it; "" where there is none.
func nearest(s string, names []string) string {
	if near := problem.Nearest(s, names); near != "" || len(s) < 2 {
		return near
	}
	if i := slices.IndexFunc(names, func(n string) bool { return strings.HasPrefix(n, s) }); i >= 0 {
		return names[i]
	}
	return ""
}
