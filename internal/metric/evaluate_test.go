package metric_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/metric"
)

// hand is a table with an empty value in every field that may have one. Columns:
//
//	id | part | team | level | state | urgent | points | spent | opened | due | closed | cost
func hand(t testing.TB) *dataset.Table {
	return tableOf(t, cases(),
		"a |  | Sales   | high   | open   | yes | 5  | 3 | 2026-01-10 | 2026-02-10 | 2026-02-10 | 1.5",
		"b |  | SALES   | medium | closed | no  | 0  | 0 | 2026-07-01 | 2026-09-30 | 2026-10-01 |",
		"c |  | Finance | low    | open   |     | -2 | 5 | 2026-09-30 | 2026-10-01 |            | 0",
		"d |  |         |        | closed | yes |    |   | 2026-06-30 |            | 2026-09-30 |",
		"e |  | 12*     | p1     | open   | no  | 12 |   | 2026-10-02 | 2026-07-01 |            |",
	)
}

func TestPredicatesOverColumns(t *testing.T) {
	table := hand(t)
	for _, c := range []struct{ src, want string }{
		{``, "abcde"},
		{`urgent`, "ad"},
		{`not urgent`, "bce"}, // plain negation: c is empty
		{`urgent == false`, "be"},
		{`urgent != true`, "be"},
		{`urgent == nil`, "c"},
		{`urgent != nil`, "abde"},
		{`points == 0`, "b"},
		{`points != 0`, "ace"}, // d is empty
		{`points > -2 and points < 12`, "ab"},
		{`points >= 5`, "ae"},
		{`5 <= points`, "ae"},
		{`points <= 0`, "bc"},
		{`points in [5, -2, 99]`, "ac"},
		{`points not in [5, -2, 99]`, "be"},
		{`not (points in [5, -2, 99])`, "bde"},
		{`points <= spent`, "bc"},
		{`points > spent`, "a"},
		{`points != spent`, "ac"},
		{`not (points == spent)`, "acde"},
		{`level == "high"`, "a"},
		{`level != "high"`, "bce"},
		{`not (level == "high")`, "bcde"},
		{`level in ["high", "p1"]`, "ae"},
		{`level not in ["high", "p1"]`, "bc"},
		{`not (level in ["high", "p1"])`, "bcd"},
		{`level == nil`, "d"},
		{`team == "sales"`, "ab"}, // whatever the case
		{`team != "sales"`, "ce"},
		{`team in ["FINANCE", "12*"]`, "ce"},
		{`team not in ["FINANCE", "12*"]`, "ab"},
		{`team == "nobody"`, ""},
		{`team != "nobody"`, "abce"},
		{`due_on <= as_of`, "abe"},
		{`due_on < as_of`, "ae"},
		{`due_on == as_of`, "b"},
		{`due_on != as_of`, "ace"},
		{`as_of < due_on`, "c"},
		{`due_on > end`, "c"},
		{`opened_on >= start and opened_on <= end`, "bc"},
		{`start <= opened_on <= end`, "bc"},
		{`opened_on < start`, "ad"},
		{`not (closed_on <= as_of)`, "bce"}, // empty counts as not closed
		{`closed_on == nil`, "ce"},
		{`closed_on <= due_on`, "a"},
		{`closed_on > due_on`, "b"},
		{`closed_on <= due_on + 1`, "ab"},
		{`closed_on - 1 <= due_on`, "ab"},
		{`closed_on != due_on`, "b"},
		{`closed_on - opened_on <= 31`, "a"},
		{`closed_on - opened_on > 31`, "bd"},
		{`as_of - opened_on > 90`, "abd"},
		{`90 < as_of - opened_on`, "abd"},
		{`opened_on < as_of - 90`, "abd"},
		{`opened_on + 91 == as_of`, "b"},
		{`cost != nil`, "ac"},
		{`cost == nil`, "bde"},
		{`urgent and level == "high" or state == "closed" and not urgent`, "ab"},
		{`!(urgent || state == "closed") && points != nil`, "ce"},
		{`not not urgent`, "ad"},
		{`id in ["a", "c"] and id not in ["c"]`, "a"},
	} {
		p, err := metric.ParsePredicate(c.src, table.Def)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		var got strings.Builder
		p.Rows(table, quarter).Each(func(row int) { got.WriteString(table.Col("id").Text(row)) })
		if got.String() != c.want {
			t.Errorf("%s: rows %q, want %q", c.src, got.String(), c.want)
		}
	}
}

