package pipeline

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"compack/internal/config"
	"compack/internal/document"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/render/fill"
)

// form is a workbook of somebody else's that is filled for clients.
type form struct {
	*fill.Template
	file manifest.File
}

// openForms reads the workbooks that the selected clients' packs fill, each once, by their
// paths in the workspace.
func (r *run) openForms(metrics []*metric.Metric) (map[string]form, problem.List) {
	forms := map[string]form{}
	var problems problem.List
	for _, client := range r.Config.Selected() {
		path := r.Config.WorkbookTemplate(client)
		if _, isOpen := forms[path]; path == "" || isOpen {
			continue
		}
		content, err := readForm(r.Config, path)
		if err != nil {
			problems = append(problems, problem.New(problem.BadTemplate, problem.Place{File: path}, "%v", err))
			continue
		}
		template, wrong := fill.Open(content, path, fill.Known{Datasets: r.datasets, Metrics: metrics})
		problems = append(problems, wrong...)
		forms[path] = form{template, manifest.NewFile(path, content)}
	}
	problems.Identify()
	return forms, problems
}

// maxForm is larger than any form.
const maxForm = 32 << 20

// readForm reads a file of the workspace.
func readForm(c *config.Config, path string) ([]byte, error) {
	file, err := os.OpenInRoot(c.Root, filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, maxForm+1))
	if err == nil && len(content) > maxForm {
		err = fmt.Errorf("it is larger than %d MB", maxForm>>20)
	}
	return content, err
}

// formOf returns the workbook that is filled for the client, as a form to write.
func (r *run) formOf(client config.Client) []output {
	path := r.Config.WorkbookTemplate(client)
	if path == "" {
		return nil
	}
	return []output{{file: filepath.Base(filepath.FromSlash(path)), stage: RenderingWorkbook, write: (*run).writeForm}}
}

func (r *run) writeForm(to *os.File, doc *document.Document, client config.Client) (problem.List, error) {
	content, err := r.forms[r.Config.WorkbookTemplate(client)].Fill(doc)
	if err != nil {
		return nil, err
	}
	_, err = to.Write(content)
	return nil, err
}

// templates returns what a client's pack was made by: definitions, the pack template and
// the workbook that was filled, and the files that say how it looks.
func (r *run) templates(client config.Client) ([]manifest.File, error) {
	used := append([]manifest.File(nil), r.Library.Used()...)
	if path := r.Config.WorkbookTemplate(client); path != "" {
		used = append(used, r.forms[path].file)
	}
	looked, err := r.looked(client)
	return append(used, looked...), err
}
