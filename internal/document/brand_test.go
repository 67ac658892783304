package document

import "testing"

func TestColoursAreReadAndWritten(t *testing.T) {
	for s, want := range map[string]string{"1F4E8C": "1F4E8C", "#ffaa00": "FFAA00", "000000": "000000"} {
		c, err := ParseColour(s)
		if err != nil || c.String() != want {
			t.Errorf("%q is read as %v, error %v", s, c, err)
		}
	}
	for _, s := range []string{"", "#fff", "red", "12345G", "+12345", "0x1234", "1234567"} {
		if c, err := ParseColour(s); err == nil {
			t.Errorf("%q is read as %v", s, c)
		}
	}
}

func TestReadableColoursAreDarkenedByAsLittleAsNeeded(t *testing.T) {
	for _, v := range []uint32{0xFFFFFF, 0xFFFF00, 0xE08A00, 0x00FF00, 0x808080, 0x1F4E8C, 0} {
		c := RGB(v)
		got := c.Readable()
		contrast := got.Contrast(White)
		if contrast < ReadableContrast {
			t.Errorf("%s becomes %s, contrast %.2f", c, got, contrast)
		}
		if c.Contrast(White) >= ReadableContrast && got != c {
			t.Errorf("%s is readable and becomes %s", c, got)
		}
		if got != c && contrast > 4.7 {
			t.Errorf("%s becomes %s, contrast %.2f: darker than needed", c, got, contrast)
		}
	}
}
