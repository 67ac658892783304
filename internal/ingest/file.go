package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"compack/internal/ingest/csv"
	"compack/internal/ingest/xlsx"
	"compack/internal/problem"
)

// maxFile is the size of the largest input file in bytes.
const maxFile = 4 << 30

// file is an opened input with the grids that it may hold.
type file struct {
	handle *os.File
	bytes  io.ReaderAt // what is read: the file, or what was compressed in it
	size   int64       // of bytes
	before fs.FileInfo
	digest string // SHA-256 in hexadecimal
	grids  []grid
	unread []string // what a workbook holds besides cells
}

func (f *file) close() { f.handle.Close() }

// checkUnchanged reports a file that was written to while it was read.
func (f *file) checkUnchanged(log reporter) error {
	after, err := f.handle.Stat()
	if err == nil && (after.Size() != f.before.Size() || !after.ModTime().Equal(f.before.ModTime())) {
		log.file(problem.WrongFormat, log.place(), "run again once the export is complete", "the file changed while it was read, so its rows may be wrong")
	}
	return err
}

// open recognises the source's file by its content. It returns nil where it has
// reported why the file can't be read.
func open(src *Source, seen *digests, log reporter) (*file, error) {
	name := filepath.Join(src.Root, filepath.FromSlash(src.File))
	info, ok := measure(name, log)
	if !ok {
		return nil, nil
	}
	handle, err := os.Open(name)
	if err != nil {
		log.file(problem.InputMissing, log.place(), "let the account that runs compack read the file", "the file can't be opened: %v", cause(err))
		return nil, nil
	}
	f := &file{handle: handle, before: info, bytes: handle, size: info.Size()}
	if f.digest, err = seen.of(fmt.Sprint(name, info.Size(), info.ModTime()), handle); err == nil {
		err = f.recognise(src, log)
	}
	if err != nil || f.grids == nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// measure returns what the disk says of the file, and false where it has reported that there is
// no such file or none that can be read.
func measure(name string, log reporter) (fs.FileInfo, bool) {
	at := log.place()
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		at.Key = log.src.Key
		log.file(problem.InputMissing, at, "", "the file is missing")
	case err != nil:
		log.file(problem.InputMissing, at, "", "the file can't be opened: %v", cause(err))
	case !info.Mode().IsRegular():
		log.file(problem.WrongFormat, at, "name a file in the source", "it is a folder or a device, not a file")
	case info.Size() == 0:
		log.file(problem.EmptyInput, at, "", "the file is empty (0 bytes)")
	case info.Size() > maxFile:
		log.file(problem.LimitExceeded, at, "", "the file has %d bytes; the limit is %d", info.Size(), int64(maxFile))
	default:
		return info, true
	}
	return nil, false
}

// cause leaves the path out of an error, which holds the machine's folders.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// digests keeps the SHA-256 of files, each worked out once however many sources it
// has and whoever asks first.
type digests struct {
	mu    sync.Mutex
	known map[string]func() (string, error) // by version
}

// of returns what r digests to, in hexadecimal; version tells files and their states
// apart.
func (d *digests) of(version string, r io.Reader) (string, error) {
	d.mu.Lock()
	digest, ok := d.known[version]
	if !ok {
		digest = sync.OnceValues(func() (string, error) {
			hash := sha256.New()
			_, err := io.Copy(hash, r)
			return hex.EncodeToString(hash.Sum(nil)), err
		})
		if d.known == nil {
			d.known = map[string]func() (string, error){}
		}
		d.known[version] = digest
	}
	d.mu.Unlock()
	return digest()
}

// recognise fills the grids, or reports why there are none.
func (f *file) recognise(src *Source, log reporter) error {
	if err := f.expand(); err != nil {
		return log.uncompressed(err)
	}
	head, err := f.head()
	if err != nil {
		return err
	}
	isZip := bytes.HasPrefix(head, []byte("PK\x03\x04"))
	what, hint := f.looksLike(head)
	switch {
	case what != "":
		log.file(problem.WrongFormat, log.place(), hint, "the file is %s, which can't be read as a table", what)
		return nil
	case isZip:
		return f.workbook(log)
	}
	return f.text(src, log)
}

// head returns the first bytes.
func (f *file) head() ([]byte, error) {
	head := make([]byte, min(f.size, 64<<10))
	n, err := f.bytes.ReadAt(head, 0)
	if err == io.EOF {
		err = nil
	}
	return head[:n], err
}

func (f *file) workbook(log reporter) error {
	book, err := xlsx.Open(f.bytes, f.size)
	if err != nil {
		return log.unreadable(err)
	}
	f.unread = book.Unread
	f.grids = make([]grid, len(book.Sheets))
	for i, s := range book.Sheets {
		f.grids[i] = sheetGrid(book, s)
	}
	return nil
}

// unreadable reports an error of a workbook, and returns any other.
func (r reporter) unreadable(err error) error {
	const again = "copy or export the file again; it may have been written only in part"
	switch {
	case errors.Is(err, xlsx.ErrDamaged):
		r.file(problem.WrongFormat, r.place(), again, "%v", err)
	case errors.Is(err, xlsx.ErrNoWorkbook):
		r.file(problem.WrongFormat, r.place(), "save it as .xlsx", "%v", err)
	case errors.Is(err, xlsx.ErrSize):
		r.file(problem.LimitExceeded, r.place(), "", "%v", err)
	default:
		return err
	}
	return nil
}

func (f *file) text(src *Source, log reporter) error {
	t, err := csv.Open(f.bytes, f.size, csv.Settings{Encoding: src.Encoding, Delimiter: delimiters[src.Delimiter]})
	var encoding *csv.EncodingError
	switch {
	case errors.Is(err, csv.ErrBinary):
		log.file(problem.WrongFormat, log.place(), "", "the file is binary data, neither a workbook nor text")
		return nil
	case errors.Is(err, csv.ErrSize):
		log.file(problem.LimitExceeded, log.place(), "", "%v", err)
		return nil
	case errors.As(err, &encoding), errors.Is(err, csv.ErrCut):
		log.file(problem.Encoding, log.place(), "in Excel, save as \"CSV UTF-8\"; elsewhere, export the file again as UTF-8, or write encoding in the source", "%v", err)
		return nil
	case err != nil:
		return err
	}
	if stray := t.Stray(); stray != nil {
		at := log.place()
		at.Row = stray.Line
		log.file(problem.Encoding, at, "look at letters with accents; where they are right, write encoding: windows-1252 in the source, else export the file again as UTF-8",
			"%v; the file is read as Windows-1252", stray).Severity = problem.Warning
	}
	found := t.Delimiters()
	if len(found) == 0 {
		found = []rune{','}
	}
	for _, d := range found {
		f.grids = append(f.grids, textGrid(t, d))
	}
	return nil
}
