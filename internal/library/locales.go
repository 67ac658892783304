package library

import (
	"path"
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
		r.checkClashes(l, file)
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
	ext := path.Ext(name)
	if language = strings.TrimPrefix(ext, "."); ext != "" && slices.Contains(l.LocaleTags(), language) {
		return strings.TrimSuffix(name, ext), language
	}
	return name, ""
}

// PacksIn returns the names of the packs that are written in the language.
func (l *Library) PacksIn(tag string) []string {
	names := []string{}
	for _, file := range l.files.names(Packs) {
		name, language := l.spoken(strings.TrimSuffix(file, extensions[Packs]))
		if language == tag || language == "" && tag == locale.English {
			names = append(names, name)
		}
	}
	return names
}

// AllTexts returns the English texts that packs show, each once: those of the code,
// then those of datasets, metrics and the crosswalk.
func (l *Library) AllTexts() []locale.Forms {
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
	all, known := slices.Clone(locale.Fixed()), map[string]bool{}
	for _, text := range all {
		known[text.Key()] = true
	}
	for _, text := range texts {
		if !known[text] {
			known[text] = true
			all = append(all, locale.Forms{text})
		}
	}
	return all
}

// checkClashes reports titles of a dataset that are the same in the language: a
// reader, a formula and a later pack could not tell them apart.
func (r *reader) checkClashes(l *locale.Locale, file string) {
	for _, def := range r.datasets {
		if clash := def.In(l).Clash(); clash != "" {
			p := problem.New(problem.BadDefinition, problem.Place{File: file}, "dataset %s: %s", def.ID, clash)
			p.Hint = "give each a title of its own"
			r.problems = append(r.problems, p)
		}
	}
}
