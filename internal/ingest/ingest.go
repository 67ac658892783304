package ingest

import (
	"fmt"

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
	// value does.
	Client func(value string) (id string, ok bool)
}

// Read reads the sources in their order: a table for each of their datasets, one
// ledger entry for each file and sheet whose rows were read, and the problems. A
// source that can't be read, or not to its end, has a problem that is Shared and
// of severity Error. The error is one of reading the disk.
func Read(sources []Source, opts Options) (map[string]*dataset.Table, dataset.Ledger, problem.List, error) {
	if opts.Client == nil {
		opts.Client = func(string) (string, bool) { return "", false }
	}
	in := intake{opts: opts, tables: map[string]*dataset.Table{}, digests: map[string]string{}}
	for i := range sources {
		if sources[i].Dataset == nil {
			return nil, nil, nil, fmt.Errorf("read %s: the source feeds no dataset", sources[i].File)
		}
		if err := in.read(&sources[i]); err != nil {
			return nil, nil, nil, fmt.Errorf("read %s: %w", sources[i].File, err)
		}
	}
	for _, table := range in.tables {
		table.Derive()
	}
	return in.tables, in.ledger, in.problems, nil
}

// intake is what a reading has gathered so far.
type intake struct {
	opts     Options
	tables   map[string]*dataset.Table
	ledger   dataset.Ledger
	problems problem.List
	digests  map[string]string // of files by path, size and time
}

// read adds what one source holds.
func (in *intake) read(src *Source) error {
	table := in.tables[src.Dataset.ID]
	if table == nil {
		table = dataset.NewTable(src.Dataset)
		in.tables[src.Dataset.ID] = table
	}
	log := reporter{src: src, list: &in.problems}
	if _, ok := prepare(src, in.opts, log); !ok {
		return nil
	}
	file, err := in.open(src, log)
	if err != nil || file == nil {
		return err
	}
	defer file.close()
	file.discloseUnread(log)
	for _, part := range file.split(src, log) {
		if err := in.readSheet(file, &part, table); err != nil {
			return err
		}
	}
	return file.checkUnchanged(log)
}

// readSheet adds what the source's sheet, or its text, holds.
func (in *intake) readSheet(file *file, src *Source, table *dataset.Table) error {
	log := reporter{src: src, list: &in.problems}
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
	in.ledger = append(in.ledger, dataset.Source{
		Dataset: src.Dataset.ID, File: src.File, Sheet: grid.sheet, SHA256: file.digest,
		Header: head.row, Columns: plan.feeds(head), Client: plan.client, Key: src.Key,
		Precedence: src.Precedence,
	})
	r := newRecorder(plan, head, table, log)
	r.treated, r.raw = treated, &raw
	r.entry, r.source = &in.ledger[len(in.ledger)-1], int32(len(in.ledger)-1)
	if err := r.read(grid); err != nil {
		return err
	}
	treated.conclude(head, log)
	grid.layout.conclude(head, log)
	return nil
}