// TestWordsOfRowsAreFilledExactly crosses the borders of the 64-bit words that sets are
// made of: no row is lost there and no bit is set beyond the last row.
func TestWordsOfRowsAreFilledExactly(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 127, 128, 200} {
		random := rand.New(rand.NewPCG(7, uint64(n)))
		var lines []string
		want := map[string]int{}
		for range n {
			points, spent := random.IntN(20), random.IntN(20)
			text := fmt.Sprint(points)
			if points == 7 {
				text = ""
			}
			lines = append(lines, fmt.Sprintf("x||t%d|||%s|%s|%d|2026-01-01", points%3, []string{"yes", "no", ""}[points%3], text, spent))
			for src, holds := range map[string]bool{
				"points >= 10": points >= 10, "points != 3": points != 3 && points != 7, "points == nil": points == 7,
				"not (points > 4)": points <= 4 || points == 7, "points <= spent": points != 7 && points <= spent,
				`team in ["t0", "t2"]`: points%3 != 1, `urgent or spent < 3`: points%3 == 0 || spent < 3, "": true,
			} {
				if want[src] += 0; holds {
					want[src]++
				}
			}
		}
		table := tableOf(t, cases(), lines...)
		for src, count := range want {
			p, err := metric.ParsePredicate(src, table.Def)
			if err != nil {
				t.Fatal(err)
			}
			rows := p.Rows(table, quarter)
			if rows.Count() != count {
				t.Errorf("%d rows, %q: %d, want %d", n, src, rows.Count(), count)
			}
			if list := rows.List(); len(list) > 0 && int(list[len(list)-1]) >= n {
				t.Errorf("%d rows, %q: row %d is set", n, src, list[len(list)-1])
			}
		}
	}
}

func TestColumnThatWasNeverFilledIsEmpty(t *testing.T) {
	def := cases()
	def.Fields = append(def.Fields, dataset.Field{Name: "links", Title: "Links", Type: dataset.Integer, Rollup: &dataset.Rollup{Dataset: "others", Via: "case"}})
	table := dataset.NewTable(def)
	for i := range def.Fields {
		if c := table.Column(i); !c.Field.IsDerived() {
			c.AppendEmpty()
		}
	}
	table.Commit(dataset.Origin{})
	for src, want := range map[string]int{`links > 0`: 0, `links == nil`: 1, `links != 1`: 0, `not (links > 0)`: 1, `links <= points`: 0} {
		p, err := metric.ParsePredicate(src, def)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Rows(table, quarter).Count(); got != want {
			t.Errorf("%s: %d rows, want %d", src, got, want)
		}
	}
}

func BenchmarkPredicateOverAMillionRows(b *testing.B) {
	def := cases()
	table := dataset.NewTable(def)
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{"Sales", "Finance", "IT", "Legal"}
	for range 1_000_000 {
		for i := range def.Fields {
			c := table.Column(i)
			switch {
			case random.IntN(10) == 0:
				c.AppendEmpty()
			case c.Field.Type == dataset.Text:
				c.AppendText(texts[random.IntN(len(texts))])
			case c.Field.Type == dataset.Date:
				c.AppendCode(int32(quarter.Start) + int32(random.IntN(400)-200))
			case c.Field.Type == dataset.Decimal:
				c.AppendDecimal(1)
			default:
				c.AppendCode(int32(random.IntN(2)))
			}
		}
		table.Commit(dataset.Origin{})
	}
	for _, src := range []string{`due_on <= as_of`, `urgent`, `closed_on <= due_on`, `team == "sales"`, `team in ["sales", "it"]`, `urgent and due_on <= as_of and not (closed_on <= as_of)`} {
		p, err := metric.ParsePredicate(src, def)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(src, func(b *testing.B) {
			for b.Loop() {
				p.Rows(table, quarter)
			}
		})
	}
}
