package pdf

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// deflater is a compressor and what it wrote.
type deflater struct {
	*zlib.Writer
	packed bytes.Buffer
}

// deflaters are kept from stream to stream: each has tables of half a megabyte, and
// a document has a stream for each page.
var deflaters = sync.Pool{New: func() any {
	const level = 3
	w, err := zlib.NewWriterLevel(io.Discard, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	return &deflater{Writer: w}
}}

// deflate compresses a stream.
func deflate(raw []byte) ([]byte, error) {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	d.packed.Reset()
	d.Reset(&d.packed)
	_, err := d.Write(raw)
	err = errors.Join(err, d.Close())
	return bytes.Clone(d.packed.Bytes()), err
}

// Marks around the bytes of a stream in an object.
var (
	streamBegins = []byte(">>\nstream\n")
	streamEnds   = []byte("\nendstream\nendobj\n")
)

// packPages settles and compresses the pages of a written file; maroto's writer would
// make a new compressor for each.
func (r *file) packPages(t Theme) error {
	settler := newSettler(t)
	for _, page := range r.pages() {
		n := object{raw: r.body(page)}.reference("/Contents")
		_, content, found := bytes.Cut(r.body(n), streamBegins)
		content, whole := bytes.CutSuffix(content, streamEnds)
		if !found || !whole {
			return errors.New("the written file has a page without content")
		}
		packed, err := deflate(settler.settle(content))
		if err != nil {
			return err
		}
		r.write(n, stream("/Filter /FlateDecode", packed))
	}
	return nil
}
