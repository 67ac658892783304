package problem

import "testing"

func TestPlacesReadAsPeopleLook(t *testing.T) {
	for want, p := range map[string]Place{
		`inputs/training.xlsx, sheet "Q3", row 18, column "Due Date"`: {File: "inputs/training.xlsx", Sheet: "Q3", Row: 18, Column: "Due Date"},
		"compack.yaml, line 7, sources[1].dataset":                    {File: "compack.yaml", Row: 7, Key: "sources[1].dataset"},
		"": {},
	} {
		if got := p.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEachCodeHasTitleAndHintOnce(t *testing.T) {
	seen := map[Code]bool{}
	for _, e := range Catalogue {
		if e.Title == "" || e.Hint == "" || seen[e.Code] {
			t.Errorf("%s: title %q, hint %q, seen before: %v", e.Code, e.Title, e.Hint, seen[e.Code])
		}
		seen[e.Code] = true
	}
}

func TestAPackShowsOnlyItsClientsProblems(t *testing.T) {
	all := List{{Message: "mine", Client: "acme"}, {Message: "other", Client: "globex"}, {Message: "nobody's"}, {Message: "the file's", Shared: true}}
	got := all.Shares().For("acme")
	if len(got) != 2 || got[0].Message != "mine" || got[1].Message != "the file's" {
		t.Errorf("got %v", got)
	}
}

func TestOrderDoesNotDependOnDiscovery(t *testing.T) {
	a := Problem{Code: Required, Place: Place{File: "a.csv", Row: 9}}
	b := Problem{Code: BadDate, Place: Place{File: "a.csv", Row: 10}}
	c := Problem{Code: BadDate, Place: Place{File: "b.csv", Row: 1}}
	l := List{c, b, a}
	l.Sort()
	if l[0].Place != a.Place || l[1].Place != b.Place || l[2].Place != c.Place {
		t.Errorf("got %v", l)
	}
}

func TestNearestFindsTypingErrors(t *testing.T) {
	known := []string{"due_on", "closed_on", "opened_on", "severity"}
	for word, want := range map[string]string{"due_no": "due_on", "closedon": "closed_on", "Severty": "severity", "customer": ""} {
		if got := Nearest(word, known); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}
