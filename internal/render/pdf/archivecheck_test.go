package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func itoa(n int) string { return strconv.Itoa(n) }

func zeros(n int) string { return fmt.Sprintf("%010d", n) }

// archiveCheck looks for what ISO 19005-3 forbids or asks for, as far as a file that
// is written here could go wrong. Faults begin with the number of the clause.
type archiveCheck struct {
	raw    []byte
	file   *file
	faults []string
}

// archiveFaults returns what keeps a file from being an archive.
func archiveFaults(raw []byte) []string {
	c := &archiveCheck{raw: raw}
	var err error
	if c.file, err = readFile(raw); err != nil {
		return []string{"6.1.4 " + err.Error()}
	}
	c.frame()
	for _, o := range c.file.objects {
		c.object(o)
	}
	catalog := object{raw: c.file.body(c.file.root)}
	c.colours(catalog)
	c.description(catalog.reference("/Metadata"))
	c.glyphs()
	return c.faults
}

func (c *archiveCheck) need(holds bool, clause, format string, args ...any) {
	if !holds {
		c.faults = append(c.faults, clause+" "+fmt.Sprintf(format, args...))
	}
}

// frame checks the beginning and the end of the file.
func (c *archiveCheck) frame() {
	head := regexp.MustCompile(`^%PDF-1\.[0-7]\n%[\x80-\xff]{4}`)
	c.need(head.MatchString(latin(c.raw[:20])), "6.1.2", "no header with a binary comment")
	trailer := c.raw[bytes.LastIndex(c.raw, []byte("trailer\n")):]
	c.need(regexp.MustCompile(`/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]`).Match(trailer), "6.1.3", "no identifier")
	c.need(!bytes.Contains(trailer, []byte("/Encrypt")), "6.1.3", "the file is encrypted")
	c.need(bytes.HasSuffix(c.raw, []byte("%%EOF\n")), "6.1.3", "bytes after the end")
}

// latin returns bytes as characters of the same numbers, which patterns can match.
func latin(raw []byte) string {
	runes := make([]rune, len(raw))
	for i, b := range raw {
		runes[i] = rune(b)
	}
	return string(runes)
}

// object checks what holds for one object alone.
func (c *archiveCheck) object(o object) {
	dict, content, isStream := bytes.Cut(o.raw, []byte("stream\n"))
	has := func(s string) bool { return bytes.Contains(dict, []byte(s)) }
	if isStream {
		end := bytes.LastIndex(content, []byte("\nendstream"))
		c.need(o.reference("/Length") == end, "6.1.7.1", "object %d has a stream of %d bytes and says %d", o.number, end, o.reference("/Length"))
		c.need(!has("LZW"), "6.1.7.2", "object %d is packed by LZW", o.number)
	}
	if has("/Subtype /CIDFontType2") {
		c.need(has("/CIDToGIDMap "), "6.2.11.3.2", "font %d has no map of glyphs", o.number)
	}
	if has("/Type /FontDescriptor") {
		c.need(has("/FontFile2 "), "6.2.11.4.1", "font %d is not embedded", o.number)
	}
	if has("/Type /Font\n/Subtype /Type0") {
		c.characters(o)
	} else if has("/Type /Font\n") {
		c.need(has("/Subtype /CIDFontType2") && has("/FontDescriptor "), "6.2.11.4.1", "font %d is not embedded", o.number)
	}
	if has("/Subtype /Link") {
		c.need(has("/F 4 "), "6.3.2", "annotation %d would not be printed", o.number)
	}
}

