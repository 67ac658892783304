package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
	"compack/internal/document/documenttest"
)

// sheetOrder is the order in which a sheet's elements must stand (ECMA-376 part 1,
// 18.3.1.99); a program offers to repair a file in which they don't.
var sheetOrder = strings.Fields("sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState " +
	"dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks " +
	"customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst")

// element is any element of XML.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all returns the elements of a name below e, e not among them.
func (e element) all(name string) (out []element) {
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

// partsOf returns the parsed parts of a workbook by name, those of pictures as
// nothing.
func partsOf(t testing.TB, data []byte) map[string]element {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]element{}
	for _, f := range z.File {
		if _, twice := out[f.Name]; twice {
			t.Errorf("part %s stands twice", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		var e element
		if !strings.HasPrefix(f.Name, "xl/media/") {
			if err := xml.Unmarshal(text, &e); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
		out[f.Name] = e
	}
	return out
}

// workbooks returns workbooks of all kinds of content.
func workbooks(t *testing.T) map[string][]byte {
	d := sampleDocument(t)
	d.Workbook.Evidence[0].Key, d.Workbook.Evidence[2].Table.Defines = sourcesKey, true
	for i, row := range d.Workbook.Evidence[2].Table.Rows {
		row[0] = document.Address(d.Workbook.Figures[i%len(d.Workbook.Figures)].Address)
	}
	values := targeted(t)
	values.Workbook.Populations = nil
	out := map[string][]byte{}
	for name, d := range map[string]*document.Document{
		"sample": d, "values": values, "hostile": infected(t), "every": documenttest.Every(), "hard": documenttest.Hard(50), "crowded": crowded(t),
		"nothing": {Title: "Nothing", Period: quarter, AsOf: asOf, Workbook: document.Workbook{Evidence: []document.Evidence{{Name: "Ledger"}}}},
	} {
		data, err := Render(d, Options{Brand: document.Brand{Colour: "0B6E4F", Logo: logo(t)}})
		if err != nil {
			t.Fatal(name, err)
		}
		out[name] = data
	}
	paper, n := document.WorkPaper{Title: "x", Client: "x", AsOf: asOf, Facts: []document.Label{{Name: "x", Text: "x"}}, Columns: []string{"x", "x"}, Blank: []string{"x"},
		Rows: [][]document.Cell{{document.T("x"), document.D(asOf)}}}, 0
	infect(reflect.ValueOf(&paper).Elem(), &n)
	data, err := RenderWorkPaper(paper, Options{})
	if err != nil {
		t.Fatal(err)
	}
	out["paper"] = data
	return out
}

// TestPackageIsWhatProgramsOpenWithoutRepair looks at what programs refuse: elements
// out of order, names and ids that stand twice, references to nothing. COMPACK_KEEP names
// a folder to keep the workbooks in, for other programs to look at.
func TestPackageIsWhatProgramsOpenWithoutRepair(t *testing.T) {
	for name, data := range workbooks(t) {
		if dir := os.Getenv("COMPACK_KEEP"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		t.Run(name, func(t *testing.T) { checkPackage(t, data) })
	}
}

func checkPackage(t *testing.T, data []byte) {
	all := partsOf(t, data)
	checkTypes(t, all)
	checkRelations(t, all)
	checkReached(t, all)
	checkWorkbook(t, all)
	for _, p := range all[partDrawing].all("cNvPr") {
		if units(p.attr("name")) > mostName || units(p.attr("descr")) > mostAlt {
			t.Errorf("a drawing is called %.80q and shows %.80q", p.attr("name"), p.attr("descr"))
		}
	}
	looks, conditions := checkStyles(t, all[partStyles])
	f := open(t, data)
	for name, e := range all {
		checkFormulas(t, name, e)
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		checkSheet(t, f, name, e, conditions)
		texts := checkCells(t, name, e, looks)
		var tables []element
		for _, part := range related(all, name) {
			if strings.HasPrefix(part, "xl/tables/") {
				tables = append(tables, all[part])
				checkTable(t, part, all[part], texts)
			}
		}
		checkRanges(t, name, e, tables)
	}
}

// checkSheet checks a sheet's order, looks, merges, bars and links.
func checkSheet(t *testing.T, f *excelize.File, name string, e element, formats int) {
	t.Helper()
	last := 0
	for _, c := range e.Children {
		i := slices.Index(sheetOrder, c.XMLName.Local)
		if i < last {
			t.Errorf("%s: %s stands behind %s", name, c.XMLName.Local, sheetOrder[last])
		}
		last = max(last, i)
	}
	priorities := map[string]bool{}
	for _, r := range e.all("cfRule") {
		if p := r.attr("priority"); p != "" && priorities[p] {
			t.Errorf("%s: two rules of priority %s", name, p)
		} else if p != "" {
			priorities[p] = true
		}
		if id := r.attr("dxfId"); id != "" {
			if n, err := strconv.Atoi(id); err != nil || n >= formats {
				t.Errorf("%s: look %s of %d", name, id, formats)
			}
		}
	}
	ids := []string{}
	for _, id := range e.all("id") {
		ids = append(ids, id.Text)
	}
	for _, r := range e.all("cfRule") {
		if id := r.attr("id"); id != "" {
			i := slices.Index(ids, id)
			if i < 0 {
				t.Errorf("%s: bar %s belongs to no rule", name, id)
				continue
			}
			ids = slices.Delete(ids, i, i+1)
		}
	}
	if len(ids) > 0 {
		t.Errorf("%s: rules have no bars %s", name, ids)
	}
	froms := map[string]bool{}
	for _, l := range e.all("hyperlink") {
		mark := strings.LastIndexByte(l.attr("location"), '!')
		sheet, cell := l.attr("location")[:mark], l.attr("location")[mark+1:]
		if i, err := f.GetSheetIndex(strings.Trim(sheet, "'")); err != nil || i < 0 {
			t.Errorf("%s: a link leads to %s", name, l.attr("location"))
		}
		if _, _, err := excelize.CellNameToCoordinates(cell); err != nil || froms[l.attr("ref")] {
			t.Errorf("%s: link from %s to %s: %v", name, l.attr("ref"), l.attr("location"), err)
		}
		froms[l.attr("ref")] = true
	}
	rows := 0
	for _, r := range e.all("row") {
		n, _ := strconv.Atoi(r.attr("r"))
		if n <= rows {
			t.Errorf("%s: row %d behind row %d", name, n, rows)
		}
		rows = n
	}
}

// checkTypes checks that each part has a type and each type a part.
func checkTypes(t *testing.T, all map[string]element) {
	t.Helper()
	defaults := map[string]bool{}
	named := map[string]bool{}
	for _, c := range all[partTypes].Children {
		defaults[c.attr("Extension")] = true
		if p := strings.TrimPrefix(c.attr("PartName"), "/"); p != "" {
			if _, ok := all[p]; !ok {
				t.Errorf("there is a type for %s, which is not there", p)
			}
			named[p] = true
		}
	}
	for name := range all {
		if name != partTypes && !named[name] && !defaults[strings.TrimPrefix(path.Ext(name), ".")] {
			t.Errorf("%s has no type", name)
		}
	}
}

// checkRelations checks that relations lead to parts and have names of their own.
func checkRelations(t *testing.T, all map[string]element) {
	t.Helper()
	for name, e := range all {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		ids := map[string]bool{}
		for _, r := range e.Children {
			target := r.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(path.Dir(path.Dir(name)), target)
			}
			if _, ok := all[strings.TrimPrefix(target, "/")]; !ok || ids[r.attr("Id")] {
				t.Errorf("%s: relation %s to %s", name, r.attr("Id"), target)
			}
			ids[r.attr("Id")] = true
		}
	}
}
