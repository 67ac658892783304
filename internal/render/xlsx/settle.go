package xlsx

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Names of parts: the list of what each part is, and the Summary's sheet, always the
// first.
const (
	partTypes   = "[Content_Types].xml"
	partSummary = "xl/worksheets/sheet1.xml"
)

// parts takes the parts of a workbook as the library makes them, in the place of
// an archive.
type parts []*onePart

type onePart struct {
	name    string
	content []byte
}

// Create adds a part.
func (p *parts) Create(name string) (io.Writer, error) {
	one := &onePart{name: name}
	*p = append(*p, one)
	return one, nil
}

func (p *onePart) Write(content []byte) (int, error) {
	p.content = append(p.content, content...)
	return len(content), nil
}

// AddFS is never called by the library where there is no file that it was opened from.
func (p *parts) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close does nothing.
func (p *parts) Close() error { return nil }

// collect returns the parts that the library makes.
func collect(file *excelize.File) (parts, error) {
	var p parts
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &p })
	return p, file.Write(io.Discard)
}

// settle writes the parts in a fixed order, with the rows and the tables of
// sheets in their places. The library writes streamed sheets, and the list of
// content types, in the random order of a map.
func settle(to Target, list parts, sheets map[string]*sheetPart) error {
	list, err := addTables(list, sheets)
	if err != nil {
		return fmt.Errorf("%s: %w", partTypes, err)
	}
	slices.SortFunc(list, func(a, b *onePart) int {
		return cmp.Or(cmp.Compare(rank(a.name), rank(b.name)), cmp.Compare(a.name, b.name))
	})
	out := newArchive(to)
	for _, p := range list {
		if err := settlePart(out, p, sheets[p.name]); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return out.close()
}

// rank puts the parts first that programs guess a file's type by.
func rank(name string) int {
	switch name {
	case partTypes:
		return 0
	case "_rels/.rels":
		return 1
	}
	return 2
}

func settlePart(out *archive, p *onePart, s *sheetPart) error {
	if s == nil {
		return out.add(p.name, p.content)
	}
	before, after, found := bytes.Cut(p.content, endRows)
	_, before, opened := bytes.Cut(before, []byte("<worksheet "))
	_, before, named := bytes.Cut(before, []byte(">"))
	if !found || !opened || !named {
		return fmt.Errorf("the library wrote a sheet without rows")
	}
	before = slices.Concat(startSheet, before)
	if i := bytes.LastIndex(before, startRows); i >= 0 && len(s.columns) > 0 {
		before = slices.Concat(before[:i], s.columns, before[i:])
	}
	tail := append(slices.Clone(endRows), s.between(bytes.TrimSuffix(bytes.TrimSpace(after), endSheet))...)
	if s.table != nil {
		tail = append(tail, tablePart...)
	}
	if ext := s.rules.extension() + s.extensions; ext != "" {
		tail = append(append(append(tail, "<extLst>"...), ext...), "</extLst>"...)
	}
	tail = append(tail, endSheet...)
	n, content := s.blocks(before, tail)
	if n == 1 {
		b := blocks.Get().(*block)
		defer blocks.Put(b)
		b.content = content(b.content[:0], 0)
		return out.add(p.name, b.content)
	}
	return out.addBlocks(p.name, n, content)
}

// margins begin what a sheet says of paper; conditional formats and links stand
// before it.
var margins = []byte("<pageMargins")

// between puts the sheet's conditional formats and links where they belong.
func (s *sheetPart) between(after []byte) []byte {
	ours := appendLinks(s.rules.blocks, s.links)
	i := bytes.Index(after, margins)
	if len(ours) == 0 || i < 0 {
		return after
	}
	return slices.Concat(after[:i], ours, after[i:])
}

// blocks cuts a sheet into stretches that are made and compressed by themselves:
// what stands before its rows, its rows, its records and what stands after them.
func (s *sheetPart) blocks(head, tail []byte) (n int, content func(dst []byte, i int) []byte) {
	records := s.records
	if records == nil {
		records = &noRecords
	}
	texts, stretches := max(1, stretch(len(s.rows), blockBytes)), max(1, stretch(records.n, blockRows))
	n = texts + stretches - 1 // the last rows and the first records go together
	return n, func(dst []byte, i int) []byte {
		if i == 0 {
			dst = append(dst, head...)
		}
		if i < texts {
			dst = append(dst, s.rows[i*blockBytes:min((i+1)*blockBytes, len(s.rows))]...)
		}
		if from := (i - texts + 1) * blockRows; from >= 0 {
			dst = records.append(dst, from, min(from+blockRows, records.n))
		}
		if i == n-1 {
			dst = append(dst, tail...)
		}
		return dst
	}
}

// stretch returns how many stretches of a length n things make.
func stretch(n, length int) int { return (n + length - 1) / length }

var noRecords records

// startSheet begins a sheet without the several dozen namespaces that the library names
// and nothing uses.
var startSheet = []byte(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`)

// Ends of a sheet's rows and of the sheet.
var (
	startRows = []byte("<sheetData>")
	endRows   = []byte("</sheetData>")
	endSheet  = []byte("</worksheet>")
)

// addTables adds the parts of the sheets' tables and names them in the list of
// content types.
func addTables(list parts, sheets map[string]*sheetPart) (parts, error) {
	var types []contentType
	for name, s := range sheets {
		if s.table == nil {
			continue
		}
		path := "xl/tables/table" + strconv.Itoa(s.table.id) + ".xml"
		types = append(types, contentType{PartName: "/" + path, ContentType: excelize.ContentTypeSpreadSheetMLTable})
		relations := strings.Replace(name, "worksheets/", "worksheets/_rels/", 1) + ".rels"
		list = append(list, &onePart{path, s.table.xml()}, &onePart{relations, s.table.relation()})
	}
	for _, p := range list {
		if p.name == partTypes {
			var err error
			if p.content, err = sortTypes(p.content, types); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// contentTypes is the list of what each part is.
type contentTypes struct {
	XMLName   xml.Name      `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
	Defaults  []contentType `xml:"Default"`
	Overrides []contentType `xml:"Override"`
}

type contentType struct {
	Extension   string `xml:"Extension,attr,omitempty"`
	PartName    string `xml:"PartName,attr,omitempty"`
	ContentType string `xml:"ContentType,attr"`
}

// sortTypes adds to the list of content types and sorts it.
func sortTypes(content []byte, more []contentType) ([]byte, error) {
	var types contentTypes
	if err := xml.Unmarshal(content, &types); err != nil {
		return nil, err
	}
	types.Overrides = append(types.Overrides, more...)
	for _, list := range [][]contentType{types.Defaults, types.Overrides} {
		slices.SortFunc(list, func(a, b contentType) int {
			return cmp.Or(cmp.Compare(a.Extension, b.Extension), cmp.Compare(a.PartName, b.PartName))
		})
	}
	body, err := xml.Marshal(types)
	return append([]byte(xml.Header), body...), err
}
