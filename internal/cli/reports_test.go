package cli_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compack/internal/config"
	"compack/internal/library"
	"compack/internal/pipeline"
	"compack/templates"
)

// allPacks makes each shipped pack of the sample for both clients over one reading of the
// sources, and returns their folders by pack and client.
func allPacks(t *testing.T) map[string]string {
	t.Helper()
	lib, problems := library.Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	folder, kept, out := t.TempDir(), new(pipeline.Kept), map[string]string{}
	for _, pack := range shippedPacks(t) {
		for _, client := range []string{"northwind", "alpenrose"} {
			cfg, problems, err := config.Load(quarterly, nil, config.Known{Datasets: lib.Datasets()})
			if err != nil || cfg == nil {
				t.Fatal(err, problems)
			}
			cfg.Only, cfg.Pack.Template = []string{client}, pack
			p, asOf, _ := cfg.Resolve(today.Time())
			into := filepath.Join(folder, pack+"-"+client)
			res, err := pipeline.Run(context.Background(), pipeline.Options{Config: cfg, Library: lib, Period: p, AsOf: asOf, Into: into, Kept: kept})
			if err != nil || res.Stopped != "" || res.Packs[0].Err != nil {
				t.Fatalf("%s for %s: %v, %+v", pack, client, err, res)
			}
			out[pack+" for "+client] = into
		}
	}
	if kept.Readings() != 1 {
		t.Errorf("the sources were read %d times", kept.Readings())
	}
	return out
}

// TestEachShippedPackSpeaksEachLanguage makes each pack in each language that ships: it
// is made, no sign is missing in its report, and it is about as long as in English.
func TestEachShippedPackSpeaksEachLanguage(t *testing.T) {
	lib, problems := library.Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	most := map[string]int{"executive-brief": 3, "trust-summary": 6}
	kept := new(pipeline.Kept)
	for _, pack := range shippedPacks(t) {
		cfg, problems, err := config.Load(quarterly, nil, config.Known{Datasets: lib.Datasets()})
		if err != nil || cfg == nil {
			t.Fatal(err, problems)
		}
		cfg.Only, cfg.Pack.Template, cfg.Outputs, cfg.Languages = []string{"northwind"}, pack, []string{"pdf"}, lib.LocaleTags()
		p, asOf, _ := cfg.Resolve(today.Time())
		into := filepath.Join(t.TempDir(), pack)
		res, err := pipeline.Run(context.Background(), pipeline.Options{Config: cfg, Library: lib, Period: p, AsOf: asOf, Into: into, Kept: kept})
		if err != nil || res.Stopped != "" || res.Packs[0].Err != nil {
			t.Errorf("%s: %v, %s, %v", pack, err, res.Stopped, res.Packs[0].Err)
			continue
		}
		for _, problem := range res.Packs[0].Problems {
			t.Errorf("%s: %s", pack, problem)
		}
		english := pageCount(t, into, "report.pdf")
		for _, tag := range cfg.Languages[1:] {
			n := pageCount(t, into, "report."+tag+".pdf")
			if n > english+english/4+1 || most[pack] > 0 && n > most[pack] {
				t.Errorf("%s in %s has %d pages, and in English %d", pack, tag, n, english)
			}
		}
	}
}

// tool skips the test where a program is not installed, and says so.
func tool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("SKIPPED: %s is not installed", name)
	}
}

// TestShippedPacksHoldTogether looks into each shipped pack. Its report is a sound file
// whose outline and links lead to where they say and which shows the values that
// metrics.json has, and LibreOffice opens its workbook.
func TestShippedPacksHoldTogether(t *testing.T) {
	packs := allPacks(t)
	for name, dir := range packs {
		t.Run(name, func(t *testing.T) {
			tool(t, "qpdf")
			tool(t, "pdftotext")
			file := filepath.Join(dir, "report.pdf")
			if said, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
				t.Errorf("qpdf --check: %v\n%s", err, said)
			}
			r := openReport(t, file)
			r.checkOutline(t)
			r.checkLinks(t)
			r.checkFigures(t, dir)
		})
	}
	t.Run("workbooks", func(t *testing.T) {
		tool(t, "soffice")
		openWorkbooks(t, packs)
	})
}

// near is how far below the place that a name leads to its text may stand, in points.
const near = 60

// checkOutline looks for each title where the outline's entry leads.
func (r *report) checkOutline(t *testing.T) {
	if len(r.outline) == 0 {
		t.Error("the report has no outline")
	}
	for _, b := range r.outline {
		found := strings.Join(r.pages[b.to.page].words(0, b.to.y-4, math.Inf(1), b.to.y+near), "")
		if title := strings.Join(strings.Fields(b.title), ""); !strings.Contains(found, title) {
			t.Errorf("%q is not on page %d where the outline leads: there is %q", b.title, b.to.page+1, found)
		}
	}
}

