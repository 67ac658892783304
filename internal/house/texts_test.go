package house

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the catalogue of fixed texts anew")

// catalogueFile is the list of all fixed texts, which is built into compack.
const catalogueFile = "../locale/texts.yaml"

// sayers are the functions that say a fixed text, with the places of the texts among
// their arguments: one text, or those for one and for more of a number.
var sayers = map[string][][]int{
	"Say": {{0}}, "say": {{0}}, "Key": {{0}}, "col": {{0}}, "wide": {{0}}, "right": {{0}},
	"Count": {{1, 2}}, "count": {{1, 2}}, "tell": {{2}, {3, 4}},
}

// said are the types whose constants are fixed texts.
var said = []string{"OmissionKind"}

// TestEachFixedTextIsInTheCatalogue reads the source for the texts that packs say, and
// compares them with the list that translators work from.
func TestEachFixedTextIsInTheCatalogue(t *testing.T) {
	text := catalogue(t)
	if *update {
		if err := os.WriteFile(catalogueFile, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	listed, err := os.ReadFile(catalogueFile)
	if err != nil {
		t.Fatal(err)
	}
	have, want := entries(listed), entries(text)
	for line := range want {
		if !have[line] {
			t.Errorf("%s lacks %s", catalogueFile, line)
		}
	}
	for line := range have {
		if !want[line] {
			t.Errorf("%s holds in vain %s", catalogueFile, line)
		}
	}
	if t.Failed() {
		t.Log("run go test ./internal/house -run Catalogue -update, then 'compack locales check' for the translations")
	}
}

// entries returns the texts of a catalogue, in whatever room and order.
func entries(catalogue []byte) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(string(catalogue)) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok {
			out[text] = true
		}
	}
	return out
}

// catalogue lists the fixed texts by the room that says them first.
func catalogue(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	out.WriteString("# The fixed texts of packs, by room. Written by a test of house: change the source, not this file.\n")
	known := map[string]bool{}
	room := ""
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err == nil && entry.Name() == "cli": // speaks to the analyst
			return fs.SkipDir
		case err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return err
		}
		for _, forms := range texts(t, path) {
			key := forms[len(forms)-1]
			if known[key] {
				continue
			}
			known[key] = true
			if in := filepath.ToSlash(filepath.Dir(path))[len("../"):]; in != room {
				room = in
				fmt.Fprintf(&out, "%s:\n", room)
			}
			quoted := make([]string, len(forms))
			for i, s := range forms {
				quoted[i] = strconv.Quote(s)
			}
			if len(forms) == 1 {
				fmt.Fprintf(&out, "  - %s\n", quoted[0])
			} else {
				fmt.Fprintf(&out, "  - [%s]\n", strings.Join(quoted, ", "))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// texts returns the fixed texts that a file says, in their order.
func texts(t *testing.T, path string) (out [][]string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			for _, places := range sayers[called(n)] {
				var forms []string
				for _, i := range places {
					if i < len(n.Args) {
						if s, ok := literal(n.Args[i]); ok && s != "" {
							forms = append(forms, s)
						}
					}
				}
				if len(forms) == len(places) {
					out = append(out, forms)
				}
			}
		case *ast.ValueSpec:
			if id, ok := n.Type.(*ast.Ident); ok && slices.Contains(said, id.Name) {
				for _, v := range n.Values {
					if s, ok := literal(v); ok {
						out = append(out, []string{s})
					}
				}
			}
		}
		return true
	})
	return out
}

// called returns the name of the function or method that is called; a column's title
// is fixed only where a method makes it.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		if f.Name != "right" {
			return f.Name
		}
	}
	return ""
}

// literal returns the text of a literal or of a sum of them.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		left, ok := literal(e.X)
		right, also := literal(e.Y)
		return left + right, ok && also && e.Op == token.ADD
	}
	return "", false
}
