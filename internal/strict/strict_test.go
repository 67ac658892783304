package strict

import (
	"strings"
	"testing"

	"compack/internal/problem"

	"github.com/google/go-cmp/cmp"
)

var codes = Codes{Unreadable: problem.ConfigUnreadable, UnknownKey: problem.UnknownKey, BadValue: problem.BadSetting,
	Repeated: problem.Repeated, Missing: problem.MissingSetting}

type inner struct {
	Name string `yaml:"name"`
	Yes  bool   `yaml:"yes"`
}

type common struct {
	Title string `yaml:"title"`
}

type outer struct {
	common  `yaml:",inline"`
	Count   int                 `yaml:"count"`
	Share   *float64            `yaml:"share"`
	One     *inner              `yaml:"one"`
	Many    []inner             `yaml:"many"`
	Words   map[string][]string `yaml:"words"`
	Raw     string              `yaml:"raw" strict:"raw"`
	Ignored string
}

// told returns problems as lines: code, place, message and hint.
func told(problems problem.List) []string {
	lines := []string{}
	for _, p := range problems {
		lines = append(lines, string(p.Code)+" "+p.String()+" | "+p.Hint)
	}
	return lines
}

func TestDecodeReadsEachType(t *testing.T) {
	doc, problems := Parse("x.yaml", []byte("\ufefftitle: T\ncount: -3\nshare: 0.5\none: {name: n, yes: yes}\nmany:\n- name: a\n- yes: true\nwords: {x: [a, b], true: []}\nraw: 01234\n"), codes)
	if doc == nil {
		t.Fatal(told(problems))
	}
	var got outer
	if problems := doc.Decode(&got); len(problems) > 0 {
		t.Fatal(told(problems))
	}
	half := 0.5
	want := outer{common: common{"T"}, Count: -3, Share: &half, One: &inner{"n", true}, Many: []inner{{Name: "a"}, {Yes: true}},
		Words: map[string][]string{"x": {"a", "b"}, "true": {}}, Raw: "01234"}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(outer{})); diff != "" {
		t.Errorf("decoded (-want +got):\n%s", diff)
	}
	if text, ok := doc.Text("count"); text != "-3" || !ok {
		t.Errorf("Text(count) = %q, %v", text, ok)
	}
	if at := doc.Place("many[1].name"); at.Row != 7 {
		t.Errorf("a missing key of the item in line 7 is placed in line %d", at.Row)
	}
}

