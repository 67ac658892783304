package compose

import (
	"fmt"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/movement"
)

// namedRecords is how many records of a fact the report names, and
// restatementLimit how many restatements it prints; the workbook has all.
const (
	namedRecords     = 6
	restatementLimit = 40
)

// movement prints what changed since the previous pack, each fact with the records
// that it is about, and of each whether it was looked for.
func (c *composer) movement(body []byte) ([]document.Block, error) {
	spec := struct {
		Title string `yaml:"title"`
		Named int    `yaml:"named"` // records named for each fact
	}{Named: namedRecords}
	if err := decode(body, &spec); err != nil {
		return nil, err
	}
	if c.Movement == nil {
		return one(aside("What changed since the previous pack was not looked for.")), nil
	}
	var ran []movement.Fact
	for _, f := range c.Movement.Facts {
		if f.Ran {
			ran = append(ran, f)
		}
	}
	t := c.movementTable(ran, spec.Named)
	t.Title = spec.Title
	t.Note = "These are facts about records. None says that something is wrong, and each may have a good reason."
	blocks := []document.Block{aside(compared(c.Movement)), t}
	for _, said := range notRun(c.Movement.Facts) {
		blocks = append(blocks, aside(said))
	}
	return blocks, nil
}

// notRun says once for each reason what was not looked for; the workbook has a line
// for each dataset.
func notRun(facts []movement.Fact) (said []string) {
	var reasons []string
	titles := map[string][]string{}
	for _, f := range facts {
		if f.Ran {
			continue
		}
		if titles[f.Why] == nil {
			reasons = append(reasons, f.Why)
		}
		if title := lowerFirst(f.Title); !slices.Contains(titles[f.Why], title) {
			titles[f.Why] = append(titles[f.Why], title)
		}
	}
	for _, why := range reasons {
		said = append(said, fmt.Sprintf("Not looked for, since %s: %s.", lowerFirst(why), strings.Join(titles[why], "; ")))
	}
	return said
}

func aside(text string) document.Paragraph {
	return document.Paragraph{Text: document.Prose{{Cell: document.T(text)}}, Note: true}
}

// compared says with what the pack was compared, and how much was looked for.
func compared(m *movement.Report) string {
	ran, found := 0, 0
	for _, f := range m.Facts {
		if f.Ran {
			ran++
		}
		if f.Found() {
			found++
		}
	}
	s := fmt.Sprintf("Compared with the pack of %s.", m.Previous)
	if m.Why != "" {
		s = fmt.Sprintf("Not compared with an earlier pack: %s.", m.Why)
	}
	return s + fmt.Sprintf(" Of %d checks %d ran, and %d of those found records.", len(m.Facts), ran, found)
}

// movementTable lists the facts, naming up to limit records of each, all where
// limit is 0.
func (c *composer) movementTable(facts []movement.Fact, limit int) document.Table {
	t := document.Table{
		Columns: []document.Column{{Title: "Dataset"}, {Title: "Looked for", Wide: true}, {Title: "Found", Align: document.Right},
			{Title: "Of", Align: document.Right}, {Title: "What the records say", Wide: true}, {Title: "Records", Wide: true}},
		Empty: "Nothing could be looked for.",
	}
	for _, f := range facts {
		name := "All inputs"
		if def := c.datasets[f.Dataset]; def != nil {
			name = def.Title
		}
		count, of, says := document.Cell{Kind: document.Missing, Text: f.Why}, document.Cell{}, "Did not run: "+f.Why+"."
		if f.Ran {
			count, of, says = document.I(f.Count), document.I(f.Of), f.Says
		}
		t.Rows = append(t.Rows, []document.Cell{document.T(name), document.T(f.Title), count, of, document.T(says), document.T(recordNames(f, limit))})
	}
	return t
}

// recordNames names the records of a fact.
func recordNames(f movement.Fact, limit int) string {
	names := f.Records
	switch {
	case f.Found() && len(names) == 0 && f.Dataset != "":
		return "not named, since they are people's"
	case limit > 0 && len(names) > limit:
		return fmt.Sprintf("%s and %d more", strings.Join(names[:limit], ", "), len(names)-limit)
	}
	return strings.Join(names, ", ")
}

// restatements prints how each opening balance ties to the closing before it.
func (c *composer) restatements(body []byte) ([]document.Block, error) {
	spec := struct {
		Title string `yaml:"title"`
		Limit int    `yaml:"limit"`
	}{Limit: restatementLimit}
	if err := decode(body, &spec); err != nil {
		return nil, err
	}
	if c.Movement == nil || len(c.Movement.Ties) == 0 {
		return one(aside("This pack shows no balance that could tie to an earlier one.")), nil
	}
	ties := c.tieTable()
	ties.Title = spec.Title
	blocks := []document.Block{ties}
	if lines := c.restatementTable(); len(lines.Rows) > 0 {
		if all := len(lines.Rows); spec.Limit > 0 && all > spec.Limit {
			lines.Rows = lines.Rows[:spec.Limit]
			lines.Cut = fmt.Sprintf("the first %d of %s; all are in sheet Restatements", spec.Limit, document.I(all).In(c.Locale))
		}
		lines.Title = "Why openings differ from the closings before them"
		blocks = append(blocks, lines)
	}
	return blocks, nil
}

