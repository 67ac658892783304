package dataset

import (
	"slices"
	"testing"

	"compack/internal/period"
)

func testDefinition() *Definition {
	return &Definition{ID: "risks", Key: []string{"id", "part"}, Scope: "client", Fields: []Field{
		{Name: "id", Type: Text}, {Name: "part", Type: Text}, {Name: "client", Type: Text},
		{Name: "a", Type: Integer}, {Name: "b", Type: Integer}, {Name: "score", Type: Integer, Product: []string{"a", "b"}},
		{Name: "on", Type: Date}, {Name: "level", Type: Enum, Values: []Value{{Name: "low", Title: "Low"}, {Name: "high", Title: "High"}}},
		{Name: "share", Type: Decimal}, {Name: "done", Type: Boolean},
	}}
}

// fill adds a record; level, on and b are empty where the arguments say so.
func fill(t *Table, id, part string, a, b int32, row int32) {
	t.Col("id").AppendText(id)
	t.Col("part").AppendText(part)
	t.Col("client").AppendText("acme")
	t.Col("a").AppendCode(a)
	if b == 0 {
		t.Col("b").AppendEmpty()
	} else {
		t.Col("b").AppendCode(b)
	}
	t.Col("on").AppendCode(int32(period.NewDate(2026, 9, 30)))
	t.Col("level").AppendCode(1)
	t.Col("share").AppendDecimal(0.5)
	t.Col("done").AppendCode(1)
	t.Commit(Origin{Row: row})
}

func TestColumnsGiveBackWhatTheyGot(t *testing.T) {
	table := NewTable(testDefinition())
	fill(table, "R1", "x", 3, 4, 2)
	fill(table, "R2", "", 3, 0, 3)
	table.Derive()
	want := []string{"R1", "x", "acme", "3", "4", "12", "2026-09-30", "high", "0.5", "true"}
	for i, w := range want {
		if got := table.Column(i).Text(0); got != w {
			t.Errorf("%s is %q, want %q", table.Def.Fields[i].Name, got, w)
		}
	}
	if !table.Col("b").IsEmpty(1) || !table.Col("score").IsEmpty(1) || !table.Col("part").IsEmpty(1) {
		t.Error("an absent value did not stay absent")
	}
}

func TestRollbackDropsAHalfMadeRecord(t *testing.T) {
	table := NewTable(testDefinition())
	fill(table, "R1", "x", 1, 1, 2)
	table.Col("id").AppendText("R2")
	table.Col("share").AppendDecimal(1)
	table.Rollback()
	fill(table, "R3", "x", 1, 1, 4)
	if table.Len() != 2 || table.Col("id").Text(1) != "R3" || table.Origin(1).Row != 4 {
		t.Errorf("%d records, the second is %s", table.Len(), table.Col("id").Text(1))
	}
}

func TestSelectHoldsNoOtherRows(t *testing.T) {
	table := NewTable(testDefinition())
	for i, id := range []string{"R1", "R2", "R3"} {
		fill(table, id, "x", int32(i+1), 2, int32(i+2))
	}
	table.Derive()
	got := table.Select([]int32{2, 0})
	if got.Len() != 2 || got.Col("id").Text(0) != "R3" || got.Col("score").Int(1) != 2 || got.Origin(0).Row != 4 {
		t.Errorf("selected %q and %q", got.Col("id").Text(0), got.Col("id").Text(1))
	}
	got.Col("a").Clear(0)
	if table.Col("a").IsEmpty(2) {
		t.Error("a change of the selection reached the table it came from")
	}
}

// TestRecordsOfOneKeyStandTogether matters where one key part begins another's:
// figures that count people rely on it.
func TestRecordsOfOneKeyStandTogether(t *testing.T) {
	table := NewTable(testDefinition())
	for i, key := range [][2]string{{"E10", "a"}, {"E1", "z"}, {"E1", "b"}, {"E10", "c"}, {"E1", "b"}} {
		fill(table, key[0], key[1], 1, 1, int32(i))
	}
	var got []string
	rows, _ := table.SortedByKey()
	for _, row := range rows {
		got = append(got, table.KeyText(int(row)))
	}
	if want := []string{"E1 / b", "E1 / b", "E1 / z", "E10 / a", "E10 / c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFoldBringsHeadersTogether(t *testing.T) {
	for _, s := range []string{"Due Date", "due_date", "DUE-DATE ", "due\u00a0date", "DueDate", "\ufeffDue Date"} {
		if got := Fold(s); got != "duedate" {
			t.Errorf("%q folds to %q", s, got)
		}
	}
	if got := Fold("Fälligkeit"); got != "fälligkeit" {
		t.Errorf("got %q", got)
	}
}

func TestSortByFields(t *testing.T) {
	table := NewTable(testDefinition())
	for i, r := range []struct {
		id, part string
		b        int32
	}{{"R1", "beta", 2}, {"R2", "Alpha", 0}, {"R3", "alpha", 2}, {"R4", "", 1}} {
		fill(table, r.id, r.part, 1, r.b, int32(i+2))
	}
	for by, want := range map[string][]int32{"part": {1, 2, 0, 3}, "-part": {0, 1, 2, 3}, "b": {3, 0, 2, 1}, "-b": {0, 2, 3, 1}, "share": {0, 1, 2, 3}} {
		rows := []int32{0, 1, 2, 3}
		table.Sort(rows, []Order{ParseOrder(by)})
		if !slices.Equal(rows, want) {
			t.Errorf("by %s: %v, want %v", by, rows, want)
		}
	}
	rows := []int32{0, 1, 2, 3}
	table.Sort(rows, []Order{ParseOrder("-b"), ParseOrder(" part")})
	if !slices.Equal(rows, []int32{2, 0, 3, 1}) {
		t.Errorf("by b, the greatest first, then part: %v", rows)
	}
}
