package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/pipeline"
	"compack/internal/problem"
)

// perCode is how many problems of one code the terminal shows; the rest are
// counted.
const perCode = 10

// printer shows what a run did, or what a check found, as text or as JSON.
type printer struct {
	env   Env
	json  bool
	check bool
}

// workspace returns the folder of a configuration file.
func workspace(file string) string { return filepath.Dir(file) }

// refused shows the problems that kept a run from starting.
func (p printer) refused(problems problem.List, code int) {
	if p.json {
		encode(p.env, report{Exit: code, Problems: problems}.whole())
		return
	}
	printProblems(p.env.Stderr, problems)
}

// result shows what a run read, found and made.
func (p printer) result(res *pipeline.Result, code int) {
	if p.json {
		encode(p.env, newReport(res, code).whole())
		return
	}
	w := p.env.Stdout
	fmt.Fprintf(w, "Period %s (%s), as of %s\n", res.Period.Label, res.Period.Span(), res.AsOf.Long())
	printLedger(w, res.Ledger)
	if res.Stopped != "" {
		printProblems(p.env.Stderr, res.Problems)
		verdict := "no pack was made"
		if p.check {
			verdict = "a run would make no pack"
		}
		fmt.Fprintf(p.env.Stderr, "\ncompack: %s: %s\n", verdict, why(res))
		return
	}
	printProblems(w, res.Problems)
	p.packs(res)
}

// why says why no pack was made.
func why(res *pipeline.Result) string {
	switch res.Stopped {
	case pipeline.InputsMissing:
		return "the inputs are not complete"
	case pipeline.InputsStale:
		return "a source is older than the pack may rest on"
	case pipeline.GateClosed:
		if n := res.Problems.Stopping(false); n > 0 {
			return counted(n, "problem") + " of a code whose action is fail"
		}
		return fmt.Sprintf("the gate lets no error pass, and there are %d", res.Problems.Stopping(true))
	}
	return "an input or a definition can't be used"
}

func printLedger(w io.Writer, ledger dataset.Ledger) {
	if len(ledger) == 0 {
		return
	}
	fmt.Fprintf(w, "\nRead\n")
	rows := [][]string{{"dataset", "source", "rows", "accepted", "duplicate", "rejected", "blank"}}
	for _, s := range ledger {
		rows = append(rows, []string{s.Dataset, problem.Place{File: s.File, Sheet: s.Sheet}.String(), fmt.Sprint(s.Read),
			fmt.Sprint(s.Accepted), fmt.Sprint(s.Duplicate), fmt.Sprint(s.Rejected), fmt.Sprint(s.Blank)})
	}
	printColumns(w, rows, 2)
}

// printColumns aligns rows; the columns from index right on are numbers.
func printColumns(w io.Writer, rows [][]string, right int) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for _, row := range rows {
		line := " "
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-len([]rune(cell)))
			if i < right {
				line += " " + cell + gap + " "
			} else {
				line += " " + gap + cell
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

// printProblems lists errors and warnings with what to do; notes are counted.
func printProblems(w io.Writer, problems problem.List) {
	if len(problems) == 0 {
		fmt.Fprintf(w, "\nNo problems found.\n")
		return
	}
	sorted := standing(problems)
	fmt.Fprintf(w, "\n%s\n", countedAll(problems))
	shown := map[problem.Code]int{}
	for i, p := range sorted {
		if shown[p.Code]++; p.Severity > problem.Note && shown[p.Code] <= perCode {
			fmt.Fprintf(w, "  %-7s %s  %s\n", p.Severity, p.Code, p)
			if p.Hint != "" {
				fmt.Fprintf(w, "                %s\n", p.Hint)
			}
		}
		last := i == len(sorted)-1 || sorted[i+1].Code != p.Code
		if more := shown[p.Code] - perCode; last && more > 0 && p.Severity > problem.Note {
			fmt.Fprintf(w, "                ... and %d more of %s\n", more, p.Code)
		}
	}
}

// standing returns the problems that nobody accepted, the worst first and those of one
// code together.
func standing(problems problem.List) problem.List {
	sorted := slices.DeleteFunc(slices.Clone(problems), func(p problem.Problem) bool { return p.Suppressed != nil })
	slices.SortStableFunc(sorted, func(a, b problem.Problem) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Code, b.Code))
	})
	return sorted
}

// countedAll says how many problems of each severity there are.
func countedAll(problems problem.List) string {
	sorted := standing(problems)
	s := fmt.Sprintf("%s, %s, %s", counted(sorted.Count(problem.Error), "error"),
		counted(sorted.Count(problem.Warning), "warning"), counted(sorted.Count(problem.Note), "note"))
	if n := problems.Suppressed(); n > 0 {
		s += fmt.Sprintf("; %d suppressed", n)
	}
	return s
}