var (
	pageNumber    = regexp.MustCompile(`^\d+$`)
	figureAddress = regexp.MustCompile(`^F-\d+$`)
)

// definitions returns the page on which the chapter of definitions begins, the number
// of pages where there is none.
func (r *report) definitions() int {
	for _, b := range r.outline {
		if strings.HasSuffix(b.title, "Definitions") {
			return b.to.page
		}
	}
	return len(r.pages)
}

// checkLinks compares what stands on each link with what stands where it leads.
func (r *report) checkLinks(t *testing.T) {
	if len(r.links) == 0 && r.definitions() < len(r.pages) {
		t.Error("the report has definitions and no link")
	}
	for _, l := range r.links {
		words := r.pages[l.page].words(l.x0-1, l.y0-1, l.x1+1, l.y1+1)
		label := strings.Join(words, " ")
		to, ok := r.names[l.to]
		found := ""
		if ok {
			found = strings.Join(r.pages[to.page].words(0, to.y-4, math.Inf(1), to.y+near), " ")
		}
		switch {
		case !ok:
			t.Errorf("page %d: the link on %q leads to %s, which is nowhere", l.page+1, label, l.to)
		case label == "":
			t.Errorf("page %d: a link to %s lies on no text", l.page+1, l.to)
		case figureAddress.MatchString(l.to): // from an address or a value to its definition
			if !strings.Contains(found, l.to) || figureAddress.MatchString(label) && label != l.to {
				t.Errorf("page %d: the link on %q leads to page %d, where there is no %s but %q", l.page+1, label, to.page+1, l.to, found)
			}
		case pageNumber.MatchString(label):
			if label != fmt.Sprint(to.page+1) {
				t.Errorf("page %d: the link on page number %s leads to page %d", l.page+1, label, to.page+1)
			}
		case slices.ContainsFunc(words, func(w string) bool { return len(w) > 2 && !strings.Contains(found, w) }):
			t.Errorf("page %d: the link on %q leads to page %d, where there is %q", l.page+1, label, to.page+1, found)
		}
	}
}

// checkFigures looks for the value of each figure that the report shows: by its address
// or by a link to its definition.
func (r *report) checkFigures(t *testing.T, dir string) {
	text, named, seen := " ", map[string]bool{}, 0
	for _, p := range r.pages[:r.definitions()] {
		for _, w := range p.Words {
			text += w.Text + " "
			named[w.Text] = true
		}
	}
	for _, l := range r.links {
		named[l.to] = named[l.to] || l.page < r.definitions()
	}
	for _, f := range readFigures(t, dir).Metrics {
		if f.Value == nil || !named[f.Address] {
			continue
		}
		seen++
		v, percent, places := *f.Value, "", []int{0}
		switch {
		case f.Unit == "percent":
			v, percent, places = v*100, " %", []int{1, 2, 3, 4}
		case v != math.Trunc(v), f.Unit == "days", f.Unit == "hours":
			places = []int{0, 1}
		}
		found := false
		for _, n := range places {
			found = found || strings.Contains(text, " "+grouped(fmt.Sprintf("%.*f", n, v))+percent+" ")
		}
		if !found {
			t.Errorf("%s %s is %v in metrics.json and not in the report", f.Address, f.ID, *f.Value)
		}
	}
	if seen < 5 {
		t.Errorf("only %d figures of metrics.json are in the report", seen)
	}
}

// grouped sets commas between thousands.
func grouped(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}

// openWorkbooks has LibreOffice read all workbooks in one go and write their first sheet
// as text.
func openWorkbooks(t *testing.T, packs map[string]string) {
	in, out := t.TempDir(), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "csv", "--outdir", out}
	for name, dir := range packs {
		book := filepath.Join(in, name+".xlsx")
		if err := os.Rename(filepath.Join(dir, "workbook.xlsx"), book); err != nil {
			t.Fatal(err)
		}
		args = append(args, book)
	}
	if said, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	for name := range packs {
		text, err := os.ReadFile(filepath.Join(out, name+".csv"))
		if err != nil {
			t.Errorf("%s: LibreOffice wrote nothing: %v", name, err)
			continue
		}
		if len(text) < 1000 {
			t.Errorf("%s: the first sheet holds %q", name, text)
		}
		if wrong := regexp.MustCompile(`#(NAME|REF|VALUE|N/A|DIV/0)[?!]?|Err:\d+`).Find(text); wrong != nil {
			t.Errorf("%s: the first sheet shows %s", name, wrong)
		}
	}
}
