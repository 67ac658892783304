package metric

import "testing"

func TestWordingIsNoPartOfTheFormula(t *testing.T) {
	target := 0.9
	a := Definition{ID: "training.completion", Dataset: "training", Kind: Ratio, Population: "mandatory", Satisfied: "completed_on <= as_of"}
	b := a
	b.ID, b.Title, b.Target, b.Note, b.By, b.Trend = "other", "Training done", &target, "n", []string{"course"}, true
	if a.FormulaSHA256() != b.FormulaSHA256() {
		t.Errorf("the formula changed with the wording:\n%s\n%s", a.Formula(), b.Formula())
	}
	if want := "dataset: training\nkind: ratio\npopulation: mandatory\nsatisfied: completed_on <= as_of\n"; a.Formula() != want {
		t.Errorf("got %q, want %q", a.Formula(), want)
	}
}

func TestEachDecidingPartChangesTheFormula(t *testing.T) {
	a := Definition{Dataset: "training", Kind: Ratio, Population: "mandatory", Satisfied: "completed_on <= as_of"}
	seen := map[string]bool{a.FormulaSHA256(): true}
	for _, change := range []func(d *Definition){
		func(d *Definition) { d.Dataset = "findings" }, func(d *Definition) { d.Kind = Count }, func(d *Definition) { d.Population = "" },
		func(d *Definition) { d.Satisfied = "completed_on <= due_on" }, func(d *Definition) { d.Of = "score" },
		func(d *Definition) { d.Opened = "assigned_on" }, func(d *Definition) { d.Closed = "completed_on" },
	} {
		b := a
		change(&b)
		if seen[b.FormulaSHA256()] {
			t.Errorf("the formula is one that was there before: %q", b.Formula())
		}
		seen[b.FormulaSHA256()] = true
	}
}

func TestFractionsAreReadAsTheyAreWritten(t *testing.T) {
	for _, f := range []Fraction{{412, 430}, {-3, 2}, {0, 1}, {}} {
		if got, err := ParseFraction(f.String()); err != nil || got != f {
			t.Errorf("%v became %q and then %v, %v", f, f.String(), got, err)
		}
	}
	for _, s := range []string{"1", "1/0", "1/-2", "a/2", "1/2/3"} {
		if f, err := ParseFraction(s); err == nil {
			t.Errorf("%q was read as %v", s, f)
		}
	}
}