// packs lists what was made and where, or what a run would make.
func (p printer) packs(res *pipeline.Result) {
	w, heading := p.env.Stdout, "Packs"
	if p.check {
		heading = "Packs that a run would make"
	}
	fmt.Fprintf(w, "\n%s\n", heading)
	for _, pack := range res.Packs {
		if pack.Err != nil {
			fmt.Fprintf(p.env.Stderr, "compack: client %s: %v\n", pack.Client, pack.Err)
			continue
		}
		fmt.Fprintf(w, "  %s (%s): %s\n    %s\n", pack.Name, pack.Client, verdict(pack), pack.Dir)
		switch {
		case pack.UpToDate:
			fmt.Fprintf(w, "      up to date: revision %d says the same, and nothing was made\n", pack.Revision)
		case pack.Revision > 1:
			fmt.Fprintf(w, "      revision %d\n", pack.Revision)
		}
		if pack.Draft {
			named := ""
			if pack.Named != "" {
				named = " --pack " + pack.Named
			}
			fmt.Fprintf(w, "      a draft, which awaits approval: compack approve %s %s%s --by NAME\n", pack.Client, res.Period.Label, named)
		}
		for _, f := range pack.Files {
			fmt.Fprintf(w, "      %-14s %8d bytes  sha256 %s\n", f.Path, f.Bytes, f.SHA256[:16])
		}
		for _, problem := range pack.Problems {
			fmt.Fprintf(w, "    %-7s %s  %s\n", problem.Severity, problem.Code, problem)
		}
	}
}

// verdict sums a pack's measures up.
func verdict(pack pipeline.Pack) string {
	total := 0
	for _, n := range pack.Counts {
		total += n
	}
	s := fmt.Sprintf("%d of %d measures with a target met", pack.Counts[metric.Green], total)
	for _, part := range []struct {
		status metric.Status
		words  string
	}{{metric.Amber, "at risk"}, {metric.Red, "not met"}, {metric.NotAvailable, "without data"}} {
		if n := pack.Counts[part.status]; n > 0 {
			s += fmt.Sprintf(", %d %s", n, part.words)
		}
	}
	return s
}

// report is the machine-readable result of a run.
type report struct {
	Exit     int            `json:"exit"`
	Period   string         `json:"period,omitempty"`
	AsOf     string         `json:"as_of,omitempty"`
	Stopped  pipeline.Stop  `json:"stopped,omitempty"`
	Ledgers  dataset.Ledger `json:"ledgers"`
	Problems problem.List   `json:"problems"`
	Packs    []packReport   `json:"packs"`
}

type packReport struct {
	Client   string                `json:"client"`
	Dir      string                `json:"dir"`
	Revision int                   `json:"revision,omitempty"`
	Draft    bool                  `json:"draft,omitempty"`
	UpToDate bool                  `json:"up_to_date,omitempty"`
	Files    []manifest.File       `json:"files"`
	Statuses map[metric.Status]int `json:"statuses"`
	Problems problem.List          `json:"problems"`
	Error    string                `json:"error,omitempty"`
}

func newReport(res *pipeline.Result, code int) report {
	r := report{Exit: code, Period: res.Period.Label, AsOf: res.AsOf.String(), Stopped: res.Stopped, Ledgers: res.Ledger, Problems: res.Problems}
	for _, p := range res.Packs {
		one := packReport{Client: p.Client, Dir: p.Dir, Revision: p.Revision, Draft: p.Draft, UpToDate: p.UpToDate, Files: p.Files, Statuses: p.Counts, Problems: p.Problems}
		if p.Err != nil {
			one.Error = p.Err.Error()
		}
		r.Packs = append(r.Packs, one)
	}
	return r
}

// whole returns the report with [] for lists without entries, never null.
func (r report) whole() report {
	r.Ledgers, r.Problems, r.Packs = list(r.Ledgers), list(r.Problems), list(r.Packs)
	for i := range r.Packs {
		r.Packs[i].Files, r.Packs[i].Problems = list(r.Packs[i].Files), list(r.Packs[i].Problems)
	}
	return r
}

// encode prints a result as JSON.
func encode(env Env, v any) {
	enc := json.NewEncoder(env.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		fmt.Fprintf(env.Stderr, "compack: print the result: %v\n", err)
	}
}

// list returns l, empty rather than nil.
func list[L ~[]E, E any](l L) L {
	if l == nil {
		return L{}
	}
	return l
}
