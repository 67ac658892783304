package documenttest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"compack/internal/document"
	"compack/internal/metric"
)

// declared returns what the document room declares: the types with a method, and the
// constants of a type.
func declared(t *testing.T) (blocks map[string]bool, constants map[string][]string) {
	t.Helper()
	names, err := filepath.Glob("../*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files of the document room: %v", err)
	}
	blocks, constants = map[string]bool{}, map[string][]string{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && d.Name.Name == "block" {
					blocks[d.Recv.List[0].Type.(*ast.Ident).Name] = true
				}
			case *ast.GenDecl:
				noteConstants(d, constants)
			}
		}
	}
	return blocks, constants
}

func noteConstants(d *ast.GenDecl, constants map[string][]string) {
	kind := ""
	for _, s := range d.Specs {
		v, ok := s.(*ast.ValueSpec)
		if !ok || d.Tok != token.CONST {
			continue
		}
		if id, ok := v.Type.(*ast.Ident); ok {
			kind = id.Name
		}
		for _, n := range v.Names {
			constants[kind] = append(constants[kind], n.Name)
		}
	}
}

// all returns the blocks of a document with those that stand beside one another.
func all(blocks []document.Block) (out []document.Block) {
	for _, b := range blocks {
		out = append(out, b)
		if beside, ok := b.(document.Beside); ok {
			for _, p := range beside.Parts {
				out = append(out, all(p.Blocks)...)
			}
		}
	}
	return out
}

func everyBlock() (out []document.Block) {
	for _, s := range Every().Sections {
		out = append(out, all(s.Blocks)...)
	}
	return out
}

func TestEveryKindOfBlockIsThere(t *testing.T) {
	kinds, _ := declared(t)
	if len(kinds) < 14 {
		t.Fatalf("only %d kinds of blocks are found in the document room", len(kinds))
	}
	for _, b := range everyBlock() {
		delete(kinds, reflect.TypeOf(b).Name())
	}
	for kind := range kinds {
		t.Errorf("no block %s in Every: add one, so that each renderer is tried with it", kind)
	}
}

func TestEveryKindOfChartIsThere(t *testing.T) {
	_, constants := declared(t)
	shown := map[document.ChartKind]bool{}
	for _, b := range everyBlock() {
		if c, ok := b.(document.Chart); ok {
			shown[c.Kind] = true
		}
	}
	if n := len(constants["ChartKind"]); n != len(shown) || n != len(ChartKinds) {
		t.Errorf("the document knows charts %v; Every shows %v, and ChartKinds are %v", constants["ChartKind"], shown, ChartKinds)
	}
}

func TestEveryKindOfCellIsThere(t *testing.T) {
	_, constants := declared(t)
	kinds := map[document.Kind]bool{}
	statuses := map[metric.Status]bool{}
	for _, c := range Cells() {
		kinds[c.Kind] = true
		if c.Kind == document.Status {
			statuses[c.Status] = true
		}
	}
	if n := len(constants["Kind"]); n < 9 || n != len(kinds) {
		t.Errorf("the document knows cells %v; Cells has %d kinds of them", constants["Kind"], len(kinds))
	}
	if len(statuses) != 4 {
		t.Errorf("Cells has the statuses %v, want four", statuses)
	}
}

func TestFixturesAreTheSameEachTime(t *testing.T) {
	if a, b := Every().Digest, Every().Digest; a != b || len(a) != 64 {
		t.Errorf("digests %q and %q", a, b)
	}
	if a, b := Hard(50).Digest, Hard(50).Digest; a != b || strings.Trim(a, "0") == "" {
		t.Errorf("digests %q and %q", a, b)
	}
}
