package document

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"reflect"
	"sync"

	"compack/internal/dataset"
)

// sealer digests values in a canonical form: texts and lists with their length, so that
// no two values are written alike, and of a structure the fields that are not zero, so
// that a document which says nothing new keeps its digest when a field is added.
type sealer struct {
	sum hash.Hash
	buf []byte // not digested yet
}

func newSealer() *sealer {
	return &sealer{sum: sha256.New(), buf: make([]byte, 0, 2*sealedAtOnce)}
}

// sealedAtOnce is how many bytes are gathered before they are digested.
const sealedAtOnce = 8 << 10

func (s *sealer) digest() string {
	s.sum.Write(s.buf)
	return hex.EncodeToString(s.sum.Sum(nil))
}

var cellType = reflect.TypeFor[Cell]()

// put writes all that v holds. It must be addressable.
func (s *sealer) put(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s.text(v.String())
	case reflect.Bool:
		s.buf = appendBool(s.room(), v.Bool())
	case reflect.Int, reflect.Int32, reflect.Int64:
		s.number(v.Int())
	case reflect.Uint8:
		s.number(int64(v.Uint()))
	case reflect.Slice:
		s.number(int64(v.Len()))
		for i := range v.Len() {
			s.put(v.Index(i))
		}
	case reflect.Pointer:
		s.put(v.Elem())
	case reflect.Interface:
		s.typed(sealed(v.Interface().(Block)))
	case reflect.Struct:
		if v.Type() == cellType {
			s.cell(v.Addr().Interface().(*Cell))
			return
		}
		s.fields(v)
	default:
		panic(fmt.Sprintf("a %s can't be sealed", v.Type()))
	}
}

// fields writes the fields of a structure that are not zero under their names.
func (s *sealer) fields(v reflect.Value) {
	for i, name := range fieldNames(v.Type()) {
		if field := v.Field(i); !field.IsZero() {
			s.text(name)
			s.put(field)
		}
	}
	s.text("")
}

// named holds the names of structures' fields, which reflection makes anew each time.
var named sync.Map // []string by reflect.Type

func fieldNames(t reflect.Type) []string {
	if known, ok := named.Load(t); ok {
		return known.([]string)
	}
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = t.Field(i).Name
	}
	named.Store(t, names)
	return names
}

// typed writes a block with its kind.
func (s *sealer) typed(b Block) {
	v := reflect.New(reflect.TypeOf(b)).Elem()
	v.Set(reflect.ValueOf(b))
	s.text(v.Type().Name())
	s.fields(v)
}

// cell writes a cell field by field, without reflection: documents have thousands.
func (s *sealer) cell(c *Cell) {
	b := append(s.room(), byte(c.Kind))
	for _, t := range [...]string{c.Text, c.Unit, c.Formula, c.Figure, string(c.Status)} {
		b = appendText(b, t)
	}
	for _, n := range [...]int64{c.Value.Num, c.Value.Den, int64(c.Places), int64(c.Date), int64(c.Moment)} {
		b = binary.AppendVarint(b, n)
	}
	s.buf = appendBool(b, c.Signed)
}

// column writes the values of all rows: texts themselves, as their codes say nothing.
func (s *sealer) column(c *dataset.Column) {
	words := c.Words()
	for _, code := range c.Codes() {
		switch {
		case words == nil:
			s.number(int64(code))
		case code == dataset.Empty:
			s.text("")
		default:
			s.text(words[code])
		}
	}
	for _, v := range c.Decimals() {
		s.number(int64(math.Float64bits(v)))
	}
}

func (s *sealer) text(t string)  { s.buf = appendText(s.room(), t) }
func (s *sealer) number(n int64) { s.buf = binary.AppendVarint(s.room(), n) }

// room returns what is not digested yet, where there is much of it after digesting it.
func (s *sealer) room() []byte {
	if len(s.buf) < sealedAtOnce {
		return s.buf
	}
	s.sum.Write(s.buf)
	return s.buf[:0]
}

func appendText(b []byte, t string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(t))), t...)
}

func appendBool(b []byte, v bool) []byte {
	if v {
		return append(b, 1)
	}
	return append(b, 0)
}
