package xlsx

import (
	"fmt"

	"compack/internal/document"
)

// Options say how a workbook looks.
type Options struct {
	Theme Theme          // the zero value means [DefaultTheme]
	Brand document.Brand // what a vendor's own look changes in it
}

// Render returns the document's workbook as [Write] writes it.
func Render(doc *document.Document, opts Options) ([]byte, error) {
	var m memory
	err := Write(&m, doc, opts)
	return m.content, err
}

// Write writes the document's workbook. It reads the document only, so that several
// may be written at the same time, and holds no more of it than what the records of
// its populations don't take.
func Write(to Target, doc *document.Document, opts Options) error {
	rows := blocks.Get().(*block)
	b := newBook(doc, opts)
	b.rows = rows.content
	defer func() {
		rows.content = b.rows
		blocks.Put(rows)
	}()
	if err := b.writeSheets(); err != nil {
		return err
	}
	return b.write(to)
}

// writeSheets makes the sheets in their order.
func (b *book) writeSheets() error {
	doc := b.doc
	if err := b.writeSummary(); err != nil {
		return fmt.Errorf("sheet %s: %w", b.names.summary, err)
	}
	b.writeContents()
	for i := range doc.Workbook.Populations {
		if err := b.writePopulation(b.names.populations[i], &doc.Workbook.Populations[i]); err != nil {
			return fmt.Errorf("sheet %s: %w", b.names.populations[i], err)
		}
	}
	b.writeTrends()
	if err := b.writeLife(); err != nil {
		return fmt.Errorf("sheet %s: %w", b.names.life, err)
	}
	for i, e := range doc.Workbook.Evidence {
		b.writeEvidence(b.names.evidence[i], e)
	}
	return nil
}

// book is a workbook in the making.
type book struct {
	doc           *document.Document
	theme         Theme
	isPack        bool // as opposed to a work paper
	names         sheetNames
	trends        map[string]string // range of a figure's trend by its address
	sparks        []sparkline       // what the Summary draws of them
	sheets        []*sheet
	rows          []byte // where the rows of a sheet are made
	tables        int
	definitions   definitions
	styles        styleSheet
	numberFormats map[numberLook]string
	places        places
	logo          *document.Image

	foot      string // of each printed page
	dayFormat string // how days are shown
	noValue   string // how a figure without a value is shown, "" where as it is
}

// newBook returns a document's workbook without sheets.
func newBook(doc *document.Document, opts Options) *book {
	b := emptyBook(doc, opts)
	b.isPack = true
	b.names = nameSheets(doc)
	b.trends = trendRanges(doc, b.names.trends)
	b.places = b.findPlaces()
	return b
}

// emptyBook returns a workbook without sheets and names.
func emptyBook(doc *document.Document, opts Options) *book {
	theme := opts.Theme
	if theme == (Theme{}) {
		theme = DefaultTheme()
	}
	b := &book{doc: doc, theme: theme.branded(opts.Brand.Colour), styles: styleSheet{numbers: map[style]int{}}, numberFormats: map[numberLook]string{},
		dayFormat: dayFormat(doc.Locale)}
	if logo := opts.Brand.Logo; logo != nil && logo.Width > 0 && logo.Height > 0 {
		b.logo = logo
	}
	if said := doc.Locale.Say("n/a"); said != "n/a" {
		b.noValue = said
	}
	return b
}

// write writes the finished file.
func (b *book) write(to Target) error {
	b.close()
	list, err := b.parts()
	if err != nil {
		return err
	}
	out := newArchive(to)
	for _, p := range list {
		if p.sheet != nil {
			err = p.sheet.write(out, p.name)
		} else {
			err = out.add(p.name, p.content)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", p.name, err)
		}
	}
	return out.close()
}
