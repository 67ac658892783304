package fill

import (
	"strconv"
	"strings"
)

// styles are the styles of a workbook, to which those with number formats are added.
type styles struct {
	top   *node // the part; nil where the workbook has none
	cells *node // cellXfs
	made  map[string]int
	added bool
}

const partStyles = "xl/styles.xml"

func newStyles(p *parts) (*styles, error) {
	s := &styles{made: map[string]int{}}
	if _, ok := p.content[partStyles]; !ok {
		return s, nil
	}
	var err error
	if s.top, err = p.read(partStyles); err == nil {
		s.cells = s.top.root().child("cellXfs")
	}
	return s, err
}

// fit returns the style where it has a number format, else one that is like it and has
// the given format.
func (s *styles) fit(style int, format string) int {
	if s.cells == nil {
		return style
	}
	key := strconv.Itoa(style) + " " + format
	if made, ok := s.made[key]; ok {
		return made
	}
	all := s.cells.children("xf")
	if style < 0 || style >= len(all) {
		return style
	}
	if id := all[style].get("numFmtId"); id != "" && id != "0" {
		s.made[key] = style
		return style
	}
	like := *all[style]
	like.attrs = append([]attribute(nil), all[style].attrs...)
	like.set("numFmtId", strconv.Itoa(s.format(format)))
	like.set("applyNumberFormat", "1")
	s.cells.kids = append(s.cells.kids, &like)
	s.cells.set("count", strconv.Itoa(len(all)+1))
	s.made[key], s.added = len(all), true
	return len(all)
}

// format returns the number of a number format, which is added where it is new.
func (s *styles) format(code string) int {
	root := s.top.root()
	list := root.child("numFmts")
	if list == nil {
		list = &node{name: root.sibling("numFmts")}
		root.kids = append([]*node{list}, root.kids...)
	}
	next := 164 // the first that is free for a workbook's own
	for _, f := range list.children("numFmt") {
		id, _ := strconv.Atoi(f.get("numFmtId"))
		if f.get("formatCode") == code {
			return id
		}
		next = max(next, id+1)
	}
	one := &node{name: root.sibling("numFmt")}
	one.set("numFmtId", strconv.Itoa(next))
	one.set("formatCode", code)
	list.kids = append(list.kids, one)
	list.set("count", strconv.Itoa(len(list.children("numFmt"))))
	return next
}

// sharedText is one of the texts that cells share.
type sharedText struct {
	text   string
	isRich bool // parts of it have a look of their own
}

const partTexts = "xl/sharedStrings.xml"

func readTexts(p *parts) ([]sharedText, error) {
	if _, ok := p.content[partTexts]; !ok {
		return nil, nil
	}
	n, err := p.read(partTexts)
	if err != nil {
		return nil, err
	}
	var out []sharedText
	for _, si := range n.root().children("si") {
		out = append(out, readText(si))
	}
	return out, nil
}

// readText reads the text of a shared or an inline text, without its reading in
// another script.
func readText(n *node) (s sharedText) {
	var b strings.Builder
	if n != nil {
		n.walk(func(n *node) bool {
			switch n.local() {
			case "t":
				b.WriteString(n.content())
			case "rPr":
				s.isRich = true
			case "rPh":
				return false
			}
			return true
		})
	}
	s.text = meant(b.String())
	return s
}
