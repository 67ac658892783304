package document

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// encoded returns a small picture in every form that is taken.
func encoded(t testing.TB) map[string][]byte {
	t.Helper()
	forms := map[string][]byte{}
	bounds := image.Rect(0, 0, 7, 5)
	for name, m := range map[string]interface {
		image.Image
		Set(x, y int, c color.Color)
	}{"8 bits": image.NewRGBA(bounds), "alpha": image.NewNRGBA(bounds), "16 bits": image.NewNRGBA64(bounds), "grey": image.NewGray(bounds),
		"palette": image.NewPaletted(bounds, color.Palette{color.White, color.Black})} {
		m.Set(3, 2, color.NRGBA{200, 30, 40, 128})
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		forms["PNG, "+name] = b.Bytes()
		if name != "8 bits" && name != "grey" {
			continue
		}
		b = bytes.Buffer{}
		if err := jpeg.Encode(&b, m, nil); err != nil {
			t.Fatal(err)
		}
		forms["JPEG, "+name] = b.Bytes()
	}
	return forms
}

func TestImagesAreRead(t *testing.T) {
	for name, content := range encoded(t) {
		i, err := ReadImage("logo", content)
		if err != nil || i.Width != 7 || i.Height != 5 || !strings.EqualFold(i.Format, strings.Split(name, ",")[0]) {
			t.Errorf("%s: %+v, error %v", name, i, err)
		}
	}
}

func TestImagesThatAreNotWholeAreErrors(t *testing.T) {
	for name, content := range encoded(t) {
		for cut := range len(content) - 12 {
			if _, err := ReadImage("logo", content[:cut]); err == nil {
				t.Fatalf("%s: the first %d bytes of %d are taken for an image", name, cut, len(content))
			}
		}
	}
	damaged := bytes.Clone(encoded(t)["PNG, 8 bits"])
	damaged[45] ^= 0xFF
	if _, err := ReadImage("logo", damaged); err == nil || !strings.Contains(err.Error(), "logo: the image is damaged") {
		t.Errorf("error %v", err)
	}
}

func TestImagesOfOtherKindsAreNamed(t *testing.T) {
	huge := bytes.Clone(encoded(t)["PNG, 8 bits"])
	binary.BigEndian.PutUint32(huge[16:], 100_000)
	binary.BigEndian.PutUint32(huge[20:], 100_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	for _, c := range []struct{ content, want string }{
		{"", "empty"}, {"<?xml version='1.0'?>\n<svg>", "SVG"}, {"GIF89a....", "GIF"}, {"RIFF....WEBPVP8 ", "WebP"}, {"%PDF-1.4", "PDF"}, {"hello", "no image"},
		{string(huge), "100000 x 100000 pixels"}, {strings.Repeat("x", mostImageBytes+1), "more than 10"}, {cmyk, "CMYK"},
	} {
		if _, err := ReadImage("logo.png", []byte(c.content)); err == nil || !strings.HasPrefix(err.Error(), "logo.png: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.20q: error %v does not name %q", c.content, err, c.want)
		}
	}
}

// cmyk is the head of a JPEG of four colours.
const cmyk = "\xff\xd8\xff\xc0\x00\x14\x08\x00\x05\x00\x07\x04\x01\x11\x00\x02\x11\x00\x03\x11\x00\x04\x11\x00\xff\xda\x00\x0e" + "\x04\x01\x00\x02\x00\x03\x00\x04\x00\x00\x3f\x00"

func FuzzReadImage(f *testing.F) {
	for _, content := range encoded(f) {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if i, err := ReadImage("logo", content); err == nil && i.Width*i.Height > mostImagePixels {
			t.Errorf("%d x %d pixels are taken", i.Width, i.Height)
		}
	})
}
