package pipeline

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/ingest"
	"compack/internal/library"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/problem"
)

// sources resolves the configuration's sources: one for each file, with its
// preset applied below what the configuration says itself. A problem that is no
// error does not keep the others from being read.
func (r *run) sources() ([]ingest.Source, problem.List) {
	var out []ingest.Source
	var problems problem.List
	for _, s := range r.Config.Sources {
		files, found := r.Config.Files(s)
		problems = append(problems, found...)
		for _, file := range files {
			out = append(out, r.source(s, file))
		}
	}
	return out, problems
}

// isFed reports whether a source of the configuration feeds the dataset, whether or
// not its files are there, or the run makes its records itself.
func (r *run) isFed(dataset string) bool {
	return dataset == made || slices.ContainsFunc(r.Config.Sources, func(s config.Source) bool { return s.Dataset == dataset })
}

func (r *run) source(s config.Source, file string) ingest.Source {
	preset := r.preset(s.Preset)
	return ingest.Source{
		Dataset: r.dataset(s.Dataset), Root: r.Config.Inputs, File: file, Key: s.Key(),
		Sheet: sheetFor(s, preset), DateOrder: cmp.Or(s.DateOrder, preset.DateOrder),
		Columns: overlay(preset.Columns, s.Columns), Values: overlay(preset.Values, s.Values), Set: overlay(preset.Set, s.Set),
		Encoding: cmp.Or(s.Encoding, preset.Encoding), Delimiter: cmp.Or(s.Delimiter, preset.Delimiter),
		Decimal: cmp.Or(s.Decimal, preset.Decimal), HeaderRow: s.Header(),
		Sheets: s.Sheets, SheetSets: sheetSets(s.SheetSets),
		Client: s.Client, Precedence: s.Precedence, Headers: preset.Headers, Treatment: treatment(preset.Export, s.Columns),
	}
}

// sheetFor returns the one sheet to read, none where the source names several.
func sheetFor(s config.Source, preset library.Preset) string {
	if len(s.Sheets) > 0 {
		return ""
	}
	return cmp.Or(s.Sheet, preset.Sheet)
}

func sheetSets(written []config.SheetSet) []ingest.SheetSet {
	out := make([]ingest.SheetSet, len(written))
	for i, s := range written {
		out[i] = ingest.SheetSet(s)
	}
	return out
}

// overlay returns the entries of below, replaced and extended by those of above.
func overlay[V any](below, above map[string]V) map[string]V {
	out := make(map[string]V, len(below)+len(above))
	for k, v := range below {
		out[k] = v
	}
	for k, v := range above {
		out[k] = v
	}
	return out
}

// preset returns the preset of that id; the empty id is the empty preset. The
// configuration was checked, so the id is known.
func (r *run) preset(id string) library.Preset {
	for _, p := range r.Library.Presets() {
		if p.ID == id {
			return p
		}
	}
	return library.Preset{}
}

// dataset returns the definition of a dataset that the configuration names.
func (r *run) dataset(id string) *dataset.Definition {
	for _, d := range r.datasets {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// compile returns the library's metrics, ready to measure.
func (r *run) compile() ([]*metric.Metric, problem.List) {
	var out []*metric.Metric
	var problems problem.List
	for _, def := range r.Library.Metrics() {
		m, err := metric.Compile(def, r.dataset(def.Dataset))
		if err != nil {
			problems = append(problems, problem.New(problem.BadDefinition, r.Library.Place(library.Metrics, def.ID), "%v", err))
			continue
		}
		out = append(out, m)
	}
	return out, problems
}

// bridgeFiles resolves the configuration's bridges.
func (r *run) bridgeFiles() ([]ingest.BridgeFile, problem.List) {
	var out []ingest.BridgeFile
	var problems problem.List
	for _, b := range r.Config.Bridges {
		file, found := r.Config.BridgeFile(b)
		problems = append(problems, found...)
		out = append(out, ingest.BridgeFile{Dataset: r.dataset(b.Dataset), Root: r.Config.Inputs, File: file, Key: b.Key(), From: b.From, To: b.To})
	}
	return out, problems
}

// inputFiles returns the digest and size of each file in the ledger and of each
// bridge.
func (r *run) inputFiles(ledger dataset.Ledger, bridges []dataset.Bridge) (map[string]manifest.File, error) {
	files := map[string]manifest.File{}
	add := func(file, digest string) error {
		info, err := os.Stat(filepath.Join(r.Config.Inputs, filepath.FromSlash(file)))
		if err != nil {
			return fmt.Errorf("look at %s: %w", file, err)
		}
		files[file] = manifest.File{Path: file, SHA256: digest, Bytes: int(info.Size())}
		return nil
	}
	for _, s := range ledger {
		if err := add(s.File, s.SHA256); err != nil {
			return nil, err
		}
	}
	for _, b := range bridges {
		if err := add(b.File, b.SHA256); err != nil {
			return nil, err
		}
	}
	return files, nil
}
