package xlsx

import (
	"fmt"
	"math"
	"strings"

	"compack/internal/document"
)

// page says how a sheet is shown and printed.
type page struct {
	tab     string // colour
	title   string // printed in the middle of the header
	grid    bool   // gridlines on the screen
	repeat  string // rows repeated on each printed page, as $1:$1; "" for none
	area    string // what is printed, as $A$1:$J$90; "" for all
	columns string // columns repeated likewise, as $A:$A
	onePage bool   // all on one page
	wide    int    // pages that its columns are printed on, beside each other; 0 means 1
}

// Numbers of paper sizes.
const (
	paperLetter = 1
	paperA4     = 9
)

// paper returns the number of the document's paper.
func (b *book) paper() int {
	if b.doc.Paper == document.Letter {
		return paperLetter
	}
	return paperA4
}

// legible is how many characters of a row can be read on a printed page.
const legible = 230

// pagesWide returns on how many pages beside each other columns can be read.
func pagesWide(widths []float64) int {
	total := 0.0
	for _, w := range widths {
		total += w
	}
	return max(1, int(math.Ceil(total/legible)))
}

// appendPaper appends how a sheet is printed.
func (b *book) appendPaper(dst []byte, p page) []byte {
	tall := 0
	if p.onePage {
		tall = 1
	}
	dst = fmt.Appendf(dst, `<pageMargins left="0.4" right="0.4" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`+
		`<pageSetup fitToHeight="%d" fitToWidth="%d" orientation="landscape" paperSize="%d"/><headerFooter><oddHeader>`, tall, max(1, p.wide), b.paper())
	dst = appendEscaped(dst, b.header(p.title))
	if b.foot == "" {
		b.foot = b.footer()
	}
	dst = appendEscaped(append(dst, "</oddHeader><oddFooter>"...), b.foot)
	return append(dst, "</oddFooter></headerFooter>"...)
}

// titles returns what is repeated on each printed page.
func (p page) titles(sheet string) string {
	if p.columns == "" || p.repeat == "" {
		return p.repeat
	}
	return p.columns + "," + on(sheet, p.repeat)
}

func (b *book) header(title string) string {
	return b.running(b.doc.Client.Name, title, b.doc.Period.Label)
}

func (b *book) footer() string {
	digest := ""
	if d := b.doc.ShortDigest(); d != "" {
		digest = b.say("Document %s", d)
	}
	classification := b.doc.Classification
	if b.doc.Draft {
		classification = strings.TrimPrefix(classification+", "+b.say("Draft"), ", ")
	}
	// The codes of pages stand for numbers; all else of the text is a text.
	page := strings.NewReplacer("&", "&&", "\x01", "&P", "\x02", "&N").Replace(b.say("Page %s of %s", "\x01", "\x02"))
	return b.running(classification, digest, "") + page
}

// running returns a printed header or footer of three parts. Excel allows 255
// characters for all of it.
func (b *book) running(left, middle, right string) string {
	// The font's name stands after the size, since a part that begins with a digit
	// would be read as more of the size.
	font := `&8&"` + b.theme.Font + `,Regular"`
	part := func(s string) string {
		return font + runningText(strings.Join(strings.Fields(clean(s)), " "))
	}
	return "&L" + part(left) + "&C" + part(middle) + "&R" + part(right)
}

// runningText doubles the ampersands of a text and cuts it to a third of what a
// header has room for beside its codes.
func runningText(s string) string {
	const room = 54
	for limit := room; ; limit-- {
		text := strings.ReplaceAll(cut(s, limit, "…"), "&", "&&")
		if cut(text, room, "") == text {
			return text
		}
	}
}
