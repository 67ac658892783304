package library

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"compack/internal/framework"
	"compack/templates"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// frameworks is a small set of right definitions.
var frameworks = map[string]string{
	"frameworks/small-1.yaml": `id: small-1
title: Small
publisher: We
version: "1"
source: our own
licence: free
also: [The Small One]
letters: A
withdrawn: [A.2]
groups:
  - {id: G, title: Group}
controls:
  - {id: A.1, title: First, group: G}
`,
	"frameworks/other.yaml": `id: other
title: Other
publisher: They
version: "2"
source: their own
licence: free
groups:
  - {id: "1", title: Group}
controls:
  - {id: "1.1", title: Theirs, group: "1"}
`,
	"frameworks/crosswalk.yaml": `note: ours
from: small-1
mappings:
  - control: A.1
    to: {other: ["1.1"]}
`,
}

// withFrameworks returns the small definitions with those of frameworks, and old
// replaced by new in the file called name.
func withFrameworks(t *testing.T, name, old, new string) fstest.MapFS {
	t.Helper()
	out := files(t, "", "", "")
	for n, text := range frameworks {
		if n == name {
			if !strings.Contains(text, old) {
				t.Fatalf("%s does not hold %q", name, old)
			}
			text = strings.Replace(text, old, new, 1)
		}
		out[n] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestEachMistakeInAFrameworkIsNamed(t *testing.T) {
	const (
		small = "frameworks/small-1.yaml"
		walk  = "frameworks/crosswalk.yaml"
		atS   = "G007 templates/frameworks/small-1.yaml, line "
		atW   = "G007 templates/frameworks/crosswalk.yaml, line "
	)
	for _, tt := range []struct{ name, file, old, new, want string }{
		{"id in capitals", small, "id: small-1", "id: Small-1", atS + `1, id: "Small-1" can't be an id | write lower-case letters, digits and underscores, such as iso-27001-2022`},
		{"no licence", small, "licence: free\n", "", `G007 templates/frameworks/small-1.yaml, licence: is missing | write whose the wording is`},
		{"version that is a number", small, `version: "1"`, "version: 1", atS + `4, version: 1 is not a text but a number | write it in quotes: "1"`},
		{"unknown key", small, "letters: A", "letter: A", atS + `8, letter: the key "letter" is not known; did you mean "letters"? | the keys known here are id, title, publisher, version, source, licence, also, letters, parts, withdrawn, groups and controls`},
		{"name of another framework", small, "The Small One", "oth-er", ``},
		{"name of another framework as such", small, "The Small One", "other", atS + `7, also[0]: "other" is a name of other already | leave the name to one of the two`},
		{"name without letters", small, "The Small One", `"-"`, atS + `7, also[0]: the name "-" holds no letter or digit | write a name such as ISO 27001`},
		{"unknown group", small, "group: G", "group: H", atS + `13, controls[0].group: there is no group "H"; did you mean "G"? | those known are G`},
		{"control twice", small, "title: First, group: G}", "title: First, group: G}\n  - {id: a-01, title: Again, group: G}", atS + `14, controls[1].id: "a-01" can't be told from "A.1" | give each control an identifier of its own`},
		{"group twice", small, "title: Group}", "title: Group}\n  - {id: G, title: Again}", atS + `12, groups[1].id: the framework has a group "G" already | give each group an identifier of its own`},
		{"control without the letters", small, "id: A.1", "id: B.1", atS + `13, controls[0].id: "B.1" does not begin with "A" as letters says | correct it, or remove letters`},
		{"withdrawn control", small, "[A.2]", "[A.1]", atS + `9, withdrawn[0]: "A.1" is a control | keep one of the two`},
		{"no controls", small, "controls:\n  - {id: A.1, title: First, group: G}\n", "controls: []\n", atS + `12, controls: is missing | list the controls`},
		{"crosswalk from nowhere", walk, "small-1", "smal-1", atW + `2, from: there is no framework "smal-1"; did you mean "small-1"? | those known are other and small-1`},
		{"crosswalk of an unknown control", walk, "control: A.1", "control: A.2", atW + `4, mappings[0].control: small-1 has no control "A.2" | write an identifier of Small as its file does`},
		{"crosswalk to an unknown control", walk, `"1.1"`, `"1.2"`, atW + `5, mappings[0].to.other[0]: other has no control "1.2" | write an identifier of Other as its file does`},
		{"crosswalk to an unknown framework", walk, `{other:`, `{others:`, atW + `5, mappings[0].to.others: there is no framework "others"; did you mean "other"? | those known are other and small-1`},
		{"crosswalk to itself", walk, `{other: ["1.1"]}`, `{small-1: [A.1]}`, atW + `5, mappings[0].to.small-1: small-1 can't be mapped to itself | name another framework`},
		{"crosswalk with a control twice", walk, `{other: ["1.1"]}`, "{other: [\"1.1\"]}\n  - control: A.1\n    to: {}", atW + `6, mappings[1].control: A.1 is mapped already | put the two together`},
		{"crosswalk without a note", walk, "note: ours\n", "", `G007 templates/frameworks/crosswalk.yaml, note: is missing | write whose reading the correspondences are`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := Open(withFrameworks(t, tt.file, tt.old, tt.new), t.TempDir())
			got := strings.Join(told(problems), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("problems:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

func TestWorkspaceMayAddAFrameworkAndSwitchOffTheCrosswalk(t *testing.T) {
	workspace := t.TempDir()
	put(t, workspace, "frameworks/house.yaml", strings.NewReplacer("small-1", "house", "Small", "House").Replace(frameworks["frameworks/small-1.yaml"]))
	put(t, workspace, "frameworks/crosswalk.yaml", "# none\n")
	l, problems := Open(withFrameworks(t, "", "", ""), workspace)
	if len(problems) > 0 {
		t.Fatal(told(problems))
	}
	var got []string
	for _, f := range l.Frameworks() {
		got = append(got, f.ID)
	}
	if diff := cmp.Diff([]string{"house", "other", "small-1"}, got); diff != "" {
		t.Errorf("frameworks (-want +got):\n%s", diff)
	}
	if n := len(l.Catalog().Crosswalk().Mappings); n != 0 {
		t.Errorf("%d mappings of a crosswalk that was switched off", n)
	}
}

// shippedFramework returns a framework that ships with compack.
func shippedFramework(t *testing.T, id string) *framework.Definition {
	t.Helper()
	l, problems := Open(templates.FS, t.TempDir())
	if len(problems) > 0 {
		t.Fatal(told(problems))
	}
	f, ok := l.Catalog().Framework(id)
	if !ok {
		t.Fatalf("there is no framework %s", id)
	}
	return f
}

// TestShippedFrameworksAreComplete holds the counts that the publishers state.
func TestShippedFrameworksAreComplete(t *testing.T) {
	for _, tt := range []struct {
		id               string
		groups, controls int
		each             map[string]int // by the beginning of an identifier
	}{
		{"iso-27001-2022", 4, 93, map[string]int{"A.5.": 37, "A.6.": 8, "A.7.": 14, "A.8.": 34}},
		{"nist-csf-2.0", 22, 106, map[string]int{"GV.": 31, "ID.": 21, "PR.": 22, "DE.": 11, "RS.": 13, "RC.": 8}},
		{"nist-800-53-r5", 20, 300, map[string]int{"AC-": 23, "AT-": 5, "AU-": 15, "CA-": 8, "CM-": 14, "CP-": 12, "IA-": 13, "IR-": 9, "MA-": 7,
			"MP-": 8, "PE-": 22, "PL-": 8, "PM-": 32, "PS-": 9, "PT-": 8, "RA-": 9, "SA-": 17, "SC-": 47, "SI-": 22, "SR-": 12}},
		{"soc2-tsc-2017", 20, 61, map[string]int{"CC": 33, "A1.": 3, "C1.": 2, "PI1.": 5}},
		{"cis-v8", 18, 153, map[string]int{"1.": 5, "2.": 7, "3.": 14, "4.": 12, "5.": 6, "6.": 8, "7.": 7, "8.": 12, "9.": 7, "10.": 7, "11.": 5, "12.": 8,
			"13.": 11, "14.": 9, "15.": 7, "16.": 14, "17.": 9, "18.": 5}},
		{"pci-dss-4.0", 12, 63, map[string]int{"1.": 5, "2.": 3, "3.": 7, "4.": 2, "5.": 4, "6.": 5, "7.": 3, "8.": 6, "9.": 5, "10.": 7, "11.": 6, "12.": 10}},
	} {
		f := shippedFramework(t, tt.id)
		if len(f.Groups) != tt.groups || len(f.Controls) != tt.controls {
			t.Errorf("%s has %d groups and %d controls, want %d and %d", tt.id, len(f.Groups), len(f.Controls), tt.groups, tt.controls)
		}
		for prefix, want := range tt.each {
			got := 0
			for _, c := range f.Controls {
				if strings.HasPrefix(c.ID, prefix) {
					got++
				}
			}
			if got != want {
				t.Errorf("%s has %d controls %s, want %d", tt.id, got, prefix, want)
			}
		}
	}
}

func TestEveryAnnexAControlIsMappedToBothOfNIST(t *testing.T) {
	l, _ := Open(templates.FS, t.TempDir())
	walk := l.Catalog().Crosswalk()
	for _, c := range shippedFramework(t, "iso-27001-2022").Controls {
		for _, to := range []string{"nist-csf-2.0", "nist-800-53-r5"} {
			if len(walk.Mapped(framework.Ref{Framework: "iso-27001-2022", Control: c.ID}, to)) == 0 {
				t.Errorf("%s is mapped to no control of %s", c.ID, to)
			}
		}
	}
}

// TestIdentifiersAgreeWithPublishedLists compares with lists that others wrote.
func TestIdentifiersAgreeWithPublishedLists(t *testing.T) {
	lists := filepath.Join("..", "..", "..", "shared", "data", "controls")
	if _, err := os.Stat(lists); err != nil {
		t.Skipf("NOT COMPARED with published lists: %v", err)
	}
	t.Run("CIS", func(t *testing.T) {
		var got []string
		for _, row := range csvRows(t, filepath.Join(lists, "LeeMangold+OpenGRC__CIS-CSC-All.csv")) {
			got = append(got, row[0])
		}
		var want []string
		for _, c := range shippedFramework(t, "cis-v8").Controls {
			// The list was saved by a spreadsheet, which reads 3.10 as 3.1.
			want = append(want, regexp.MustCompile(`^(\d+\.\d)0$`).ReplaceAllString(c.ID, "$1"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("safeguards (-ours +theirs):\n%s", diff)
		}
	})
	t.Run("SOC 2", func(t *testing.T) {
		var got []string
		for _, row := range csvRows(t, filepath.Join(lists, "LeeMangold+OpenGRC__TSC2017.csv")) {
			got = append(got, row[0])
		}
		var want []string
		for _, c := range shippedFramework(t, "soc2-tsc-2017").Controls {
			want = append(want, c.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("criteria (-ours +theirs):\n%s", diff)
		}
	})
	t.Run("FedRAMP Low", func(t *testing.T) {
		f := shippedFramework(t, "nist-800-53-r5")
		ids := idsIn(t, filepath.Join(lists, "GSA+fedramp-gov__FedRAMP_Low_Security_Controls.xlsx"), regexp.MustCompile(`\b[A-Z]{2}-[1-9][0-9]?\b`))
		if len(ids) < 100 {
			t.Fatalf("only %d identifiers found", len(ids))
		}
		for id := range ids {
			known := strings.Contains(" "+strings.Join(f.Withdrawn, " ")+" ", " "+id+" ")
			if _, ok := f.Control(id); !ok && !known {
				t.Errorf("no control %s", id)
			}
		}
	})
	t.Run("ISO 27001", func(t *testing.T) {
		f := shippedFramework(t, "iso-27001-2022")
		found, _ := filepath.Glob(filepath.Join(lists, "rishikeshbeliya*.xlsx"))
		seen := 0
		for _, file := range found {
			for id := range idsIn(t, file, regexp.MustCompile(`^[5-8]\.[0-9]+$`)) {
				seen++
				_, ok := f.Control("A." + id)
				// The sheets hold numbers of two decimals: 8.80 is A.8.8.
				_, short := f.Control("A." + strings.TrimSuffix(id, "0"))
				if !ok && !short {
					t.Errorf("no control %s", id)
				}
			}
		}
		if seen < 30 {
			t.Errorf("only %d identifiers found", seen)
		}
	})
}

// csvRows returns the rows below the header.
func csvRows(t *testing.T, file string) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	return rows[1:]
}

// idsIn returns what matches in any cell of a workbook.
func idsIn(t *testing.T, file string, form *regexp.Regexp) map[string]bool {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]bool{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				for _, id := range form.FindAllString(cell, -1) {
					out[id] = true
				}
			}
		}
	}
	return out
}
