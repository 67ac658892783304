package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"time"
)

// Parts of the file that settle rewrites. The Summary is always the first sheet.
const (
	partTypes   = "[Content_Types].xml"
	partSummary = "xl/worksheets/sheet1.xml"
)

// settle gives a workbook's parts a fixed order, passes the Summary's sheet
// through summary and the sheets of the parts named in live through [numbers]. The library writes streamed sheets, and the list of content
// types, in the random order of a map; it also knows no number beside a formula
// that has more than 15 digits. Other parts are copied as they are compressed.
func settle(data []byte, live []string, summary func([]byte) []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int {
		return cmp.Or(cmp.Compare(rank(a.Name), rank(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	out := bytes.NewBuffer(make([]byte, 0, len(data)))
	w := zip.NewWriter(out)
	for _, f := range in.File {
		if err := settlePart(w, f, live, summary); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
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

func settlePart(w *zip.Writer, f *zip.File, live []string, summary func([]byte) []byte) error {
	switch f.Name {
	case partTypes:
		return rewrite(w, f, sortTypes)
	case partSummary:
		return rewrite(w, f, func(content []byte) ([]byte, error) { return summary(numbers(content)), nil })
	}
	if slices.Contains(live, f.Name) {
		return rewrite(w, f, func(content []byte) ([]byte, error) { return numbers(content), nil })
	}
	// The sizes are known here, so they go into the header, which more readers
	// understand than sizes that follow the data.
	header := f.FileHeader
	header.Flags &^= 0x8
	header.SetModTime(firstDay)
	to, err := w.CreateRaw(&header)
	if err != nil {
		return err
	}
	from, err := f.OpenRaw()
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

// firstDay is the earliest time that an archive can say, given to every part.
var firstDay = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// rewrite copies a part through change.
func rewrite(w *zip.Writer, f *zip.File, change func([]byte) ([]byte, error)) error {
	from, err := f.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	content, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	if content, err = change(content); err != nil {
		return err
	}
	to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: firstDay})
	if err != nil {
		return err
	}
	_, err = to.Write(content)
	return err
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

func sortTypes(content []byte) ([]byte, error) {
	var types contentTypes
	if err := xml.Unmarshal(content, &types); err != nil {
		return nil, err
	}
	for _, list := range [][]contentType{types.Defaults, types.Overrides} {
		slices.SortFunc(list, func(a, b contentType) int {
			return cmp.Or(cmp.Compare(a.Extension, b.Extension), cmp.Compare(a.PartName, b.PartName))
		})
	}
	body, err := xml.Marshal(types)
	return append([]byte(xml.Header), body...), err
}

// textNumber is a formula's cell that holds a numeral as text.
var textNumber = regexp.MustCompile(` t="str"(><f>[^<]*</f><v>-?[0-9]+(?:\.[0-9]+)?</v>)`)

// numbers makes the numerals beside formulas numbers. A formula of
// ours gives a number or words, never a text made of digits.
func numbers(content []byte) []byte { return textNumber.ReplaceAll(content, []byte("$1")) }
