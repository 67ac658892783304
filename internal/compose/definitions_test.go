package compose

import (
	"strings"
	"testing"

	"compack/internal/document"
)

// TestDefinitionsMayBeOfTheFiguresShownAlone composes a report that names its one
// figure and one that does not.
func TestDefinitionsMayBeOfTheFiguresShownAlone(t *testing.T) {
	in := incomplete(t)
	empty := ""
	defined := func(text, block string) (int, error) {
		in.Template = NewTemplate("p", "p.md", "---\ntitle: A pack\n---\n# Records\n\n"+text+"\n\n# Definitions\n\n```definitions\n"+block+"```\n")
		doc, err := Compose(in)
		if err != nil {
			return 0, err
		}
		table := doc.Sections[1].Blocks[0].(document.Table)
		empty = table.Empty
		return len(table.Rows), nil
	}
	for _, test := range []struct {
		text, block string
		want        int
	}{
		{"No figure.", "", 1},
		{"No figure.", "only: shown\n", 0},
		{`{{ metric "there.share" }}`, "only: shown\n", 1},
		{"```metrics\n- there.share\n```", "only: shown\n", 1},
	} {
		if n, err := defined(test.text, test.block); err != nil || n != test.want {
			t.Errorf("%q, %q: %d definitions (%v), want %d", test.text, test.block, n, err, test.want)
		}
	}
	if empty != "The report shows no figure." {
		t.Errorf("a table without definitions says %q", empty)
	}
	if _, err := defined("No figure.", "only: some\n"); err == nil || !strings.Contains(err.Error(), `only: "some" is not shown`) {
		t.Errorf("an unknown word: %v", err)
	}
}
