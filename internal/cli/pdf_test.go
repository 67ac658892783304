package cli_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// report is a PDF's words with their places, and where its names lead.
type report struct {
	pages   []page
	outline []bookmark
	links   []link
	names   map[string]spot
}

type page struct {
	Height float64 `xml:"height,attr"`
	Words  []struct {
		X0   float64 `xml:"xMin,attr"`
		Y0   float64 `xml:"yMin,attr"`
		X1   float64 `xml:"xMax,attr"`
		Y1   float64 `xml:"yMax,attr"`
		Text string  `xml:",chardata"`
	} `xml:"word"`
}

// spot is a place on a page, counted from 0; y is the distance from the page's top.
type spot struct {
	page int
	y    float64
}

type bookmark struct {
	title string
	to    spot
}

type link struct {
	page           int
	x0, y0, x1, y1 float64 // from the page's top
	to             string
}

// words returns the words of a region of a page.
func (p page) words(x0, y0, x1, y1 float64) (out []string) {
	for _, w := range p.Words {
		x, y := (w.X0+w.X1)/2, (w.Y0+w.Y1)/2
		if x >= x0 && x <= x1 && y >= y0 && y <= y1 {
			out = append(out, w.Text)
		}
	}
	return out
}

// openReport reads a PDF by pdftotext and qpdf.
func openReport(t *testing.T, file string) *report {
	t.Helper()
	boxes, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var text struct {
		Pages []page `xml:"body>doc>page"`
	}
	decoder := xml.NewDecoder(bytes.NewReader(boxes))
	decoder.Strict, decoder.Entity = false, xml.HTMLEntity
	if err := decoder.Decode(&text); err != nil {
		t.Fatal(err)
	}
	raw, err := exec.Command("qpdf", "--json", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var pdf struct {
		Outlines []struct {
			Title string
			Dest  any
		}
		Pages   []struct{ Object string }
		Objects []map[string]any `json:"qpdf"`
	}
	if err := json.Unmarshal(raw, &pdf); err != nil || len(pdf.Objects) < 2 {
		t.Fatalf("qpdf --json: %v", err)
	}
	object := func(reference any) any {
		o, _ := pdf.Objects[1][fmt.Sprintf("obj:%v", reference)].(map[string]any)
		return o["value"]
	}
	r := &report{pages: text.Pages, names: map[string]spot{}}
	numbers := map[string]int{}
	for i, p := range pdf.Pages {
		numbers[p.Object] = i
	}
	place := func(dest any) (spot, bool) {
		list, ok := dest.([]any)
		if !ok || len(list) < 4 {
			return spot{}, false
		}
		on, _ := list[0].(string)
		y, _ := list[3].(float64)
		at, ok := numbers[on]
		if !ok || at >= len(r.pages) {
			return spot{}, false
		}
		return spot{at, r.pages[at].Height - y}, true
	}
	for _, o := range pdf.Outlines {
		to, ok := place(o.Dest)
		if !ok {
			t.Errorf("the outline's %q leads nowhere", o.Title)
			continue
		}
		r.outline = append(r.outline, bookmark{o.Title, to})
	}
	for id := range pdf.Objects[1] {
		id = strings.TrimPrefix(id, "obj:")
		value, _ := object(id).(map[string]any)
		names, _ := value["/Names"].([]any)
		for i := 0; i+1 < len(names); i += 2 {
			to, ok := place(names[i+1])
			if !ok {
				to, ok = place(object(names[i+1]))
			}
			if !ok {
				t.Errorf("the name %v leads nowhere: %v", names[i], names[i+1])
			}
			r.names[name(names[i])] = to
		}
		annotations, _ := value["/Annots"].([]any)
		for _, a := range annotations {
			if !r.addLink(numbers[id], object(a)) {
				t.Errorf("page %d has an annotation that leads to no place by name: %v", numbers[id]+1, object(a))
			}
		}
	}
	return r
}

// name returns a name of a place; qpdf writes u: before a text.
func name(value any) string {
	s, _ := value.(string)
	return strings.TrimPrefix(s, "u:")
}

func (r *report) addLink(page int, annotation any) bool {
	a, _ := annotation.(map[string]any)
	rect, ok := a["/Rect"].([]any)
	to := name(a["/Dest"])
	if to == "" || !ok || len(rect) != 4 {
		return false
	}
	n := func(i int) float64 { v, _ := rect[i].(float64); return v }
	h := r.pages[page].Height
	r.links = append(r.links, link{page, min(n(0), n(2)), h - max(n(1), n(3)), max(n(0), n(2)), h - min(n(1), n(3)), to})
	return true
}
