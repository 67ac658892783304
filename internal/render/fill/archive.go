package fill

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"
)

// Limits of a template: more than a form needs, and less than would exhaust the
// machine when unfolded.
const (
	maxParts = 10_000
	maxBytes = 128 << 20
)

// parts are the parts of a workbook, by name, and the names in the file's order.
type parts struct {
	names   []string
	content map[string][]byte
}

// unpack reads the parts of a workbook.
func unpack(file []byte) (*parts, error) {
	if bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0")) {
		return nil, errors.New("it is an old .xls workbook or has a password")
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, errors.New("it is no workbook")
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("it has more than %d parts", maxParts)
	}
	p := &parts{content: map[string][]byte{}}
	left := int64(maxBytes)
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%s can't be unpacked", f.Name)
		}
		content, err := io.ReadAll(io.LimitReader(r, left+1))
		r.Close()
		if left -= int64(len(content)); left < 0 {
			return nil, fmt.Errorf("it unfolds to more than %d MB", maxBytes>>20)
		}
		if _, twice := p.content[f.Name]; err != nil || twice {
			return nil, fmt.Errorf("%s can't be unpacked", f.Name)
		}
		p.names = append(p.names, f.Name)
		p.content[f.Name] = content
	}
	return p, nil
}

// firstDay is the earliest time that an archive can say, given to every part.
var firstDay = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// pack writes parts as a workbook.
func (p *parts) pack() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.DefaultCompression) })
	for _, name := range p.names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: firstDay})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.content[name]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// read parses a part.
func (p *parts) read(name string) (*node, error) {
	content, ok := p.content[name]
	if !ok {
		return nil, fmt.Errorf("it lacks the part %s", name)
	}
	n, err := parsePart(content)
	if err != nil {
		return nil, fmt.Errorf("the part %s can't be read: %w", name, err)
	}
	return n, nil
}

// remove leaves a part out.
func (p *parts) remove(name string) {
	p.names = slices.DeleteFunc(p.names, func(n string) bool { return n == name })
	delete(p.content, name)
}

// copy returns parts that can be changed while others read these.
func (p *parts) copy() *parts {
	return &parts{names: slices.Clone(p.names), content: maps.Clone(p.content)}
}

// relation leads from one part to another.
type relation struct{ id, kind, to string }

// relationsOf names the part that holds the relations of a part, or, of none, those of
// the workbook as a whole.
func relationsOf(part string) string {
	if part == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// relations returns where a part leads to within the workbook.
func (p *parts) relations(part string) ([]relation, error) {
	name := relationsOf(part)
	if _, ok := p.content[name]; !ok {
		return nil, nil
	}
	n, err := p.read(name)
	if err != nil {
		return nil, err
	}
	var out []relation
	for _, r := range n.root().children("Relationship") {
		if r.get("TargetMode") == "External" {
			continue
		}
		to := r.get("Target")
		if strings.HasPrefix(to, "/") {
			to = to[1:]
		} else {
			to = path.Join(path.Dir(part), to)
		}
		out = append(out, relation{r.get("Id"), path.Base(r.get("Type")), to})
	}
	return out, nil
}
