package ingest

import (
	"fmt"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/problem"
)

// binding is one field with the column that feeds it.
type binding struct {
	converter *converter
	column    *dataset.Column
	at        int      // the cell in the row, -1 when every record gets the constant
	header    string   // as it stands in the file
	constant  *value   // nil means empty
	whenEmpty *value   // what an empty cell means, when not empty
	decision  decision // what settles the value before the column does
	clock     *clock   // of a field with moments, else nil
}

// recorder turns the rows of one grid into records.
type recorder struct {
	plan     *plan
	head     *header
	table    *dataset.Table
	log      reporter
	entry    *dataset.Source
	source   int32
	bindings []binding
	scope    *binding
	clients  map[string]string // ids by client cell, of those that are known
	rejects  []reject          // of the row at hand
	treated  *treatment
	raw      *grid // the rows before they are treated
	beyond   int   // rows with values right of the last header
}

// reject is a reason why the row at hand is not taken.
type reject struct {
	binding *binding // nil when it is the row as a whole
	in      cell
	fault   *fault
}

func newRecorder(p *plan, h *header, table *dataset.Table, log reporter) *recorder {
	r := &recorder{plan: p, head: h, table: table, log: log, clients: map[string]string{}}
	for i, c := range p.converters {
		if c == nil {
			continue
		}
		b := binding{converter: c, column: table.Column(i), at: h.columns[i], constant: p.fixed[i], clock: newClock(c.field)}
		switch {
		case b.at >= 0:
			b.header = h.names[b.at]
			if c.field.Type == dataset.Boolean {
				b.whenEmpty = p.fallback[i]
			}
		case b.constant == nil:
			b.constant = p.fallback[i]
		}
		if p.fixed[i] == nil {
			b.decision = p.decisionFor(i, h)
		}
		r.bindings = append(r.bindings, b)
	}
	for i := range r.bindings {
		if p.scope >= 0 && r.bindings[i].converter == p.converters[p.scope] {
			r.scope = &r.bindings[i]
		}
	}
	return r
}

// rowsATime is after how many rows it is told that they were read: some hundredths of
// a second.
const rowsATime = 1 << 15

// read takes every row below the header and completes the ledger's entry.
func (r *recorder) read(g *grid) error {
	for i := range r.bindings {
		c := r.bindings[i].converter
		c.date1904, c.isSheet = g.date1904, !g.isText
	}
	waiting, last := 0, r.head.row // blank rows that count once another row follows
	ahead, told := room{size: g.size}, 0
	for row, err := range g.rows {
		if err != nil {
			return r.log.unreadable(err)
		}
		if row.number <= r.head.row {
			continue
		}
		if !g.isText {
			waiting += row.number - last - 1
			last = row.number
		}
		if row.isBlank() {
			waiting++
			continue
		}
		r.entry.Read += waiting + 1
		r.entry.Blank += waiting
		waiting = 0
		r.take(row, g.isText)
		if more := ahead.see(row.cells); more > 0 {
			r.table.Grow(more)
		}
		if r.plan.opts.Tell != nil && r.entry.Read-told >= rowsATime {
			r.plan.opts.Tell(r.entry.Read - told)
			told = r.entry.Read
		}
	}
	if g.isText {
		r.entry.Read += waiting
		r.entry.Blank += waiting
	}
	r.conclude()
	return nil
}

// conclude reports what is known only at the end.
func (r *recorder) conclude() {
	for i := range r.bindings {
		r.bindings[i].discloseClock(r.log, r.head.row)
	}
	at := r.log.place()
	if r.beyond > 0 {
		r.log.file(problem.ColumnUnused, at, "", "in %d rows, cells right of the last header hold values; they feed no field", r.beyond)
	}
	if r.entry.Read == r.entry.Blank {
		none := r.log.file(problem.EmptyInput, at, "nothing to do, if there is truly nothing to report; else export the file again",
			"there is no row below the header in row %d", r.head.row)
		none.Severity = problem.Warning
	}
}

