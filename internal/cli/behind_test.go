package cli_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
	"compack/internal/manifest"
)

// behind is what explain --json prints of a figure.
type behind struct {
	Figure  manifest.Figure `json:"figure"`
	Group   string          `json:"group"`
	Columns []string        `json:"columns"`
	Parts   []struct {
		Title string `json:"title"`
		Count int    `json:"count"`
		Rows  []struct {
			Values    []string `json:"values"`
			Satisfied bool     `json:"satisfied"`
			File      string   `json:"file"`
			Sheet     string   `json:"sheet"`
			Row       int      `json:"row"`
		} `json:"rows"`
	} `json:"parts"`
}

func explain(t *testing.T, args ...string) behind {
	t.Helper()
	var out, errs bytes.Buffer
	args = append([]string{"explain", "--config", quarterly, "--json", "--limit", "0"}, args...)
	if code := cli.Main(context.Background(), cli.Env{Args: args, Stdout: &out, Stderr: &errs, Now: today.Time()}); code != cli.Done {
		t.Fatalf("%v ended with %d: %s", args, code, &errs)
	}
	var b behind
	if err := json.Unmarshal(out.Bytes(), &b); err != nil {
		t.Fatal(err)
	}
	return b
}

// inputRows reads an input file without compack: the cells of each row, by the
// row's number as people count it.
func inputRows(t *testing.T, file, sheet string) map[int][]string {
	t.Helper()
	path := filepath.Join(filepath.Dir(quarterly), "inputs", file)
	out := map[int][]string{}
	if sheet != "" {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows {
			out[i+1] = r
		}
		return out
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	if header, _, _ := strings.Cut(string(data), "\n"); strings.Contains(header, ";") {
		r.Comma = ';'
	}
	for {
		cells, err := r.Read()
		if err != nil {
			return out
		}
		line, _ := r.FieldPos(0)
		out[line] = cells
	}
}

// holds reports whether one of a row's cells holds a value as explain prints it:
// the text, or of a date the day's number in Excel.
func holds(cells []string, value string) bool {
	serial := ""
	if day, err := time.Parse("2006-01-02", value); err == nil {
		serial = strconv.Itoa(int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24))
	}
	return slices.ContainsFunc(cells, func(c string) bool {
		c = strings.TrimSpace(c)
		return c == value || serial != "" && (c == serial || strings.HasPrefix(c, serial+"."))
	})
}

// dated are the columns whose values, like those of keys, stand in the inputs as
// explain prints them; words of lists are mapped.
var dated = []string{"Risk ID", "Finding ID", "Item ID", "Person ID", "Course", "Due on", "Completed on", "Closed on", "Opened on", "Raised on", "Assigned on", "Next review"}

// TestExplainedRowsStandInTheInputFiles looks each row behind ten figures up in
// the files that the sample's analyst delivered.
func TestExplainedRowsStandInTheInputFiles(t *testing.T) {
	files := map[string]map[int][]string{}
	looked := 0
	for _, metric := range []string{"training.completion", "training.people_overdue", "remediation.on_time", "remediation.balance", "remediation.days_to_close",
		"remediation.days_to_close_median", "findings.balance", "findings.overdue", "risks.high_residual", "risks.review_overdue"} {
		b := explain(t, metric, "--client", "northwind")
		for _, p := range b.Parts {
			if p.Count != len(p.Rows) {
				t.Errorf("%s, %s: %d rows are counted and %d shown", metric, p.Title, p.Count, len(p.Rows))
			}
			for _, row := range p.Rows {
				key := row.File + "\x00" + row.Sheet
				if files[key] == nil {
					files[key] = inputRows(t, row.File, row.Sheet)
				}
				for i, title := range b.Columns {
					if v := row.Values[i]; v != "" && slices.Contains(dated, title) {
						looked++
						if cells := files[key][row.Row]; !holds(cells, v) {
							t.Errorf("%s: %s %q is not in row %d of %s: %q", metric, title, v, row.Row, row.File, cells)
						}
					}
				}
			}
		}
	}
	if looked < 3000 {
		t.Errorf("only %d values were looked up", looked)
	}
}

// TestExplainCountsAsTheFigureDoes holds the rows of each metric of both clients
// against numerator and denominator, and those of each group against the group.
func TestExplainCountsAsTheFigureDoes(t *testing.T) {
	counts := func(b behind) (satisfied, all int) {
		for _, p := range b.Parts {
			for _, r := range p.Rows {
				all++
				if r.Satisfied {
					satisfied++
				}
			}
		}
		return satisfied, all
	}
	for _, client := range []string{"northwind", "alpenrose"} {
		for _, metric := range []string{"training.completion", "remediation.on_time", "training.people_overdue", "findings.open", "remediation.days_to_close"} {
			b := explain(t, metric, "--client", client)
			n, d := counts(b)
			if f := b.Figure; f.Kind == "ratio" && (*f.Numerator != int64(n) || *f.Denominator != int64(d)) || f.N != d {
				t.Errorf("%s of %s: %d of %d rows, the figure has %v of %v, n = %d", metric, client, n, d, f.Numerator, f.Denominator, f.N)
			}
			for _, g := range b.Figure.Groups {
				for _, one := range g.Items {
					of := explain(t, metric, "--client", client, "--group", g.By+"="+one.Label)
					n, d := counts(of)
					if d != one.N || one.Numerator != nil && b.Figure.Kind == "ratio" && *one.Numerator != int64(n) || of.Group != one.Label {
						t.Errorf("%s of %s, %s %s: %d of %d rows, the group has %v, n = %d", metric, client, g.By, one.Label, n, d, one.Numerator, one.N)
					}
				}
			}
		}
		b := explain(t, "remediation.balance", "--client", client)
		balance := b.Figure.Balance
		want := map[string]int{"Opening": balance.Opening, "Opened": balance.Opened, "Reopened": balance.Reopened, "Closed": balance.Closed, "Closing": balance.Closing}
		if len(b.Parts) < len(want) {
			t.Errorf("balance of %s: %d parts", client, len(b.Parts))
		}
		for _, p := range b.Parts {
			if n, ok := want[p.Title]; ok && p.Count != n {
				t.Errorf("balance of %s, %s: %d rows, not %d", client, p.Title, p.Count, n)
			}
		}
	}
}
