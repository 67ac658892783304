package merge

import (
	"maps"
	"slices"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// crossing counts what a bridge changed in one client's records.
type crossing struct{ records, references int }

// bridge gives records and references the identifiers that took the place of their
// own. It comes before all else, so that a record which stands in an old and a new
// export is one.
func (m *merger) bridge() {
	for _, b := range m.Bridges {
		changed := map[string]*crossing{}
		count := func(t *dataset.Table, row int) *crossing {
			client := scopeOf(t, row)
			if changed[client] == nil {
				changed[client] = &crossing{}
			}
			return changed[client]
		}
		for _, def := range m.Datasets {
			t := m.Tables[def.ID]
			if t == nil {
				continue
			}
			for i := range def.Fields {
				switch f := &def.Fields[i]; {
				case def.ID == b.Dataset && f.Name == def.Key[0]:
					for _, row := range t.Column(i).Rename(b.New) {
						count(t, row).records++
					}
				case f.References == b.Dataset:
					for _, row := range t.Column(i).Rename(b.New) {
						count(t, row).references++
					}
				}
			}
		}
		m.reportBridge(b, changed)
	}
}

// reportBridge tells each client what a bridge changed in its records, without a
// word of others'.
func (m *merger) reportBridge(b dataset.Bridge, changed map[string]*crossing) {
	for _, client := range slices.Sorted(maps.Keys(changed)) {
		c := changed[client]
		p := problem.New(problem.Bridged, problem.Place{File: b.File, Sheet: b.Sheet},
			"identifiers of %s were replaced by newer ones: in %d of their records, in %d references to them", b.Dataset, c.records, c.references)
		p.Dataset = b.Dataset
		p.Of(client)
		m.problems = append(m.problems, p)
	}
}
