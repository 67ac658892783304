package cli_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
	"compack/internal/library"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/templates"
)

// pseudoFile returns the file of a locale in which every text that can be translated
// stands between ‹ and ›, so that those which can't are seen.
func pseudoFile(t testing.TB) string {
	t.Helper()
	lib, problems := library.Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var b strings.Builder
	b.WriteString("language: eo\nname: Pseudo\ndecimal: \",\"\ngroup: \".\"\ndate: \"{day}.{month}.{year}\"\nlong: \"{d}-a de {name} {year}\"\n" +
		"months: [‹1›, ‹2›, ‹3›, ‹4›, ‹5›, ‹6›, ‹7›, ‹8›, ‹9›, ‹10›, ‹11›, ‹12›]\ntexts:\n")
	for _, text := range lib.AllTexts() {
		forms := make([]string, len(text))
		for i, form := range text {
			forms[i] = strconv.Quote("‹" + form + "›")
		}
		fmt.Fprintf(&b, "  %s: [%s]\n", strconv.Quote(text.Key()), strings.Join(forms, ", "))
	}
	return b.String()
}

// makeIn makes the sample's packs in the languages and returns their folder.
func makeIn(t testing.TB, languages string) string {
	t.Helper()
	dir := sampleWith(t, "languages: "+languages)
	put(t, filepath.Join(dir, "templates/locales/eo.yaml"), pseudoFile(t))
	if code, text := run(t, today, "--config", filepath.Join(dir, "compack.yaml"), "--out", filepath.Join(dir, "out")); code != cli.Done {
		t.Fatalf("the sample ended with exit code %d\n%s", code, text)
	}
	return filepath.Join(dir, "out", "2026-Q3")
}

