package xlsx

import (
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

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

// setPage must be called before the sheet's stream is opened.
func (b *book) setPage(sheet string, p page) error {
	yes, wide, tall, paper, landscape := true, max(1, p.wide), 0, b.paper(), "landscape"
	zoom := 100.0
	if p.onePage {
		tall = 1
	}
	side, top, head := 0.4, 0.75, 0.3 // inches
	steps := []error{
		b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{TabColorRGB: &p.tab, FitToPage: &yes}),
		b.file.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &p.grid, ZoomScale: &zoom}),
		b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}),
		b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &head, Footer: &head}),
		b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: b.header(p.title), OddFooter: b.footer()}),
		b.printName("_xlnm.Print_Titles", sheet, p.titles(sheet)),
		b.printName("_xlnm.Print_Area", sheet, p.area),
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	return nil
}

// titles returns what is repeated on each printed page.
func (p page) titles(sheet string) string {
	if p.columns == "" || p.repeat == "" {
		return p.repeat
	}
	return p.columns + "," + on(sheet, p.repeat)
}

func (b *book) printName(name, sheet, address string) error {
	if address == "" {
		return nil
	}
	return b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: on(sheet, address), Scope: sheet})
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

// setWidths sets the widths of the first columns.
func setWidths(sw *stream, widths []float64) {
	for i, w := range widths {
		sw.setColumn(i+1, w, 0)
	}
}

// openSheet opens a sheet that is printed as p says, reaches down to the row last and
// keeps its first rows, the header, in view.
func (b *book) openSheet(name string, p page, widths []float64, header, last int) (*stream, error) {
	if err := b.setPage(name, p); err != nil {
		return nil, err
	}
	if err := b.file.SetSheetDimension(name, "A1:"+at(len(widths), last)); err != nil {
		return nil, err
	}
	sw, err := b.stream(name)
	if err != nil {
		return nil, err
	}
	setWidths(sw, widths)
	return sw, freeze(sw, 0, header)
}

// freeze keeps the rows above and the columns left of a cell in view and leaves
// the cursor at A1.
func freeze(sw *stream, cols, rows int) error {
	pane := "bottomLeft"
	if cols > 0 {
		pane = "bottomRight"
	}
	return sw.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: cols, YSplit: rows, TopLeftCell: at(cols+1, rows+1), ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: "A1", ActiveCell: "A1", Pane: pane}},
	})
}
