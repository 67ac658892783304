package cli_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
	"compack/internal/dataset"
	"compack/internal/library"
	"compack/internal/manifest"
	"compack/templates"
)

// secret is the key of the tests' pseudonyms.
const secret = "the key of these tests, not of any pack"

// private makes the sample's packs for a period with a privacy of its own and returns
// their folder. Some rows are spoilt, so that problems speak of people too.
func private(t testing.TB, privacy, period string) string {
	t.Helper()
	t.Setenv("PSEUDONYM_KEY", secret)
	dir := sampleWith(t, "privacy: "+privacy)
	spoil(t, filepath.Join(dir, "inputs", "training-completions.csv"))
	if code, out := run(t, today, "--config", filepath.Join(dir, "compack.yaml"), "--period", period); code != cli.Done {
		t.Fatalf("exit code %d: %s", code, out)
	}
	return filepath.Join(dir, "out", period)
}

// spoil makes three kinds of problems in a file of training records: an
// assignment that stands twice, one completed before it was assigned, a bad date.
func spoil(t testing.TB, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	early := strings.Split(strings.TrimSpace(lines[5]), ";")
	early[6] = "2026-08-01"
	early[8] = "2026-07-01"
	bad := strings.Split(strings.TrimSpace(lines[6]), ";")
	bad[7] = "soon"
	lines = append(lines, lines[4], strings.Join(early, ";"), strings.Join(bad, ";"))
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sheetCells returns all cells of a workbook by sheet.
func sheetCells(t testing.TB, pack string) map[string][][]string {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(pack, "workbook.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][][]string{}
	for _, sheet := range f.GetSheetList() {
		if out[sheet], err = f.GetRows(sheet); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// people returns the texts of a pack's personal columns that stand nowhere else in
// its records, by which they could be told, nor in the configuration, whose names are
// shown.
func people(t testing.TB, pack string) []string {
	t.Helper()
	lib, _ := library.Open(templates.FS, t.TempDir())
	personal := map[string]map[string]bool{}
	byDataset := dataset.Personal(lib.Datasets())
	for _, d := range lib.Datasets() {
		personal[d.Title] = map[string]bool{}
		for _, f := range d.Fields {
			personal[d.Title][f.Title] = byDataset[d.ID][f.Name]
		}
	}
	found, elsewhere := map[string]bool{}, strings.Builder{}
	config, err := os.ReadFile(quarterly)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere.Write(config)
	for sheet, rows := range sheetCells(t, pack) {
		if personal[sheet] == nil {
			continue
		}
		for _, row := range rows[1:] {
			for i, cell := range row {
				if personal[sheet][rows[0][i]] {
					found[cell] = true
				} else {
					elsewhere.WriteString(cell + "\n")
				}
			}
		}
	}
	var out []string
	for text := range found {
		if len(text) > 3 && !strings.Contains(elsewhere.String(), text) {
			out = append(out, text)
		}
	}
	slices.Sort(out)
	if len(out) < 100 {
		t.Fatalf("only %d personal texts: %q", len(out), out)
	}
	return out
}

// everything returns all that a pack says.
func everything(t testing.TB, pack string) string {
	t.Helper()
	var b strings.Builder
	for _, rows := range sheetCells(t, pack) {
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\n") + "\n")
		}
	}
	for _, file := range []string{"metrics.json", "manifest.json"} {
		data, err := os.ReadFile(filepath.Join(pack, file))
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	if tool, err := exec.LookPath("pdftotext"); err == nil {
		text, err := exec.Command(tool, "-layout", filepath.Join(pack, "report.pdf"), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

// figuresOf returns a pack's figures without what names people.
func figuresOf(t testing.TB, pack string) []manifest.Figure {
	t.Helper()
	return readFigures(t, pack).Metrics
}

// TestPacksWithoutPeopleShowTheSameFigures searches packs with pseudonyms and
// those that leave people out for all that the sources say of people, and compares
// their figures and formulas with those of packs that show it.
func TestPacksWithoutPeopleShowTheSameFigures(t *testing.T) {
	shown := private(t, "{personal: show}", "2026-Q3")
	for _, treatment := range []string{"pseudonymise", "omit"} {
		hidden := private(t, "{personal: "+treatment+", key_env: PSEUDONYM_KEY}", "2026-Q3")
		for _, client := range []string{"northwind", "alpenrose"} {
			pack := filepath.Join(hidden, client)
			text := everything(t, pack)
			all := everything(t, filepath.Join(shown, client))
			for _, person := range people(t, filepath.Join(shown, client)) {
				if !strings.Contains(all, person) {
					t.Fatalf("the search finds nothing: %q", person)
				}
				if strings.Contains(text, person) {
					at := strings.Index(text, person)
					t.Errorf("%s, %s: %q stands in the pack: %q", treatment, client, person, text[max(0, at-60):min(len(text), at+60)])
				}
			}
			if strings.Contains(text, secret) {
				t.Errorf("%s: the key stands in the pack", client)
			}
			if diff := cmp.Diff(figuresOf(t, filepath.Join(shown, client)), figuresOf(t, pack)); diff != "" {
				t.Errorf("%s, %s: figures differ (-shown +hidden):\n%s", treatment, client, diff)
			}
			if (treatment == "omit") == (client == "alpenrose") { // recalculation takes its time
				recalculates(t, pack)
			}
			f := readFigures(t, pack)
			if f.Privacy == nil || f.Privacy.Personal != treatment || len(f.Privacy.Redactions) == 0 || !strings.Contains(f.Privacy.Note, "Free text") {
				t.Errorf("metrics.json says of privacy: %+v", f.Privacy)
			}
			if len(f.Problems) == 0 {
				t.Error("no problem speaks of a spoilt row")
			}
		}
	}
}

// recalculates checks that every formula of the Summary gives its cached value.
func recalculates(t *testing.T, pack string) {
	t.Helper()
	book := openWorkbook(t, filepath.Join(pack, "workbook.xlsx"))
	for _, f := range formulasOf(t, book, "Summary") {
		got, err := book.CalcCellValue("Summary", f.cell, excelize.Options{RawCellValue: true})
		if err != nil || !same(got, f.cached) {
			t.Errorf("Summary!%s =%s gives %q (%v), cached %q", f.cell, f.text, got, err, f.cached)
		}
	}
}

// column returns the different values of a column of a sheet.
func column(t testing.TB, pack, sheet, title string) []string {
	t.Helper()
	rows := sheetCells(t, pack)[sheet]
	i := slices.Index(rows[0], title)
	if i < 0 {
		return nil
	}
	var out []string
	for _, row := range rows[1:] {
		if i < len(row) && !slices.Contains(out, row[i]) {
			out = append(out, row[i])
		}
	}
	slices.Sort(out)
	return out
}

// TestPseudonymsCanBeLinkedWithinAClientOnly compares the pseudonyms of two periods
// and two clients.
func TestPseudonymsCanBeLinkedWithinAClientOnly(t *testing.T) {
	const ids = "Person ID"
	common := func(a, b []string) (n int) {
		for _, v := range a {
			if slices.Contains(b, v) {
				n++
			}
		}
		return n
	}
	q3 := private(t, "{personal: pseudonymise, key_env: PSEUDONYM_KEY}", "2026-Q3")
	q2 := private(t, "{personal: pseudonymise, key_env: PSEUDONYM_KEY}", "2026-Q2")
	now := column(t, filepath.Join(q3, "northwind"), "Training", ids)
	if before := column(t, filepath.Join(q2, "northwind"), "Training", ids); !slices.Equal(now, before) {
		t.Errorf("the pseudonyms of one client differ between two periods: %d of %d in common", common(now, before), len(now))
	}
	if n := common(now, column(t, filepath.Join(q3, "alpenrose"), "Training", ids)); n > 0 {
		t.Errorf("two clients share %d pseudonyms", n)
	}
	o3 := private(t, "{personal: omit, key_env: PSEUDONYM_KEY}", "2026-Q3")
	o2 := private(t, "{personal: omit, key_env: PSEUDONYM_KEY}", "2026-Q2")
	a, b := column(t, filepath.Join(o3, "northwind"), "Training", ids), column(t, filepath.Join(o2, "northwind"), "Training", ids)
	if n := common(a, b); n > 0 || len(a) != len(now) {
		t.Errorf("packs that leave people out share %d of %d words for them", n, len(a))
	}
	if names := column(t, filepath.Join(o3, "northwind"), "Training", "Name"); names != nil {
		t.Errorf("a column that no figure needs is there: %q", names)
	}
}

// TestSmallGroupsArePutTogether makes packs whose groups must have many records:
// each breakdown still adds up, live, or says why it is withheld.
func TestSmallGroupsArePutTogether(t *testing.T) {
	plain := private(t, "{small_groups: 0}", "2026-Q3")
	together, withheld := 0, 0
	for _, least := range []string{"4", "25", "90"} {
		packs := private(t, "{small_groups: "+least+"}", "2026-Q3")
		for _, client := range []string{"northwind", "alpenrose"} {
			pack := filepath.Join(packs, client)
			if least == "25" && client == "northwind" {
				recalculates(t, pack)
			}
			before := readFigures(t, filepath.Join(plain, client)).Metrics
			for i, m := range readFigures(t, pack).Metrics {
				for j, g := range m.Groups {
					if g.Withheld != "" {
						withheld++
						continue
					}
					n, wasN, num, wasNum := 0, 0, int64(0), int64(0)
					for _, one := range g.Items {
						n += one.N
						if one.Numerator != nil {
							num += *one.Numerator
						}
						if one.Key == "(other)" {
							together++
						}
						var limit int
						if err := json.Unmarshal([]byte(least), &limit); err != nil {
							t.Fatal(err)
						}
						if one.N > 0 && one.N < limit {
							t.Errorf("%s by %s: %s has %d records, fewer than %s", m.ID, g.By, one.Label, one.N, least)
						}
					}
					for _, one := range before[i].Groups[j].Items {
						wasN += one.N
						if one.Numerator != nil {
							wasNum += *one.Numerator
						}
					}
					if n != wasN || num != wasNum {
						t.Errorf("%s by %s: the groups have %d of %d records, %d of %d in the numerators", m.ID, g.By, n, wasN, num, wasNum)
					}
				}
			}
		}
	}
	if together < 5 || withheld < 5 {
		t.Errorf("%d groups were put together and %d breakdowns withheld; the sample shows too little", together, withheld)
	}
}

// TestPacksThatNamePeopleOtherwiseAreNotCompared makes packs of two periods in one
// folder: records whose key is personal can be compared by their pseudonyms, and
// not where the two packs have different words for people.
func TestPacksThatNamePeopleOtherwiseAreNotCompared(t *testing.T) {
	for _, c := range []struct {
		privacy string
		ran     bool
	}{{"{personal: pseudonymise, key_env: PSEUDONYM_KEY}", true}, {"{personal: omit, key_env: PSEUDONYM_KEY}", false}} {
		config := filepath.Join(private(t, c.privacy, "2026-Q2"), "..", "..", "compack.yaml")
		if code, out := run(t, today, "--config", config, "--period", "2026-Q3"); code != cli.Done {
			t.Fatalf("exit code %d: %s", code, out)
		}
		facts := 0
		for _, f := range readFigures(t, filepath.Join(filepath.Dir(config), "out", "2026-Q3", "northwind")).Movement.Facts {
			if f.Dataset == "training" && f.ID == "gone" {
				facts++
				if f.Ran != c.ran || !f.Ran && !strings.Contains(f.Why, "does not name people as this one does") || f.Ran && f.Count > 0 {
					t.Errorf("%s: %+v", c.privacy, f)
				}
			}
			if f.Dataset == "findings" && f.ID == "gone" && !f.Ran {
				t.Errorf("%s: findings were not compared: %s", c.privacy, f.Why)
			}
		}
		if facts != 1 {
			t.Errorf("%s: %d facts about training", c.privacy, facts)
		}
	}
}
