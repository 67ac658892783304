package xlsx

import (
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

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
	b, err := newBook(doc, opts)
	if err != nil {
		return err
	}
	defer b.file.Close()
	if err := b.writeSheets(); err != nil {
		return err
	}
	return b.write(to)
}

// writeSheets fills the sheets in their order.
func (b *book) writeSheets() error {
	doc := b.doc
	if err := b.writeSummary(); err != nil {
		return fmt.Errorf("sheet %s: %w", b.names.summary, err)
	}
	if err := b.writeContents(); err != nil {
		return fmt.Errorf("sheet %s: %w", b.names.contents, err)
	}
	for i := range doc.Workbook.Populations {
		if err := b.writePopulation(b.names.populations[i], &doc.Workbook.Populations[i]); err != nil {
			return fmt.Errorf("sheet %s: %w", b.names.populations[i], err)
		}
	}
	if err := b.writeTrends(); err != nil {
		return fmt.Errorf("sheet %s: %w", b.names.trends, err)
	}
	if err := b.writeLife(); err != nil {
		return fmt.Errorf("sheet %s: %w", b.names.life, err)
	}
	for i, e := range doc.Workbook.Evidence {
		if err := b.writeEvidence(b.names.evidence[i], e); err != nil {
			return fmt.Errorf("sheet %s: %w", b.names.evidence[i], err)
		}
	}
	return nil
}

// book is a workbook in the making.
type book struct {
	doc    *document.Document
	theme  Theme
	file   *excelize.File
	names  sheetNames
	trends map[string]string     // range of a figure's trend by its address
	sparks []sparkline           // what the Summary draws of them
	sheets map[string]*sheetPart // by their part's name
	tables int
	styles styleSheet
	tints  map[tint]int
	places places
	logo   *document.Image
	err    error // the first of the looks of conditions that could not be made

	dayFormat string // how days are shown
	noValue   string // how a figure without a value is shown, "" where as it is
}

// newBook returns a workbook with its properties and empty sheets in order.
func newBook(doc *document.Document, opts Options) (*book, error) {
	b := emptyBook(doc, opts)
	b.names = nameSheets(doc)
	b.trends = trendRanges(doc, b.names.trends)
	b.places = b.findPlaces()
	if err := b.prepare(); err != nil {
		b.file.Close()
		return nil, err
	}
	return b, nil
}

// emptyBook returns a workbook without sheets.
func emptyBook(doc *document.Document, opts Options) *book {
	theme := opts.Theme
	if theme == (Theme{}) {
		theme = DefaultTheme()
	}
	b := &book{doc: doc, theme: theme.branded(opts.Brand.Colour), logo: opts.Brand.Logo, file: excelize.NewFile(),
		styles: styleSheet{numbers: map[style]int{}}, tints: map[tint]int{}, sheets: map[string]*sheetPart{}, dayFormat: dayFormat(doc.Locale)}
	if said := doc.Locale.Say("n/a"); said != "n/a" {
		b.noValue = said
	}
	return b
}

func (b *book) prepare() error {
	if err := b.file.SetSheetName("Sheet1", b.names.summary); err != nil {
		return err
	}
	for _, name := range b.names.after() {
		if _, err := b.file.NewSheet(name); err != nil {
			return fmt.Errorf("sheet %s: %w", name, err)
		}
	}
	b.file.SetActiveSheet(0)
	if err := b.file.SetDefaultFont(b.theme.Font); err != nil {
		return err
	}
	// A spreadsheet program that opens the file must show what the formulas give,
	// not what they gave.
	recalculate := true
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}); err != nil {
		return err
	}
	return b.setProperties()
}

// setProperties writes what a file manager shows. The dates come from the
// document, never from a clock.
func (b *book) setProperties() error {
	created := b.doc.AsOf.Time().Format(time.RFC3339)
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title:          clean(b.doc.Title),
		Subject:        clean(b.doc.Client.Name + ", " + b.doc.Period.Label),
		Creator:        clean(b.doc.Vendor.Name),
		LastModifiedBy: clean(b.doc.Vendor.Name),
		Created:        created,
		Modified:       created,
		Category:       clean(b.doc.Classification),
		Identifier:     b.doc.Digest,
		Keywords:       clean(strings.Join([]string{b.doc.Client.Name, b.doc.Period.Label, b.doc.Pack}, ", ")),
		Language:       b.doc.Locale.Tag(),
	})
	if err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{
		Application: "compack",
		Company:     clean(b.doc.Vendor.Name),
	})
}

// bytes returns the finished file.
func (b *book) bytes() ([]byte, error) {
	var m memory
	err := b.write(&m)
	return m.content, err
}

// write writes the finished file.
func (b *book) write(to Target) error {
	if b.err != nil {
		return b.err
	}
	list, err := collect(b.file)
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	for _, p := range list {
		if p.name == partStyles {
			if p.content, err = b.styles.into(p.content); err != nil {
				return fmt.Errorf("write workbook: %w", err)
			}
		}
	}
	if err := settle(to, list, b.sheets); err != nil {
		return fmt.Errorf("settle workbook: %w", err)
	}
	return nil
}
