package pdf

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// packedIdentity is the compressed map of the characters that codes are, by which text
// can be searched and copied. It is the same for all fonts in every file.
var packedIdentity = sync.OnceValues(func() ([]byte, error) { return deflate([]byte(identityMap())) })

// identityMap maps each code of two bytes to the character of its number, and the forms
// of Arabic letters to the letters themselves, as nobody searches for a form.
func identityMap() string {
	letters := lettersOfForms()
	var ranges, chars []string
	for high := range 0x100 {
		for low := 0; low < 0x100; {
			from := high<<8 + low
			for low < 0x100 && letters[rune(high<<8+low)] == 0 {
				low++
			}
			if to := high<<8 + low; to > from {
				ranges = append(ranges, fmt.Sprintf("<%04X> <%04X> <%04X>\n", from, to-1, from))
			}
			for ; low < 0x100 && letters[rune(high<<8+low)] != 0; low++ {
				code := rune(high<<8 + low)
				chars = append(chars, fmt.Sprintf("<%04X> <%04X>\n", code, letters[code]))
			}
		}
	}
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // in a block
	for block := range slices.Chunk(ranges, most) {
		fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", len(block), strings.Join(block, ""))
	}
	for block := range slices.Chunk(chars, most) {
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", len(block), strings.Join(block, ""))
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.String()
}

// lettersOfForms returns the letter that each form of an Arabic letter stands for. A
// pair of them has none: viewers don't agree in which order its letters would stand.
func lettersOfForms() map[rune]rune {
	letters := map[rune]rune{}
	for r, form := range arabicForms {
		n := rune(2)
		if form.joins {
			n = 4
		}
		for i := range n {
			letters[form.first+i] = r
		}
	}
	return letters
}
