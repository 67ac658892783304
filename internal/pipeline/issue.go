package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"compack/internal/compose"
	"compack/internal/config"
	"compack/internal/history"
	"compack/internal/manifest"
	"compack/internal/metric"
)

// Issue says how the packs of a run are issued. The zero value issues the pack of
// the configuration and records it nowhere.
type Issue struct {
	Pack string // the pack template, instead of the configuration's
	// Draft says whose packs are drafts, made into the folder of drafts and marked as
	// such; nil: nobody's.
	Draft    func(client string) bool
	Reason   string             // why a pack that was issued is made again
	Document string             // the digest that the document must have; "" for any
	Approval *manifest.Approval // who answers for it; nil where nobody was asked
	Late     func(client string) bool
	Fresh    bool // sources that are too old hold the packs back, where else they are disclosed

	// History knows the figures of earlier packs that are no longer in the folder of
	// packs; nil where nothing is known.
	History *history.Store
	// Open is called once, before the first pack is put into its place, and returns where
	// packs are recorded and as whose; nil for nowhere. Its error keeps packs from being
	// issued.
	Open func() (*history.Store, history.Run, error)
}

// Changed says that a pack was issued and would now say something else.
type Changed struct {
	Revision int
	Figures  []string // some of those that differ, in words
	More     int      // how many others do
}

func (c *Changed) Error() string {
	said := "the records or sources behind it differ, its figures do not"
	if len(c.Figures) > 0 {
		said = strings.Join(c.Figures, "; ")
		if c.More > 0 {
			said += fmt.Sprintf("; and %d more", c.More)
		}
	}
	return fmt.Sprintf("revision %d was issued and stays as it is, but what it is made from has changed (%s); give a --reason to issue revision %d, with --draft as well to look at it first",
		c.Revision, said, c.Revision+1)
}

// Differs says that a document is not the one that was approved.
type Differs struct{ Want, Got string }

func (d *Differs) Error() string {
	return fmt.Sprintf("the draft that was looked at has the digest %.8s, and what its inputs, the earlier packs included, give now has %.8s", d.Want, d.Got)
}

// template returns the name of the pack template that the run makes packs by.
func (r *run) template() string { return cmp.Or(r.Issue.Pack, r.Config.Pack.Template) }

// packName returns the pack's name in the names of a period's folders: none for the
// one that the workspace makes for all, unless one of another template stands there.
func (r *run) packName(client config.Client, label string) string {
	return history.NameOf(r.Config.Out, label, client.ID, r.template(), r.template() == r.Config.Pack.Template)
}

// isDraft reports whether the client's pack is a draft.
func (r *run) isDraft(client config.Client) bool {
	return r.Issue.Draft != nil && r.Issue.Draft(client.ID)
}

// isLate reports whether the client's pack is issued past the day by which it was owed.
func (r *run) isLate(client config.Client) bool {
	return !r.isDraft(client) && r.Issue.Late != nil && r.Issue.Late(client.ID)
}

// folderName returns the folder of a client's pack below the folder of packs, with
// forward slashes.
func (r *run) folderName(client config.Client, revision int) string {
	name := r.packName(client, r.Period.Label)
	if r.isDraft(client) {
		return r.draftFolder(client.ID, name)
	}
	return r.Period.Label + "/" + history.FolderName(client.ID, name, revision)
}

func (r *run) draftFolder(client, name string) string {
	return history.DraftsFolder + "/" + r.Period.Label + "/" + history.FolderName(client, name, 1)
}

// issuedFolder is where a revision lies that was issued.
func (r *run) issuedFolder(client config.Client, revision int) string {
	return filepath.Join(r.Config.Out, r.Period.Label, history.FolderName(client.ID, r.packName(client, r.Period.Label), revision))
}

func (r *run) folder(client config.Client, revision int) string {
	if r.Into != "" {
		return r.Into
	}
	return filepath.Join(r.Config.Out, filepath.FromSlash(r.folderName(client, revision)))
}

// revision is which revision of a pack is made. The zero value is a first one.
type revision struct {
	number int
	before *history.Pack // whose place it takes; nil for a first one
	reason string
}

// composed returns what the document says of the revision.
func (v revision) composed() compose.Revision {
	if v.before == nil {
		return compose.Revision{Number: v.number}
	}
	return compose.Revision{Number: v.number, Of: v.before.Revision, Reason: v.reason, Before: v.before.Figures}
}

// record writes into the manifest what the revision takes the place of.
func (v revision) record(m *manifest.Manifest) {
	m.Revision = max(v.number, 1)
	if v.before != nil {
		m.Supersedes = &manifest.Superseded{Revision: v.before.Revision, Manifest: v.before.SHA256, Reason: v.reason}
	}
}

