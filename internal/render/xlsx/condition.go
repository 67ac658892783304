package xlsx

import (
	"strconv"
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

// conditions are a sheet's conditional formats. What they say of bars has to stand in
// the sheet's extensions, too.
type conditions struct {
	blocks   []byte // of the sheet
	bars     []byte // of its extensions
	priority int
}

// formula gives cells a look where a formula of theirs holds; it is written for the
// first cell.
func (c *conditions) formula(cells, formula string, look int) {
	c.open(cells)
	c.rule(`type="expression"`, formula, look)
	c.close()
}

// word is a text and the look of the cells that hold it.
type word struct {
	text string
	look int
}

// words gives cells a look by the text that they hold. The rules stand in the order
// of the words.
func (c *conditions) words(cells string, words []word) {
	if len(words) == 0 {
		return
	}
	c.open(cells)
	for _, w := range words {
		c.rule(`type="cellIs" operator="equal"`, literal(w.text), w.look)
	}
	c.close()
}

// zeros gives cells a look by whether they hold 0.
func (c *conditions) zeros(cells string, holds, fails int) {
	c.open(cells)
	c.rule(`type="cellIs" operator="equal"`, "0", holds)
	c.rule(`type="cellIs" operator="notEqual"`, "0", fails)
	c.close()
}

func (c *conditions) open(cells string) {
	c.blocks = appendAll(c.blocks, `<conditionalFormatting sqref="`, cells, `">`)
}

func (c *conditions) close() { c.blocks = append(c.blocks, "</conditionalFormatting>"...) }

func (c *conditions) rule(attributes, formula string, look int) {
	c.priority++
	c.blocks = appendAll(c.blocks, "<cfRule ", attributes, ` dxfId="`, strconv.Itoa(look), `" priority="`, strconv.Itoa(c.priority), `"><formula>`)
	c.blocks = append(appendEscaped(c.blocks, formula), "</formula></cfRule>"...)
}

// Names of the extension that says of bars what the sheet itself can't: that they
// are of one colour.
const (
	barURI     = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
	barLinkURI = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"
)

// shares draws cells that hold shares as bars from 0 to 1.
func (c *conditions) shares(cells, color string) {
	c.priority++
	n := strconv.Itoa(c.priority)
	id := "{00000000-0000-4000-8000-" + strings.Repeat("0", 12-len(n)) + n + "}"
	c.open(cells)
	c.blocks = appendAll(c.blocks, `<cfRule type="dataBar" priority="`, n, `"><dataBar><cfvo type="num" val="0"/><cfvo type="num" val="1"/><color rgb="FF`, color,
		`"/></dataBar><extLst><ext xmlns:x14="`+sparklineSpace+`" uri="`+barLinkURI+`"><x14:id>`, id, `</x14:id></ext></extLst></cfRule>`)
	c.close()
	c.bars = appendAll(c.bars, `<x14:conditionalFormatting xmlns:xm="`+formulaSpace+`"><x14:cfRule type="dataBar" id="`, id,
		`"><x14:dataBar minLength="0" maxLength="100" gradient="0"><x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo>`+
			`<x14:negativeFillColor rgb="FF`, color, `"/><x14:axisColor rgb="FF`, color, `"/></x14:dataBar></x14:cfRule><xm:sqref>`, cells, `</xm:sqref></x14:conditionalFormatting>`)
}

// extension returns what the sheet's extensions say of bars.
func (c *conditions) extension() string {
	if len(c.bars) == 0 {
		return ""
	}
	return `<ext xmlns:x14="` + sparklineSpace + `" uri="` + barURI + `"><x14:conditionalFormattings>` + string(c.bars) + `</x14:conditionalFormattings></ext>`
}

// literal writes a text as formulas hold it.
func literal(s string) string { return `"` + strings.ReplaceAll(clean(s), `"`, `""`) + `"` }

// isLiteral reports whether a text is short enough to stand in a formula.
func isLiteral(s string) bool {
	const most = 255
	return cut(s, most, "") == s
}

// tint is what a condition changes of a cell's look.
type tint struct {
	tone  Tone
	shape string // stands before a text
	plain bool   // the text is not bold
}

// look returns the number of a look that a condition gives to cells.
func (b *book) look(t tint) int { return b.styles.addCondition(t) }

// shapeFormat is the number format that puts a shape before a text.
func shapeFormat(shape string) string { return "General;General;General;" + quoted(shape+" ") + "@" }

// statuses are the words of statuses with their looks.
func (b *book) statuses() []word {
	out := make([]word, len(allStatuses))
	for i, s := range allStatuses {
		out[i] = word{document.StatusWord(b.doc.Locale, s), b.look(tint{tone: b.theme.tone(s), shape: shape(s)})}
	}
	return out
}

// allStatuses are those of figures with a target.
var allStatuses = []metric.Status{metric.Green, metric.Amber, metric.Red, metric.NotAvailable}
