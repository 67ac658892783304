package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"compack/internal/clause"
	"compack/internal/compose"
	"compack/internal/config"
	"compack/internal/cover"
	"compack/internal/document"
	"compack/internal/evaluate"
	"compack/internal/manifest"
	"compack/internal/measure"
	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/publish"
	"compack/internal/render/pdf"
	"compack/internal/render/xlsx"
)

// The files of a pack.
const (
	ReportFile   = "report.pdf"
	WorkbookFile = "workbook.xlsx"
	MetricsFile  = "metrics.json"
	ManifestFile = "manifest.json"
)

// draft is a pack before it is rendered.
type draft struct {
	Pack
	view   *view
	past   *past
	values []metric.Value
	doc    *document.Document
}

// draft measures one client's records and composes its document.
func (r *run) draft(ctx context.Context, client config.Client) draft {
	d := r.measured(ctx, client)
	defer r.Watch.time(Composing)()
	if d.Err == nil {
		d.view.movement, d.Err = r.movement(d.view, d.past, d.values)
	}
	if d.Err == nil {
		d.doc, d.Err = r.compose(client, d.view, d.values, r.Config.Pack.Template)
	}
	return d
}

// measured is a draft without its document.
func (r *run) measured(ctx context.Context, client config.Client) (d draft) {
	d.Pack = Pack{Client: client.ID, Name: client.Name, Dir: r.Config.PackFolder(r.Period.Label, client.ID)}
	if d.Err = ctx.Err(); d.Err != nil {
		return d
	}
	end := r.Watch.time(Scoping)
	d.view, d.Err = r.scope(client)
	if end(); d.Err != nil {
		return d
	}
	defer r.Watch.time(Measuring)()
	d.values, d.Problems = measure.Measure(targeted(r.metrics, client.Targets), d.view.tables, r.Config.Calendar, r.Period, r.AsOf, r.Config.Trend)
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
	d.view.clauses = evaluate.Evaluate(evaluate.Input{
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

// pack makes one client's pack.
func (r *run) pack(ctx context.Context, client config.Client) Pack {
	d := r.draft(ctx, client)
	p := d.Pack
	if p.Err != nil {
		return p
	}
	folder, err := publish.Begin(p.Dir)
	if err != nil {
		p.Err = err
		return p
	}
	p.Err = errors.Join(r.fill(ctx, client, d, &p, folder), folder.Discard())
	return p
}

// fill renders the pack's files into the folder and publishes it.
func (r *run) fill(ctx context.Context, client config.Client, d draft, p *Pack, folder *publish.Draft) error {
	rendered, err := r.render(d.doc, p, folder)
	if err != nil {
		return err
	}
	defer r.Watch.time(Publishing)()
	files, err := r.finish(client, d, rendered)
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
	return folder.Publish()
}

// render writes the report and the workbook, both at the same time. The workbook is
// never held: it may be as large as the client's records.
func (r *run) render(doc *document.Document, p *Pack, folder *publish.Draft) ([]manifest.File, error) {
	var workbook manifest.File
	var failed error
	var wg sync.WaitGroup
	wg.Go(func() {
		defer r.Watch.time(RenderingWorkbook)()
		failed = folder.Write(WorkbookFile, func(to *os.File) (err error) {
			if err := xlsx.Write(to, doc, xlsx.Options{Theme: xlsx.DefaultTheme()}); err != nil {
				return fmt.Errorf("render the workbook: %w", err)
			}
			workbook, err = manifest.ReadFile(WorkbookFile, io.NewSectionReader(to, 0, math.MaxInt64))
			return err
		})
	})
	end := r.Watch.time(RenderingReport)
	report, problems, err := pdf.Render(doc, pdf.Options{Fonts: r.fonts(), Theme: pdf.DefaultTheme()})
	if err == nil {
		p.Problems = append(p.Problems, problems...)
		err = folder.Add(publish.File{Name: ReportFile, Content: report})
	} else {
		err = fmt.Errorf("render the report: %w", err)
	}
	end()
	wg.Wait()
	return []manifest.File{manifest.NewFile(ReportFile, report), workbook}, errors.Join(err, failed)
}

// compose puts the client's document together by a pack template of the library.
func (r *run) compose(client config.Client, v *view, values []metric.Value, template string) (*document.Document, error) {
	set := r.Config.Pack
	text, file, _ := r.Library.Pack(template)
	return compose.Compose(compose.Input{
		Template: compose.Template{Name: template, File: file, Text: text},
		Client:   document.Party{ID: client.ID, Name: client.Name, Contact: client.Contact, Logo: client.Logo},
		Vendor:   document.Party{Name: r.Config.Vendor.Name, Contact: r.Config.Vendor.Contact, Logo: r.Config.Vendor.Logo},
		Period:   r.Period, AsOf: r.AsOf, Title: set.Title, Classification: set.Classification,
		PreparedBy: set.PreparedBy, ApprovedBy: set.ApprovedBy, Introduction: set.Introduction,
		Datasets: r.datasets, Tables: v.tables, Values: values, Clauses: v.clauses,
		Ledgers: v.ledgers, Origins: v.origins, Problems: v.problems, Unassigned: v.unassigned, Inputs: v.inputs, Checks: v.checks, Movement: v.movement,
		Coverage: v.coverage, Catalog: r.Library.Catalog(), Rules: r.Library.Rules(), Privacy: v.privacy,
	})
}

// finish returns the figures as data and the manifest, which names them and the
// rendered files.
func (r *run) finish(client config.Client, d draft, rendered []manifest.File) ([]publish.File, error) {
	v, doc := d.view, d.doc
	figures := manifest.Figures{
		Schema: manifest.FiguresSchema, Client: client.ID, ClientName: client.Name, Vendor: r.Config.Vendor.Name, Pack: doc.Pack,
		Period: r.Period.Label, Start: r.dates.Start, End: r.dates.End, AsOf: r.AsOf, Document: doc.Digest,
		Movement: v.movement, Clauses: []manifest.Clause{}, Ledgers: v.ledgers, Checks: v.checks, Privacy: v.privacy, Problems: append(problem.List{}, v.problems...),
		Coverage: manifest.NewCoverage(v.coverage), Omissions: doc.Omissions,
	}
	addresses := map[string]string{}
	for i, value := range d.values {
		addresses[value.Metric.ID] = compose.Address(i)
		if value.Absent {
			continue
		}
		figures.Metrics = append(figures.Metrics, manifest.NewFigure(value, compose.Address(i)))
	}
	for _, c := range v.clauses {
		figures.Clauses = append(figures.Clauses, manifest.NewClause(c, addresses[c.Metric]))
	}
	data, err := manifest.Encode(figures)
	if err != nil {
		return nil, fmt.Errorf("encode the figures: %w", err)
	}
	files := []publish.File{{Name: MetricsFile, Content: data}}

	m := manifest.Manifest{
		Schema: manifest.Schema, Tool: "compack", Version: r.Version, Pack: doc.Pack, Client: client.ID, Vendor: r.Config.Vendor.Name,
		Period: r.Period, AsOf: r.AsOf, Document: doc.Digest, Inputs: v.inputs, Ledgers: v.ledgers, Privacy: v.privacy, Templates: r.Library.Used(),
		Configuration: manifest.File{Path: filepath.Base(r.Config.File), SHA256: r.Config.SHA256},
	}
	d.past.record(&m)
	m.Outputs = append(rendered, manifest.NewFile(MetricsFile, data))
	if data, err = manifest.Encode(m); err != nil {
		return nil, fmt.Errorf("encode the manifest: %w", err)
	}
	return append(files, publish.File{Name: ManifestFile, Content: data}), nil
}

// targeted returns the metrics with the client's own targets in place.
func targeted(metrics []*metric.Metric, targets []config.Target) []*metric.Metric {
	out := make([]*metric.Metric, len(metrics))
	copy(out, metrics)
	for _, t := range targets {
		for i, m := range out {
			if m.ID == t.Metric {
				own := *m
				own.Target, own.Warn = cmp.Or(t.Target, m.Target), t.Warn
				out[i] = &own
			}
		}
	}
	return out
}

// own returns the ids of the metrics that have a target of the client's own.
func own(targets []config.Target) (ids []string) {
	for _, t := range targets {
		ids = append(ids, t.Metric)
	}
	return ids
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

// fonts returns the report's faces.
func (r *run) fonts() pdf.Fonts {
	f := r.Library.Fonts()
	return pdf.Fonts{
		Regular: f["SourceSans3_400Regular.ttf"], SemiBold: f["SourceSans3_600SemiBold.ttf"],
		Bold: f["SourceSans3_700Bold.ttf"], Italic: f["SourceSans3_400Regular_Italic.ttf"],
	}
}
