package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"compack/internal/clause"
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/problem"
)

// omitted lists all that the pack does not show, sections being the finished ones.
func (c *composer) omitted(sections []document.Section) []document.Omission {
	list := omissionList{}
	c.omittedDatasets(&list, sections)
	c.omittedSources(&list)
	c.omittedRows(&list)
	c.omittedFigures(&list)
	c.omittedChecks(&list)
	c.omittedMovement(&list)
	c.omittedByDecision(&list)
	eachBlock(sections, func(s document.Section, b document.Block) document.Block {
		if t, ok := b.(document.Table); ok && t.Cut != "" {
			list.add(document.TableCut, joined(c.Locale.Colon(), s.Title, t.Title), t.Cut)
		}
		return b
	})
	for _, l := range c.cutLines {
		for _, s := range sections {
			if s.ID == l.section {
				list.add(document.TableCut, joined(c.Locale.Colon(), s.Title, l.title), l.cut)
			}
		}
	}
	return list
}

// cutLine is a timeline that shows a part of its records only.
type cutLine struct{ section, title, cut string }

// omissionList is a list in the making; it is never nil.
type omissionList []document.Omission

func (l *omissionList) add(kind document.OmissionKind, subject, text string) {
	*l = append(*l, document.Omission{Kind: kind, Subject: subject, Text: text})
}

// omittedDatasets lists the datasets that are not there and those without a record,
// with what in the pack would rest on them.
func (c *composer) omittedDatasets(list *omissionList, sections []document.Section) {
	var empty omissionList
	for _, def := range c.Datasets {
		t := c.Tables[def.ID]
		switch {
		case t == nil:
			list.add(document.DatasetMissing, def.Title, c.whyNotProvided(def.ID)+c.Locale.Semicolon()+c.restsOn(def.ID, sections))
		case t.Len() == 0 && t.None == nil:
			empty.add(document.DatasetEmpty, def.Title, c.say("no source holds a record for this client, and nobody attests that there is none")+c.Locale.Semicolon()+c.restsOn(def.ID, sections))
		}
	}
	*list = append(*list, empty...)
}

// whyNotProvided says why a dataset is not there.
func (c *composer) whyNotProvided(id string) string {
	for _, p := range c.Input.Problems {
		if p.Code == problem.InputMissing && p.Dataset == id {
			return c.say("the file of its source is missing")
		}
	}
	return c.say("no source feeds it")
}

// restsOn says what can't be worked out without a dataset, and which chapters speak
// of it.
func (c *composer) restsOn(id string, sections []document.Section) string {
	figures, rules := 0, 0
	for _, f := range c.order {
		if f.Metric.On.ID == id {
			figures++
		}
	}
	for _, r := range c.Rules {
		if r.Dataset == id {
			rules++
		}
	}
	var said []string
	if figures > 0 {
		said = append(said, c.count(figures, "%s figure has no value", "%s figures have no value"))
	}
	if rules > 0 {
		said = append(said, c.count(rules, "%s rule was not tried", "%s rules were not tried"))
	}
	var chapters []string
	for _, s := range sections {
		if slices.Contains(c.about[id], s.ID) {
			chapters = append(chapters, s.Title)
		}
	}
	switch len(chapters) {
	case 0:
		said = append(said, c.say("no chapter speaks of it"))
	case 1:
		said = append(said, c.say("this concerns the chapter %s", chapters[0]))
	default:
		said = append(said, c.say("this concerns the chapters %s", strings.Join(chapters, ", ")))
	}
	return strings.Join(said, c.Locale.Semicolon())
}

// bySource are the problems of whole sources that leave something out.
var bySource = []struct {
	code problem.Code
	kind document.OmissionKind
}{
	{problem.InputMissing, document.SourceMissing}, {problem.Stale, document.SourceStale}, {problem.ControlDiffers, document.SourceDiffers},
	{problem.Truncated, document.SourceCut}, {problem.Caveat, document.SourceLimit}, {problem.LeftOut, document.FileLeftOut},
}

// omittedSources lists what is known to be missing from the sources.
func (c *composer) omittedSources(list *omissionList) {
	for _, one := range bySource {
		for _, p := range c.Input.Problems {
			if p.Code == one.code {
				subject := joined(c.Locale.Colon(), c.titleOf(p.Dataset), p.Place.File)
				if p.Place.Key != "" {
					subject = c.titleOf(p.Dataset) // the place is one of the vendor's configuration
				}
				list.add(one.kind, subject, p.Message)
			}
		}
	}
	var unstated []string
	for _, l := range c.Ledgers {
		if l.Statement == nil {
			unstated = append(unstated, c.sourceName(l))
		}
	}
	if len(unstated) > 0 {
		list.add(document.NoStatement, strings.Join(unstated, c.Locale.Semicolon()), c.say("nobody states out of which system and how it came"))
	}
}

// titleOf returns a dataset's title, the id itself where it is not known.
func (c *composer) titleOf(id string) string {
	if def := c.datasets[id]; def != nil {
		return def.Title
	}
	return id
}

