package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// file is a PDF file of one revision in the form that maroto's writer gives it: numbered
// objects, one table of where they lie, one trailer. Objects keep their bytes.
type file struct {
	objects []object    // in the file's order
	at      map[int]int // which of them has a number
	next    int         // the first number that is free
	root    int         // the catalog's number
	info    int         // the number of the document's properties
}

// object is one numbered object, from "n 0 obj" to "endobj".
type object struct {
	number int
	raw    []byte
}

// lineOfXref is the length of a line of the table: offset, generation, n or f.
const lineOfXref = 20

// readFile takes a file apart by its table of objects.
func readFile(raw []byte) (*file, error) {
	start := bytes.LastIndex(raw, []byte("startxref\n"))
	if start < 0 {
		return nil, errors.New("the written file has no end")
	}
	table, _ := numberAt(raw, start+len("startxref\n"))
	if table <= 0 || table > start || !bytes.HasPrefix(raw[table:], []byte("xref\n0 ")) {
		return nil, errors.New("the written file has no table of objects where it says")
	}
	count, lines := numberAt(raw, table+len("xref\n0 "))
	lines++
	if count < 1 || lines+count*lineOfXref > start {
		return nil, errors.New("the written file's table of objects is cut off")
	}
	r := &file{at: map[int]int{}, next: count}
	if err := r.cut(raw[:table], raw[lines:], count); err != nil {
		return nil, err
	}
	trailer := object{raw: raw[lines+count*lineOfXref : start]}
	r.root, r.info = trailer.reference("/Root"), trailer.reference("/Info")
	if r.body(r.root) == nil || r.body(r.info) == nil {
		return nil, errors.New("the written file lacks a catalog or properties")
	}
	return r, nil
}

// cut cuts the body into its objects, by the lines of the table.
func (r *file) cut(body, lines []byte, count int) error {
	starts := make([]int, 0, count)
	numbers := map[int]int{}
	for n := 1; n < count; n++ {
		at, _ := numberAt(lines, n*lineOfXref)
		if at <= 0 || at >= len(body) || !bytes.HasPrefix(body[at:], fmt.Appendf(nil, "%d 0 obj\n", n)) {
			return fmt.Errorf("the written file's object %d is not where the table says", n)
		}
		starts = append(starts, at)
		numbers[at] = n
	}
	slices.Sort(starts)
	for i, at := range starts {
		end := len(body)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		r.set(numbers[at], body[at:end])
	}
	return nil
}

// numberAt returns the decimal number at a position and where it ends, 0 where
// there is none.
func numberAt(raw []byte, at int) (n, end int) {
	end = at
	for end < len(raw) && raw[end] >= '0' && raw[end] <= '9' {
		end++
	}
	n, _ = strconv.Atoi(string(raw[min(at, len(raw)):end]))
	return n, end
}

// reference returns the number of the object that a key of a dictionary refers to,
// 0 where it refers to none.
func (o object) reference(key string) int {
	_, after, _ := bytes.Cut(o.raw, []byte(key+" "))
	n, _ := numberAt(after, 0)
	return n
}

// body returns an object's bytes, nil where there is no such object.
func (r *file) body(number int) []byte {
	if i, ok := r.at[number]; ok {
		return r.objects[i].raw
	}
	return nil
}

// set gives an object its bytes.
func (r *file) set(number int, raw []byte) {
	if i, ok := r.at[number]; ok {
		r.objects[i].raw = raw
		return
	}
	r.at[number] = len(r.objects)
	r.objects = append(r.objects, object{number, raw})
}

// reserve returns the numbers of n objects to come, the first of them.
func (r *file) reserve(n int) int {
	r.next += n
	return r.next - n
}

// write gives an object its content.
func (r *file) write(number int, content string) {
	const around = 30 // bytes at most
	raw := strconv.AppendInt(make([]byte, 0, len(content)+around), int64(number), 10)
	r.set(number, append(append(append(raw, " 0 obj\n"...), content...), "\nendobj\n"...))
}

// add appends an object and returns its number.
func (r *file) add(content string) int {
	n := r.reserve(1)
	r.write(n, content)
	return n
}

// pages returns the numbers of the pages' objects, in the order of the pages.
func (r *file) pages() []int {
	tree := r.body(object{raw: r.body(r.root)}.reference("/Pages"))
	_, kids, _ := bytes.Cut(tree, []byte("/Kids ["))
	kids, _, _ = bytes.Cut(kids, []byte("]"))
	var pages []int
	for _, kid := range bytes.Split(kids, []byte(" 0 R")) {
		if n, _ := numberAt(bytes.TrimSpace(kid), 0); n > 0 {
			pages = append(pages, n)
		}
	}
	return pages
}

// header begins a file. The bytes of its comment tell programs that pass a file on
// that it is not text.
const header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

// bytes puts the file together. Its identifier is made from what it holds.
func (r *file) bytes() []byte {
	size := 0
	for _, o := range r.objects {
		size += len(o.raw)
	}
	out := bytes.NewBuffer(make([]byte, 0, len(header)+size+r.next*lineOfXref+300))
	out.WriteString(header)
	offsets := make([]int, r.next)
	for _, o := range r.objects {
		offsets[o.number] = out.Len()
		out.Write(o.raw)
	}
	digest := sha256.Sum256(out.Bytes())
	table := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", r.next)
	for _, at := range offsets[1:] {
		fmt.Fprintf(out, "%010d 00000 n \n", at)
	}
	id := digest[:16]
	fmt.Fprintf(out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n", r.next, r.root, r.info, id, id, table)
	return out.Bytes()
}