// characters checks that a font's map says of each code once which character it is, and
// that no range crosses its high byte.
func (c *archiveCheck) characters(font object) {
	said := map[int64]int{}
	text := string(c.stream(font.reference("/ToUnicode")))
	number := func(s string) int64 { n, _ := strconv.ParseInt(s, 16, 64); return n }
	for _, m := range regexp.MustCompile(`(?m)^<(....)> <(....)> <(....)>$`).FindAllStringSubmatch(text, -1) {
		from, to := number(m[1]), number(m[2])
		c.need(from>>8 == to>>8 && from == number(m[3]), "6.2.11.7.2", "font %d has the range %s", font.number, m[0])
		for ; from <= to; from++ {
			said[from]++
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^<(....)> <....>$`).FindAllStringSubmatch(text, -1) {
		if m[0] != "<0000> <FFFF>" { // the space of codes itself
			said[number(m[1])]++
		}
	}
	once := 0
	for _, n := range said {
		if n == 1 {
			once++
		}
	}
	c.need(once == 0x10000, "6.2.11.7.2", "font %d says of %d codes which characters they are", font.number, once)
}

// stream returns what an object's stream holds, unpacked.
func (c *archiveCheck) stream(n int) []byte {
	dict, content, _ := bytes.Cut(c.file.body(n), []byte("stream\n"))
	if !bytes.Contains(dict, []byte("/FlateDecode")) {
		end := max(0, bytes.LastIndex(content, []byte("\nendstream")))
		return content[:end]
	}
	r, err := zlib.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil
	}
	raw, _ := io.ReadAll(r)
	return raw
}

// colours checks that the file says what its colours are.
func (c *archiveCheck) colours(catalog object) {
	if !bytes.Contains(catalog.raw, []byte("/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 ")) {
		c.need(false, "6.2.4.3", "the file does not say what its colours are")
		return
	}
	n := catalog.reference("/DestOutputProfile")
	profile := c.stream(n)
	ok := len(profile) > 128 && string(profile[36:40]) == "acsp" && string(profile[12:20]) == "mntrRGB " && bytes.Contains(c.file.body(n), []byte("/N 3 "))
	if ok {
		size, _ := strconv.ParseInt(fmt.Sprintf("%x", profile[:4]), 16, 64)
		ok = int(size) == len(profile)
	}
	c.need(ok, "6.2.4.3", "object %d is no profile of three colours", n)
}

// description checks that the metadata are sound, claim a level, and say what the
// properties say.
func (c *archiveCheck) description(n int) {
	if n == 0 {
		c.need(false, "6.6.2.1", "no metadata")
		return
	}
	raw := c.stream(n)
	dict, _, _ := bytes.Cut(c.file.body(n), []byte("stream\n"))
	c.need(bytes.Contains(dict, []byte("/Type /Metadata /Subtype /XML")) && !bytes.Contains(dict, []byte("/Filter")), "6.6.2.1", "metadata of another type, or packed")
	packet, _, _ := bytes.Cut(raw, []byte("?>"))
	c.need(!bytes.Contains(packet, []byte("bytes=")) && !bytes.Contains(packet, []byte("encoding=")), "6.6.2.1", "the packet states its size or encoding")
	c.need(bytes.Contains(packet, []byte("\uFEFF")), "6.6.2.1", "the packet has no byte order mark")
	said, err := readDescription(raw)
	c.need(err == nil, "6.6.2.1", "the metadata can't be read: %v", err)
	for space := range said.spaces {
		c.need(knownSpaces[space], "6.6.2.3.1", "the namespace %q is not declared", space)
	}
	c.need(said.texts["part"] == "3" && said.texts["conformance"] == "U", "6.6.4", "the file claims part %q, level %q", said.texts["part"], said.texts["conformance"])
	info := string(c.file.body(c.file.info))
	for name, key := range map[string]string{"title": "Title", "description": "Subject", "creator": "Author", "CreatorTool": "Creator", "Producer": "Producer", "CreateDate": "CreationDate", "ModifyDate": "ModDate"} {
		got, want := said.texts[name], property(info, key)
		if at, err := time.Parse(time.RFC3339, got); err == nil {
			got = at.Format("D:20060102150405Z")
		}
		c.need(got == want, "6.6.2.3", "%s is %q in the metadata and %q in the properties", key, got, want)
	}
}

// property returns a property of the file, "" where it has none.
func property(info, key string) string {
	m := regexp.MustCompile("/" + key + ` (\([^\n]*\)|<[0-9A-F]+>)\n`).FindStringSubmatch(info)
	if m == nil {
		return ""
	}
	s, _ := decodeString(m[1])
	return s
}

// knownSpaces are the namespaces that archives may use without saying what they are.
var knownSpaces = map[string]bool{
	"": true, "xmlns": true, "adobe:ns:meta/": true, "http://www.w3.org/1999/02/22-rdf-syntax-ns#": true, "http://www.w3.org/XML/1998/namespace": true,
	"http://purl.org/dc/elements/1.1/": true, "http://ns.adobe.com/xap/1.0/": true, "http://ns.adobe.com/pdf/1.3/": true, "http://www.aiim.org/pdfa/ns/id/": true,
}

// description is what metadata say: texts by the property that they are of.
type description struct {
	texts  map[string]string
	spaces map[string]bool
}

func readDescription(raw []byte) (description, error) {
	d := description{map[string]string{}, map[string]bool{}}
	r := xml.NewDecoder(bytes.NewReader(raw))
	property := ""
	for {
		token, err := r.Token()
		if errors.Is(err, io.EOF) {
			return d, nil
		}
		if err != nil {
			return d, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			d.spaces[e.Name.Space] = true
			if !strings.HasSuffix(e.Name.Space, "-syntax-ns#") {
				property = e.Name.Local
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(e)); s != "" {
				d.texts[property] += s
			}
		}
	}
}

// glyphs checks that each character on a page has a glyph in its font.
func (c *archiveCheck) glyphs() {
	maps := map[string][]byte{}
	resources := string(c.file.body(2))
	for _, m := range regexp.MustCompile(`/(F\w+) (\d+) 0 R`).FindAllStringSubmatch(resources, -1) {
		n, _ := strconv.Atoi(m[2])
		below, _ := strconv.Atoi(string(regexp.MustCompile(`/DescendantFonts \[(\d+)`).FindSubmatch(c.file.body(n))[1]))
		maps[m[1]] = c.stream(object{raw: c.file.body(below)}.reference("/CIDToGIDMap"))
	}
	for _, page := range c.file.pages() {
		eachText(c.contents(page), func(font string, code int) {
			gids := maps[font]
			ok := 2*code+1 < len(gids) && (gids[2*code] != 0 || gids[2*code+1] != 0)
			c.need(ok, "6.2.11.8", "object %d shows %U, for which font %s has no glyph", page, code, font)
		})
	}
}

// contents returns all that is drawn on a page.
func (c *archiveCheck) contents(page int) (all []byte) {
	list := regexp.MustCompile(`/Contents \[([^\]]*)\]`).FindSubmatch(c.file.body(page))
	if list == nil {
		c.need(false, "6.1.6", "object %d has no contents", page)
		return nil
	}
	for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllSubmatch(list[1], -1) {
		n, _ := strconv.Atoi(string(m[1]))
		all = append(append(all, c.stream(n)...), '\n')
	}
	return all
}

// eachText calls f for each code of two bytes that a page's content shows.
func eachText(content []byte, f func(font string, code int)) {
	font := ""
	setFont := regexp.MustCompile(`/(\w+) [\d.]+ Tf`)
	for len(content) > 0 {
		open := bytes.IndexByte(content, '(')
		if open < 0 {
			return
		}
		if all := setFont.FindAllSubmatch(content[:open], -1); all != nil {
			font = string(all[len(all)-1][1])
		}
		var text []byte
		i := open + 1
		for ; i < len(content) && content[i] != ')'; i++ {
			if content[i] == '\\' {
				i++
				text = append(text, map[byte]byte{'r': '\r', 'n': '\n'}[content[i]])
				if text[len(text)-1] == 0 {
					text[len(text)-1] = content[i]
				}
				continue
			}
			text = append(text, content[i])
		}
		for j := 0; j+1 < len(text); j += 2 {
			f(font, int(text[j])<<8|int(text[j+1]))
		}
		content = content[min(i+1, len(content)):]
	}
}
