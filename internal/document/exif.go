package document

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
)

// Orientations of Exif 2.32, section 4.6.5: how a picture's rows and columns lie to
// whoever looks at it.
const (
	upright     = 1
	transposed  = 5 // from here on, rows and columns change places
	orientation = 0x0112
)

// exifOrientation returns how a JPEG says that it lies; upright where it does not say
// it, or nothing that the standard knows.
func exifOrientation(jpeg []byte) int {
	exif := exifOf(jpeg)
	if len(exif) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return upright
	}
	entries := exif[at+2:]
	for n := order.Uint16(exif[at:]); n > 0 && len(entries) >= 12; n-- {
		if order.Uint16(entries) == orientation {
			if o := int(order.Uint16(entries[8:])); o >= upright && o <= 8 {
				return o
			}
			return upright
		}
		entries = entries[12:]
	}
	return upright
}

// exifOf returns a JPEG's Exif data from its byte order on, nil where it has none.
func exifOf(jpeg []byte) []byte {
	const (
		mark      = "Exif\x00\x00"
		app1, sos = 0xE1, 0xDA
	)
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xFF && jpeg[at+1] != sos; {
		end := at + 2 + int(binary.BigEndian.Uint16(jpeg[at+2:]))
		if end > len(jpeg) {
			return nil
		}
		if segment := jpeg[min(at+4, end):end]; jpeg[at+1] == app1 && bytes.HasPrefix(segment, []byte(mark)) {
			return segment[len(mark):]
		}
		at = end
	}
	return nil
}

// setUpright returns a picture as it is to be looked at, as a PNG.
func setUpright(lying image.Image, orientation int) ([]byte, error) {
	from := lying.Bounds()
	w, h := from.Dx(), from.Dy()
	to := image.Rect(0, 0, w, h)
	if orientation >= transposed {
		to = image.Rect(0, 0, h, w)
	}
	turned := image.NewRGBA(to)
	for y := range h {
		for x := range w {
			tx, ty := place(orientation, x, y, w, h)
			turned.Set(tx, ty, lying.At(from.Min.X+x, from.Min.Y+y))
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, turned)
	return out.Bytes(), err
}

// place returns where a pixel of a picture goes.
func place(orientation, x, y, w, h int) (tx, ty int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
