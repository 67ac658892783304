package pipeline

import (
	"fmt"
	"slices"

	"compack/internal/clause"
	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/framework"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/movement"
	"compack/internal/problem"
)

// view is what one client may see of a run. It holds copies, so that nothing
// made from it can reach another client's records.
type view struct {
	*tongue    // the language that it is seen in
	tables     map[string]*dataset.Table
	ledgers    []manifest.Ledger
	origins    []document.Origin
	inputs     []manifest.File
	problems   problem.List
	unassigned int
	checks     []manifest.Check
	privacy    *manifest.Privacy
	clauses    []clause.Result
	movement   *movement.Report // what changed since the client's pack before; nil until it is compared
	coverage   framework.Report
}

// scope returns the client's view of the run: its own records and those of all
// clients, narrowed by the predicates of its configuration.
func (r *run) scope(client config.Client, t *tongue) (*view, error) {
	v := &view{tongue: t, tables: map[string]*dataset.Table{}, problems: r.shown.For(client.ID), origins: make([]document.Origin, len(r.ledger))}
	inScope := make([]int, len(r.ledger))
	for _, def := range r.datasets {
		table, ok := r.tables[def.ID]
		if !ok {
			continue
		}
		rows, err := r.scopedRows(client, table)
		if err != nil {
			return nil, err
		}
		own := table.Select(rows)
		own.Rejoin()
		v.tables[def.ID] = own.In(v.dataset(def.ID))
		if len(rows) == 0 {
			v.tables[def.ID].None = r.none(client.ID, def.ID)
		}
		if def.Made {
			continue
		}
		for _, row := range rows {
			inScope[table.Origin(int(row)).Source]++
		}
	}
	r.account(client, v, inScope)
	v.unassigned = r.unassigned()
	v.checks = r.checks(client, r.checked.Of(client.ID), v.locale)
	if err := r.hide(client, v); err != nil {
		return nil, fmt.Errorf("privacy of client %s: %w", client.ID, err)
	}
	return v, nil
}

// account puts the ledger into the view: the sources that may speak of the client,
// with how many of their records are its own, and the files they were read from.
func (r *run) account(client config.Client, v *view, inScope []int) {
	for i, s := range r.ledger {
		if s.Client != "" && s.Client != client.ID {
			continue
		}
		if !s.None.Covers(client.ID) {
			s.None = nil
		}
		v.ledgers = append(v.ledgers, manifest.Ledger{Source: s, InScope: inScope[i], OtherScope: s.Accepted - inScope[i]})
		v.origins[i] = document.Origin{File: s.File, Sheet: s.Sheet}
		if f := r.inputs[s.File]; !slices.Contains(v.inputs, f) {
			v.inputs = append(v.inputs, f)
		}
	}
	for _, b := range r.bridges {
		if f := r.inputs[b.File]; !slices.Contains(v.inputs, f) {
			v.inputs = append(v.inputs, f)
		}
	}
}

// scopedRows returns the rows of a table that belong to the client, in their
// order.
func (r *run) scopedRows(client config.Client, table *dataset.Table) ([]int32, error) {
	rows := r.shares[table.Def.ID]().Of(client.ID)
	narrowed, err := r.narrowed(client, table)
	if err != nil || narrowed == nil {
		return rows, err
	}
	var kept []int32
	for _, row := range rows {
		if narrowed.Has(int(row)) {
			kept = append(kept, row)
		}
	}
	return kept, nil
}

// narrowed returns the rows that satisfy the predicates which the client's
// configuration sets for the dataset, nil where there are none.
func (r *run) narrowed(client config.Client, table *dataset.Table) (metric.Rows, error) {
	var out metric.Rows
	for _, s := range client.Scope {
		if s.Dataset != table.Def.ID {
			continue
		}
		where, err := metric.ParsePredicate(s.Where, table.Def)
		if err != nil {
			return nil, fmt.Errorf("scope of client %s: %w", client.ID, err)
		}
		rows := where.Rows(table, r.dates)
		if out != nil {
			rows = out.And(rows)
		}
		out = rows
	}
	return out, nil
}

// unassigned counts the rejected rows whose client is not known, whatever severity
// the configuration gives to the reason.
func unassigned(problems problem.List) int {
	rows := map[problem.Place]bool{}
	for _, p := range problems {
		if p.Rejected && p.Client == "" && !p.Shared {
			rows[p.Place.WholeRow()] = true
		}
	}
	return len(rows)
}
