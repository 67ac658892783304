package ingest

import (
	"errors"
	"fmt"
	"runtime"
	"sync"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// Source says where records of one dataset are and how their columns and values
// become fields.
type Source struct {
	Dataset    *dataset.Definition
	Root       string                         // the folder that File is relative to
	File       string                         // with forward slashes
	Sheet      string                         // of a workbook; empty means the first visible sheet whose header fits
	Sheets     []string                       // names or patterns with * and ?, instead of Sheet, which may be a pattern too; each sheet has a ledger entry of its own
	SheetSets  []SheetSet                     // values for all rows of some sheets; they count before Set
	Key        string                         // of the configuration, for messages: sources[1]
	Columns    map[string]string              // field to header; "Header#2" is the second column of that name
	Headers    map[string][]string            // field to the headers that the program gives its column, the surest first; none need be there, and an empty list means that it has none
	Values     map[string]map[string][]string // field to value to the words that stand for it
	Set        map[string]string              // field to the value that every record gets
	DateOrder  string                         // of dates such as 03/04/2026: dmy, mdy, ymd, or empty when the file has none
	Decimal    string                         // the decimal mark of numbers such as 1.234: point, comma, or empty to let the column decide
	Encoding   string                         // of a text file: one of [csv.Encodings], or empty to find it out
	Delimiter  string                         // of a text file: one of , ; | pipe tab, or empty to find it out
	HeaderRow  int                            // the row of the header, or 0 to find it
	Client     string                         // the id of the client whom all records belong to, or empty
	Precedence int                            // of its records over those of other sources
	Treatment  Treatment                      // of the cells of a known program's export
}

// Options are what all sources have in common.
type Options struct {
	// Client returns the id that a client cell's value stands for, [problem.AllClients] for
	// shared records, and false for a value that names no client. Without it no
	// value does. Several sources may ask at the same time.
	Client func(value string) (id string, ok bool)
	// Tell is told now and then how many rows more were read, by several sources at
	// the same time; nil for nobody to tell.
	Tell func(rows int)
}

// Read reads the sources: a table for each of their datasets, one ledger entry for
// each file and sheet whose rows were read, in the order of the sources, and the
// problems in that order. Sources of one dataset are read one after the other,
// datasets at the same time. A source that can't be read, or not to its end, has a
// problem that is Shared and of severity Error. The error is one of reading the disk.
func Read(sources []Source, opts Options) (map[string]*dataset.Table, dataset.Ledger, problem.List, error) {
	if opts.Client == nil {
		opts.Client = func(string) (string, bool) { return "", false }
	}
	var intakes []*intake
	of := map[string]*intake{} // by dataset
	seen := &digests{}
	for i := range sources {
		def := sources[i].Dataset
		if def == nil {
			return nil, nil, nil, fmt.Errorf("read %s: the source feeds no dataset", sources[i].File)
		}
		if of[def.ID] == nil {
			of[def.ID] = &intake{opts: opts, table: dataset.NewTable(def), digests: seen}
			intakes = append(intakes, of[def.ID])
		}
		of[def.ID].sources = append(of[def.ID].sources, &sources[i])
	}
	if err := readAll(intakes); err != nil {
		return nil, nil, nil, err
	}
	tables, ledger, problems := gather(sources, of)
	return tables, ledger, problems, nil
}

// readAll reads as many datasets at the same time as there are processors.
func readAll(intakes []*intake) error {
	errs := make([]error, len(intakes))
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i, in := range intakes {
		room <- struct{}{}
		wg.Go(func() {
			errs[i] = in.readAll()
			<-room
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// gather puts what the datasets' sources gave into the order of the sources.
func gather(sources []Source, of map[string]*intake) (map[string]*dataset.Table, dataset.Ledger, problem.List) {
	tables := map[string]*dataset.Table{}
	var ledger dataset.Ledger
	var problems problem.List
	next := map[string]int{}        // of each dataset's sources
	numbers := map[string][]int32{} // in the run's ledger, of each dataset's entries
	for _, src := range sources {
		id := src.Dataset.ID
		g := of[id].given[next[id]]
		next[id]++
		for i := range g.entries {
			numbers[id] = append(numbers[id], int32(len(ledger)+i))
		}
		ledger, problems = append(ledger, g.entries...), append(problems, g.problems...)
	}
	for id, in := range of {
		in.table.Renumber(numbers[id])
		in.table.Derive()
		tables[id] = in.table
	}
	return tables, ledger, problems
}

// intake reads the sources of one dataset.
type intake struct {
	opts    Options
	sources []*Source
	table   *dataset.Table
	digests *digests
	given   []given // by each source
	entries int     // of all of them
}

// given is what one source gave besides records.
type given struct {
	entries  dataset.Ledger
	problems problem.List
}

// readAll reads the sources in their order.
func (in *intake) readAll() error {
	in.given = make([]given, len(in.sources))
	for i, src := range in.sources {
		if err := in.read(src, &in.given[i]); err != nil {
			return fmt.Errorf("read %s: %w", src.File, err)
		}
	}
	return nil
}

// read adds what one source holds.
func (in *intake) read(src *Source, g *given) error {
	log := reporter{src: src, list: &g.problems}
	if _, ok := prepare(src, in.opts, log); !ok {
		return nil
	}
	file, err := open(src, in.digests, log)
	if err != nil || file == nil {
		return err
	}
	defer file.close()
	file.discloseUnread(log)
	for _, part := range file.split(src, log) {
		if err := in.readSheet(file, &part, g); err != nil {
			return err
		}
	}
	return file.checkUnchanged(log)
}

// readSheet adds what the source's sheet, or its text, holds.
func (in *intake) readSheet(file *file, src *Source, g *given) error {
	log := reporter{src: src, list: &g.problems}
	plan, ok := prepare(src, in.opts, log)
	if !ok {
		return nil
	}
	grid, head, err := file.choose(plan, log)
	if err != nil || head == nil {
		return err
	}
	log.sheet = grid.sheet
	if grid.layout != nil {
		grid.layout.header = head.row
	}
	raw := *grid
	treated := newTreatment(&src.Treatment, head, grid.date1904)
	grid.rows = treated.apply(grid.rows, head.row)
	g.entries = append(g.entries, dataset.Source{
		Dataset: src.Dataset.ID, File: src.File, Sheet: grid.sheet, SHA256: file.digest,
		Header: head.row, Columns: plan.feeds(head), Client: plan.client, Key: src.Key,
		Precedence: src.Precedence,
	})
	r := newRecorder(plan, head, in.table, log)
	r.treated, r.raw = treated, &raw
	r.entry, r.source = &g.entries[len(g.entries)-1], int32(in.entries)
	in.entries++
	if err := r.read(grid); err != nil {
		return err
	}
	treated.conclude(head, log)
	grid.layout.conclude(head, log)
	return nil
}
