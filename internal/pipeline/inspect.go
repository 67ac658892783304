package pipeline

import (
	"compack/internal/ingest"
	"compack/internal/library"
	"compack/internal/problem"
)

// What [Inspect] finds: a file, its tables and their columns.
type (
	Inspection = ingest.Inspection
	Sheet      = ingest.Sheet
	Column     = ingest.ColumnFact
)

// Inspect looks into the file at path and says what it holds and which of the
// library's datasets and presets fit it. The problems say why a file can't be
// read; the error is one of reading the disk.
func Inspect(path string, lib *library.Library) (Inspection, problem.List, error) {
	datasets := lib.Datasets()
	var hints []ingest.PresetHint
	for _, p := range lib.Presets() {
		for _, def := range datasets {
			if def.ID == p.Dataset {
				hints = append(hints, ingest.PresetHint{ID: p.ID, Title: p.Title, Fingerprint: p.Fingerprint, Source: mapping(p, def)})
			}
		}
	}
	return ingest.Inspect(path, datasets, hints)
}
