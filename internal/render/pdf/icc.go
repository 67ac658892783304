package pdf

import (
	"encoding/binary"
	"math"
	"sync"
)

// srgbName is how registries call the colour space.
const srgbName = "sRGB IEC61966-2.1"

// srgb returns the ICC profile of sRGB (IEC 61966-2-1) in the form of ICC.1:2001-04,
// version 2.4: three primaries, adapted to the profiles' white D50, and one curve.
var srgb = sync.OnceValue(func() []byte {
	tags := []struct {
		name    string
		content []byte
	}{
		{"desc", describedAs(srgbName)},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No rights are reserved.\x00"...)},
		{"wtpt", xyz(0xF6D6, 0x10000, 0xD32D)},
		{"rXYZ", xyz(0x6FA2, 0x38F5, 0x0390)},
		{"gXYZ", xyz(0x6299, 0xB785, 0x18DA)},
		{"bXYZ", xyz(0x24A0, 0x0F84, 0xB6CF)},
		{"rTRC", srgbCurve()},
		{"gTRC", nil}, // the curve before it
		{"bTRC", nil},
	}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	at, size := profileHeader+4+12*len(tags), 0
	var contents []byte
	for _, t := range tags {
		if t.content != nil {
			at, size = profileHeader+4+12*len(tags)+len(contents), len(t.content)
			contents = append(contents, t.content...)
			for len(contents)%4 != 0 {
				contents = append(contents, 0)
			}
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(size))
	}
	all := append(table, contents...)
	return append(headOfProfile(profileHeader+len(all)), all...)
})

// profileHeader is the length of a profile's header.
const profileHeader = 128

// headOfProfile returns the header of a display's profile of so many bytes.
func headOfProfile(size int) []byte {
	h := make([]byte, profileHeader)
	binary.BigEndian.PutUint32(h, uint32(size))
	binary.BigEndian.PutUint32(h[8:], 0x02400000) // the version
	copy(h[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1, 0, 0, 0} { // a date, which must not be the clock's
		binary.BigEndian.PutUint16(h[24+2*i:], v)
	}
	copy(h[36:], "acsp")
	copy(h[68:], xyz(0xF6D6, 0x10000, 0xD32D)[8:]) // D50
	return h
}

// xyz returns a colour, in units of 1/65536.
func xyz(x, y, z uint32) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []uint32{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}

// describedAs returns a profile's name, in ASCII alone.
func describedAs(s string) []byte {
	b := []byte("desc\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...) // neither in Unicode nor for the Macintosh
}

// srgbCurve returns the light of each value: linear near black, then a power.
func srgbCurve() []byte {
	const points = 1024
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(v*65535+0.5))
	}
	return b
}