// omittedRows lists how many rows stand in no figure.
func (c *composer) omittedRows(list *omissionList) {
	for _, l := range c.Ledgers {
		if l.Rejected > 0 {
			list.add(document.RowsRejected, c.sourceName(l),
				c.say("%s of the %s rows read; in no figure. Sheet %s lists those of this client", c.whole(l.Rejected), c.whole(l.Read), c.say("Problems")))
		}
	}
	if c.Unassigned > 0 {
		list.add(document.RowsOfNobody, c.say("All sources"), c.count(c.Unassigned, "%s rejected row can't be assigned to any client and may be of this one",
			"%s rejected rows can't be assigned to any client and may be of this one"))
	}
}

// omittedFigures lists the clauses and figures that can't be told although the
// dataset is there.
func (c *composer) omittedFigures(list *omissionList) {
	for _, r := range c.Clauses {
		if r.Verdict == clause.NoData {
			list.add(document.ClauseWithout, clauseName(r), r.Reason)
		}
	}
	for _, f := range c.order {
		if !f.Figure.Defined() && f.table != nil && (f.table.Len() > 0 || f.table.None != nil) {
			list.add(document.FigureWithout, f.Address+", "+f.Metric.Title, f.whyMissing())
		}
	}
}

// omittedChecks lists, by dataset, the checks that could not look at every record.
func (c *composer) omittedChecks(list *omissionList) {
	messages := map[string]string{}
	for _, r := range c.Rules {
		messages[r.ID] = r.Message
	}
	for _, def := range c.Datasets {
		var said []string
		for _, k := range c.Checks {
			if k.Dataset == def.ID && k.Skipped > 0 {
				said = append(said, fmt.Sprintf("%s (%d)", cmp.Or(messages[k.ID], k.ID), k.Skipped))
			}
		}
		if len(said) > 0 {
			list.add(document.ChecksNotRun, def.Title,
				c.say("the file has no column for what these look at; how many records they passed over stands in brackets: %s", strings.Join(said, "; ")))
		}
	}
}

// omittedMovement lists what was not compared with the pack before.
func (c *composer) omittedMovement(list *omissionList) {
	m := c.Movement
	switch {
	case m == nil:
		list.add(document.MovementNotRun, c.say("The pack before"), c.say("it was not looked for"))
		return
	case m.Why != "":
		list.add(document.MovementNotRun, c.say("The pack of %s", m.Previous), m.Why)
		return
	}
	for _, f := range m.Facts {
		if !f.Ran {
			list.add(document.MovementNotRun, joined(c.Locale.Colon(), c.titleOf(f.Dataset), f.Title), f.Why)
		}
	}
	for _, t := range m.Ties {
		if !t.Ran {
			list.add(document.MovementNotRun, joined(c.Locale.Colon(), c.titleOf(t.Dataset), t.Title), t.Why)
		}
	}
}

// omittedByDecision lists what somebody decided not to show: suppressed problems,
// by who accepted them, and redacted fields.
func (c *composer) omittedByDecision(list *omissionList) {
	type decision struct {
		code problem.Code
		problem.Acceptance
	}
	var order []decision
	times := map[decision]int{}
	for _, p := range c.Input.Problems {
		if p.Suppressed == nil {
			continue
		}
		d := decision{p.Code, *p.Suppressed}
		if times[d]++; times[d] == 1 {
			order = append(order, d)
		}
	}
	for _, d := range order {
		list.add(document.ProblemsAccepted, string(d.code)+", "+english.Inside(d.code.Entry().Title), c.count(times[d], "%s problem accepted by %s until %s: %s",
			"%s problems accepted by %s until %s: %s", d.Owner, c.Locale.Day(d.Expires), d.Reason))
	}
	c.redacted(list)
}

// treatment says what became of a field.
func (c *composer) treatment(t string) string {
	switch t {
	case manifest.Pseudonyms:
		return c.say("a pseudonym stands for each value, the same in every pack of this client")
	case manifest.PackPseudonyms:
		return c.say("a pseudonym stands for each value, in this pack only")
	case manifest.LeftOut:
		return c.say("left out")
	}
	return t
}

// english is the language of problems in every pack.
var english *locale.Locale

// redacted lists the fields that are not shown as the source has them, those of one
// dataset and treatment together.
func (c *composer) redacted(list *omissionList) {
	if c.Privacy == nil {
		return
	}
	type treated struct{ dataset, treatment string }
	var order []treated
	fields := map[treated][]string{}
	for _, r := range c.Privacy.Redactions {
		t := treated{r.Dataset, r.Treatment}
		if r.Treatment == manifest.Shown {
			continue
		}
		if fields[t] == nil {
			order = append(order, t)
		}
		fields[t] = append(fields[t], r.Field)
	}
	for _, t := range order {
		list.add(document.FieldRedacted, c.titleOf(t.dataset)+c.Locale.Colon()+strings.Join(fields[t], ", "), c.treatment(t.treatment))
	}
	if len(order) > 0 {
		list.add(document.FieldRedacted, c.say("Free text"), c.say("titles, remarks and the like were not searched for names"))
	}
	if n := c.Privacy.SmallGroups; n > 0 {
		list.add(document.GroupsHidden, c.say("All figures"), c.say("groups of fewer than %s records are not shown for themselves", c.whole(n)))
	}
}
