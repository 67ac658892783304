package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"strings"

	"compack/internal/document"
)

// mostPixels is how many pixels a picture keeps a side: more than printers show of a logo.
const mostPixels = 1200

// inBox returns the size at which a picture fills a box without distortion.
func inBox(i *document.Image, w, h float64) (width, height float64) {
	scale := min(w/float64(i.Width), h/float64(i.Height))
	return float64(i.Width) * scale, float64(i.Height) * scale
}

// overlay draws a page's pictures over what is painted, and returns the reference to
// it. Pictures are no part of the text: names stand beside logos.
func (f *finishing) overlay(pg *page) (string, error) {
	var b strings.Builder
	for i := range pg.ops {
		o := &pg.ops[i]
		if o.image == nil {
			continue
		}
		name, err := f.picture(o.image)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "/Artifact BMC\nq\n%s 0 0 %s %s %s cm\n/%s Do\nQ\nEMC\n", points(o.w), points(o.h), points(o.x), f.up(o.y+o.h), name)
	}
	if b.Len() == 0 {
		return "", nil
	}
	packed, err := deflate([]byte(b.String()))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(" %d 0 R", f.add(stream("/Filter /FlateDecode", packed))), nil
}

// writtenPicture is a picture as files hold it, with the digest of what it was read from.
type writtenPicture struct {
	digest  [sha256.Size]byte
	content string
}

// writtenPictures are kept, as most reports of a run show the same logo.
var writtenPictures = lately[writtenPicture]{most: 4}

// picture writes a picture once, wherever it was read from, and returns its name.
func (f *finishing) picture(i *document.Image) (string, error) {
	digest := sha256.Sum256(i.Content)
	if name, ok := f.images[digest]; ok {
		return name, nil
	}
	same := func(p *writtenPicture) bool { return p.digest == digest }
	written, err := writtenPictures.find(same, func() (*writtenPicture, error) {
		content, err := imageStream(i)
		return &writtenPicture{digest, content}, err
	})
	if err != nil {
		return "", fmt.Errorf("picture: %w", err)
	}
	name := fmt.Sprintf("Im%d", len(f.images)+1)
	f.images[digest] = name
	f.lent = append(f.lent, fmt.Sprintf("/%s %d 0 R\n", name, f.add(written.content)))
	return name, nil
}

// pictures makes the written pictures known to the pages, which share one dictionary.
func (f *finishing) pictures() {
	if len(f.lent) == 0 {
		return
	}
	const list = "/XObject <<\n"
	n := object{raw: f.body(f.kids[0])}.reference("/Resources")
	f.set(n, bytes.Replace(f.body(n), []byte(list), []byte(list+strings.Join(f.lent, "")), 1))
}

// imageStream writes a picture: a JPEG that is no larger than needed as it is, else
// its pixels, what shines through laid on white.
func imageStream(i *document.Image) (string, error) {
	decoded, err := i.Decode()
	if err != nil {
		return "", err
	}
	dict := func(w, h int, space, filter string) string {
		return fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s /BitsPerComponent 8 /Filter /%s", w, h, space, filter)
	}
	if i.Format == "jpeg" && max(i.Width, i.Height) <= mostPixels {
		space := "DeviceRGB"
		if decoded.ColorModel() == color.GrayModel {
			space = "DeviceGray"
		}
		return stream(dict(i.Width, i.Height, space, "DCTDecode"), i.Content), nil
	}
	w, h, pixels := onWhite(decoded)
	packed, err := deflate(pixels)
	return stream(dict(w, h, "DeviceRGB", "FlateDecode"), packed), err
}

// onWhite returns a picture's pixels on white paper, red, green and blue; a large one
// is made smaller by a whole number, each pixel the mean of those it stands for.
func onWhite(m image.Image) (w, h int, pixels []byte) {
	bounds := m.Bounds()
	by := max(1, (max(bounds.Dx(), bounds.Dy())+mostPixels-1)/mostPixels)
	w, h = (bounds.Dx()+by-1)/by, (bounds.Dy()+by-1)/by
	pixels = make([]byte, 0, 3*w*h)
	for y := range h {
		for x := range w {
			at := image.Rect(x*by, y*by, (x+1)*by, (y+1)*by).Add(bounds.Min).Intersect(bounds)
			pixels = append(pixels, mean(m, at)...)
		}
	}
	return w, h, pixels
}

// mean returns the mean colour of a part of a picture on white.
func mean(m image.Image, part image.Rectangle) []byte {
	const white = 0xFFFF
	var sum [3]uint64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA() // of what is opaque of it
			for i, v := range [3]uint32{r, g, b} {
				sum[i] += uint64(v + white - a)
			}
		}
	}
	n := uint64(part.Dx() * part.Dy())
	return []byte{byte(sum[0] / n >> 8), byte(sum[1] / n >> 8), byte(sum[2] / n >> 8)}
}
