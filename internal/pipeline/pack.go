package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"compack/internal/compose"
	"compack/internal/config"
	"compack/internal/document"
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

// pack makes one client's pack.
func (r *run) pack(ctx context.Context, client config.Client) (p Pack) {
	p = Pack{Client: client.ID, Name: client.Name, Dir: filepath.Join(r.Config.Out, r.Period.Label, client.ID)}
	if p.Err = ctx.Err(); p.Err != nil {
		return p
	}
	v, err := r.scope(client)
	if err != nil {
		p.Err = err
		return p
	}
	values, problems := measure.Measure(targeted(r.metrics, client.Targets), v.tables, r.Config.Calendar, r.Period, r.AsOf, r.Config.Trend)
	for i := range problems {
		problems[i].Client = client.ID
	}
	p.Problems = problems
	v.problems = append(v.problems, problems...)
	p.Counts = counts(values)
	doc, err := r.compose(client, v, values)
	if err != nil {
		p.Err = err
		return p
	}
	report, problems, err := pdf.Render(doc, pdf.Options{Fonts: r.fonts(), Theme: pdf.DefaultTheme()})
	if err != nil {
		p.Err = fmt.Errorf("render the report: %w", err)
		return p
	}
	p.Problems = append(p.Problems, problems...)
	workbook, err := xlsx.Render(doc, xlsx.Options{Theme: xlsx.DefaultTheme()})
	if err != nil {
		p.Err = fmt.Errorf("render the workbook: %w", err)
		return p
	}
	files, err := r.finish(client, v, doc, values, []publish.File{{Name: ReportFile, Content: report}, {Name: WorkbookFile, Content: workbook}})
	if err != nil {
		p.Err = err
		return p
	}
	for _, f := range files {
		p.Files = append(p.Files, manifest.NewFile(f.Name, f.Content))
	}
	if p.Err = ctx.Err(); p.Err == nil {
		p.Err = publish.Folder(p.Dir, files)
	}
	return p
}

// compose puts the client's document together.
func (r *run) compose(client config.Client, v *view, values []metric.Value) (*document.Document, error) {
	set := r.Config.Pack
	text, file, _ := r.Library.Pack(set.Template)
	return compose.Compose(compose.Input{
		Template: compose.Template{Name: set.Template, File: file, Text: text},
		Client:   document.Party{ID: client.ID, Name: client.Name, Contact: client.Contact, Logo: client.Logo},
		Vendor:   document.Party{Name: r.Config.Vendor.Name, Contact: r.Config.Vendor.Contact, Logo: r.Config.Vendor.Logo},
		Period:   r.Period, AsOf: r.AsOf, Title: set.Title, Classification: set.Classification,
		PreparedBy: set.PreparedBy, ApprovedBy: set.ApprovedBy, Introduction: set.Introduction,
		Datasets: r.datasets, Tables: v.tables, Values: values,
		Ledgers: v.ledgers, Origins: v.origins, Problems: v.problems, Unassigned: v.unassigned, Inputs: v.inputs,
	})
}

// finish adds the figures as data and the manifest to the rendered files.
func (r *run) finish(client config.Client, v *view, doc *document.Document, values []metric.Value, files []publish.File) ([]publish.File, error) {
	figures := manifest.Figures{
		Schema: manifest.FiguresSchema, Client: client.ID, ClientName: client.Name, Vendor: r.Config.Vendor.Name, Pack: doc.Pack,
		Period: r.Period.Label, Start: r.dates.Start, End: r.dates.End, AsOf: r.AsOf, Document: doc.Digest,
		Ledgers: v.ledgers, Problems: append(problem.List{}, v.problems...),
	}
	for i, value := range values {
		figures.Metrics = append(figures.Metrics, manifest.NewFigure(value, compose.Address(i)))
	}
	data, err := manifest.Encode(figures)
	if err != nil {
		return nil, fmt.Errorf("encode the figures: %w", err)
	}
	files = append(files, publish.File{Name: MetricsFile, Content: data})

	m := manifest.Manifest{
		Schema: manifest.Schema, Tool: "compack", Version: r.Version, Pack: doc.Pack, Client: client.ID, Vendor: r.Config.Vendor.Name,
		Period: r.Period, AsOf: r.AsOf, Document: doc.Digest, Inputs: v.inputs, Ledgers: v.ledgers, Templates: r.Library.Used(),
		Configuration: manifest.File{Path: filepath.Base(r.Config.File), SHA256: r.Config.SHA256},
	}
	for _, f := range files {
		m.Outputs = append(m.Outputs, manifest.NewFile(f.Name, f.Content))
	}
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

// counts returns how many measures with a target have each status.
func counts(values []metric.Value) map[metric.Status]int {
	out := map[metric.Status]int{}
	for _, v := range values {
		if v.Metric.Target != nil {
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
