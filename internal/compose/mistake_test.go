package compose

import (
	"strings"
	"testing"

	"compack/internal/document"
)

// front is a front matter of three lines.
const front = "---\ntitle: A pack\n---\n"

// TestEachMistakeIsPlacedWhereItStands composes packs with one mistake each.
func TestEachMistakeIsPlacedWhereItStands(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no front matter":       {"# Records\n", "p.md, line 1: a pack starts with a front matter"},
		"open front matter":     {"---\ntitle: A\n", "p.md, line 1: the front matter has no closing line"},
		"front matter's key":    {"---\ntitle: A\nsubtitel: B\n---\n", `p.md, line 3, front matter: the key "subtitel" is not known; did you mean "subtitle"?`},
		"front matter's YAML":   {"---\ntitle: A\ncover:\n  - b: : c\n---\n", "p.md, line 4, front matter: "},
		"page":                  {"---\ntitle: A\npage: A3\n---\n", `p.md, line 3, front matter: page: "A3" is neither A4 nor Letter`},
		"no title":              {"---\nsubtitle: A\n---\n", "p.md, line 1, front matter: title is missing"},
		"text before a chapter": {front + "Text.\n\n# Records\n", "p.md, line 4: text stands before the first heading"},
		"template's grammar":    {front + "# A\n\n{{ if }}\n", "p.md, line 6: "},
		"template's function":   {front + "# A\n\n{{ metrik \"there.share\" }}\n", "p.md, line 6: "},
		"metric in the text":    {front + "# A\n\nText\nand {{ metric \"there.shar\" }}.\n", `p.md, line 7: there is no metric "there.shar"; did you mean there.share?`},
		"dataset in the text":   {front + "# A\n\n{{ if provided \"ther\" }}x{{ end }}\n", `p.md, line 6: there is no dataset "ther"; did you mean there?`},
		"block":                 {front + "# A\n\n```tabel\n```\n", `p.md, line 6: there is no block "tabel"; did you mean table?`},
		"no block":              {front + "# A\n\n```\ntext\n```\n", `p.md, line 6: there is no block ""`},
		"key":                   {front + "# A\n\n```table\ndataset: there\ncolums: [id]\n```\n", `p.md, line 8, block table: the key "colums" is not known; did you mean "columns"?`},
		"YAML":                  {front + "# A\n\n```table\ndataset: there\ncolumns: [id\n```\n", "p.md, line 8, block table: a list in brackets is not closed"},
		"type":                  {front + "# A\n\n```table\ndataset: there\nlimit: many\n```\n", "p.md, line 8, block table: limit: "},
		"dataset":               {front + "# A\n\n```table\nlimit: 3\ndataset: thre\n```\n", `p.md, line 8, block table: there is no dataset "thre"; did you mean there?`},
		"field":                 {front + "# A\n\n```table\ndataset: there\ncolumns:\n  - id\n  - idd\n```\n", `p.md, line 10, block table: dataset there has no field "idd"; did you mean id?`},
		"order":                 {front + "# A\n\n```table\ndataset: there\nsort: [-idd]\n```\n", `p.md, line 8, block table: sort: dataset there has no field "idd"`},
		"order, with spaces":    {front + "# A\n\n```table\ndataset: there\nsort: [\" -idd\"]\n```\n", `p.md, line 8, block table: sort: dataset there has no field "idd"`},
		"predicate":             {front + "# A\n\n```table\ndataset: there\nwhere: idd == 'x'\n```\n", "p.md, line 8, block table: where: "},
		"metric":                {front + "# A\n\n```metrics\n- there.share\n- there.shared\n```\n", `p.md, line 8, block metrics: there is no metric "there.shared"`},
		"grouping":              {front + "# A\n\n```chart\nmetric: there.share\nby: colour\n```\n", `p.md, line 8, block chart: metric there.share is not grouped by "colour"; it is grouped by trend`},
		"after a condition":     {front + "# A\n\n{{ if provided \"absent\" }}\none\ntwo\n{{ end }}\n```tabel\n```\n", "p.md, line 10: "},
		"in a repetition":       {front + "# A\n\n```metrics\n{{ range list \"there.share\" \"there.none\" }}- {{ . }}\n{{ end }}```\n", "p.md, line 7, block metrics: "},
		"in a named part":       {front + "{{ define \"x\" }}\n```tabel\n```\n{{ end }}\n# A\n\n{{ template \"x\" }}\n", "p.md, line 5: "},
		"below several lines":   {front + "# A\n\n{{ .Introduction }}\n\n```tabel\n```\n", "p.md, line 8: "},
		"block in a list":       {front + "# A\n\n- one\n\n  ```sources\n  ```\n", "p.md, line 8: a list can't hold a block"},
		"list in a list":        {front + "# A\n\n- one\n  - two\n", "p.md, line 7: a list can't hold a Markdown list"},
		"block in a quotation":  {front + "# A\n\n> one\n>\n> ```sources\n> ```\n", "p.md, line 8: a quotation can't hold a block"},
		"code in Markdown":      {front + "# A\n\n    code\n", "p.md, line 6: a pack can't hold a Markdown codeblock"},
	} {
		in := incomplete(t)
		in.Introduction = "one\n\ntwo\n\nthree"
		in.Template = NewTemplate("p", "p.md", test.text)
		_, err := Compose(in)
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s:\n got %v\nwant %s", name, err, test.want)
		}
	}
}

func TestMistakesOfSeveralBlocksAreSaidTogether(t *testing.T) {
	in := incomplete(t)
	in.Template = NewTemplate("p", "p.md", front+"# A\n\n```tabel\n```\n\n```metrics\n- there.shar\n```\n")
	_, err := Compose(in)
	if err == nil || len(strings.Split(err.Error(), "\n")) != 2 {
		t.Errorf("got %v", err)
	}
}

func TestThePackMayChooseItsPaper(t *testing.T) {
	in := incomplete(t)
	in.Template = NewTemplate("p", "p.md", "---\ntitle: A pack\npage: Letter\n---\n# A\n\nText.\n")
	if doc, err := Compose(in); err != nil || doc.Paper != document.Letter {
		t.Errorf("%v: %+v", err, doc)
	}
}