// tieTable compares each opening with the closing before it. A balance without one
// shows none: that is no 0.
func (c *composer) tieTable() document.Table {
	right := func(title string) document.Column { return document.Column{Title: title, Align: document.Right} }
	t := document.Table{Columns: []document.Column{{Title: "Figure"}, {Title: "Balance", Wide: true}, right("Closing of " + c.Movement.Previous),
		right("Opening of " + c.Period.Label), right("Restatements"), {Title: "Reading", Wide: true}}}
	for _, tie := range c.Movement.Ties {
		closing, lines := document.Cell{Kind: document.Missing, Text: tie.Why}, document.Cell{Kind: document.Missing, Text: tie.Why}
		if tie.Ran {
			closing, lines = document.I(tie.Closing), document.I(len(tie.Restatements))
		}
		t.Rows = append(t.Rows, []document.Cell{document.Address(c.figureOf(tie.Metric)), document.T(tie.Title), closing, document.I(tie.Opening), lines, document.T(reading(tie))})
	}
	return t
}

func (c *composer) figureOf(metric string) string {
	if f := c.figures[metric]; f != nil {
		c.shown[f] = true
		return f.Address
	}
	return ""
}

// tiesTo says at a roll-forward how its opening ties to the closing before it, ""
// where nobody looked.
func (c *composer) tiesTo(metric string) string {
	if c.Movement == nil {
		return ""
	}
	for _, t := range c.Movement.Ties {
		switch {
		case t.Metric != metric:
		case !t.Ran:
			return "; " + t.Why
		case t.Ties():
			return "; the opening ties to the closing of " + c.Movement.Previous
		default:
			return fmt.Sprintf("; the closing of %s was %d, see the restatements", c.Movement.Previous, t.Closing)
		}
	}
	return ""
}

// reading says what a tie shows.
func reading(t movement.Tie) string {
	switch {
	case !t.Ran:
		return upperFirst(t.Why) + "."
	case t.Ties():
		return "Ties, record by record."
	case t.Closing == t.Opening:
		return "The totals agree and their records do not; the restatements say which."
	}
	return "Differs; the restatements say by which records."
}

// restatementTable lists each record by which an opening differs, and each of its
// fields that says why.
func (c *composer) restatementTable() document.Table {
	t := document.Table{Columns: []document.Column{{Title: "No.", Align: document.Right}, {Title: "Figure"}, {Title: "Record"}, {Title: "Field"},
		{Title: "Was"}, {Title: "Is"}, {Title: "Counts", Align: document.Right}, {Title: "Why", Wide: true}}}
	for _, tie := range c.Movement.Ties {
		for _, r := range tie.Restatements {
			item := r.Item
			if item == "" {
				item = "not named"
			}
			counts := document.Cell{}
			if r.Counts != 0 {
				counts = document.I(r.Counts)
				counts.Signed = true
			}
			t.Rows = append(t.Rows, []document.Cell{document.I(r.Number), document.Address(c.figureOf(tie.Metric)), document.T(item), document.T(r.Field),
				document.T(r.Was), document.T(r.Is), counts, document.T(upperFirst(r.Why) + ".")})
		}
	}
	return t
}

// evidenceMovement is the workbook's sheet of facts.
func (c *composer) evidenceMovement() document.Table {
	if c.Movement == nil {
		return document.Table{Columns: []document.Column{{Title: "Looked for"}}, Empty: "What changed since the previous pack was not looked for."}
	}
	t := c.movementTable(c.Movement.Facts, 0)
	t.Note = compared(c.Movement)
	return t
}

// evidenceRestatements is the workbook's sheet of restatements, each balance with a
// line of its own.
func (c *composer) evidenceRestatements() document.Table {
	if c.Movement == nil || len(c.Movement.Ties) == 0 {
		return document.Table{Columns: []document.Column{{Title: "No."}}, Empty: "This pack shows no balance that could tie to an earlier one."}
	}
	t := c.restatementTable()
	var balances [][]document.Cell
	for _, row := range c.tieTable().Rows {
		balances = append(balances, []document.Cell{{}, row[0], document.T("opening balance"), row[1], row[2], row[3], {}, row[5]})
	}
	t.Rows = append(balances, t.Rows...)
	return t
}
