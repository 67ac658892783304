package compose

import (
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
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	if c.Movement == nil {
		return one(aside(c.say("What changed since the previous pack was not looked for."))), nil
	}
	var ran []movement.Fact
	for _, f := range c.Movement.Facts {
		if f.Ran {
			ran = append(ran, f)
		}
	}
	t := c.movementTable(ran, spec.Named)
	t.Title = spec.Title
	t.Note = c.say("These are facts about records. None says that something is wrong, and each may have a good reason.")
	blocks := []document.Block{aside(c.compared(c.Movement)), t}
	for _, said := range c.notRun(c.Movement.Facts) {
		blocks = append(blocks, aside(said))
	}
	return blocks, nil
}

// notRun says once for each reason what was not looked for; the workbook has a line
// for each dataset.
func (c *composer) notRun(facts []movement.Fact) (said []string) {
	var reasons []string
	titles := map[string][]string{}
	for _, f := range facts {
		if f.Ran {
			continue
		}
		if titles[f.Why] == nil {
			reasons = append(reasons, f.Why)
		}
		if title := c.Locale.Inside(f.Title); !slices.Contains(titles[f.Why], title) {
			titles[f.Why] = append(titles[f.Why], title)
		}
	}
	for _, why := range reasons {
		said = append(said, c.say("Not looked for, since %s: %s.", c.Locale.Inside(why), strings.Join(titles[why], c.Locale.Semicolon())))
	}
	return said
}

func aside(text string) document.Paragraph {
	return document.Paragraph{Text: document.Prose{{Cell: document.T(text)}}, Note: true}
}

// compared says with what the pack was compared, and how much was looked for.
func (c *composer) compared(m *movement.Report) string {
	ran, found := 0, 0
	for _, f := range m.Facts {
		if f.Ran {
			ran++
		}
		if f.Found() {
			found++
		}
	}
	s := c.say("Compared with the pack of %s.", m.Previous)
	if m.Why != "" {
		s = c.say("Not compared with an earlier pack: %s.", m.Why)
	}
	return s + " " + c.say("Of %s checks %s ran, and %s of those found records.", c.whole(len(m.Facts)), c.whole(ran), c.whole(found))
}

// movementTable lists the facts, naming up to limit records of each, all where
// limit is 0.
func (c *composer) movementTable(facts []movement.Fact, limit int) document.Table {
	t := document.Table{
		Columns: []document.Column{c.datasetColumn(), c.wide("Looked for"), c.right("Found"),
			c.right("Of"), c.wide("What the records say"), c.wide("Records")},
		Empty: c.say("Nothing could be looked for."),
	}
	for _, f := range facts {
		name := c.say("All inputs")
		if def := c.datasets[f.Dataset]; def != nil {
			name = def.Title
		}
		count, of, says := document.Cell{Kind: document.Missing, Text: f.Why}, document.Cell{}, c.say("Did not run: %s.", f.Why)
		if f.Ran {
			count, of, says = document.I(f.Count), document.I(f.Of), f.Says
		}
		t.Rows = append(t.Rows, []document.Cell{document.T(name), document.T(f.Title), count, of, document.T(says), document.T(c.recordNames(f, limit))})
	}
	return t
}

// recordNames names the records of a fact.
func (c *composer) recordNames(f movement.Fact, limit int) string {
	names := f.Records
	switch {
	case f.Found() && len(names) == 0 && f.Dataset != "":
		return c.say("not named, since they are people's")
	case limit > 0 && len(names) > limit:
		return c.andMore(strings.Join(names[:limit], ", "), len(names)-limit)
	}
	return strings.Join(names, ", ")
}

// restatements prints how each opening balance ties to the closing before it.
func (c *composer) restatements(body []byte) ([]document.Block, error) {
	spec := struct {
		Title string `yaml:"title"`
		Limit int    `yaml:"limit"`
	}{Limit: restatementLimit}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	if c.Movement == nil || len(c.Movement.Ties) == 0 {
		return one(aside(c.say("This pack shows no balance that could tie to an earlier one."))), nil
	}
	ties := c.tieTable()
	ties.Title = spec.Title
	blocks := []document.Block{ties}
	if lines := c.restatementTable(); len(lines.Rows) > 0 {
		lines.Rows, lines.Cut = cutTo(c, lines.Rows, spec.Limit, c.say("Restatements"))
		lines.Title = c.say("Why openings differ from the closings before them")
		blocks = append(blocks, lines)
	}
	return blocks, nil
}

// tieTable compares each opening with the closing before it. A balance without one
// shows none: that is no 0.
func (c *composer) tieTable() document.Table {
	t := document.Table{Columns: []document.Column{c.col("Figure"), c.wide("Balance"), right(c.say("Closing of %s", c.Movement.Previous)),
		right(c.say("Opening of %s", c.Period.Label)), c.right("Restatements"), c.wide("Reading")}}
	for _, tie := range c.Movement.Ties {
		closing, lines := document.Cell{Kind: document.Missing, Text: tie.Why}, document.Cell{Kind: document.Missing, Text: tie.Why}
		if tie.Ran {
			closing, lines = document.I(tie.Closing), document.I(len(tie.Restatements))
		}
		t.Rows = append(t.Rows, []document.Cell{document.Address(c.figureOf(tie.Metric)), document.T(tie.Title), closing, document.I(tie.Opening), lines, document.T(c.reading(tie))})
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
			return c.Locale.Semicolon() + t.Why
		case t.Ties():
			return c.Locale.Semicolon() + c.say("the opening ties to the closing of %s", c.Movement.Previous)
		default:
			return c.Locale.Semicolon() + c.say("the closing of %s was %s, see the restatements", c.Movement.Previous, c.whole(t.Closing))
		}
	}
	return ""
}

// reading says what a tie shows.
func (c *composer) reading(t movement.Tie) string {
	switch {
	case !t.Ran:
		return upperFirst(t.Why) + "."
	case t.Ties():
		return c.say("Ties, record by record.")
	case t.Closing == t.Opening:
		return c.say("The totals agree and their records do not; the restatements say which.")
	}
	return c.say("Differs; the restatements say by which records.")
}

// restatementTable lists each record by which an opening differs, and each of its
// fields that says why.
func (c *composer) restatementTable() document.Table {
	t := document.Table{Columns: []document.Column{c.right("No."), c.col("Figure"), c.col("Record"), c.col("Field"),
		c.col("Was"), c.col("Is"), c.right("Counts"), c.wide("Why")}}
	for _, tie := range c.Movement.Ties {
		for _, r := range tie.Restatements {
			item := r.Item
			if item == "" {
				item = c.say("not named")
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
		return document.Table{Columns: []document.Column{c.col("Looked for")}, Empty: c.say("What changed since the previous pack was not looked for.")}
	}
	t := c.movementTable(c.Movement.Facts, 0)
	t.Note = c.compared(c.Movement)
	return t
}

// evidenceRestatements is the workbook's sheet of restatements, each balance with a
// line of its own.
func (c *composer) evidenceRestatements() document.Table {
	if c.Movement == nil || len(c.Movement.Ties) == 0 {
		return document.Table{Columns: []document.Column{c.col("No.")}, Empty: c.say("This pack shows no balance that could tie to an earlier one.")}
	}
	t := c.restatementTable()
	var balances [][]document.Cell
	for _, row := range c.tieTable().Rows {
		balances = append(balances, []document.Cell{{}, row[0], document.T(c.say("opening balance")), row[1], row[2], row[3], {}, row[5]})
	}
	t.Rows = append(balances, t.Rows...)
	return t
}
