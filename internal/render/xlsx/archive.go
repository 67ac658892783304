package xlsx

import (
	"archive/zip"
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
const level = 3

// deflaters are kept from part to part: each has tables of half a megabyte.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// deflate compresses content on top of dst. What is not the last of a part may be
// followed by more that is compressed by itself.
func deflate(dst *bytes.Buffer, content []byte, isLast bool) error {
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(dst)
	if _, err := w.Write(content); err != nil {
		return err
	}
	if isLast {
		return w.Close()
	}
	return w.Flush()
}

// archive writes the parts of a workbook one after the other.
type archive struct {
	to   Target
	zip  *zip.Writer
	size int64 // bytes written to the target
	pack bytes.Buffer
}

func newArchive(to Target) *archive {
	a := &archive{to: to}
	a.zip = zip.NewWriter(a)
	return a
}

// Write counts what the zip writer writes.
func (a *archive) Write(p []byte) (int, error) {
	n, err := a.to.Write(p)
	a.size += int64(n)
	return n, err
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
func (a *archive) add(name string, content []byte) error {
	a.pack.Reset()
	if err := deflate(&a.pack, content, true); err != nil {
		return err
	}
	h := newHeader(name)
	h.CRC32, h.UncompressedSize64, h.CompressedSize64 = crc32.ChecksumIEEE(content), uint64(len(content)), uint64(a.pack.Len())
	w, err := a.zip.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = w.Write(a.pack.Bytes())
	return err
}

// block is a stretch of a part.
type block struct {
	content []byte
	packed  bytes.Buffer
	err     error
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
	if err := a.zip.Flush(); err != nil {
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

func (a *archive) close() error { return a.zip.Close() }