func TestDecodeNamesWhatItCannotRead(t *testing.T) {
	tests := []struct{ text, want string }{
		{"count: 1.5", `G003 x.yaml, line 1, count: 1.5 is not a whole number | write digits only`},
		{"count: 010", `G003 x.yaml, line 1, count: 010 is not a whole number | write digits only`},
		{"count: 99999999999999999999", `G003 x.yaml, line 1, count: 99999999999999999999 is not a whole number | write digits only`},
		{"count: [1]", `G003 x.yaml, line 1, count: a whole number is expected here, not a list | write one value`},
		{"share: half", `G003 x.yaml, line 1, share: "half" is not a number | write it with a point: 0.95`},
		{"share: .inf", `G003 x.yaml, line 1, share: .inf is not a number | write it with a point: 0.95`},
		{"share: '0.5'", `G003 x.yaml, line 1, share: "0.5" is not a number | write it without quotes: 0.5`},
		{"one: {yes: maybe}", `G003 x.yaml, line 1, one.yes: "maybe" is neither true nor false | write true or false`},
		{"one: {yes: 'yes'}", `G003 x.yaml, line 1, one.yes: "yes" is neither true nor false | write true or false`},
		{"title: 2026-09-30", `G003 x.yaml, line 1, title: 2026-09-30 is not a text but a date | write it in quotes: "2026-09-30"`},
		{"title: true", `G003 x.yaml, line 1, title: true is not a text but a yes-or-no value | write it in quotes: "true"`},
		{"title: 1e3", `G003 x.yaml, line 1, title: 1e3 is not a text but a number, which YAML reads as 1000 | write it in quotes: "1e3"`},
		{"title: !!binary aGk=", `G003 x.yaml, line 1, title: aGk= is not a text | write the text without the tag`},
		{"raw: ~", `G005 x.yaml, line 1, raw: has no value | give the key a value, or remove it`},
		{"raw: [a]", `G003 x.yaml, line 1, raw: a text is expected here, not a list | write one value`},
		{"one: {name: a, b c}", `G002 x.yaml, line 1, one["b c"]: the key "b c" is not known | put a text that holds a comma in quotes; the keys known here are name and yes`},
		{"? [a]\n: 1", `G002 x.yaml, line 1, [""]: a key must be a word | write each key out as a word`},
		{"words: {x y: z}", `G003 x.yaml, line 1, words["x y"]: a list is expected here, not "z" | write it as a list: ["z"]`},
		{"- a", `G003 x.yaml: keys with values are expected here, not a list | write the keys below it, indented by two spaces`},
		{strings.Repeat("x", 80), `G003 x.yaml: keys with values are expected here, not "` + strings.Repeat("x", 59) + `…" | write the keys below it, indented by two spaces`},
	}
	for _, tt := range tests {
		doc, problems := Parse("x.yaml", []byte(tt.text), codes)
		if doc != nil {
			var v outer
			problems = doc.Decode(&v)
		}
		if diff := cmp.Diff([]string{tt.want}, told(problems)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestParseNamesTheLineOfAMistake(t *testing.T) {
	tests := []struct{ text, want string }{
		{"# c\na: 1\nb:\n\tc: 1\n", "line 4: a tab stands where YAML wants spaces | indent with spaces"},
		{"a: 1\n\tb: 1\n", "line 2: a tab stands where YAML wants spaces | indent with spaces"},
		{"\ta: 1\n", "line 1: a tab stands where YAML wants spaces | indent with spaces"},
		{"# c\na: 1\nb:\n  c: 1\n d: 2\n", "line 5: the line fits neither the keys nor the list above it | indent keys of one level alike"},
		{"a: 1\nb:\n  c: 1\n   d: 2\n", "line 4: a colon stands where no key can begin | put a value that holds a colon in quotes, and indent keys of one level alike"},
		{"a: 1\nb: x: y\n", "line 2: a colon stands where no key can begin | put a value that holds a colon in quotes, and indent keys of one level alike"},
		{"a: 1\nb 2\nc: 3\n", "line 2: a colon is missing after a key | write key: value, with a space after the colon"},
		{"a: 1\nx:\n  - a\n - b\n", "line 4: the line fits neither the keys nor the list above it | indent keys of one level alike"},
		{"a: [1,\n  2]\nb: [1, 2\nc: 3\n", "line 3: a list in brackets is not closed | close the list with ] and put commas between its items"},
		{"a: 1\nb: {x: 1\n", "line 2: a group in braces is not closed | close the group with } and put commas between its keys"},
		{"a: 1\nb: \"x\nc: 3\nd: 4\n", "line 2: a quotation mark is not closed | close the text with the quotation mark that it begins with"},
		{"a: 1\nb: \"C:\\data\"\n", "line 2: a backslash stands in double quotes | use single quotes, or write the backslash twice"},
		{"a: 1\nb: - c\n", "line 2: a list begins where it can't | begin the list on a line of its own"},
		{"a: 1\nb: @x\n", "line 2: a value begins with a character that YAML reserves | put the value in quotes"},
		{"a: 1\nb: *x\n", "line 2: the value begins with *, which YAML reads as a reference | put the value in quotes"},
		{"a: 1\n---\nb: 2\n", `line 2: a second document begins here | remove the line "---" and what follows it`},
		{"a: 1\nb: caf\xe9\n", "line 2: the text is not UTF-8 | save the file as UTF-8"},
		{"\xff\xfea\x00", "line 1: the text is not UTF-8 | save the file as UTF-8"},
	}
	for _, tt := range tests {
		doc, problems := Parse("x.yaml", []byte(tt.text), codes)
		if doc != nil {
			t.Errorf("%q was read", tt.text)
		}
		if diff := cmp.Diff([]string{"G001 x.yaml, " + tt.want}, told(problems)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestALongTextKeepsTheReportedLine(t *testing.T) {
	text := strings.Repeat("key: &a\n", 4000) + "b: x: y\n"
	_, problems := Parse("x.yaml", []byte(text), codes)
	if len(problems) != 1 || problems[0].Place.Row == 0 {
		t.Errorf("problems: %q", told(problems))
	}
}

func TestNearestIsTheWordThatWasMeant(t *testing.T) {
	known := []string{"dataset", "files", "date_order", "set", "as_of"}
	for word, want := range map[string]string{
		"datset": "dataset", "Dataset": "dataset", "file": "files", "flies": "files", "date-order": "date_order", "dateorder": "date_order",
		"as of": "as_of", "sets": "set", "zebra": "", "": "", strings.Repeat("x", 100): "",
	} {
		if got, ok := Nearest(word, known); got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v; want %q", word, got, ok, want)
		}
	}
}

func TestDistanceCountsEdits(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"ab", "ba", 1}, {"kitten", "sitting", 3}, {"a", "a", 0}} {
		if got := Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a: 1\nb:\n  c: 1\n d: 2\n")
	f.Add("many: [{name: a}, {yes: no}]\nwords: {a: [b]}\ncount: 0x1\n")
	f.Add("&a [*a]")
	f.Add("? {a: b}\n: c\n<<: *x")
	f.Fuzz(func(t *testing.T, text string) {
		doc, problems := Parse("x.yaml", []byte(text), codes)
		if (doc == nil) != (len(problems) > 0) {
			t.Fatalf("document %v with %q", doc, told(problems))
		}
		if doc == nil {
			return
		}
		var v outer
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u0085") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029") + 1
		for _, p := range doc.Decode(&v) {
			if p.Place.Row > lines || p.Message == "" || p.Hint == "" {
				t.Errorf("problem %+v in %d lines", p, lines)
			}
		}
	})
}
