package document

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"math"
	"slices"

	"compack/internal/dataset"
	"compack/internal/period"
)

// Seal sets the document's digest: SHA-256 over everything it says, in reading
// order, and over each record of its populations with its origin. Two documents
// have one digest only if they say the same. Who prepared and approved it, when, and
// that it is a draft do not count: what is issued has the digest of the draft that
// was approved.
func (d *Document) Seal() {
	h := sha256.New()
	w := bufio.NewWriter(h)
	head := *d
	head.Digest, head.Sections, head.Workbook.Populations, head.Workbook.Evidence = "", nil, nil, nil
	head.Draft, head.PreparedBy, head.ApprovedBy, head.IssuedOn = false, "", "", period.None
	put(w, head)
	for _, s := range d.Sections {
		put(w, []any{s.ID, s.Title, s.Appendix, len(s.Blocks)})
		putBlocks(w, s.Blocks)
	}
	for _, e := range d.Workbook.Evidence {
		rows := e.Table.Rows
		e.Table.Rows = nil
		put(w, e)
		putRows(w, rows)
	}
	for _, p := range d.Workbook.Populations {
		put(w, []any{p.Name, p.Title, p.Origins, p.Dates, p.Table.Len()})
		putTable(w, p.Table)
	}
	d.Digest = sum(w, h)
}

// putBlocks writes blocks with their kinds.
func putBlocks(w *bufio.Writer, blocks []Block) {
	for _, b := range blocks {
		fmt.Fprintf(w, "%T", b)
		switch b := b.(type) {
		case Beside:
			for _, p := range b.Parts {
				put(w, []int{p.Width, len(p.Blocks)})
				putBlocks(w, p.Blocks)
			}
		case Signoff:
			put(w, b.unsigned())
		default:
			put(w, b)
		}
	}
}

// unsigned returns the block without names and days.
func (s Signoff) unsigned() Signoff {
	lines := slices.Clone(s.Lines)
	for i := range lines {
		lines[i] = SignoffLine{Role: lines[i].Role}
	}
	s.Lines = lines
	return s
}

func sum(w *bufio.Writer, h hash.Hash) string {
	w.Flush() // a hash never fails
	return hex.EncodeToString(h.Sum(nil))
}

// put writes v in a canonical form. The types of a document hold nothing that
// JSON can't say, so an error is a mistake in this package.
func put(w io.Writer, v any) {
	if err := json.NewEncoder(w).Encode(v); err != nil {
		panic(fmt.Sprintf("document can't be sealed: %v", err))
	}
}

// putRows writes the cells of a table, of which there may be as many as there are
// problems in the inputs: texts by their length, so that no two tables are written
// alike.
func putRows(w *bufio.Writer, rows [][]Cell) {
	putCode(w, int32(len(rows)))
	for _, row := range rows {
		putCode(w, int32(len(row)))
		for _, c := range row {
			if c == (Cell{}) {
				w.WriteByte(0)
				continue
			}
			w.WriteByte(byte(c.Kind) + 1)
			for _, s := range []string{c.Text, c.Unit, c.Formula, c.Figure, string(c.Status)} {
				putCode(w, int32(len(s)))
				w.WriteString(s)
			}
			if c.Kind == Text {
				continue
			}
			for _, n := range []int64{c.Value.Num, c.Value.Den, int64(c.Places), int64(c.Date), int64(c.Moment)} {
				w.Write(binary.BigEndian.AppendUint64(w.AvailableBuffer(), uint64(n)))
			}
			if c.Signed {
				w.WriteByte('+')
			} else {
				w.WriteByte('-')
			}
		}
	}
}

// putTable writes each field's values and each record's origin.
func putTable(w *bufio.Writer, t *dataset.Table) {
	for i := range t.Def.Fields {
		c := t.Column(i)
		w.WriteString(c.Field.Name)
		words, codes := c.Words(), c.Codes()
		for row := range c.Len() {
			switch {
			case c.Field.Type == dataset.Decimal:
				w.Write(binary.BigEndian.AppendUint64(w.AvailableBuffer(), math.Float64bits(c.Decimal(row))))
			case words != nil && codes[row] != dataset.Empty:
				w.WriteByte(0)
				w.WriteString(words[codes[row]])
			default:
				putCode(w, codes[row])
			}
		}
	}
	for row := range t.Len() {
		o := t.Origin(row)
		putCode(w, o.Source)
		putCode(w, o.Row)
	}
}

func putCode(w *bufio.Writer, v int32) {
	w.Write(binary.BigEndian.AppendUint32(w.AvailableBuffer(), uint32(v)))
}
