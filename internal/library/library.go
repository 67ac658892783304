package library

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"compack/internal/dataset"
	"compack/internal/framework"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/problem"
)

// Library is a set of checked definitions. It may be used by several goroutines;
// what it returns must not be changed.
type Library struct {
	datasets []*dataset.Definition
	metrics  []metric.Definition
	presets  []Preset
	rules    []dataset.Rule
	catalog  *framework.Catalog
	locales  map[string]*locale.Locale // by tag
	places   map[string]problem.Place  // kind/id

	files *overlay
	fonts func() map[string][]byte
}

// Preset is a named mapping for the export of a known program.
type Preset struct {
	ID          string                         `yaml:"id"`
	Title       string                         `yaml:"title"`
	Dataset     string                         `yaml:"dataset"`
	Description string                         `yaml:"description"`
	Source      string                         `yaml:"source"` // where the export's headers are documented
	Sheet       string                         `yaml:"sheet"`
	DateOrder   string                         `yaml:"date_order"` // dmy, mdy or ymd
	Columns     map[string]string              `yaml:"columns"`    // field: header
	Values      map[string]map[string][]string `yaml:"values"`     // field: value: words that mean it
	Set         map[string]string              `yaml:"set" strict:"raw"`
	Dialect     `yaml:",inline"`
	Export      `yaml:",inline"`
}

// The kinds of definitions, each a folder.
const (
	Datasets   = "datasets"
	Metrics    = "metrics"
	Presets    = "presets"
	Rules      = "rules"
	Frameworks = "frameworks"
	Packs      = "packs"
	Fonts      = "fonts"
	Locales    = "locales"
)

// extensions says how the files of each kind end.
var extensions = map[string]string{Datasets: ".yaml", Metrics: ".yaml", Presets: ".yaml", Rules: ".yaml", Frameworks: ".yaml", Packs: ".md", Fonts: ".ttf", Locales: ".yaml"}

// Open reads the definitions in shipped, overlaid by the templates folder of
// workspace where there is one, and checks them. A definition file that holds
// only comments defines nothing. Whoever compiles the metrics checks what they
// say of fields.
func Open(shipped fs.FS, workspace string) (*Library, problem.List) {
	files, problems := openOverlay(shipped, workspace)
	l := &Library{files: files, places: map[string]problem.Place{}}
	l.fonts = sync.OnceValue(l.readFonts)
	r := &reader{Library: l, problems: problems}
	r.readDatasets()
	r.readMetrics()
	r.readPresets()
	r.readRules()
	r.readFrameworks()
	r.readLocales()
	r.problems.Sort()
	return l, r.problems
}

// Datasets returns the datasets: those that are shipped in the order of a pack's
// chapters, then others by name.
func (l *Library) Datasets() []*dataset.Definition { return l.datasets }

// Metrics returns the metrics: by file in the order of datasets, then as they stand
// in the file.
func (l *Library) Metrics() []metric.Definition { return l.metrics }

// Presets returns the presets by id.
func (l *Library) Presets() []Preset { return l.presets }

// Rules returns the consistency rules in an order like that of metrics.
func (l *Library) Rules() []dataset.Rule { return l.rules }

// Frameworks returns the control frameworks by id.
func (l *Library) Frameworks() []framework.Definition { return l.catalog.Frameworks() }

// Catalog returns the frameworks with the crosswalk between them.
func (l *Library) Catalog() *framework.Catalog { return l.catalog }

// Place returns where the definition with that id stands; kind is one of the
// constants of this package.
func (l *Library) Place(kind, id string) problem.Place { return l.places[kind+"/"+id] }

// PackNames returns the names of the pack templates, sorted. The texts of a pack in
// other languages are no packs of their own.
func (l *Library) PackNames() []string {
	var names []string
	for _, file := range l.files.names(Packs) {
		if name, _ := l.spoken(strings.TrimSuffix(file, extensions[Packs])); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Pack returns the text of a pack template in a language, and the name of its file
// for messages. A pack that is not written in the language is that of the plain file.
func (l *Library) Pack(name, language string) (text, file string, ok bool) {
	if !slices.Contains(l.PackNames(), name) {
		return "", "", false
	}
	base := name + "." + language + extensions[Packs]
	if !slices.Contains(l.files.names(Packs), base) {
		base = name + extensions[Packs]
	}
	content, file := l.files.use(Packs, base)
	return string(content), file, len(content) > 0
}

// Fonts returns the font files by name.
func (l *Library) Fonts() map[string][]byte { return l.fonts() }

func (l *Library) readFonts() map[string][]byte {
	out := map[string][]byte{}
	for _, name := range l.files.names(Fonts) {
		out[name], _ = l.files.use(Fonts, name)
	}
	return out
}

// Used returns the files that were read so far, by path: all definitions, and the
// pack templates, languages and fonts that were asked for.
func (l *Library) Used() []manifest.File { return l.files.used() }
