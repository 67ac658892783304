package fill

import (
	"testing"

	"compack/internal/problem"
)

func TestReferencesOfFormulasMove(t *testing.T) {
	s := shift{"a": {{from: 5, to: 5, n: 3}, {from: 10, to: 12, n: 1}}}
	for formula, want := range map[string]string{
		"A4+A5+A6+A13":                       "A4+A5+A8+A13", // three rows become one: 13-2+2
		"SUM(A5:A5)":                         "SUM(A5:A7)",
		"SUM(A1:A20)":                        "SUM(A1:A20)",
		"SUM(A10:A12)+A12":                   "SUM(A12:A12)+A12",
		"SUM($B$5:$C$6)":                     "SUM($B$5:$C$8)",
		"SUM(5:6)+SUM(A:C)":                  "SUM(5:8)+SUM(A:C)",
		`"A6"&A6`:                            `"A6"&A8`,
		`"say ""A6"" "&'b ''A6'!A6`:          `"say ""A6"" "&'b ''A6'!A6`,
		"b!A6+a!A6+A!$A$6":                   "b!A6+a!A8+A!$A$8",
		"[1]a!A6+'[x.xlsx]a'!A6+A6":          "[1]a!A6+'[x.xlsx]a'!A6+A8",
		"Table1[[#This Row],[A6]]+Names[A6]": "Table1[[#This Row],[A6]]+Names[A6]",
		"LOG10(A6)+TAX2024+ABCD6+A0":         "LOG10(A8)+TAX2024+ABCD6+A0",
		"#REF!+A6#+1E6+x_A6+A6.5":            "#REF!+A8#+1E6+x_A6+A6.5",
		"a:c!A6+A6":                          "a:c!A6+A8",
		"IF(A6>=B6,TRUE,{1,2;3,4})":          "IF(A8>=B8,TRUE,{1,2;3,4})",
		"a6:b7":                              "a8:b9",
		`"open A6`:                           `"open A6`,
		"A1048576":                           "A1048576",
	} {
		if got := s.formula(formula, "a"); got != want {
			t.Errorf("%s became %s, want %s", formula, got, want)
		}
	}
	if got := s.formula("A6", "b"); got != "A6" {
		t.Errorf("a formula of another sheet moved: %s", got)
	}
	if got := s.named("a!$A$5+a!$B$1", ""); got != "a!$A$5:$A$7+a!$B$1" {
		t.Errorf("a name became %s", got)
	}
	if got := copied("A1+$A$1+B$2+$C3+SUM(A1:B2)+\"A1\"", 1, 2); got != "B3+$A$1+C$2+$C5+SUM(B3:C4)+\"A1\"" {
		t.Errorf("a shared formula became %s", got)
	}
}

func FuzzReferences(f *testing.F) {
	for _, s := range []string{"SUM(A1:B2)", "'x''y'!A1", "[1]a!A6", `"a""b`, "T[[#All],[x]]", "#REF!", "a:b!C1", "A1#", "'", "["} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, formula string) {
		if got := references(formula, reference.String); len(got) > 2*len(formula) {
			t.Errorf("%q became %q", formula, got)
		}
	})
}

// FuzzNewMarker: whatever a template says, a problem is the answer, never a panic.
func FuzzNewMarker(f *testing.F) {
	for _, s := range []string{`{{ metric "x" }}`, "{{", "{{ range }}", "{{ .A.B | upper }}", `{{ range "x" where `, "{{ define \"a\" }}{{ end }}", `{{ range "x" limit }}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k := &Known{}
		if isRange(text) {
			if _, _, err := readRange(text, nil); err == nil {
				t.Error("a dataset was found where there is none")
			}
			return
		}
		if m, err := k.newMarker(problem.Place{}, text, nil); (m == nil) == (err == nil) {
			t.Errorf("%v, %v", m, err)
		}
	})
}
