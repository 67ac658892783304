package pdf

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// deflaters are kept from stream to stream: each has tables of half a megabyte, and
// a document has a stream for each page.
var deflaters = sync.Pool{New: func() any {
	const level = 5
	w, err := zlib.NewWriterLevel(io.Discard, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// deflate compresses a stream.
func deflate(raw []byte) ([]byte, error) {
	w := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(w)
	var b bytes.Buffer
	w.Reset(&b)
	_, err := w.Write(raw)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}

// Marks around the bytes of a stream in an object.
var (
	streamBegins = []byte(">>\nstream\n")
	streamEnds   = []byte("\nendstream\nendobj\n")
)

// packPages compresses the pages of a written file, for which maroto's writer would
// make a new compressor each.
func packPages(raw []byte) ([]byte, error) {
	f, err := readFile(raw)
	if err != nil {
		return nil, err
	}
	for _, page := range f.pages() {
		n := object{raw: f.body(page)}.reference("/Contents")
		_, content, found := bytes.Cut(f.body(n), streamBegins)
		content, whole := bytes.CutSuffix(content, streamEnds)
		if !found || !whole {
			return nil, errors.New("the written file has a page without content")
		}
		packed, err := deflate(content)
		if err != nil {
			return nil, err
		}
		f.write(n, stream("/Filter /FlateDecode", packed))
	}
	return f.bytes(), nil
}