// sampleWith returns a copy of the sample's workspace whose configuration says
// something more.
func sampleWith(t testing.TB, more string) string {
	t.Helper()
	dir, sample := t.TempDir(), os.DirFS(filepath.Dir(quarterly))
	for _, name := range []string{"compack.yaml", "assessor.xlsx"} {
		content, err := fs.ReadFile(sample, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "compack.yaml" {
			content = append(content, "\n"+more+"\n"...)
		}
		put(t, filepath.Join(dir, name), string(content))
	}
	inputs, err := fs.Sub(sample, "inputs")
	if err == nil {
		err = os.CopyFS(filepath.Join(dir, "inputs"), inputs)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func put(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestALanguageChangesNoFigure makes the sample in English and in a language in which
// every title is another: the figures, their formulas' digests, the facts and the
// verdicts are the same.
func TestALanguageChangesNoFigure(t *testing.T) {
	english, other := makeSample(t), makeIn(t, "[eo, en]")
	for _, client := range []string{"northwind", "alpenrose"} {
		a, b := readFigures(t, filepath.Join(english, client)), readFigures(t, filepath.Join(other, client))
		if len(a.Metrics) == 0 || len(a.Metrics) != len(b.Metrics) {
			t.Fatalf("%d figures in English, %d in the other language", len(a.Metrics), len(b.Metrics))
		}
		for i, m := range a.Metrics {
			n := b.Metrics[i]
			if m.Status == nil {
				m.Status = new(metric.Status)
			}
			if n.Status == nil {
				n.Status = new(metric.Status)
			}
			if m.ID != n.ID || m.Exact != n.Exact || m.Formula != n.Formula || *m.Status != *n.Status || m.N != n.N {
				t.Errorf("%s: %s, %d, %s in English; %s: %s, %d, %s in the other language", m.ID, m.Exact, m.N, *m.Status, n.ID, n.Exact, n.N, *n.Status)
			}
			if m.Title == n.Title {
				t.Errorf("%s is called %q in both languages", m.ID, m.Title)
			}
		}
		for i, c := range a.Clauses {
			if b.Clauses[i].Verdict != c.Verdict {
				t.Errorf("clause %s: %s, and %s", c.ID, c.Verdict, b.Clauses[i].Verdict)
			}
		}
		if diff := cmp.Diff(a.Ledgers, b.Ledgers, cmpopts.EquateComparable()); diff != "" {
			t.Errorf("ledgers: %s", diff)
		}
		m := readManifest(t, filepath.Join(other, client))
		if len(m.Languages) != 2 || m.Languages[0].Tag != "eo" || m.Languages[1].Tag != "en" {
			t.Errorf("languages %+v", m.Languages)
		}
		same := func(name string, of, with string) {
			x, err := os.ReadFile(filepath.Join(english, client, of))
			y, err2 := os.ReadFile(filepath.Join(other, client, with))
			if err != nil || err2 != nil || manifest.Digest(x) != manifest.Digest(y) {
				t.Errorf("%s: the English one beside another language is not the one of an English pack (%v, %v)", name, err, err2)
			}
		}
		same("report", "report.pdf", "report.en.pdf")
	}
}

// TestFormulasGiveTheirCachedValuesInAnyLanguage recalculates the formulas of all
// sheets but those of records, in a language in which every title is another.
func TestFormulasGiveTheirCachedValuesInAnyLanguage(t *testing.T) {
	for _, client := range []string{"northwind"} {
		pack := filepath.Join(makeIn(t, "[eo]"), client)
		book := openWorkbook(t, filepath.Join(pack, "workbook.xlsx"))
		compareFigures(t, book, pack)
		recalculated := openWorkbook(t, recalculate(t, filepath.Join(pack, "workbook.xlsx")))
		n := 0
		for _, sheet := range book.GetSheetList() {
			if rows, err := book.GetRows(sheet); err != nil || len(rows) > 700 {
				continue // records
			}
			for _, f := range formulasOf(t, book, sheet) {
				got, err := recalculated.GetCellValue(f.sheet, f.cell, excelize.Options{RawCellValue: true})
				if err != nil || !same(got, f.cached) {
					t.Errorf("LibreOffice: %s!%s =%s gives %q (%v), cached %q", f.sheet, f.cell, f.text, got, err, f.cached)
				}
				n++
			}
		}
		if n < 300 {
			t.Errorf("only %d formulas", n)
		}
	}
}

// TestAnEarlierPackIsReadBackInItsLanguage changes the language between two periods:
// the facts are found as in one language.
func TestAnEarlierPackIsReadBackInItsLanguage(t *testing.T) {
	found := map[string]string{}
	for _, languages := range [][2]string{{"en", "en"}, {"en", "eo"}, {"eo", "en"}, {"eo", "eo"}} {
		dir := write(t, map[string]string{"june/actions.csv": q2Actions, "sept/actions.csv": q3Actions, "templates/locales/eo.yaml": pseudoFile(t)})
		out := filepath.Join(dir, "out")
		for i, c := range []struct{ period, inputs string }{{"2026-Q2", "june"}, {"2026-Q3", "sept"}} {
			put(t, filepath.Join(dir, "compack.yaml"), twoPeriods+"languages: ["+languages[i]+"]\n")
			if code, text := run(t, today, "--config", filepath.Join(dir, "compack.yaml"), "--out", out, "--period", c.period, "--inputs", filepath.Join(dir, c.inputs)); code != cli.Done {
				t.Fatalf("%s ended with %d\n%s", c.period, code, text)
			}
		}
		pack := filepath.Join(out, "2026-Q3", "acme")
		var said []string
		for id, f := range facts(t, pack, "remediation") {
			said = append(said, fmt.Sprint(id, f.Ran, f.Count, f.Of, f.Records))
		}
		for _, tie := range readFigures(t, pack).Movement.Ties {
			said = append(said, fmt.Sprint(tie.Metric, tie.Ran, tie.Closing, tie.Opening, len(tie.Restatements)))
		}
		slices.Sort(said)
		found[languages[0]+languages[1]] = strings.Join(said, "\n")
	}
	for languages, said := range found {
		if said != found["enen"] || !strings.Contains(said, "MOVED-LATE") {
			t.Errorf("%s:\n%s\nin English:\n%s", languages, said, found["enen"])
		}
	}
}

// TestEachLanguageThatShipsIsWhole looks for texts that a shipped locale lacks or has in
// vain.
func TestEachLanguageThatShipsIsWhole(t *testing.T) {
	lib, problems := library.Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, tag := range lib.LocaleTags() {
		l, _ := lib.Locale(tag)
		if l == nil {
			continue
		}
		if gaps := l.Gaps(lib.AllTexts()); len(gaps) > 0 && !l.IsEnglish() {
			t.Errorf("%s lacks %d texts, first %q; run 'compack locales check %s'", tag, len(gaps), gaps[0].Key(), tag)
		}
		for _, text := range l.Vain(lib.AllTexts()) {
			t.Errorf("%s has in vain %q", tag, text)
		}
	}
}
