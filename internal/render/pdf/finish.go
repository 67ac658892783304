package pdf

import (
	"bytes"
	"errors"
	"time"

	"github.com/phpdave11/gofpdf"
)

// unstamped is the modification date that every file is written with. maroto gives
// no way to set a document's own, so it is overwritten in the finished file.
var unstamped = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

const stampForm = "D:20060102150405"

// The writer's defaults belong to its package, not to a document. They are set once,
// to constants, before any document is written: fonts in the order of their names,
// and a modification date that is not the clock's.
func init() {
	gofpdf.SetDefaultCatalogSort(true)
	gofpdf.SetDefaultModificationDate(unstamped)
}

// stampModified writes day as the file's modification date, in place: no byte moves,
// so that the file's cross-references stay right.
func stampModified(raw []byte, day time.Time) ([]byte, error) {
	key := []byte("/ModDate (" + unstamped.Format(stampForm) + ")")
	at := bytes.LastIndex(raw, key)
	if at < 0 {
		return nil, errors.New("the file has no modification date to set")
	}
	copy(raw[at:], "/ModDate ("+day.Format(stampForm)+")")
	return raw, nil
}
