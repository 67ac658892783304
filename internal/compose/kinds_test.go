package compose

import (
	"io/fs"
	"regexp"
	"testing"

	"compack/templates"
)

func TestEachBlockKindStandsInAShippedPack(t *testing.T) {
	packs, err := fs.Glob(templates.FS, "packs/*.md")
	if err != nil || len(packs) == 0 {
		t.Fatalf("no packs: %v", err)
	}
	for _, k := range kinds {
		block, stands := regexp.MustCompile("(?m)^`{3,4}"+k.name+"$"), false
		for _, name := range packs {
			text, err := fs.ReadFile(templates.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			stands = stands || block.Match(text)
		}
		if !stands {
			t.Errorf("no shipped pack has a block %s", k.name)
		}
	}
}
