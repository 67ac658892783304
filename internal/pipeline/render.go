package pipeline

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"compack/internal/config"
	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/problem"
	"compack/internal/publish"
	"compack/internal/render/html"
	"compack/internal/render/pdf"
	"compack/internal/render/xlsx"
)

// output is a form that documents are written in.
type output struct {
	name  string // as configurations write it
	file  string
	stage Stage
	write func(*run, *os.File, *document.Document, config.Client) (problem.List, error)
}

// outputs lists the forms: a new one is a renderer and a line here.
var outputs = []output{
	{"pdf", "report.pdf", RenderingReport, (*run).writeReport},
	{"xlsx", manifest.WorkbookFileName, RenderingWorkbook, (*run).writeWorkbook},
	{"html", "report.html", RenderingPage, (*run).writePage},
}

// OutputNames returns what a configuration may name as outputs.
func OutputNames() []string {
	names := make([]string, len(outputs))
	for i, o := range outputs {
		names[i] = o.name
	}
	return names
}

// render writes the document in each form that the configuration asks for, and fills
// the workbook of somebody else's, all at the same time, under names with the suffix before their ending.
func (r *run) render(client config.Client, doc *document.Document, suffix string, folder *publish.Draft) ([]manifest.File, problem.List, error) {
	chosen := append(r.outputs(), r.formOf(client)...)
	files := make([]manifest.File, len(chosen))
	problems := make([]problem.List, len(chosen))
	errs := make([]error, len(chosen))
	var wg sync.WaitGroup
	for i, o := range chosen {
		ending := path.Ext(o.file)
		name := strings.TrimSuffix(o.file, ending) + suffix + ending
		wg.Go(func() {
			defer r.Watch.time(o.stage)()
			// A file is never held: a workbook may be as large as the client's records.
			errs[i] = folder.Write(name, func(to *os.File) (err error) {
				if problems[i], err = o.write(r, to, doc, client); err != nil {
					return fmt.Errorf("write %s: %w", name, err)
				}
				files[i], err = manifest.ReadFile(name, io.NewSectionReader(to, 0, math.MaxInt64))
				return err
			})
		})
	}
	wg.Wait()
	var all problem.List
	for _, list := range problems {
		all = append(all, list...)
	}
	return files, all, errors.Join(errs...)
}

// outputs returns the forms that the configuration asks for.
func (r *run) outputs() (out []output) {
	for _, o := range outputs {
		if slices.Contains(r.Config.Outputs, o.name) {
			out = append(out, o)
		}
	}
	return out
}

func (r *run) writeReport(to *os.File, doc *document.Document, client config.Client) (problem.List, error) {
	fonts, err := r.fonts(client, doc.Locale)
	if err != nil {
		return nil, err
	}
	brand, err := r.brand(client)
	if err != nil {
		return nil, err
	}
	report, problems, err := pdf.Render(doc, pdf.Options{Fonts: fonts, Brand: brand})
	if err != nil {
		return nil, err
	}
	_, err = to.Write(report)
	return problems, err
}

func (r *run) writeWorkbook(to *os.File, doc *document.Document, client config.Client) (problem.List, error) {
	brand, err := r.brand(client)
	if err != nil {
		return nil, err
	}
	return nil, xlsx.Write(to, doc, xlsx.Options{Brand: brand})
}

func (r *run) writePage(to *os.File, doc *document.Document, client config.Client) (problem.List, error) {
	brand, err := r.brand(client)
	if err != nil {
		return nil, err
	}
	page, err := html.Render(doc, html.Options{Brand: brand})
	if err != nil {
		return nil, err
	}
	_, err = to.Write(page)
	return nil, err
}
