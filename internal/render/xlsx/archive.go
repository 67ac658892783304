package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"sync"
	"time"

	"github.com/klauspost/compress/flate"
)

// Target is where a workbook is written to, an [os.File] for one: the sizes of a
// sheet stand before it in the file and are known after it.
type Target interface {
	io.Writer
	io.WriterAt
}

// memory is a workbook that is kept as bytes.
type memory struct{ content []byte }

func (m *memory) Write(p []byte) (int, error) {
	m.content = append(m.content, p...)
	return len(p), nil
}

func (m *memory) WriteAt(p []byte, at int64) (int, error) { return copy(m.content[at:], p), nil }

// level is how hard a workbook's parts are compressed: what a higher one saves in
// size it costs several times over in time.
const level = 1

// deflaters are kept from part to part: each has tables of half a megabyte.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// deflate compresses pieces of a part on top of dst, which takes all there is. What is
// not the last of a part may be followed by more that is compressed by itself.
func deflate(dst *bytes.Buffer, isLast bool, pieces ...[]byte) {
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(dst)
	for _, p := range pieces {
		w.Write(p)
	}
	if isLast {
		w.Close()
	} else {
		w.Flush()
	}
}

// packed is a part that is compressed.
type packed struct {
	content []byte
	sum     uint32 // of what is compressed
	size    int    // likewise
}

// pack compresses the pieces of a part.
func pack(pieces ...[]byte) (p packed) {
	b := blocks.Get().(*block)
	defer blocks.Put(b)
	b.packed.Reset()
	deflate(&b.packed, true, pieces...)
	p.content = bytes.Clone(b.packed.Bytes())
	for _, piece := range pieces {
		p.sum, p.size = crc32.Update(p.sum, crc32.IEEETable, piece), p.size+len(piece)
	}
	return p
}

// archive writes the parts of a workbook one after the other.
type archive struct {
	to   Target
	zip  *zip.Writer
	size int64         // bytes that the zip writer has written
	out  *bufio.Writer // gathers them, since most parts are small
}

func newArchive(to Target) *archive {
	a := &archive{to: to, out: bufio.NewWriterSize(to, 1<<16)}
	a.zip = zip.NewWriter(a)
	return a
}

// Write counts what the zip writer writes.
func (a *archive) Write(p []byte) (int, error) {
	a.size += int64(len(p))
	return a.out.Write(p)
}

// firstDay is the earliest time that an archive can say, given to every part.
var firstDay = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

func newHeader(name string) *zip.FileHeader {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	//lint:ignore SA1019 a header that is written raw takes the old fields, not Modified
	h.SetModTime(firstDay)
	return h
}

// add writes a part.
func (a *archive) add(name string, content []byte) error { return a.addPacked(name, pack(content)) }

// addPacked writes a part that is compressed.
func (a *archive) addPacked(name string, p packed) error {
	h := newHeader(name)
	h.CRC32, h.UncompressedSize64, h.CompressedSize64 = p.sum, uint64(p.size), uint64(len(p.content))
	w, err := a.zip.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = w.Write(p.content)
	return err
}

// block is a stretch of a part.
type block struct {
	content []byte
	packed  bytes.Buffer
}

// addBlocks writes a part that comes in n blocks of whatever length, which are made
// and compressed several at a time. The sizes go into the header that was written
// before them, which more readers understand than sizes that follow the data.
func (a *archive) addBlocks(name string, n int, make func(dst []byte, i int) []byte) error {
	if err := a.zip.Flush(); err != nil {
		return err
	}
	at, h := a.size, newHeader(name)
	w, err := a.zip.CreateRaw(h)
	if err != nil {
		return err
	}
	err = inOrder(n, make, func(b *block) error {
		h.CRC32 = crc32.Update(h.CRC32, crc32.IEEETable, b.content)
		h.UncompressedSize64 += uint64(len(b.content))
		h.CompressedSize64 += uint64(b.packed.Len())
		_, err := w.Write(b.packed.Bytes())
		return err
	})
	if err != nil {
		return err
	}
	if h.UncompressedSize64 >= math.MaxUint32 {
		return fmt.Errorf("%s is larger than a part of a workbook can be (4 GiB)", name)
	}
	if err := a.flush(); err != nil {
		return err
	}
	// The directory at the archive's end takes these, the header takes sizes.
	packed, whole := uint32(h.CompressedSize64), uint32(h.UncompressedSize64)
	//lint:ignore SA1019 a header that is written raw takes the old fields
	h.CompressedSize, h.UncompressedSize = packed, whole
	const place = 14 // of the checksum and the sizes in a header
	var sizes [12]byte
	binary.LittleEndian.PutUint32(sizes[0:], h.CRC32)
	binary.LittleEndian.PutUint32(sizes[4:], packed)
	binary.LittleEndian.PutUint32(sizes[8:], whole)
	_, err = a.to.WriteAt(sizes[:], at+place)
	return err
}

// flush writes to the target what was gathered.
func (a *archive) flush() error {
	if err := a.zip.Flush(); err != nil {
		return err
	}
	return a.out.Flush()
}

func (a *archive) close() error {
	if err := a.zip.Close(); err != nil {
		return err
	}
	return a.out.Flush()
}
