package problem

import (
	"regexp"
	"testing"
)

// sentence is the end of one: a full stop before a space or the end.
var sentence = regexp.MustCompile(`[.](?: |$)`)

func TestEachCodeIsExplainedInTwoToFourSentences(t *testing.T) {
	known := map[Code]bool{}
	for _, e := range Catalogue {
		known[e.Code] = true
		text := e.Code.Detail()
		n := len(sentence.FindAllString(text, -1))
		if n < 2 || n > 4 {
			t.Errorf("%s has %d sentences in details, not two to four: %q", e.Code, n, text)
		}
		if text == e.Title || text == e.Hint {
			t.Errorf("%s: the detail says no more than the title or the hint", e.Code)
		}
	}
	for code := range details {
		if !known[code] {
			t.Errorf("%s has a detail and is not in the catalogue", code)
		}
	}
}
