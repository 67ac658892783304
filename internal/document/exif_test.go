package document_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"compack/internal/document"
)

// lying is a JPEG of 32 by 16 pixels, its left half black, that says it lies so.
func lying(t *testing.T, orientation uint16, order binary.AppendByteOrder) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 32, 16))
	for y := range 16 {
		for x := range 16 {
			m.SetGray(x+16, y, color.Gray{255})
		}
	}
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		exif = []byte("Exif\x00\x00MM\x00*")
	}
	exif = order.AppendUint32(exif, 8)
	exif = order.AppendUint16(exif, 1)
	exif = order.AppendUint16(exif, 0x0112)
	exif = order.AppendUint16(exif, 3)
	exif = order.AppendUint32(exif, 1)
	exif = order.AppendUint16(exif, orientation)
	exif = order.AppendUint16(exif, 0)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	return append(append(out, exif...), plain.Bytes()[2:]...)
}

func TestAPictureIsSetAsItIsToBeLookedAt(t *testing.T) {
	for _, c := range []struct {
		orientation uint16
		dark        image.Point // a pixel of the half that is black
		tall        bool
	}{
		{1, image.Pt(2, 8), false}, {2, image.Pt(29, 8), false}, {3, image.Pt(29, 8), false}, {4, image.Pt(2, 8), false},
		{5, image.Pt(8, 2), true}, {6, image.Pt(8, 2), true}, {7, image.Pt(8, 29), true}, {8, image.Pt(8, 29), true},
		{0, image.Pt(2, 8), false}, {9, image.Pt(2, 8), false},
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			read, err := document.ReadImage("logo.jpg", lying(t, c.orientation, order))
			if err != nil {
				t.Fatal(err)
			}
			pixels, err := read.Decode()
			if err != nil {
				t.Fatal(err)
			}
			if (read.Height > read.Width) != c.tall || pixels.Bounds().Dx() != read.Width || pixels.Bounds().Dy() != read.Height {
				t.Errorf("%d: %d by %d, pixels %v", c.orientation, read.Width, read.Height, pixels.Bounds())
			}
			if r, _, _, _ := pixels.At(c.dark.X, c.dark.Y).RGBA(); r > 0x2000 {
				t.Errorf("%d: the black half is not at %v", c.orientation, c.dark)
			}
		}
	}
}

func TestAPictureWithDamagedOrientationIsUpright(t *testing.T) {
	whole := lying(t, 6, binary.LittleEndian)
	for at := 4; at < 38; at++ { // what Exif says of itself
		broken := bytes.Clone(whole)
		broken[at] = 0xFF
		if read, err := document.ReadImage("logo.jpg", broken); err == nil && read.Width*read.Height != 32*16 {
			t.Errorf("byte %d: %d by %d", at, read.Width, read.Height)
		}
	}
}
