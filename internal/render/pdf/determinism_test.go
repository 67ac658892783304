package pdf

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"
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
