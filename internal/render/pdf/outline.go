package pdf

import (
	"fmt"
	"strings"
)

// entry is a line of the outline that viewers show beside the pages: a chapter, or
// a sub-heading of one.
type entry struct {
	title string
	at    place
	below []entry
}

// entries returns the chapters with their numbers and sub-headings, as the contents
// list them.
func (b book) entries() []entry {
	var all []entry
	for _, c := range b.chapters {
		at, ok := b.anchors[sectionAnchor(c.ID)]
		if !ok {
			continue
		}
		e := entry{title: clean(c.number + " " + c.Title), at: at}
		for i, h := range c.headings {
			if at, ok := b.anchors[c.anchor(i)]; ok && clean(h) != "" {
				e.below = append(e.below, entry{title: clean(h), at: at})
			}
		}
		all = append(all, e)
	}
	return all
}

// outline writes the outline and returns its number, 0 where there are no chapters.
func (f *finishing) outline() int {
	entries := f.entries()
	if len(entries) == 0 {
		return 0
	}
	root := f.reserve(1)
	first, last := f.level(entries, root)
	f.write(root, fmt.Sprintf("<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", first, last, len(entries)))
	return root
}

// level writes the entries below a parent, each of them shut, and returns the
// numbers of the first and the last.
func (f *finishing) level(entries []entry, parent int) (first, last int) {
	first = f.reserve(len(entries))
	last = first + len(entries) - 1
	for i, e := range entries {
		n := first + i
		var b strings.Builder
		fmt.Fprintf(&b, "<</Title %s /Parent %d 0 R /Dest %s", text(e.title), parent, f.destination(e.at))
		if n > first {
			fmt.Fprintf(&b, " /Prev %d 0 R", n-1)
		}
		if n < last {
			fmt.Fprintf(&b, " /Next %d 0 R", n+1)
		}
		if len(e.below) > 0 {
			from, to := f.level(e.below, n)
			fmt.Fprintf(&b, " /First %d 0 R /Last %d 0 R /Count %d", from, to, -len(e.below))
		}
		f.write(n, b.String()+">>")
	}
	return first, last
}
