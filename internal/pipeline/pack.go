package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"compack/internal/clause"
	"compack/internal/compose"
	"compack/internal/config"
	"compack/internal/cover"
	"compack/internal/document"
	"compack/internal/evaluate"
	"compack/internal/history"
	"compack/internal/manifest"
	"compack/internal/measure"
	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/publish"
)

// draft is a pack in one language before it is rendered.
type draft struct {
	Pack
	language string // its tag
	view     *view
	past     *past
	revision revision
	values   []metric.Value
	doc      *document.Document
}

// draft measures one client's records and composes its document in a language.
func (r *run) draft(ctx context.Context, client config.Client, language string) draft {
	d := r.measured(ctx, client, language)
	defer r.Watch.time(Composing)()
	if d.Err == nil {
		d.view.movement, d.Err = r.movement(d.view, d.past, d.values)
	}
	if d.Err == nil {
		d.doc, d.Err = r.compose(client, d, r.template())
	}
	return d
}

// measured is a draft without its document.
func (r *run) measured(ctx context.Context, client config.Client, language string) (d draft) {
	d.language = language
	d.Pack = Pack{Client: client.ID, Name: client.Name, Dir: r.folder(client, 1)}
	if d.Err = ctx.Err(); d.Err != nil {
		return d
	}
	var t *tongue
	if t, d.Err = r.in(language); d.Err != nil {
		return d
	}
	end := r.Watch.time(Scoping)
	d.view, d.Err = r.scope(client, t)
	if end(); d.Err != nil {
		return d
	}
	defer r.Watch.time(Measuring)()
	d.values, d.Problems = measure.Measure(targeted(t.metrics, client.Targets), d.view.tables, r.Config.Calendar, r.Period, r.AsOf, r.Config.Trend)
	if d.past, d.Err = r.past(client); d.Err != nil {
		return d
	}
	measure.Issued(d.values, d.past.figures(), r.Config.Calendar, r.Period, r.Config.Trend)
	d.Problems = append(d.Problems, d.past.problems...)
	for i := range d.values {
		d.values[i].Absent = !r.isFed(d.values[i].Metric.Definition.Dataset)
	}
	slices.SortStableFunc(d.values, absentLast)
	for i := range d.Problems {
		d.Problems[i].Client = client.ID
	}
	d.Problems.Identify()
	d.view.problems = append(d.view.problems, d.Problems...)
	d.view.clauses = evaluate.Evaluate(evaluate.Input{Locale: t.locale,
		Requirements: d.view.tables[clause.Dataset], Values: d.values, Tables: d.view.tables, Targets: own(client.Targets), Period: r.Period, AsOf: r.AsOf,
	})
	measure.Suppress(d.values, r.Config.SmallGroups(client))
	d.Counts = counts(d.values)
	d.view.coverage = cover.Cover(cover.Input{Catalog: r.Library.Catalog(), Chosen: r.Config.Frameworks,
		Controls: d.view.tables["controls"], Tests: d.view.tables["control_tests"], Dates: r.dates})
	return d
}

// absentLast puts the figures that a pack leaves out behind those that it shows, whose
// addresses count on.
func absentLast(a, b metric.Value) int {
	switch {
	case a.Absent == b.Absent:
		return 0
	case a.Absent:
		return 1
	}
	return -1
}

// pack makes one client's pack, in each of its languages, as the revision that is
// to be issued.
func (r *run) pack(ctx context.Context, client config.Client) Pack {
	var drafts []draft
	for _, language := range r.Config.LanguagesOf(client) {
		d := r.draft(ctx, client, language)
		if d.Err != nil {
			return d.Pack
		}
		drafts = append(drafts, d)
	}
	p := drafts[0].Pack
	if p.UpToDate, p.Err = r.revise(client, drafts); p.Err != nil {
		return p
	}
	p.Revision = drafts[0].revision.number
	if p.UpToDate {
		p.Dir = r.issuedFolder(client, p.Revision)
		return p
	}
	p.Dir, p.Draft = r.folder(client, p.Revision), r.isDraft(client)
	if r.template() != r.Config.Pack.Template {
		p.Named = r.template()
	}
	if _, _, p.Err = r.opened(); p.Err != nil {
		return p
	}
	folder, err := publish.Begin(p.Dir)
	if err != nil {
		p.Err = err
		return p
	}
	p.Err = errors.Join(r.fill(ctx, client, drafts, &p, folder), folder.Discard())
	return p
}

