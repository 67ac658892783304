package document_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"compack/internal/dataset"
	"compack/internal/document"
	"compack/internal/document/documenttest"
	"compack/internal/metric"
)

// changer changes one field of a document after the other, and says under which paths
// the digest stayed. Where a list or a pointer is empty it makes one.
type changer struct {
	doc   *document.Document
	store func() // puts the block that is being changed into its place
	seen  map[string]bool
	same  []string
}

func (c *changer) walk(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "Locale" && f.Name != "Populations" {
				c.walk(v.Field(i), strings.TrimPrefix(path+"."+f.Name, "."))
			}
		}
	case reflect.Slice:
		c.change(v, path+"[]")
		if v.Len() == 0 && v.Type().Elem().Kind() != reflect.Interface {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			c.store()
		}
		for i := range v.Len() {
			c.walk(v.Index(i), path)
		}
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
			c.store()
		}
		c.walk(v.Elem(), path)
	case reflect.Interface:
		block, outer := reflect.New(v.Elem().Type()).Elem(), c.store
		block.Set(v.Elem())
		c.store = func() { v.Set(block); outer() }
		c.walk(block, block.Type().Name())
		c.store = outer
	default:
		c.change(v, path)
	}
}

// change seals the document while v has another value.
func (c *changer) change(v reflect.Value, path string) {
	if c.seen[path] {
		return
	}
	c.seen[path] = true
	c.doc.Seal()
	was, old := c.doc.Digest, reflect.ValueOf(v.Interface())
	switch v.Kind() {
	case reflect.Slice:
		v.Set(reflect.Append(v, element(v.Type().Elem())))
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Uint8:
		v.SetUint(v.Uint() + 1)
	default:
		v.SetInt(v.Int() + 1)
	}
	c.store()
	if c.doc.Seal(); c.doc.Digest == was {
		c.same = append(c.same, path)
	}
	v.Set(old)
	c.store()
}

// element returns a value of the type, a paragraph where it is that of blocks.
func element(t reflect.Type) reflect.Value {
	if t.Kind() == reflect.Interface {
		return reflect.ValueOf(document.Paragraph{})
	}
	return reflect.Zero(t)
}

func TestEverythingThatADocumentSaysIsSealed(t *testing.T) {
	c := changer{doc: documenttest.Every(), store: func() {}, seen: map[string]bool{}}
	c.walk(reflect.ValueOf(c.doc).Elem(), "")
	want := []string{"PreparedBy", "ApprovedBy", "IssuedOn", "Draft", "Digest", "Signoff.Lines.Name", "Signoff.Lines.Note"}
	same := slices.DeleteFunc(c.same, func(path string) bool { return strings.HasPrefix(path, "Signoff.Lines.On.") })
	if len(c.seen) < 200 || !slices.Equal(same, want) {
		t.Errorf("of %d fields the digest leaves out %v, want %v", len(c.seen), same, want)
	}
}

func TestEveryRecordIsSealed(t *testing.T) {
	def := &dataset.Definition{ID: "risks", Fields: []dataset.Field{{Name: "risk_id", Type: dataset.Text}, {Name: "opened_on", Type: dataset.Date}, {Name: "loss", Type: dataset.Decimal},
		{Name: "status", Type: dataset.Enum, Values: []dataset.Value{{Name: "open", Title: "Open"}}}}}
	defined := func(p *document.Population, change func(d *dataset.Definition)) {
		own := *def
		own.Fields = slices.Clone(def.Fields)
		change(&own)
		p.Table = dataset.NewTable(&own)
	}
	add := func(p *document.Population, id string, opened int32, loss float64, origin dataset.Origin) {
		p.Table.Column(0).AppendText(id)
		p.Table.Column(1).AppendCode(opened)
		p.Table.Column(2).AppendDecimal(loss)
		p.Table.Column(3).AppendCode(0)
		p.Table.Commit(origin)
	}
	seen := map[string]int{}
	for i, change := range []func(p *document.Population){
		func(p *document.Population) { add(p, "R-1", 20, 0.5, dataset.Origin{Row: 2}) },
		func(p *document.Population) { add(p, "R-2", 20, 0.5, dataset.Origin{Row: 2}) },
		func(p *document.Population) { add(p, "", 20, 0.5, dataset.Origin{Row: 2}) },
		func(p *document.Population) { add(p, "R-1", 21, 0.5, dataset.Origin{Row: 2}) },
		func(p *document.Population) { add(p, "R-1", 20, 0.6, dataset.Origin{Row: 2}) },
		func(p *document.Population) { add(p, "R-1", 20, 0.5, dataset.Origin{Row: 3}) },
		func(p *document.Population) { add(p, "R-1", 20, 0.5, dataset.Origin{Source: 1, Row: 2}) },
		func(p *document.Population) {},
		func(p *document.Population) { p.Name = "Register" },
		func(p *document.Population) { p.Title = "Register" },
		func(p *document.Population) { p.Origins = []document.Origin{{File: "risks.xlsx"}} },
		func(p *document.Population) { p.Dates = metric.Dates{AsOf: 20} },
		func(p *document.Population) { p.Needed = []string{"loss"} },
		func(p *document.Population) { p.Helpers = []metric.Helper{{Name: "risks_late"}} },
		func(p *document.Population) { p.Helpers = []metric.Helper{{Name: "risks_late", Title: "Late"}} },
		func(p *document.Population) { defined(p, func(d *dataset.Definition) { d.Fields[0].Title = "Risk" }) },
		func(p *document.Population) {
			defined(p, func(d *dataset.Definition) { d.Fields[3].Values = []dataset.Value{{Name: "open", Title: "Not closed"}} })
		},
	} {
		p := document.Population{Name: "Risks", Title: "Risks", Origins: []document.Origin{{File: "risks.csv"}}, Table: dataset.NewTable(def)}
		change(&p)
		doc := &document.Document{Workbook: document.Workbook{Populations: []document.Population{p}}}
		doc.Seal()
		if before, known := seen[doc.Digest]; known {
			t.Errorf("changes %d and %d have one digest", before, i)
		}
		seen[doc.Digest] = i
	}
}