// take makes the row a record, or rejects it with all that is wrong.
func (r *recorder) take(row row, isText bool) {
	r.rejects = r.rejects[:0]
	client := r.plan.client
	if row.fault != nil {
		r.reject(nil, cell{}, row.fault)
	} else if n := r.overhang(row.cells); n > 0 && isText {
		r.reject(nil, cell{}, &fault{code: problem.Ragged, message: fmt.Sprintf("the row has %d cells, the header %d", n, len(r.head.names))})
	} else {
		if n > 0 {
			r.beyond++
		}
		client = r.values(row.cells)
	}
	r.treated.count(row, client)
	if len(r.rejects) == 0 {
		r.table.Commit(dataset.Origin{Source: r.source, Row: int32(row.number)})
		r.entry.Accepted++
		for i := range r.bindings {
			r.bindings[i].clock.count(client)
		}
		return
	}
	r.table.Rollback()
	if r.isTotals(row.cells) {
		r.total(row.number, client)
		return
	}
	r.entry.Rejected++
	r.report(row.number, client, r.key(row))
}

// key returns the key of the row at hand as people read it. It is empty where the
// row can't be read, has no value for it, or a field of it is marked personal.
func (r *recorder) key(row row) string {
	var parts []string
	for _, name := range r.plan.def.Key {
		i := slices.IndexFunc(r.bindings, func(b binding) bool { return b.converter.field.Name == name })
		if row.fault != nil || i < 0 || r.bindings[i].converter.field.Personal || r.bindings[i].at < 0 {
			return ""
		}
		v, wrong := r.bindings[i].converter.convert(at(row.cells, r.bindings[i].at))
		if wrong != nil || v.empty || v.text == "" {
			return ""
		}
		parts = append(parts, strings.Clone(v.text))
	}
	return strings.Join(parts, " / ")
}

// overhang returns how many cells the row has up to the last one that holds
// something, if that lies right of the header; else 0.
func (r *recorder) overhang(cells []cell) int {
	for n := len(cells); n > len(r.head.names); n-- {
		if c := cells[n-1]; c.kind > text || !isSpace(c.text) {
			return n
		}
	}
	return 0
}

// values appends the row's values to the columns and returns whom it belongs to.
func (r *recorder) values(cells []cell) (client string) {
	client = r.plan.client
	for i := range r.bindings {
		b := &r.bindings[i]
		b.clock.next()
		if b == r.scope {
			client = r.belongs(b, cells)
			continue
		}
		in, settled := b.decision.settle(cells, b.converter.date1904)
		if !settled && b.at < 0 && (b.constant != nil || len(b.decision) == 0) {
			r.constant(b)
			continue
		}
		if !settled {
			in = at(cells, b.at)
		}
		v, wrong := b.converter.convert(in)
		if wrong != nil && b.at >= 0 && b.converter.undecided(in) {
			r.survey(b)
			v, wrong = b.converter.convert(in)
		}
		if wrong == nil && v.empty && b.whenEmpty != nil {
			v = *b.whenEmpty
		}
		if wrong == nil && v.empty && b.converter.field.Required {
			wrong = &fault{code: problem.Required, message: "the value is missing"}
		}
		if wrong != nil {
			r.reject(b, in, wrong)
			continue
		}
		b.converter.add(b.column, &v)
		b.clock.see(&v)
	}
	return client
}

func at(cells []cell, i int) cell {
	if i >= 0 && i < len(cells) {
		return cells[i]
	}
	return cell{}
}

func (r *recorder) constant(b *binding) {
	if b.constant == nil {
		b.column.AppendEmpty()
		return
	}
	b.converter.add(b.column, b.constant)
}

func (r *recorder) reject(b *binding, in cell, why *fault) {
	r.rejects = append(r.rejects, reject{b, in, why})
}

// report adds the row's problems, for the eyes of its client alone.
func (r *recorder) report(number int, client, key string) {
	for _, rej := range r.rejects {
		place := r.log.place()
		place.Row = number
		p := problem.New(rej.fault.code, place, "%s", rej.fault.message)
		p.Dataset, p.Record, p.Rejected = r.plan.def.ID, key, true
		p.Of(client)
		if rej.fault.hint != "" {
			p.Hint = rej.fault.hint
		}
		if rej.binding != nil {
			p.Place.Column = rej.binding.header
			if !rej.binding.converter.field.Personal {
				p.Value = strings.Clone(shorten(clean(rej.binding.converter.plain(rej.in)), 200))
			}
		}
		*r.log.list = append(*r.log.list, p)
	}
}