// fill renders the pack's files into the folder and publishes it. What the figures
// and the manifest say is that of the first language.
func (r *run) fill(ctx context.Context, client config.Client, drafts []draft, p *Pack, folder *publish.Draft) error {
	var rendered []manifest.File
	for i, d := range drafts {
		suffix := ""
		if i > 0 {
			suffix = "." + d.language
		}
		files, problems, err := r.render(client, d.doc, suffix, folder)
		if err != nil {
			return err
		}
		p.Problems = append(p.Problems, problems...)
		rendered = append(rendered, files...)
	}
	defer r.Watch.time(Publishing)()
	files, record, err := r.finish(client, drafts, rendered)
	if err != nil {
		return err
	}
	p.Files = rendered
	for _, f := range files {
		if err := folder.Add(f); err != nil {
			return err
		}
		p.Files = append(p.Files, manifest.NewFile(f.Name, f.Content))
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	draft := r.draftFolder(client.ID, r.packName(client, r.Period.Label)) // before the name has to be read from the pack itself
	if err := folder.Publish(); err != nil {
		return err
	}
	return r.record(ctx, client, record, draft)
}

// compose puts the client's document together by a pack template of the library.
func (r *run) compose(client config.Client, d draft, template string) (*document.Document, error) {
	set, v := r.Config.Pack, d.view
	doc, err := compose.Compose(compose.Input{
		Template: v.template(r.Library, template),
		Client:   document.Party{ID: client.ID, Name: client.Name, Contact: client.Contact, Logo: client.Logo},
		Vendor:   document.Party{Name: r.Config.Vendor.Name, Contact: r.Config.Vendor.Contact, Logo: r.Config.Vendor.Logo},
		Period:   r.Period, AsOf: r.AsOf, Next: r.Config.Calendar.Next(r.Period), NextDue: r.nextDue(client.ID, template), Title: set.Title, Classification: r.Config.ClassificationOf(client), Paper: set.Paper,
		PreparedBy: set.PreparedBy, ApprovedBy: set.ApprovedBy, Introduction: set.Introduction,
		Revision: d.revision.composed(), Draft: r.isDraft(client), Approval: r.Issue.Approval,
		Locale: v.locale, Datasets: v.datasets, Tables: v.tables, Values: d.values, Clauses: v.clauses,
		Ledgers: v.ledgers, Origins: v.origins, Problems: v.problems, Unassigned: v.unassigned, Inputs: v.inputs, Checks: v.checks, Movement: v.movement,
		Coverage: v.coverage, Catalog: r.Library.Catalog(), Rules: r.Library.Rules(), Privacy: v.privacy,
	})
	if err != nil {
		return nil, &BadTemplate{err}
	}
	return doc, nil
}

// finish returns the figures as data and the manifest, which names them and the
// rendered files.
func (r *run) finish(client config.Client, drafts []draft, rendered []manifest.File) ([]publish.File, history.Record, error) {
	d := drafts[0]
	v, doc := d.view, d.doc
	figures := manifest.Figures{
		Schema: manifest.FiguresSchema, Client: client.ID, ClientName: client.Name, Vendor: r.Config.Vendor.Name, Pack: doc.Pack,
		Period: r.Period.Label, Start: r.dates.Start, End: r.dates.End, AsOf: r.AsOf, Document: doc.Digest,
		Movement: v.movement, Clauses: []manifest.Clause{}, Ledgers: v.ledgers, Checks: v.checks, Privacy: v.privacy, Problems: append(problem.List{}, v.problems...),
		Coverage: manifest.NewCoverage(v.coverage), Omissions: doc.Omissions,
	}
	addresses := map[string]string{}
	var metrics []*metric.Metric
	for i, value := range d.values {
		addresses[value.Metric.ID] = compose.Address(i)
		if value.Absent {
			continue
		}
		figures.Metrics = append(figures.Metrics, manifest.NewFigure(value, compose.Address(i)))
		metrics = append(metrics, value.Metric)
	}
	for _, c := range v.clauses {
		figures.Clauses = append(figures.Clauses, manifest.NewClause(c, addresses[c.Metric]))
	}
	ledgers := v.ledgers
	if doc.Workbook.WithoutRecords {
		figures.WithoutRecords(metrics)
		ledgers = figures.Ledgers
	}
	var record history.Record
	data, err := manifest.Encode(figures)
	if err != nil {
		return nil, record, fmt.Errorf("encode the figures: %w", err)
	}
	files := []publish.File{{Name: manifest.FiguresFileName, Content: data}}

	used, err := r.templates(client)
	if err != nil {
		return nil, record, err
	}
	m := manifest.Manifest{
		Schema: manifest.Schema, Tool: "compack", Version: r.Version, Pack: doc.Pack, Client: client.ID, Vendor: r.Config.Vendor.Name,
		Period: r.Period, AsOf: r.AsOf, Document: doc.Digest, Inputs: v.inputs, Ledgers: ledgers, Privacy: v.privacy, Templates: used,
		Configuration: manifest.File{Path: filepath.Base(r.Config.File), SHA256: r.Config.SHA256},
	}
	if len(drafts) > 1 || doc.Language != "" {
		for _, d := range drafts {
			m.Languages = append(m.Languages, manifest.Language{Tag: d.language, Document: d.doc.Digest})
		}
	}
	d.revision.record(&m)
	m.Draft, m.Approval = r.isDraft(client), r.Issue.Approval
	if m.Draft {
		if _, by, err := r.opened(); err == nil {
			m.Preparer = by.Operator
		}
	}
	d.past.record(&m)
	m.Outputs = append(rendered, manifest.NewFile(manifest.FiguresFileName, data))
	if data, err = manifest.Encode(m); err != nil {
		return nil, record, fmt.Errorf("encode the manifest: %w", err)
	}
	record = history.NewRecord(&m, data, r.folderName(client, m.Revision))
	record.Figures = printed(figures.Metrics)
	return append(files, publish.File{Name: manifest.FileName, Content: data}), record, nil
}

// counts returns how many measures with a target have each status.
func counts(values []metric.Value) map[metric.Status]int {
	out := map[metric.Status]int{}
	for _, v := range values {
		if v.Metric.Target != nil && !v.Absent {
			out[v.Status]++
		}
	}
	return out
}
