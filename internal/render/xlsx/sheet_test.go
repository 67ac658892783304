package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// textNumber is a formula's cell that holds a numeral as text.
var textNumber = regexp.MustCompile(` t="str"(><f>[^<]*</f><v>-?[0-9]+(?:\.[0-9]+)?</v>)`)

// emptyCell is a cell that the library writes in the longer way.
var emptyCell = regexp.MustCompile(`(<c [^>]*)></c>`)

// Values that are hard to write. They are clean, as all that is written is.
var hardValues = []any{
	nil, 0, 1, -7, int64(math.MaxInt64), int32(-3), true, false, 0.1, 2.0 / 3, 1e-9, 1e21, 123456789012345678.0, 0.1234567890123456789, -98765.432101234567,
	math.NaN(), math.Inf(1), "", "plain", " before", "after\n", "two\nlines", "tab\there", `<a href="x">&'</a>`, "_x000D_", "_x005F_", "a_b_c", "_x00_",
	"Zoë 漢字 🙂", excelize.Cell{StyleID: 1}, excelize.Cell{StyleID: 1, Value: "styled"}, excelize.Cell{Value: 5},
	excelize.Cell{Formula: `IF(A1<>"",1,0)&"'"`, Value: 3}, excelize.Cell{Formula: "A1", Value: ""}, excelize.Cell{Formula: "A1", Value: "n/a & more"},
	excelize.Cell{Formula: "A1"}, excelize.Cell{Formula: "A1", Value: true}, excelize.Cell{StyleID: 2, Formula: "A1", Value: " space"}, excelize.Cell{Formula: "A1", Value: 2.5},
}

// ownCell returns what the library calls a cell.
func ownCell(v any) cell {
	c, ok := v.(excelize.Cell)
	if !ok {
		return cell{value: v}
	}
	return cell{c.StyleID, c.Formula, c.Value}
}

func TestRowsAreWhatTheLibraryWouldWrite(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for range 3 {
		if _, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
			t.Fatal(err)
		}
	}
	theirs, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	ours := &sheet{}
	for i, v := range hardValues {
		row, high := []any{v, v, "last"}, []float64{0, 30.5}[i%2]
		if err := theirs.SetRow(at(1, i+1), row, excelize.RowOpts{Height: high}); err != nil {
			t.Fatal(err)
		}
		ours.setRow(i+1, []cell{ownCell(v), ownCell(v), ownCell("last")}, high)
	}
	if err := theirs.Flush(); err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	_, sheet, _ := strings.Cut(part(t, buf.Bytes(), "xl/worksheets/sheet1.xml"), "<sheetData>")
	sheet, _, _ = strings.Cut(sheet, "</sheetData>")
	sheet = emptyCell.ReplaceAllString(sheet, "$1/>")
	rows := func(s string) []string { return strings.SplitAfter(s, "</row>") }
	if diff := cmp.Diff(rows(sheet), rows(string(ours.rows))); diff != "" {
		t.Errorf("rows (-theirs +ours):\n%s", diff)
	}
}

func TestFormulaOfARowIsWhatItsDefinitionWrites(t *testing.T) {
	write := func(at func(string, int) string) string {
		return `IF(AND(` + at("a", 0) + `<"x&y",` + at("b", -1) + `=""),N(` + at("a", -1) + `),` + at("b", 0) + `)`
	}
	col := func(name string) int { return map[string]int{"a": 1, "b": 28}[name] }
	f, err := newRowFormula(30, 3, write, col)
	if err != nil {
		t.Fatal(err)
	}
	first, second := string(f.put(nil, 0, 7, false)), string(f.put(nil, 1, 0, true))
	if want := `><f t="shared" si="30" ref="AD2:AD4">IF(AND(A2&lt;&#34;x&amp;y&#34;,AB1=&#34;&#34;),N(A1),AB2)</f><v>7</v>`; first != want {
		t.Errorf("formula %s, want %s", first, want)
	}
	if want := ` t="str"><f t="shared" si="30"/>`; second != want {
		t.Errorf("formula %s, want %s", second, want)
	}
	if _, err := newRowFormula(30, 3, write, func(string) int { return 0 }); err == nil {
		t.Error("a formula that names no column gave no error")
	}
}

// blockMaker returns a part of some blocks.
func blockMaker(dst []byte, i int) []byte {
	return append(dst, bytes.Repeat([]byte{byte('a' + i)}, 1000*i)...)
}

func TestPartOfBlocksIsOneReadablePart(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var m memory
	for _, to := range []Target{&m, file} {
		a := newArchive(to)
		for _, err := range []error{a.add("first", []byte("one")), a.addBlocks("blocks", 20, blockMaker), a.add("last", nil), a.close()} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	onDisk, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(onDisk, m.content) {
		t.Errorf("a file holds %d bytes, the memory %d, %v", len(onDisk), len(m.content), err)
	}
	r, err := zip.NewReader(bytes.NewReader(m.content), int64(len(m.content)))
	if err != nil {
		t.Fatal(err)
	}
	if n := slices.IndexFunc(r.File, func(f *zip.File) bool { return f.Flags&8 != 0 }); n >= 0 {
		t.Errorf("the sizes of %s follow its data", r.File[n].Name)
	}
	from, err := r.Open("blocks")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(from) // checks the sum
	var want []byte
	for i := range 20 {
		want = blockMaker(want, i)
	}
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes read, %v; want %d", len(got), err, len(want))
	}
	// What reads an archive from its front goes by the sizes in the headers.
	at := bytes.Index(m.content, []byte("blocks")) - 30
	if got := m.content[at+22 : at+26]; !bytes.Equal(got, []byte{byte(len(want)), byte(len(want) >> 8), byte(len(want) >> 16), 0}) {
		t.Errorf("the header says size % x, want %x", got, len(want))
	}
}

func TestArchiveSaysWhyItCouldNotBeWritten(t *testing.T) {
	a := newArchive(full{})
	err := a.addBlocks("blocks", 20, blockMaker)
	if err == nil {
		err = a.close()
	}
	if err == nil {
		t.Error("a full disk gave no error")
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error)          { return 0, io.ErrShortWrite }
func (full) WriteAt([]byte, int64) (int, error) { return 0, io.ErrShortWrite }
