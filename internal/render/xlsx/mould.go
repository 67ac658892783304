package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"
)

// mould holds what the library makes of a workbook. It is the same in all workbooks of
// one theme but for the blanks of its charts, so it is made once.
type mould struct {
	theme  []byte
	charts map[chartKind]chartMould
}

// chartMould is what stands before, between and after the blanks of a chart.
type chartMould []string

// blank stands in a mould for a text of a chart.
const blank = "_blank_"

var moulds sync.Map // by theme

// empty is an element without content, as the library writes it.
var empty = regexp.MustCompile(`<([^/<>][^<>]*)></[^<>]+>`)

// mould returns the theme's mould.
func (t Theme) mould() (*mould, error) {
	if m, ok := moulds.Load(t); ok {
		return m.(*mould), nil
	}
	m, err := t.newMould()
	if err != nil {
		return nil, fmt.Errorf("parts of the library: %w", err)
	}
	moulds.Store(t, m)
	return m, nil
}

func (t Theme) newMould() (*mould, error) {
	file := excelize.NewFile()
	defer file.Close()
	kinds := []chartKind{{}, {upright: true}, {percent: true}, {upright: true, percent: true}}
	for _, kind := range kinds {
		if err := file.AddChart("Sheet1", "A1", t.chart(kind)); err != nil {
			return nil, err
		}
	}
	made := collected{}
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return made })
	if err := file.Write(io.Discard); err != nil {
		return nil, err
	}
	m := &mould{theme: made[partTheme].Bytes(), charts: map[chartKind]chartMould{}}
	for i, kind := range kinds {
		m.charts[kind] = strings.Split(empty.ReplaceAllString(made[partChart(i+1)].String(), "<$1/>"), blank)
	}
	return m, nil
}

// fill returns a chart with its blanks filled.
func (m chartMould) fill(texts ...string) []byte {
	dst := []byte(m[0])
	for i, text := range texts {
		dst = append(appendEscaped(dst, text), m[i+1]...)
	}
	return dst
}

// collected takes the parts of a workbook as the library makes them, in the place of
// an archive.
type collected map[string]*bytes.Buffer

// Create adds a part.
func (c collected) Create(name string) (io.Writer, error) {
	c[name] = &bytes.Buffer{}
	return c[name], nil
}

// AddFS is never called by the library where there is no file that it was opened from.
func (c collected) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close does nothing.
func (c collected) Close() error { return nil }
