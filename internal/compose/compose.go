package compose

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"compack/internal/clause"
	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/framework"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/movement"
	"compack/internal/period"
	"compack/internal/problem"
)

// Input is everything that a client's document is made of.
type Input struct {
	Template       *Template
	Client, Vendor document.Party
	Period         period.Period
	AsOf           period.Date
	Next           period.Period  // the one after it; the zero period where it is not known
	NextDue        period.Date    // when its pack is owed; 0 or [period.None] where no schedule says so
	Locale         *locale.Locale // nil is English
	Title          string         // instead of the template's, where the configuration gives one
	Classification string
	Paper          string // instead of the template's, likewise
	PreparedBy     string
	ApprovedBy     string
	Introduction   string // the vendor's own words in front of the figures, may be empty
	Revision       Revision
	Draft          bool               // not approved
	Approval       *manifest.Approval // nil where none was asked for

	Datasets []*dataset.Definition // all known, in their order
	Tables   map[string]*dataset.Table
	Values   []metric.Value
	Clauses  []clause.Result // in the order in which they are shown
	Ledgers  []manifest.Ledger
	Origins  []document.Origin // by [dataset.Origin].Source
	Problems problem.List      // those that this client's pack may show
	// Unassigned is how many rejected rows name no known client: they stand in no
	// pack, and every pack says how many there are.
	Unassigned int
	Inputs     []manifest.File
	Checks     []manifest.Check
	Rules      []dataset.Rule    // all known
	Privacy    *manifest.Privacy // nil where the pack shows all that its sources hold
	Movement   *movement.Report  // what changed since the pack before; nil where that was not looked for
	Coverage   framework.Report
	Catalog    *framework.Catalog // the frameworks that blocks may name
}

// Compose returns the sealed document. The error names the template's file and
// line.
func Compose(in Input) (*document.Document, error) {
	c := newComposer(in)
	front, script, err := in.Template.read()
	if err != nil {
		return nil, err
	}
	c.parts = front.parts
	text, err := c.execute(script)
	if err != nil {
		return nil, err
	}
	doc := c.cover(front)
	if doc.Sections, err = c.sections(text); err != nil {
		return nil, err
	}
	doc.Sections = append(c.revised(), doc.Sections...)
	c.resolveAttention(doc.Sections)
	doc.Omissions = c.omitted(doc.Sections)
	c.resolveOmissions(doc.Sections, doc.Omissions)
	c.left = doc.Omissions
	doc.Workbook = c.workbook()
	doc.Seal()
	return doc, nil
}

// composer holds what the parts of one document share.
type composer struct {
	Input
	figures  map[string]*figure // by metric id
	order    []*figure          // those that the pack shows
	datasets map[string]*dataset.Definition
	cells    []document.Cell     // what the tokens in the executed template stand for
	explains map[string]string   // dataset id -> id of the first section about it
	about    map[string][]string // dataset id -> ids of all sections about it
	section  string              // id of the section being composed
	lines    []int               // the template's line of each line of the block being composed
	inLead   bool                // composing the summary, which explains nothing itself
	cutLines []cutLine           // timelines that show a part of their records
	charted  map[string]bool     // "metric by" of each chart in the report
	shown    map[*figure]bool    // those that the report has spoken of so far
	parts    parts               // of the workbook
	left     []document.Omission // what the pack does not show
}

func newComposer(in Input) *composer {
	c := &composer{
		Input: in, figures: map[string]*figure{}, datasets: map[string]*dataset.Definition{},
		explains: map[string]string{}, about: map[string][]string{}, charted: map[string]bool{}, shown: map[*figure]bool{},
	}
	for _, d := range in.Datasets {
		c.datasets[d.ID] = d
	}
	for i, v := range in.Values {
		f := &figure{Value: v, Address: Address(i), loc: in.Locale, table: in.Tables[v.Metric.On.ID]}
		c.figures[v.Metric.ID] = f
		if !v.Absent {
			c.order = append(c.order, f)
		}
	}
	return c
}

// Address returns the address of the i-th figure of a pack, counted from 0: F-001.
func Address(i int) string { return fmt.Sprintf("F-%03d", i+1) }

// Addressed returns which figure an address names, counted from 0, whatever its case;
// false for what is no address.
func Addressed(address string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToUpper(address), "F-"))
	return n - 1, err == nil && n > 0 && strings.EqualFold(address, Address(n-1))
}

// cover starts the document with all that stands on its cover.
func (c *composer) cover(front frontMatter) *document.Document {
	doc := &document.Document{
		Pack: c.Template.Name, Title: front.Title, Subtitle: front.Subtitle,
		Language: c.language(), Locale: c.Locale,
		Client: c.Client, Vendor: c.Vendor, Period: c.Period, AsOf: c.AsOf,
		Classification: c.Classification, PreparedBy: c.PreparedBy, ApprovedBy: c.ApprovedBy,
		Revision: max(c.Revision.Number, 1), IssuedOn: period.None, Draft: c.Draft,
	}
	if c.Title != "" {
		doc.Title = c.Title
	}
	if c.Draft {
		doc.ApprovedBy = "" // nobody has
	}
	if a := c.Approval; a != nil {
		doc.PreparedBy, doc.ApprovedBy, doc.IssuedOn = a.Preparer, a.Approver, a.On
	}
	doc.Cover = append(doc.Cover, front.Cover...)
	doc.Paper = cmp.Or(c.Paper, front.Page)
	doc.NoContents = front.Contents != nil && !*front.Contents
	return doc
}

// dates returns the days that predicates in the template may name.
func (c *composer) dates() metric.Dates { return metric.DatesOf(c.Period, c.AsOf) }

// language returns the tag of the language that the pack is in, "" for English.
func (c *composer) language() string {
	if c.Locale == nil {
		return ""
	}
	return c.Locale.Tag()
}
