package document

import (
	"bytes"
	"fmt"

	"golang.org/x/image/font/sfnt"
)

// CheckFont checks that a file's content is a TrueType font whose outlines a report
// can hold. Errors begin with the file's name and say what to do.
func CheckFont(name string, content []byte) error {
	if bytes.HasPrefix(content, []byte("OTTO")) {
		return fmt.Errorf("%s: the font has PostScript outlines: take its TrueType form", name)
	}
	if bytes.HasPrefix(content, []byte("ttcf")) {
		return fmt.Errorf("%s: the file holds several fonts: take one of them as a file of its own", name)
	}
	if _, err := sfnt.Parse(content); err != nil {
		return fmt.Errorf("%s: the file is no TrueType font (%v)", name, err)
	}
	return nil
}
