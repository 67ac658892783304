package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The limits of a workbook's parts, in bytes when unpacked.
const (
	maxSheet   = 4 << 30
	maxStrings = 1 << 30
	maxPart    = 64 << 20
)

// maxParts is how many entries the archive may have.
const maxParts = 20_000

// A part that unpacks to more than maxRatio times its size is made to fill the
// machine's memory; small ones may, since a few empty rows do.
const (
	maxRatio    = 400
	freeOfRatio = 32 << 20 // bytes when unpacked
)

// Errors of [Open], [Workbook.Verify] and [Workbook.Rows], wrapped with what was found.
var (
	ErrDamaged    = errors.New("the workbook is half-written or damaged")
	ErrNoWorkbook = errors.New("the zip archive holds no workbook")
	ErrSize       = errors.New("a part of the workbook is larger than the limit")
)

// Workbook is an opened workbook.
type Workbook struct {
	Sheets   []Sheet  // worksheets in the order of their tabs; charts are left out
	Date1904 bool     // day numbers count from 1904-01-01
	Unread   []string // what the workbook holds besides cells: macros, sheets that are charts, links to other workbooks

	parts   map[string]*zip.File // by lower-case name
	strings []string
	formats []format // by cell style
}

// Sheet is one worksheet.
type Sheet struct {
	Name   string
	Hidden bool // also where only a macro can show it
	part   string
}

// Open reads what all sheets share. Reading goes on in r, which must stay open.
func Open(r io.ReaderAt, size int64) (*Workbook, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, damaged("%v", err)
	}
	w := &Workbook{parts: make(map[string]*zip.File, len(archive.File))}
	if len(archive.File) > maxParts {
		return nil, fmt.Errorf("%w: the archive has %d entries, the limit is %d", ErrSize, len(archive.File), maxParts)
	}
	for _, f := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if w.parts[name] != nil {
			return nil, damaged("the archive has two entries called %s", f.Name)
		}
		w.parts[name] = f
	}
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	related, err := w.related(main)
	if err != nil {
		return nil, err
	}
	if err := w.readWorkbook(main, related); err != nil {
		return nil, err
	}
	for _, part := range related {
		switch part.kind() {
		case "styles":
			err = w.readStyles(part.Target)
		case "sharedStrings":
			err = w.readStrings(part.Target)
		}
		if err != nil {
			return nil, err
		}
	}
	return w, nil
}

// damaged returns an [ErrDamaged] with what was found.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// relation leads from one part to another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// kind returns the last word of the type, which the transitional and the
// strict form of the standard have in common.
func (r relation) kind() string { return path.Base(r.Type) }

// related returns the parts that a part leads to, their targets resolved. The
// archive as a whole is the part "".
func (w *Workbook) related(part string) ([]relation, error) {
	folder, base := path.Split(part)
	name := folder + "_rels/" + base + ".rels"
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if w.parts[strings.ToLower(name)] == nil {
		return nil, damaged("%s is missing", name)
	}
	if err := w.decode(name, &list); err != nil {
		return nil, err
	}
	for i, r := range list.Relations {
		if t, ok := strings.CutPrefix(r.Target, "/"); ok {
			list.Relations[i].Target = path.Clean(t)
		} else {
			list.Relations[i].Target = path.Join(folder, r.Target)
		}
	}
	return list.Relations, nil
}

// foreign are parts that tell what an archive is when it is no workbook.
var foreign = []struct{ part, what string }{
	{"xl/workbook.bin", "it is a binary workbook (.xlsb)"},
	{"word/document.xml", "it is a Word document"},
	{"ppt/presentation.xml", "it is a PowerPoint presentation"},
	{"content.xml", "it is an OpenDocument file"},
	{"index/document.iwa", "it is an Apple iWork file"},
}

// mainPart returns the name of the part that lists the sheets.
func (w *Workbook) mainPart() (string, error) {
	for _, f := range foreign {
		if w.parts[f.part] != nil {
			return "", fmt.Errorf("%w: %s", ErrNoWorkbook, f.what)
		}
	}
	if w.parts["_rels/.rels"] != nil {
		list, err := w.related("")
		if err != nil {
			return "", err
		}
		for _, r := range list {
			if r.kind() == "officeDocument" && w.parts[strings.ToLower(r.Target)] != nil {
				return r.Target, nil
			}
		}
	}
	if w.parts["xl/workbook.xml"] != nil {
		return "xl/workbook.xml", nil
	}
	return "", ErrNoWorkbook
}

func (w *Workbook) readWorkbook(main string, related []relation) error {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &book); err != nil {
		return err
	}
	w.noteUnread(related)
	w.Date1904 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	for _, s := range book.Sheets {
		for _, a := range s.Attrs {
			if a.Name.Local != "id" {
				continue
			}
			for _, r := range related {
				if r.ID != a.Value {
					continue
				}
				if r.kind() == "chartsheet" || r.kind() == "dialogsheet" || r.kind() == "xlMacrosheet" {
					w.Unread = append(w.Unread, fmt.Sprintf("the sheet %q, which has no cells to read (%s)", s.Name, r.kind()))
				}
				if r.kind() == "worksheet" {
					w.Sheets = append(w.Sheets, Sheet{Name: s.Name, Hidden: s.State != "" && s.State != "visible", part: r.Target})
				}
			}
		}
	}
	return nil
}

// noteUnread notes what the workbook leads to and nobody reads here.
func (w *Workbook) noteUnread(related []relation) {
	links := 0
	for _, r := range related {
		switch r.kind() {
		case "vbaProject":
			w.Unread = append(w.Unread, "macros, which are never run")
		case "externalLink":
			links++
		}
	}
	if links > 0 {
		w.Unread = append(w.Unread, fmt.Sprintf("links to %d other workbooks, whose values are those of the last calculation", links))
	}
}

// open returns the part's bytes, refusing one that says it is larger than the limit.
func (w *Workbook) open(name string, limit uint64) (io.ReadCloser, error) {
	f := w.parts[strings.ToLower(name)]
	if f == nil {
		return nil, damaged("%s is missing", name)
	}
	if f.UncompressedSize64 > limit {
		return nil, fmt.Errorf("%w: %s has %d bytes, the limit is %d", ErrSize, name, f.UncompressedSize64, limit)
	}
	if f.UncompressedSize64 > freeOfRatio && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
		return nil, fmt.Errorf("%w: %s unpacks from %d to %d bytes", ErrSize, name, f.CompressedSize64, f.UncompressedSize64)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged("%s: %v", name, err)
	}
	return r, nil
}

// decode reads a small part into v, checksum included.
func (w *Workbook) decode(name string, v any) error {
	r, err := w.open(name, maxPart)
	if err != nil {
		return err
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err == nil {
		if bytes.Contains(content, []byte("<!DOCTYPE")) {
			return damaged("%s: a document type definition is refused", name)
		}
		err = xml.Unmarshal(content, v)
	}
	if err != nil {
		return damaged("%s: %v", name, err)
	}
	return nil
}
