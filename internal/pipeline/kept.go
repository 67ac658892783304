package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"time"

	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/ingest"
	"compack/internal/problem"
)

// Kept holds what a run has read for the runs after it: one that would read the same
// files in the same way reads nothing. It takes as much memory as the records do. Runs
// that share one follow each other.
type Kept struct {
	of    *reading
	in    intake
	times int
}

// Readings returns how many times the sources were read.
func (k *Kept) Readings() int { return k.times }

// reading is all that decides what is read.
type reading struct {
	Sources []ingest.Source
	Bridges []ingest.BridgeFile
	Words   [][]string // that name clients, each behind its id
	Files   []stamp
}

// stamp tells a file from what it was before.
type stamp struct {
	Bytes    int64
	Modified time.Time
}

// intake is what the sources and bridges hold.
type intake struct {
	tables   map[string]*dataset.Table
	ledger   dataset.Ledger
	bridges  []dataset.Bridge
	problems problem.List
}

// intake reads the sources and bridges, or returns what an earlier run has read of
// them.
func (r *run) intake(sources []ingest.Source, bridges []ingest.BridgeFile) (intake, error) {
	defer r.Watch.time(Reading)()
	k := r.Kept
	if k == nil {
		return r.ingest(sources, bridges)
	}
	// The files are looked at first: one that changes while it is read is read again.
	now := &reading{Sources: sources, Bridges: bridges, Words: r.clientWords(), Files: stamps(sources, bridges)}
	if k.of == nil || !reflect.DeepEqual(k.of, now) {
		in, err := r.ingest(sources, bridges)
		if err != nil {
			return in, err
		}
		k.of, k.in = now, in
		k.times++
	}
	return k.in.clone(), nil
}

func (r *run) ingest(sources []ingest.Source, bridges []ingest.BridgeFile) (in intake, err error) {
	in.tables, in.ledger, in.problems, err = ingest.Read(sources, ingest.Options{Client: r.Config.Resolver(), Tell: r.Watch.rows()})
	if err != nil {
		return in, fmt.Errorf("read the sources: %w", err)
	}
	var wrong problem.List
	if in.bridges, wrong, err = ingest.ReadBridges(bridges); err != nil {
		return in, fmt.Errorf("read the bridges: %w", err)
	}
	in.problems = append(in.problems, wrong...)
	return in, nil
}

// clone returns a copy to merge, which changes tables and ledger in place.
func (in intake) clone() intake {
	out := intake{tables: make(map[string]*dataset.Table, len(in.tables)), ledger: slices.Clone(in.ledger), bridges: slices.Clone(in.bridges), problems: slices.Clone(in.problems)}
	for id, t := range in.tables {
		out.tables[id] = t.Clone()
	}
	return out
}

// clientWords returns the words that the sources' client columns may hold.
func (r *run) clientWords() [][]string {
	out := [][]string{r.Config.Shared}
	for _, c := range r.Config.Clients {
		out = append(out, append([]string{c.ID, c.Name}, c.Match...))
	}
	return out
}

// stamps looks at each file that is to be read. Reading says what is wrong with one
// that can't be looked at.
func stamps(sources []ingest.Source, bridges []ingest.BridgeFile) []stamp {
	var out []stamp
	add := func(root, file string) {
		var s stamp
		if info, err := os.Stat(filepath.Join(root, filepath.FromSlash(file))); err == nil {
			s = stamp{info.Size(), info.ModTime()}
		}
		out = append(out, s)
	}
	for _, s := range sources {
		add(s.Root, s.File)
	}
	for _, b := range bridges {
		add(b.Root, b.File)
	}
	return out
}

// looks returns the files of the workspace that decide how packs look.
func looks(c *config.Config) []string {
	out := []string{c.Vendor.Logo, c.Pack.WorkbookTemplate}
	brands := []config.Brand{c.Brand}
	for _, client := range c.Clients {
		out = append(out, client.Logo, client.WorkbookTemplate)
		brands = append(brands, client.Brand)
	}
	for _, b := range brands {
		out = append(out, fontFiles(b)...)
	}
	return out
}

// Files returns the paths of the files, beside the configuration and the templates,
// that a run reads: exports, bridges, logos, fonts and workbooks to fill. They may be missing.
func Files(o Options) []string {
	r := &run{Options: o, datasets: o.Library.Datasets()}
	sources, _ := r.sources()
	bridges, _ := r.bridgeFiles()
	var out []string
	for _, s := range sources {
		out = append(out, filepath.Join(s.Root, filepath.FromSlash(s.File)))
	}
	for _, b := range bridges {
		if b.File == "" {
			continue // not there
		}
		out = append(out, filepath.Join(b.Root, filepath.FromSlash(b.File)))
	}
	for _, file := range looks(o.Config) {
		if file != "" {
			out = append(out, filepath.Join(o.Config.Root, filepath.FromSlash(file)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
