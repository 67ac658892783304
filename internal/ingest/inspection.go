package ingest

import (
	"fmt"
	"path/filepath"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// Inspection says what is in a file and what it looks like.
type Inspection struct {
	File      string  `json:"file"`
	Format    string  `json:"format"`             // xlsx or text
	Encoding  string  `json:"encoding,omitempty"` // of text: utf-8, utf-16le, utf-16be or windows-1252
	Delimiter string  `json:"delimiter,omitempty"`
	Bytes     int64   `json:"bytes"`
	SHA256    string  `json:"sha256"`
	Sheets    []Sheet `json:"sheets"` // one for a text file
	// Best is the index of the visible sheet that fits a dataset best, or -1 where
	// none fits any.
	Best int `json:"best"`
}

// Sheet is one table of an inspected file.
type Sheet struct {
	Name    string       `json:"name,omitempty"`
	Hidden  bool         `json:"hidden,omitempty"`
	Header  int          `json:"header_row"`        // 0 where there is none
	Rows    int          `json:"rows"`              // below the header that are not blank
	Partial bool         `json:"partial,omitempty"` // the table is longer; only this many rows were looked at
	Columns []ColumnFact `json:"columns"`
	Dataset *Fit         `json:"dataset,omitempty"` // that fits best
	Preset  *Fit         `json:"preset,omitempty"`  // that fits best
	// Mapping is an item of the list sources of compack.yaml, indented by two.
	Mapping string `json:"mapping,omitempty"`
}

// Fit is a dataset or a preset that the table may be for.
type Fit struct {
	ID    string  `json:"id"`
	Title string  `json:"title"`
	Score float64 `json:"score"` // 0 to 1
	Why   string  `json:"why"`
}

// ColumnFact describes one column.
type ColumnFact struct {
	Header     string       `json:"header"`
	Type       dataset.Type `json:"type,omitempty"`     // empty where no cell is filled
	TwoWays    bool         `json:"two_ways,omitempty"` // dates whose day and month can't be told apart
	EmptyShare float64      `json:"empty_share"`        // 0 to 1
	Examples   []string     `json:"examples,omitempty"` // the first different values; none where they may speak of a person
	Personal   bool         `json:"personal,omitempty"` // whether they may
	Field      string       `json:"field,omitempty"`    // of the dataset that fits best
	Unknown    []string     `json:"unknown,omitempty"`  // words that the field does not know
	Clients    []string     `json:"clients,omitempty"`  // the first different words of the column that names the client
}

// PresetHint is a preset by which files are recognised.
type PresetHint struct {
	ID          string
	Title       string
	Fingerprint []string // headers that together tell the export from others
	Source      Source   // its mapping and its dataset; no file
}

// Inspect looks into a file of any dialect that [Read] knows and says what it
// holds, which dataset and which preset fit it best, and how to write it as a
// source. The problems say why a file can't be read; the error is one of reading
// the disk.
func Inspect(path string, datasets []*dataset.Definition, presets []PresetHint) (Inspection, problem.List, error) {
	root, name := filepath.Split(path)
	src := &Source{Dataset: &dataset.Definition{}, Root: root, File: name}
	out := Inspection{File: name, Best: -1}
	var problems problem.List
	log := reporter{src: src, list: &problems}
	f, err := open(src, &digests{}, log)
	if err != nil {
		return out, problems, fmt.Errorf("inspect %s: %w", name, err)
	}
	if f == nil {
		return out, problems, nil
	}
	defer f.close()
	err = out.describe(f, newRecogniser(datasets, presets, log), log)
	return out, problems, err
}

// describe fills in what the opened file holds.
func (out *Inspection) describe(f *file, r *recogniser, log reporter) error {
	out.Format, out.Bytes, out.SHA256 = "xlsx", f.before.Size(), f.digest
	views := make([]view, 0, len(f.grids))
	for i := range f.grids {
		log.sheet = f.grids[i].sheet
		v, err := r.view(&f.grids[i])
		if err != nil {
			if err := log.unreadable(err); err != nil {
				return err
			}
			continue
		}
		views = append(views, v)
	}
	if len(f.grids) > 0 && f.grids[0].isText {
		views = bestView(views)
		out.Format = "text"
		if len(views) > 0 {
			out.Delimiter, out.Encoding = delimiterName(views[0].grid.delimiter), views[0].grid.encoding
		}
	}
	for i, v := range views {
		log.sheet = v.grid.sheet
		sheet, err := v.describe(out.File, len(views) > 1)
		if err != nil {
			if err := log.unreadable(err); err != nil {
				return err
			}
		}
		out.Sheets = append(out.Sheets, sheet)
		if v.isFit() && !v.grid.hidden && (out.Best < 0 || v.score() > views[out.Best].score()) {
			out.Best = i
		}
	}
	return nil
}

// bestView keeps the cut of a text file that fits best; the first one, which is
// the most consistent, where none fits.
func bestView(views []view) []view {
	best := 0
	for i := range views {
		if views[i].score() > views[best].score() {
			best = i
		}
	}
	if len(views) == 0 {
		return nil
	}
	return views[best : best+1]
}
