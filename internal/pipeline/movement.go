package pipeline

import (
	"fmt"
	"slices"

	"compack/internal/compare"
	"compack/internal/dataset"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/movement"
)

// movement compares the client's records with its pack of the period before.
func (r *run) movement(v *view, p *past, values []metric.Value) (*movement.Report, error) {
	in := compare.Input{
		Datasets: r.datasets, Tables: v.tables, Values: values, Period: r.Period, AsOf: r.AsOf,
		Suppressed: v.problems.Suppressed(), Previous: p.before.Label, Why: p.why(),
	}
	if pack := p.previous(); pack != nil {
		in.Before = &compare.Before{
			Period: pack.Period, AsOf: pack.AsOf, Tables: map[string]*dataset.Table{}, Unread: map[string]string{},
			Figures: pack.Figures, Balances: pack.Balances, Suppressed: pack.Suppressed,
		}
		personal := dataset.Personal(r.datasets)
		for _, def := range r.datasets {
			fields := comparable(def, r.metrics)
			if len(fields) == 0 || v.tables[def.ID] == nil && def.Movement == nil {
				continue
			}
			if pack.NoRecords {
				in.Before.Unread[def.ID] = fmt.Sprintf("the pack of %s holds no records", pack.Period.Label)
				continue
			}
			if namesPeople(def, personal) && !manifest.NamesAlike(pack.Privacy, v.privacy) {
				in.Before.Unread[def.ID] = fmt.Sprintf("the pack of %s does not name people as this one does", pack.Period.Label)
				continue
			}
			t, why, err := readBack(pack, def, fields)
			if err != nil {
				return nil, fmt.Errorf("read the pack of %s back: %w", pack.Period.Label, err)
			}
			if why != "" {
				in.Before.Unread[def.ID] = why
			} else if t != nil {
				in.Before.Tables[def.ID] = t
			}
		}
	}
	report := compare.Compare(in)
	return &report, nil
}

// namesPeople reports whether the dataset's key says something about a person.
func namesPeople(def *dataset.Definition, personal map[string]map[string]bool) bool {
	return slices.ContainsFunc(def.Key, func(name string) bool { return personal[def.ID][name] })
}

// why says why there is no pack of the period before to compare with.
func (p *past) why() string {
	if slices.Contains(p.altered, p.before.Label) {
		return fmt.Sprintf("the pack of %s is not what its manifest says", p.before.Label)
	}
	return fmt.Sprintf("no pack of %s was found", p.before.Label)
}
