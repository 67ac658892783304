package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// law is printed with every breach.
const law = "the law of imports: a noun imports only nouns above it; a verb imports nouns, never another verb; " +
	"only pipeline imports verbs; only cli prints; only cmd exits and reads the clock (see internal/README.md)"

var (
	nouns = []string{"period", "problem", "strict", "locale", "dataset", "metric", "clause", "movement", "framework", "document", "manifest"}
	verbs = []string{"ingest", "merge", "measure", "evaluate", "compare", "cover", "compose", "render/pdf", "render/xlsx", "render/html", "render/fill", "annotate", "seal", "publish"}
	sides = []string{"config", "library", "history", "schedule", "notify", "preview"}
)

// room is one package below internal.
type room struct {
	name    string // ingest/csv
	imports map[string]token.Position
	calls   map[string]token.Position // time.Now and the like
}

func TestLawOfImports(t *testing.T) {
	for _, r := range rooms(t) {
		for path, at := range r.imports {
			if to, ok := strings.CutPrefix(path, "compack/internal/"); ok && !mayImport(r.name, to) {
				t.Errorf("%s: %s imports %s\n%s", at, r.name, to, law)
			}
		}
	}
}

func TestOnlyCmdReadsTheClockAndExits(t *testing.T) {
	for _, r := range rooms(t) {
		for call, at := range r.calls {
			if slices.Contains([]string{"time.Now", "time.Since", "os.Exit", "rand.Int", "rand.N"}, call) {
				t.Errorf("%s: %s calls %s\n%s", at, r.name, call, law)
			}
			printing := slices.Contains([]string{"fmt.Print", "fmt.Printf", "fmt.Println", "os.Stdout", "os.Stderr", "log.Print", "log.Printf", "log.Fatal"}, call)
			if printing && r.name != "cli" {
				t.Errorf("%s: %s uses %s\n%s", at, r.name, call, law)
			}
		}
	}
}

func TestLibrariesStayInTheirRooms(t *testing.T) {
	home := map[string][]string{
		"github.com/johnfercher/maroto":  {"render/pdf"},
		"github.com/phpdave11/gofpdf":    {"render/pdf"},
		"github.com/xuri/excelize":       {"render/xlsx", "ingest/xlsx", "annotate"},
		"github.com/spf13/viper":         {"config"},
		"github.com/Masterminds/sprig":   {"compose", "render/fill"},
		"github.com/yuin/goldmark":       {"compose"},
		"github.com/expr-lang/expr":      {"metric"},
		"github.com/rickar/cal":          {"period"},
		"github.com/netresearch/go-cron": {"period"},
		"github.com/arran4/golang-ical":  {"schedule"},
	}
	for _, r := range rooms(t) {
		for path, at := range r.imports {
			for library, allowed := range home {
				if strings.HasPrefix(path, library) && !slices.Contains(allowed, r.name) {
					t.Errorf("%s: %s imports %s, which belongs to %v", at, r.name, path, allowed)
				}
			}
		}
	}
}

func TestEachRoomSaysWhatItIs(t *testing.T) {
	for _, r := range rooms(t) {
		if files, _ := filepath.Glob(filepath.Join("..", filepath.FromSlash(r.name), "doc.go")); len(files) == 0 {
			t.Errorf("internal/%s has no doc.go", r.name)
		}
	}
}

// mayImport reports whether the law lets room from import room to.
func mayImport(from, to string) bool {
	if strings.HasSuffix(to, "test") {
		return false // for tests alone, which are not looked at here
	}
	if belongs(to, from) || belongs(from, to) {
		return verb(from) == verb(to)
	}
	switch {
	case from == "cli":
		return !isVerb(to)
	case from == "pipeline":
		return to != "cli"
	case slices.Contains(nouns, verb(from)):
		return slices.Contains(nouns, to) && slices.Index(nouns, to) < slices.Index(nouns, verb(from))
	case isVerb(from), isSide(from):
		return slices.Contains(nouns, to)
	}
	return false
}

// belongs reports whether room a is a sub-room of b.
func belongs(a, b string) bool { return strings.HasPrefix(a, b+"/") }

// verb returns the verb that a room is or belongs to, or the room's name.
func verb(name string) string {
	for _, v := range verbs {
		if name == v || belongs(name, v) {
			return v
		}
	}
	return strings.SplitN(name, "/", 2)[0]
}

func isVerb(name string) bool { return slices.Contains(verbs, verb(name)) }

func isSide(name string) bool {
	return slices.ContainsFunc(sides, func(s string) bool { return name == s || belongs(name, s) })
}

// rooms parses every package below internal, without tests.
func rooms(t *testing.T) []room {
	t.Helper()
	found := map[string]*room{}
	files := token.NewFileSet()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), ".."+string(filepath.Separator)))
		if name == "house" {
			return nil
		}
		r := found[name]
		if r == nil {
			r = &room{name: name, imports: map[string]token.Position{}, calls: map[string]token.Position{}}
			found[name] = r
		}
		return r.read(files, path)
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("read the rooms: %v, %d found", err, len(found))
	}
	var out []room
	for _, r := range found {
		out = append(out, *r)
	}
	return out
}

// read notes the imports of one file and its uses of other packages' names.
func (r *room) read(files *token.FileSet, path string) error {
	f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("parse %s: %w", path, err)
	}
	for _, imp := range f.Imports {
		p, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			return err
		}
		r.imports[p] = files.Position(imp.Pos())
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := s.X.(*ast.Ident); ok {
				r.calls[pkg.Name+"."+s.Sel.Name] = files.Position(s.Pos())
			}
		}
		return true
	})
	return nil
}
