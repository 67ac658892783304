package pipeline

import (
	"fmt"
	"slices"

	"compack/internal/compare"
	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/movement"
)

// movement compares the client's records with its pack of the period before.
func (r *run) movement(v *view, p *past, values []metric.Value) (*movement.Report, error) {
	in := compare.Input{
		Datasets: v.datasets, Tables: v.tables, Values: values, Period: r.Period, AsOf: r.AsOf,
		Suppressed: v.problems.Suppressed(), Previous: p.before.Label, Why: p.why(v.locale), Locale: v.locale,
	}
	if pack := p.previous(); pack != nil {
		in.Before = &compare.Before{
			Period: pack.Period, AsOf: pack.AsOf, Tables: map[string]*dataset.Table{}, Unread: map[string]string{},
			Figures: pack.Figures, Balances: pack.Balances, Suppressed: pack.Suppressed,
		}
		then, err := r.in(pack.Language)
		if err != nil {
			return nil, fmt.Errorf("read the pack of %s back: %w", pack.Period.Label, err)
		}
		personal := dataset.Personal(v.datasets)
		for _, def := range v.datasets {
			fields := comparable(def, v.metrics)
			if len(fields) == 0 || v.tables[def.ID] == nil && def.Movement == nil {
				continue
			}
			if pack.NoRecords {
				in.Before.Unread[def.ID] = fmt.Sprintf("the pack of %s holds no records", pack.Period.Label)
				continue
			}
			if namesPeople(def, personal) && !manifest.NamesAlike(pack.Privacy, v.privacy) {
				in.Before.Unread[def.ID] = v.locale.Say("the pack of %s does not name people as this one does", pack.Period.Label)
				continue
			}
			t, why, err := readBack(pack, then.dataset(def.ID), fields, v.locale)
			if err != nil {
				return nil, fmt.Errorf("read the pack of %s back: %w", pack.Period.Label, err)
			}
			if why != "" {
				in.Before.Unread[def.ID] = why
			} else if t != nil {
				in.Before.Tables[def.ID] = t.In(def)
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
func (p *past) why(l *locale.Locale) string {
	if slices.Contains(p.altered, p.before.Label) {
		return l.Say("the pack of %s is not what its manifest says", p.before.Label)
	}
	return l.Say("no pack of %s was found", p.before.Label)
}
