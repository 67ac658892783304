package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
)

// balanceParts is how many parts a balance has before its closing: opening,
// opened, closed.
const balanceParts = 3

// rollForwards writes each balance with its parts and a check that it adds up.
func (s *summary) rollForwards() {
	var titles []string
	for _, f := range s.doc.Workbook.Figures {
		if len(f.Parts) != balanceParts {
			continue
		}
		if titles == nil {
			s.section("Roll-forward")
		}
		if t := partTitles(f); !slices.Equal(t, titles) {
			titles = t
			s.header(slices.Concat([]string{"Address", "Figure"}, titles, []string{"Closing", "Check (must be 0)"}),
				func(col int) (string, int) {
					if col >= colValue {
						return "right", 0
					}
					return "left", 0
				})
		}
		s.rollForward(f)
	}
	if titles != nil {
		s.row++
	}
}

func partTitles(f document.Figure) []string {
	titles := make([]string, len(f.Parts))
	for i, p := range f.Parts {
		titles[i] = p.Title
	}
	return titles
}

// rollForward writes one balance: opening + opened - closed = closing.
func (s *summary) rollForward(f document.Figure) {
	body := s.theme.body()
	bold, muted, wrap := body, body, body
	bold.bold, muted.color, wrap.wrap = true, s.theme.Muted, true
	s.grid.set(colAddress, s.row, s.text(f.Address, muted))
	s.grid.set(colTitle, s.row, s.text(f.Title, wrap))
	s.grid.setHeight(s.row, height(lines(f.Title, summaryWidths[colTitle-1], sizeBody)))
	col := colValue
	for _, p := range f.Parts {
		s.grid.set(col, s.row, s.live(p.Value, p.Formula, body))
		col++
	}
	s.grid.set(col, s.row, s.live(f.Value, f.Formula, bold))
	check := fmt.Sprintf("%s+%s-%s-%s", at(col-3, s.row), at(col-2, s.row), at(col-1, s.row), at(col, s.row))
	s.grid.set(col+1, s.row, s.live(document.I(difference(f)), check, bold))
	s.zero = append(s.zero, at(col+1, s.row))
	s.row++
}

// difference returns by how much the document's own amounts don't add up.
func difference(f document.Figure) int {
	amount := func(c document.Cell) int {
		n, _ := whole(c.Value)
		return int(n)
	}
	return amount(f.Parts[0].Value) + amount(f.Parts[1].Value) - amount(f.Parts[2].Value) - amount(f.Value)
}

// markChecks colours the checks by whether they hold.
func (s *summary) markChecks() error {
	if len(s.zero) == 0 {
		return nil
	}
	holds, err := s.conditional(s.theme.Green)
	if err != nil {
		return err
	}
	fails, err := s.conditional(s.theme.Red)
	if err != nil {
		return err
	}
	return s.file.SetConditionalFormat(s.sheet, strings.Join(s.zero, " "), []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "=", Value: "0", Format: &holds},
		{Type: "cell", Criteria: "<>", Value: "0", Format: &fails},
	})
}
