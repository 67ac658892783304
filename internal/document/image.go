package document

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // the two formats that every renderer takes
	_ "image/png"
	"strings"
)

// Image is a picture that was read and found whole.
type Image struct {
	Content       []byte
	Format        string // png or jpeg
	Width, Height int    // in pixels
	Alt           string // what it shows, in words
}

// Bounds of an image: bytes of its file and pixels.
const (
	mostImageBytes  = 10 << 20
	mostImagePixels = 25_000_000
)

// ReadImage checks that a file's content is a whole PNG or JPEG, in grey or red,
// green and blue, and of a size that a page can hold. It decodes all of it: a file that is cut off
// or damaged is an error. A photograph that says how it lies is turned upright. Errors begin with the file's name and say what to do.
func ReadImage(name string, content []byte) (*Image, error) {
	fail := func(format string, args ...any) (*Image, error) {
		return nil, fmt.Errorf("%s: %s", name, fmt.Sprintf(format, args...))
	}
	if len(content) == 0 {
		return fail("the file is empty")
	}
	if len(content) > mostImageBytes {
		return fail("the image has %d MB, more than %d: save it smaller", len(content)>>20, mostImageBytes>>20)
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return fail("%s; save it as PNG or as JPEG", noImage(content, err))
	}
	if head.Width < 1 || head.Height < 1 || head.Width > mostImagePixels/head.Height {
		return fail("the image has %d x %d pixels: from 1 to %d million are taken", head.Width, head.Height, mostImagePixels/1_000_000)
	}
	if head.ColorModel == color.CMYKModel {
		return fail("the image is made for print (CMYK): save it in RGB")
	}
	pixels, err := decodeImage(content)
	if err != nil {
		return fail("the image is damaged or cut off (%v)", err)
	}
	if lies := exifOrientation(content); format == "jpeg" && lies != upright {
		if content, err = setUpright(pixels, lies); err != nil {
			return fail("the image can't be turned upright (%v): save it upright", err)
		}
		format = "png"
		if lies >= transposed {
			head.Width, head.Height = head.Height, head.Width
		}
	}
	return &Image{Content: content, Format: format, Width: head.Width, Height: head.Height}, nil
}

// decodeImage decodes an image; a decoder that gives up in an unforeseen way is an
// error as well.
func decodeImage(content []byte) (decoded image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the decoder failed: %v", p)
		}
	}()
	decoded, _, err = image.Decode(bytes.NewReader(content))
	return decoded, err
}

// noImage says what a file is that is neither PNG nor JPEG.
func noImage(content []byte, err error) string {
	start := strings.ToLower(string(content[:min(len(content), 512)]))
	for _, known := range []struct{ mark, name string }{
		{"<svg", "an SVG drawing"}, {"gif8", "a GIF"}, {"webp", "a WebP"}, {"%pdf", "a PDF"}, {"ii*\x00", "a TIFF"}, {"mm\x00*", "a TIFF"}, {"bm", "a bitmap"},
	} {
		if at := strings.Index(start, known.mark); at == 0 || at > 0 && (known.mark == "<svg" || known.mark == "webp") {
			return "the file is " + known.name
		}
	}
	return fmt.Sprintf("the file is no image that can be read (%v)", err)
}

// Decode returns the image's pixels.
func (i *Image) Decode() (image.Image, error) { return decodeImage(i.Content) }
