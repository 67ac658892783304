package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"compack/internal/document"
)

func TestSameDocumentSameBytes(t *testing.T) {
	opts := Options{Fonts: testFonts(t)}
	want := render(t, opts)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 2 {
				got, _, err := Render(sample(), opts)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("another rendering differs, error %v", err)
				}
			}
		})
	}
	wait.Wait()
}

// TestBytesDoNotDependOnOtherDocuments has documents of different fonts, colours and
// characters made at once, in different orders, each after others that left their fonts
// and pictures behind, and more of them than are kept.
func TestBytesDoNotDependOnOtherDocuments(t *testing.T) {
	type input struct {
		doc  *document.Document
		opts Options
	}
	fonts := testFonts(t)
	swapped := Fonts{Regular: fonts.Bold, SemiBold: fonts.Italic, Bold: fonts.Regular, Italic: fonts.SemiBold}
	var inputs []input
	var want [][]byte
	for i := range 12 {
		in := input{sample(), Options{Fonts: fonts, Brand: document.Brand{Colour: fmt.Sprintf("#%06X", 0x0A*i)}}}
		in.doc.Client.Name = string(rune(0xC0 + i))
		in.opts.Brand.Logo = logo(t, []string{"png", "jpeg"}[i%2], 10+i, 10)
		if i%3 == 1 {
			in.opts.Fonts = swapped
		}
		inputs = append(inputs, in)
		typefaces.kept, cutFonts.kept, writtenPictures.kept = nil, nil, nil
		raw, _, err := Render(in.doc, in.opts)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, raw)
	}
	var wait sync.WaitGroup
	for _, step := range []int{1, 5, 7, 11} {
		wait.Go(func() {
			for i := range inputs {
				n := i * step % len(inputs)
				if got, _, err := Render(inputs[n].doc, inputs[n].opts); err != nil || !bytes.Equal(got, want[n]) {
					t.Errorf("document %d differs after others, error %v", n, err)
				}
			}
		})
	}
	wait.Wait()
}

func TestBytesDoNotDependOnTheZone(t *testing.T) {
	opts := Options{Fonts: testFonts(t)}
	want := render(t, opts)
	local := time.Local
	defer func() { time.Local = local }()
	time.Local = time.FixedZone("far", 14*3600)
	if !bytes.Equal(render(t, opts), want) {
		t.Error("the bytes depend on the zone")
	}
}

func TestDatesAreTheDocuments(t *testing.T) {
	doc := sample()
	doc.Title = "/ModDate (D:20000101000000)"
	raw, _, err := Render(doc, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/CreationDate (D:20261008000000Z)", "/ModDate (D:20261008000000Z)"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestPagesOfTheFileAreThoseOfTheLayout(t *testing.T) {
	raw := render(t, Options{Fonts: testFonts(t)})
	if got, want := bytes.Count(raw, []byte("/Type /Page\n")), len(pages(t, sample())); got != want {
		t.Errorf("%d pages in the file, %d laid out", got, want)
	}
}
