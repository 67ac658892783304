package pdf

import (
	"encoding/binary"
	"maps"
	"slices"
)

// subset is a font that has only some glyphs of another, numbered anew.
type subset struct {
	*typeface
	order   []int       // the glyphs by their new numbers; the first is that of a lacking character
	numbers map[int]int // the new number of each
}

func (t *typeface) subset() *subset {
	return &subset{t, []int{0}, map[int]int{0: 0}}
}

// add puts a glyph into the font and returns its number there.
func (s *subset) add(glyph int) int {
	n, ok := s.numbers[glyph]
	if !ok {
		n = len(s.order)
		s.order, s.numbers[glyph] = append(s.order, glyph), n
	}
	return n
}

// bytes writes the font: its outlines, and what they need to be drawn.
func (s *subset) bytes() []byte {
	var outlines, places, metrics []byte
	for i := 0; i < len(s.order); i++ { // outlines add what they are put together from
		places = binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
		outlines = padded(append(outlines, s.renumbered(s.outline(s.order[i]))...))
		advance, left := s.metrics(s.order[i])
		metrics = binary.BigEndian.AppendUint16(metrics, uint16(advance))
		metrics = binary.BigEndian.AppendUint16(metrics, uint16(left))
	}
	places = binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
	tables := map[string][]byte{
		"glyf": outlines, "loca": places, "hmtx": metrics,
		"head": with(with(with(s.tables["head"], 8, 0), 10, 0), 50, 1), // no sum yet, places of four bytes
		"hhea": with(s.tables["hhea"], 34, len(s.order)),
		"maxp": with(s.tables["maxp"], 4, len(s.order)),
	}
	for _, name := range []string{"cvt ", "fpgm", "prep"} { // which the outlines' hints call
		if t := s.tables[name]; t != nil {
			tables[name] = slices.Clip(t)
		}
	}
	return fontFile(tables)
}

// renumbered returns an outline with the new numbers of the glyphs that it is put
// together from, which most are not.
func (s *subset) renumbered(outline bits) bits {
	if outline.i16(0) >= 0 {
		return outline
	}
	const words, one, more, two, four = 1 << 0, 1 << 3, 1 << 5, 1 << 6, 1 << 7
	for at, flags := 10, more; flags&more != 0 && at+4 <= len(outline); {
		flags = outline.u16(at)
		outline = with(outline, at+2, s.add(outline.u16(at+2)))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&one != 0:
			at += 2
		case flags&two != 0:
			at += 4
		case flags&four != 0:
			at += 8
		}
	}
	return outline
}

// with returns a copy of bytes with another number in them.
func with(b bits, at, n int) bits {
	b = slices.Clone(b)
	if at+2 <= len(b) {
		binary.BigEndian.PutUint16(b[at:], uint16(n))
	}
	return b
}

// fontFile puts tables together to a TrueType file.
func fontFile(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	steps := 0
	for 2<<steps <= len(names) {
		steps++
	}
	out := []byte{0, 1, 0, 0}
	for _, n := range []int{len(names), 16 << steps, steps, 16*len(names) - 16<<steps} {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	at, head := len(out)+16*len(names), 0
	var body []byte
	for _, name := range names {
		if name == "head" {
			head = at + len(body)
		}
		table := padded(tables[name])
		out = append(out, name...)
		for _, n := range []uint32{sum(table), uint32(at + len(body)), uint32(len(tables[name]))} {
			out = binary.BigEndian.AppendUint32(out, n)
		}
		body = append(body, table...)
	}
	out = append(out, body...)
	const whole = 0xB1B0AFBA // what the sum of a file is to be
	binary.BigEndian.PutUint32(out[head+8:], whole-sum(out))
	return out
}

// padded returns bytes filled up to a multiple of four.
func padded(b []byte) []byte { return append(b, make([]byte, -len(b)&3)...) }

// sum adds padded bytes up as numbers of four.
func sum(b []byte) (n uint32) {
	for ; len(b) >= 4; b = b[4:] {
		n += binary.BigEndian.Uint32(b)
	}
	return n
}
