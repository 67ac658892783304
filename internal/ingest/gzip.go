package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"compack/internal/problem"
)

// maxExpanded is the size in bytes of the largest content of a gzip archive; it
// is held in memory.
const maxExpanded = 512 << 20

// Errors of an archive's content.
var (
	errExpanded = fmt.Errorf("the compressed file holds more than %d bytes", maxExpanded)
	errBroken   = errors.New("the compressed file is damaged or half-written")
)

// expand replaces the bytes of a gzip archive by what is compressed in them. An
// archive inside is left as it is.
func (f *file) expand() error {
	magic := make([]byte, 2)
	if _, err := f.bytes.ReadAt(magic, 0); err != nil || !bytes.Equal(magic, []byte{0x1F, 0x8B}) {
		return nil // what is too short for an archive is not one
	}
	archive, err := gzip.NewReader(io.NewSectionReader(f.bytes, 0, f.size))
	if err != nil {
		return fmt.Errorf("%w: %v", errBroken, err)
	}
	content, err := io.ReadAll(io.LimitReader(archive, maxExpanded+1))
	if err != nil {
		return fmt.Errorf("%w: %v", errBroken, err)
	}
	if len(content) > maxExpanded {
		return errExpanded
	}
	f.bytes, f.size = bytes.NewReader(content), int64(len(content))
	return nil
}

// uncompressed reports why an archive's content can't be read.
func (r reporter) uncompressed(err error) error {
	code, hint := problem.WrongFormat, "copy or export the file again; it may have been written only in part"
	if errors.Is(err, errExpanded) {
		code, hint = problem.LimitExceeded, ""
	}
	r.file(code, r.place(), hint, "%v", err)
	return nil
}
