package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
)

// characters says for each font which characters its codes are, so that text can be
// searched and copied. The writer's codes are the characters' own numbers, but it says
// so in one range over all of them, and a range may not go beyond 256 codes.
func (f *finishing) characters() error {
	for _, o := range f.objects {
		if !bytes.HasPrefix(o.raw, fmt.Appendf(nil, "%d 0 obj\n<</Type /Font\n", o.number)) {
			continue
		}
		if n := o.reference("/ToUnicode"); n > 0 {
			packed, err := packedIdentity()
			if err != nil {
				return err
			}
			f.write(n, stream("/Filter /FlateDecode", packed))
		}
	}
	return nil
}

// packedIdentity is the compressed map, the same in every file.
var packedIdentity = sync.OnceValues(func() ([]byte, error) { return deflate([]byte(identityMap())) })

// identityMap maps each code of two bytes to the character of its number, in blocks
// of 100 ranges at most.
func identityMap() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const ranges, most = 256, 100
	for from := 0; from < ranges; from += most {
		to := min(from+most, ranges)
		fmt.Fprintf(&b, "%d beginbfrange\n", to-from)
		for high := from; high < to; high++ {
			fmt.Fprintf(&b, "<%02X00> <%02[1]XFF> <%02[1]X00>\n", high)
		}
		b.WriteString("endbfrange\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.String()
}
