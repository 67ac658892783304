package pipeline

import (
	"compack/internal/dataset"
	"compack/internal/ingest"
	"compack/internal/library"
)

// mapping returns the preset as a source of the dataset, without a file.
func mapping(p library.Preset, def *dataset.Definition) ingest.Source {
	return ingest.Source{
		Dataset: def, Sheet: p.Sheet, DateOrder: p.DateOrder, Encoding: p.Encoding, Delimiter: p.Delimiter, Decimal: p.Decimal,
		Columns: p.Columns, Headers: p.Headers, Values: p.Values, Set: p.Set, Treatment: treatment(p.Export, nil),
	}
}

// treatment returns what the preset's exports need before their cells are read.
// A field that the configuration gives a column is read from that column alone.
func treatment(e library.Export, columns map[string]string) ingest.Treatment {
	decide := make(map[string][]ingest.Choice, len(e.Decide))
	for field, choices := range e.Decide {
		if _, own := columns[field]; own {
			continue
		}
		for _, c := range choices {
			decide[field] = append(decide[field], ingest.Choice(c))
		}
	}
	disclose := make([]ingest.Disclosure, len(e.Disclose))
	for i, d := range e.Disclose {
		disclose[i] = ingest.Disclosure(d)
	}
	return ingest.Treatment{Nulls: e.Nulls, Replace: e.Replace, Truncation: e.Truncation, Decide: decide, Disclose: disclose, Caveats: e.Caveats}
}
