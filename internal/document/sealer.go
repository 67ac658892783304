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
//
// Its methods append to what is not digested yet, and return it.
type sealer struct{ sum hash.Hash }

func newSealer() sealer { return sealer{sha256.New()} }

// sealedAtOnce is how many bytes are gathered before they are digested.
const sealedAtOnce = 8 << 10

// room digests what was gathered, where that is much.
func (s sealer) room(b []byte) []byte {
	if len(b) < sealedAtOnce {
		return b
	}
	s.sum.Write(b)
	return b[:0]
}

func (s sealer) digest(b []byte) string {
	s.sum.Write(b)
	return hex.EncodeToString(s.sum.Sum(nil))
}

var cellType = reflect.TypeFor[Cell]()

// value writes all that v holds. It must be addressable.
func (s sealer) value(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return appendText(b, v.String())
	case reflect.Bool:
		return appendBool(b, v.Bool())
	case reflect.Int, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint8:
		return append(b, byte(v.Uint()))
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			b = s.value(s.room(b), v.Index(i))
		}
		return b
	case reflect.Pointer:
		return s.value(b, v.Elem())
	case reflect.Interface:
		return s.typed(b, v.Interface().(Block))
	case reflect.Struct:
		if v.Type() == cellType {
			return appendCell(b, v.Addr().Interface().(*Cell))
		}
		return s.fields(b, v)
	}
	panic(fmt.Sprintf("a %s can't be sealed", v.Type()))
}

// fields writes the fields of a structure that are not zero under their names.
func (s sealer) fields(b []byte, v reflect.Value) []byte {
	for i, name := range fieldNames(v.Type()) {
		if field := v.Field(i); !field.IsZero() {
			b = s.value(appendText(b, name), field)
		}
	}
	return appendText(b, "")
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

// column writes a field, the words of its list and the values of all rows: texts
// themselves, as their codes say nothing.
func (s sealer) column(b []byte, c *dataset.Column) []byte {
	b = appendText(appendText(b, c.Field.Name), c.Field.Title)
	b = binary.AppendUvarint(b, uint64(len(c.Field.Values)))
	for _, v := range c.Field.Values {
		b = appendText(b, v.Title)
	}
	words := c.Words()
	for _, code := range c.Codes() {
		switch b = s.room(b); {
		case words == nil:
			b = binary.AppendVarint(b, int64(code))
		case code == dataset.Empty:
			b = appendText(b, "")
		default:
			b = appendText(b, words[code])
		}
	}
	for _, v := range c.Decimals() {
		b = binary.BigEndian.AppendUint64(s.room(b), math.Float64bits(v))
	}
	return b
}

// appendCell writes a cell without reflection: documents have thousands.
func appendCell(b []byte, c *Cell) []byte {
	if *c == (Cell{}) {
		return append(b, 0)
	}
	b = append(b, byte(c.Kind)+1)
	b = appendText(appendText(appendText(b, c.Text), c.Unit), c.Formula)
	b = appendText(appendText(b, c.Figure), string(c.Status))
	b = binary.AppendVarint(binary.AppendVarint(b, c.Value.Num), c.Value.Den)
	b = binary.AppendVarint(binary.AppendVarint(b, int64(c.Date)), int64(c.Moment))
	b = binary.AppendVarint(b, int64(c.Places))
	return appendBool(b, c.Signed)
}

func appendText(b []byte, t string) []byte {
	if t == "" {
		return append(b, 0)
	}
	return append(binary.AppendUvarint(b, uint64(len(t))), t...)
}

func appendBool(b []byte, v bool) []byte {
	if v {
		return append(b, 1)
	}
	return append(b, 0)
}
