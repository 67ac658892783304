package manifest

import (
	"bytes"
	"encoding/json"
	"testing"
)

func FuzzLayoutIsThatOfIndent(f *testing.F) {
	f.Add(`{"a":[],"b":{},"c":[{"d":"x\\\"]"},1.5e3,null,[[true]]],"e,:":"{\\"}`)
	f.Fuzz(func(t *testing.T, text string) {
		var compact, want bytes.Buffer
		if json.Compact(&compact, []byte(text)) != nil {
			t.Skip()
		}
		if err := json.Indent(&want, compact.Bytes(), "", "  "); err != nil {
			t.Fatal(err)
		}
		if got := layOut(compact.Bytes()); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s is laid out as\n%s\nwant\n%s", text, got, want.Bytes())
		}
	})
}
