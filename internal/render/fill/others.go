package fill

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// others moves addresses in the parts that are no sheets, and has programs that open
// the file work its formulas out.
func (f *filling) others() error {
	for _, s := range f.t.sheets {
		relations, err := f.parts.relations(s.part)
		if err != nil {
			return err
		}
		for _, r := range relations {
			if err := f.attached(s, r); err != nil {
				return err
			}
		}
	}
	for _, name := range f.parts.names {
		var err error
		switch {
		case strings.HasPrefix(name, "xl/charts/chart"):
			err = f.edit(name, f.chart)
		case strings.HasPrefix(name, "xl/pivotCache/pivotCacheDefinition"):
			err = f.edit(name, f.pivotCache)
		}
		if err != nil {
			return err
		}
	}
	if err := f.edit(f.t.workbook, f.book); err != nil {
		return err
	}
	if err := f.forgetChain(); err != nil {
		return err
	}
	if _, ok := f.parts.content["docProps/core.xml"]; ok {
		return f.edit("docProps/core.xml", f.properties)
	}
	return nil
}

// edit changes a part.
func (f *filling) edit(name string, change func(root *node)) error {
	top, err := f.parts.read(name)
	if err != nil {
		return err
	}
	change(top.root())
	f.parts.content[name] = top.bytes()
	return nil
}

// attached moves the addresses in a part that belongs to a sheet.
func (f *filling) attached(s *sheet, r relation) error {
	m := f.shift.of(s.name)
	if f.shift.isNone() || f.parts.content[r.to] == nil {
		return nil
	}
	switch r.kind {
	case "table":
		return f.edit(r.to, func(root *node) { f.ranges(root, s, m) })
	case "drawing":
		return f.edit(r.to, func(root *node) { anchors(root, m) })
	case "comments", "threadedComment":
		return f.edit(r.to, func(root *node) {
			root.walk(func(n *node) bool {
				if v := n.get("ref"); v != "" {
					n.set("ref", f.shift.formula(v, s.name))
				}
				return true
			})
		})
	case "vmlDrawing":
		f.parts.content[r.to] = noteShapes(f.parts.content[r.to], m)
	case "pivotTable":
		return f.edit(r.to, func(root *node) {
			if at := root.child("location"); at != nil {
				at.set("ref", m.list(at.get("ref")))
			}
		})
	}
	return nil
}

// ranges moves a table's range and the references of its formulas.
func (f *filling) ranges(root *node, s *sheet, m moves) {
	root.walk(func(n *node) bool {
		if v := n.get("ref"); v != "" {
			n.set("ref", m.list(v))
		}
		if n.local() == "calculatedColumnFormula" || n.local() == "totalsRowFormula" {
			n.setContent(f.shift.formula(n.content(), s.name))
		}
		return true
	})
}

// anchors moves pictures, charts and shapes with the row that they begin in; they keep
// their height.
func anchors(root *node, m moves) {
	for _, anchor := range root.elements() {
		from, to := anchor.child("from").child("row"), anchor.child("to").child("row")
		if from == nil {
			continue
		}
		row := number(from.content()) // counted from 0
		by := m.start(row+1) - (row + 1)
		from.setContent(strconv.Itoa(row + by))
		if to != nil {
			to.setContent(strconv.Itoa(number(to.content()) + by))
		}
	}
}

var (
	noteRow    = regexp.MustCompile(`(<x:Row>\s*)(\d+)(\s*</x:Row>)`)
	noteAnchor = regexp.MustCompile(`(<x:Anchor>)([^<]*)(</x:Anchor>)`)
	noteShape  = regexp.MustCompile(`(?s)<v:shape .*?</v:shape>`)
)

// noteShapes moves the boxes of notes, which stand in a language older than the file's.
func noteShapes(content []byte, m moves) []byte {
	return noteShape.ReplaceAllFunc(content, func(shape []byte) []byte {
		found := noteRow.FindSubmatch(shape)
		if found == nil {
			return shape
		}
		row := number(string(found[2])) // counted from 0
		by := m.start(row+1) - (row + 1)
		shape = noteRow.ReplaceAll(shape, []byte("${1}"+strconv.Itoa(row+by)+"${3}"))
		return noteAnchor.ReplaceAllFunc(shape, func(anchor []byte) []byte {
			parts := strings.Split(string(noteAnchor.FindSubmatch(anchor)[2]), ",")
			for _, i := range []int{2, 6} { // the rows of its upper and lower edge
				if i < len(parts) {
					parts[i] = " " + strconv.Itoa(number(parts[i])+by)
				}
			}
			return []byte("<x:Anchor>" + strings.Join(parts, ",") + "</x:Anchor>")
		})
	})
}

// chart moves a chart's references and takes the values away that it drew in the
// template.
func (f *filling) chart(root *node) {
	root.walk(func(n *node) bool {
		switch n.local() {
		case "f":
			n.setContent(f.shift.named(n.content(), ""))
		case "numRef", "strRef", "multiLvlStrRef":
			n.without(func(n *node) bool { return strings.HasSuffix(n.local(), "Cache") })
		}
		return true
	})
}

// pivotCache moves the range that a pivot table sums up, and has it read again.
func (f *filling) pivotCache(root *node) {
	root.set("refreshOnLoad", "1")
	source := root.child("cacheSource").child("worksheetSource")
	if ref := source.get("ref"); ref != "" {
		source.set("ref", f.shift.of(source.get("sheet")).list(ref))
	}
}

// beforeCalculation are the elements of a workbook that stand before its way to
// calculate.
var beforeCalculation = []string{"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "AlternateContent", "bookViews", "sheets",
	"functionGroups", "externalReferences", "definedNames", "absPath", "revisionPtr"}

// book moves the defined names.
func (f *filling) book(root *node) {
	sheets := root.child("sheets").children("sheet")
	for _, n := range root.child("definedNames").children("definedName") {
		home := ""
		if id := n.get("localSheetId"); id != "" && number(id) < len(sheets) {
			home = sheets[number(id)].get("name")
		}
		n.setContent(f.shift.named(n.content(), home))
	}
	calc := root.child("calcPr")
	if calc == nil {
		calc = &node{name: root.sibling("calcPr")}
		at := 0
		for i, kid := range root.kids {
			if kid.name != "" && slices.Contains(beforeCalculation, kid.local()) {
				at = i + 1
			}
		}
		root.kids = slices.Insert(root.kids, at, calc)
	}
	calc.set("fullCalcOnLoad", "1")
}

// forgetChain removes the order in which formulas were last worked out, which is not
// that of the moved cells. Programs make it anew.
func (f *filling) forgetChain() error {
	relations, err := f.parts.relations(f.t.workbook)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(relations, func(r relation) bool { return r.kind == "calcChain" })
	if i < 0 {
		return nil
	}
	f.parts.remove(relations[i].to)
	err = f.edit(relationsOf(f.t.workbook), func(root *node) {
		root.without(func(n *node) bool { return strings.HasSuffix(n.get("Type"), "/calcChain") })
	})
	if err != nil {
		return err
	}
	return f.edit("[Content_Types].xml", func(root *node) {
		root.without(func(n *node) bool { return n.get("PartName") == "/"+relations[i].to })
	})
}

// properties says who filled the workbook, and when by the document's clock.
func (f *filling) properties(root *node) {
	if n := root.child("modified"); n != nil {
		n.setContent(f.doc.AsOf.Time().Format(time.RFC3339))
	}
	if n := root.child("lastModifiedBy"); n != nil {
		n.setContent(f.doc.Vendor.Name)
	}
}
