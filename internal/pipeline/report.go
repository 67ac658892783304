package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"compack/internal/annotate"
	"compack/internal/dataset"
	"compack/internal/manifest"
	"compack/internal/period"
	"compack/internal/problem"
	"compack/internal/publish"
)

// The files of a report of problems. They are the vendor's: they name all clients'
// records, so they never stand in a client's folder.
const (
	ProblemsJSON = "problems.json"
	ProblemsCSV  = "problems.csv"
	annotated    = "annotated"
)

// reportSchema names the form of problems.json.
const reportSchema = "compack.problems/1"

// problemReport is problems.json: every problem of all clients.
type problemReport struct {
	Schema     string         `json:"schema"`
	Version    string         `json:"version"`
	Period     string         `json:"period"`
	AsOf       period.Date    `json:"as_of"`
	Stopped    Stop           `json:"stopped,omitempty"`
	Errors     int            `json:"errors"`
	Warnings   int            `json:"warnings"`
	Notes      int            `json:"notes"`
	Suppressed int            `json:"suppressed"`
	Ledgers    dataset.Ledger `json:"ledgers"`
	Problems   problem.List   `json:"problems"`
}

// Report writes what a run found: problems.json and problems.csv beside the packs
// of the period where there is something to mend before packs are made, and
// always into folder, unless it is empty, together with a marked copy of each
// workbook that has problems in its rows. A report of an earlier run that was held
// back goes when packs are made.
func Report(o Options, res *Result, folder string) error {
	beside := filepath.Join(o.Config.Out, res.Period.Label)
	switch res.Stopped {
	case GateClosed, InputsUnusable:
		if err := writeReport(beside, o, res); err != nil {
			return err
		}
	case "":
		if err := publish.Remove(beside, ProblemsJSON, ProblemsCSV); err != nil {
			return err
		}
	}
	if folder == "" {
		return nil
	}
	if err := writeReport(folder, o, res); err != nil {
		return err
	}
	return annotateWorkbooks(filepath.Join(folder, annotated), o.Config.Inputs, res)
}

// MayReport returns an error where folder can't hold a report: a client's own
// folder, of any period, must hold nothing of another client, and a marked copy must
// not take the place of an input or be read as one.
func MayReport(o Options, folder string) error {
	if folder == "" {
		return nil
	}
	if parts, ok := below(o.Config.Out, folder); ok && len(parts) > 1 {
		for _, client := range o.Config.Clients {
			if parts[1] == client.ID {
				return fmt.Errorf("--report %q lies in the folder of client %s, and a report names all clients' records; name another folder", folder, client.ID)
			}
		}
	}
	_, within := below(o.Config.Inputs, folder)
	_, around := below(filepath.Join(folder, annotated), o.Config.Inputs)
	if within || around {
		return fmt.Errorf("--report %q and the folder of inputs hold one another; name another folder", folder)
	}
	return nil
}

// below returns the parts of path below folder, and false where it does not lie in
// it.
func below(folder, path string) ([]string, bool) {
	var ends [2]string
	for i, p := range []string{folder, path} {
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, false
		}
		ends[i] = followed(abs)
	}
	rel, err := filepath.Rel(ends[0], ends[1])
	if err != nil {
		return nil, false
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	return parts, parts[0] != ".."
}

// followed returns the path with the links followed in as much of it as exists.
func followed(path string) string {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		return to
	}
	parent := filepath.Dir(path)
	if parent == path {
		return path
	}
	return filepath.Join(followed(parent), filepath.Base(path))
}

// everything returns the problems of the inputs and those of each pack, which the
// latter's making found.
func everything(res *Result) problem.List {
	list := append(problem.List{}, res.Problems...)
	for _, pack := range res.Packs {
		own := slices.Clone(pack.Problems)
		for i := range own {
			own[i].Client = pack.Client
		}
		own.Identify()
		list = append(list, own...)
	}
	return list
}

func writeReport(dir string, o Options, res *Result) error {
	list := everything(res)
	data, err := manifest.Encode(problemReport{
		Schema: reportSchema, Version: o.Version, Period: res.Period.Label, AsOf: res.AsOf, Stopped: res.Stopped,
		Errors: list.Count(problem.Error), Warnings: list.Count(problem.Warning), Notes: list.Count(problem.Note), Suppressed: list.Suppressed(),
		Ledgers: append(dataset.Ledger{}, res.Ledger...), Problems: list,
	})
	if err != nil {
		return fmt.Errorf("encode the problems: %w", err)
	}
	return publish.Files(dir, []publish.File{{Name: ProblemsJSON, Content: data}, {Name: ProblemsCSV, Content: list.CSV()}})
}

// annotateWorkbooks writes a marked copy of each workbook with problems in its
// rows. The workbook itself is only read.
func annotateWorkbooks(dir, inputs string, res *Result) error {
	done := map[string]bool{}
	for _, s := range res.Ledger {
		var found problem.List
		for _, p := range res.Problems {
			if p.Place.File == s.File && p.Place.Row > 0 {
				found = append(found, p)
			}
		}
		if done[s.File] || s.Sheet == "" || len(found) == 0 {
			continue
		}
		done[s.File] = true
		original, err := os.ReadFile(filepath.Join(inputs, filepath.FromSlash(s.File)))
		if err != nil {
			return fmt.Errorf("annotate %s: %w", s.File, err)
		}
		marked, err := annotate.Annotate(original, headers(res.Ledger, s.File), found)
		if err != nil {
			return fmt.Errorf("annotate %s: %w", s.File, err)
		}
		at := filepath.Join(dir, filepath.FromSlash(s.File))
		if err := publish.Files(filepath.Dir(at), []publish.File{{Name: filepath.Base(at), Content: marked}}); err != nil {
			return err
		}
	}
	return nil
}

// headers returns the header row of each sheet of a workbook that was read.
func headers(ledger dataset.Ledger, file string) map[string]int {
	out := map[string]int{}
	for _, s := range ledger {
		if s.File == file {
			out[s.Sheet] = s.Header
		}
	}
	return out
}
