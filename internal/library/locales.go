package library

import (
	"slices"
	"strings"

	"compack/internal/locale"
	"compack/internal/problem"
)

// readLocales reads the locale files. A file has the name of its language's tag.
func (r *reader) readLocales() {
	r.locales = map[string]*locale.Locale{}
	for _, name := range r.files.names(Locales) {
		content, file, _ := r.files.content(Locales, name)
		l, problems := locale.Parse(file, content)
		r.problems = append(r.problems, problems...)
		if l == nil {
			continue
		}
		tag := strings.TrimSuffix(name, extensions[Locales])
		if l.Language != tag && problems.Count(problem.Error) == 0 {
			p := problem.New(problem.BadDefinition, problem.Place{File: file, Key: "language"}, "the language %q is not the file's name", l.Language)
			p.Hint = "name the file " + l.Language + extensions[Locales] + ", or correct the language"
			r.problems = append(r.problems, p)
		}
		r.locales[tag] = l
	}
}

// Locale returns the language called tag: nil for English, unless the workspace has
// words of its own for it; false where no file holds the language.
func (l *Library) Locale(tag string) (*locale.Locale, bool) {
	found, ok := l.locales[tag]
	if ok {
		l.files.use(Locales, tag+extensions[Locales])
	}
	return found, ok || tag == locale.English
}

// LocaleTags returns the tags of the languages that packs can be made in, English
// first, then by name.
func (l *Library) LocaleTags() []string {
	tags := []string{locale.English}
	for _, name := range l.files.names(Locales) {
		if tag := strings.TrimSuffix(name, extensions[Locales]); tag != locale.English {
			tags = append(tags, tag)
		}
	}
	return tags
}

// spoken splits the name of a pack's file into that of the pack and the language
// that it is written in: vendor-quarterly.de. The language is "" for English.
func (l *Library) spoken(name string) (pack, language string) {
	pack, language, ok := cutLast(name, ".")
	if ok && slices.Contains(l.LocaleTags(), language) {
		return pack, language
	}
	return name, ""
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// Texts returns the English texts of all definitions that packs show, each once,
// in the order of datasets.
func (l *Library) Texts() []string {
	var texts []string
	for _, def := range l.datasets {
		texts = append(texts, def.Texts()...)
	}
	for _, m := range l.metrics {
		texts = append(texts, m.Texts()...)
	}
	if note := strings.TrimSpace(l.catalog.Crosswalk().Note); note != "" {
		texts = append(texts, note)
	}
	known := map[string]bool{}
	return slices.DeleteFunc(texts, func(s string) bool {
		again := known[s]
		known[s] = true
		return again
	})
}
