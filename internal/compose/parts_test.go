package compose

import (
	"slices"
	"strings"
	"testing"

	"compack/internal/document"
)

// workbookOf composes the incomplete pack with a line in its front matter.
func workbookOf(t *testing.T, line string) (document.Workbook, error) {
	t.Helper()
	in := incomplete(t)
	in.Template = NewTemplate("p", "p.md", strings.Replace(in.Template.text, "title: A pack\n", "title: A pack\n"+line, 1))
	doc, err := Compose(in)
	if err != nil {
		return document.Workbook{}, err
	}
	return doc.Workbook, nil
}

func TestAPackSaysWhichPartsItsWorkbookHas(t *testing.T) {
	for _, c := range []struct {
		line                        string
		figures, populations        int
		withoutRecords, hasFormulas bool
		sheets                      string
	}{
		{"", 1, 3, false, true, "clauses? ledger sources checks problems movement restatements definitions omissions"},
		{"workbook: [summary, populations]\n", 1, 3, false, true, ""},
		{"workbook: [summary, trends, definitions]\n", 1, 0, true, false, "definitions"},
		{"workbook: [summary, evidence]\n", 1, 0, true, false, "ledger sources checks definitions omissions"},
		{"workbook: [summary, problems, evidence]\n", 1, 0, false, false, "ledger sources checks problems definitions omissions"},
		{"workbook: [populations, ledger]\n", 0, 3, false, false, "ledger"},
	} {
		w, err := workbookOf(t, c.line)
		if err != nil {
			t.Fatal(c.line, err)
		}
		var keys []string
		for _, e := range w.Evidence {
			keys = append(keys, e.Key)
		}
		if want := strings.Fields(strings.ReplaceAll(c.sheets, "clauses? ", "")); !slices.Equal(keys, want) {
			t.Errorf("%q: sheets %v, want %v", c.line, keys, want)
		}
		if len(w.Figures) != c.figures || len(w.Populations) != c.populations || w.WithoutRecords != c.withoutRecords {
			t.Errorf("%q: %d figures, %d populations, without records: %v", c.line, len(w.Figures), len(w.Populations), w.WithoutRecords)
		}
		if has := len(w.Figures) > 0 && w.Figures[0].Formula != ""; has != c.hasFormulas {
			t.Errorf("%q: formulas: %v", c.line, has)
		}
	}
}

func TestAnUnknownPartOfAWorkbookIsNamedWithItsLine(t *testing.T) {
	for line, want := range map[string]string{
		"workbook: [summary, population]\n":     `p.md, line 3, front matter: there is no part of a workbook called "population"; did you mean populations?`,
		"workbook:\n  - summary\n  - ledgers\n": `p.md, line 5, front matter: there is no part of a workbook called "ledgers"; did you mean ledger?`,
		"workbook: [xyz]\n":                     `p.md, line 3, front matter: there is no part of a workbook called "xyz"; those known are summary, populations, trends, evidence, clauses, ledger`,
		"workbook: [trends]\n":                  `p.md, line 3, front matter: workbook: trends are those of the figures; name summary, too`,
	} {
		if _, err := workbookOf(t, line); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", line, err, want)
		}
	}
}