// revise settles which revision the drafts of a client's pack, composed as a first
// one, are to be, and composes them anew where they are another. It reports whether
// the newest revision says the same already.
func (r *run) revise(client config.Client, drafts []draft) (upToDate bool, err error) {
	if r.Into != "" {
		return false, nil // made to be looked at
	}
	newest, wrong, err := history.Open(r.Config.Out, r.Period, client.ID, r.packName(client, r.Period.Label))
	if err != nil {
		return false, err
	}
	if wrong != nil {
		return false, fmt.Errorf("%s: %s; put the pack back as it was issued", wrong.Place.File, wrong.Message)
	}
	if err := r.isThere(client, newest); err != nil {
		return false, err
	}
	next := revision{number: 1}
	if newest != nil {
		same, err := r.repeat(client, drafts[0], newest)
		if err != nil {
			return false, err
		}
		if same {
			for i := range drafts {
				drafts[i].revision.number = newest.Revision
			}
			return true, nil
		}
		if r.Issue.Reason == "" {
			return false, changed(newest, drafts[0].values)
		}
		next = revision{newest.Revision + 1, newest, r.Issue.Reason}
	}
	for i := range drafts {
		drafts[i].revision = next
		if next.before == nil {
			continue
		}
		if drafts[i].doc, err = r.compose(client, drafts[i], r.template()); err != nil {
			return false, err
		}
	}
	if want, got := r.Issue.Document, drafts[0].doc.Digest; want != "" && want != got {
		return false, &Differs{want, got}
	}
	return false, nil
}

// isThere holds the newest revision on disk, nil for none, against what was recorded:
// one that was issued and has gone is not issued again.
func (r *run) isThere(client config.Client, newest *history.Pack) error {
	if r.Issue.History == nil {
		return nil
	}
	record, ok, err := r.Issue.History.Newest(context.Background(), history.Key{Client: client.ID, Pack: r.template(), Period: r.Period.Label}, history.Issued)
	if err != nil || !ok || newest != nil && newest.Revision >= record.Revision {
		return err
	}
	return fmt.Errorf("revision %d was issued and its folder %s is not there; put it back as it was issued, or let 'compack history rebuild' forget it, if it never left the house",
		record.Revision, filepath.Join(r.Config.Out, filepath.FromSlash(record.Folder)))
}

// repeat reports whether the newest revision, composed again, says what it said.
func (r *run) repeat(client config.Client, d draft, newest *history.Pack) (bool, error) {
	d.revision = revision{number: newest.Revision}
	if s := newest.Supersedes; s != nil {
		before, wrong, err := history.OpenRevision(r.Config.Out, r.Period, client.ID, r.packName(client, r.Period.Label), s.Revision)
		if err != nil {
			return false, err
		}
		if before == nil || wrong != nil {
			return false, nil // it can't be composed as it was
		}
		d.revision.before, d.revision.reason = before, s.Reason
		if d.doc, err = r.compose(client, d, r.template()); err != nil {
			return false, err
		}
	}
	return d.doc.Digest == newest.Document, nil
}

// changed says in which figures a pack would differ from what was issued.
func changed(newest *history.Pack, values []metric.Value) *Changed {
	const most = 3
	out := &Changed{Revision: newest.Revision}
	for i, v := range values {
		before, printed := newest.Figures[v.Metric.ID]
		if v.Absent || printed && before.Figure.String() == v.Figure.String() {
			continue
		}
		if len(out.Figures) == most {
			out.More++
			continue
		}
		was := "not shown"
		if printed {
			was = compose.ValueCell(v.Metric, before.Figure).In(nil)
		}
		out.Figures = append(out.Figures, fmt.Sprintf("%s %s was %s and is %s", compose.Address(i), v.Metric.Title, was, compose.ValueCell(v.Metric, v.Figure).In(nil)))
	}
	return out
}

// opened returns where packs are recorded, and as whose.
func (r *run) opened() (*history.Store, history.Run, error) {
	if r.Issue.Open == nil {
		return nil, history.Run{}, nil
	}
	r.once.Do(func() { r.store, r.by, r.unopened = r.Issue.Open() })
	return r.store, r.by, r.unopened
}

// opening keeps what [Issue.Open] returned.
type opening struct {
	once     sync.Once
	store    *history.Store
	by       history.Run
	unopened error
}

// record tells the store of a pack that now stands in its place, and removes the draft
// that it is the issue of.
func (r *run) record(ctx context.Context, client config.Client, record history.Record, draft string) error {
	store, by, err := r.opened()
	if store == nil || err != nil {
		return err
	}
	// What is on disk is recorded, whether or not somebody has interrupted the run.
	ctx = context.WithoutCancel(ctx)
	record.Run, record.Recorded, record.Late = by.ID, by.Began, record.Revision == 1 && r.isLate(client)
	if r.isDraft(client) {
		return store.Draft(ctx, record)
	}
	if err := store.Issue(ctx, record); err != nil {
		return err
	}
	// A draft of what is issued now is of no use to anybody.
	return os.RemoveAll(filepath.Join(r.Config.Out, filepath.FromSlash(draft)))
}

// printed returns figures as the history keeps them.
func printed(figures []manifest.Figure) []history.Figure {
	out := make([]history.Figure, len(figures))
	for i, f := range figures {
		out[i] = history.Figure{Metric: f.ID, Address: f.Address, Title: f.Title, Unit: f.Unit, Value: f.Value, Exact: f.Exact, Formula: f.Formula}
		if f.Status != nil {
			out[i].Status = string(*f.Status)
		}
	}
	return out
}
