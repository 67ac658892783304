package manifest

import (
	"bytes"
	"encoding/json"
)

// Encode returns v as indented JSON with a final new line; the same value gives
// the same bytes.
func Encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return layOut(b.Bytes()), nil
}

// layOut sets compact JSON as [json.Indent] does, each element and member on a line of
// its own. That looks at every byte as if it could be wrong.
func layOut(compact []byte) []byte {
	out := make([]byte, 0, len(compact)*3/2)
	line := []byte{'\n'} // and the space in front of what stands on it
	for i := 0; i < len(compact); i++ {
		switch c := compact[i]; c {
		case '"':
			end := i + quoted(compact[i:])
			out = append(out, compact[i:end]...)
			i = end - 1
		case '{', '[':
			if out = append(out, c); compact[i+1] == c+2 {
				i++
				out = append(out, c+2) // } and ] come two after { and [
				continue
			}
			line = append(line, "  "...)
			out = append(out, line...)
		case '}', ']':
			line = line[:len(line)-2]
			out = append(append(out, line...), c)
		case ',':
			out = append(append(out, c), line...)
		case ':':
			out = append(out, ": "...)
		default:
			out = append(out, c)
		}
	}
	return out
}

// quoted returns how long the text is that b begins with.
func quoted(b []byte) int {
	for i := 1; ; i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}
