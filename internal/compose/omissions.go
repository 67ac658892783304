package compose

import "compack/internal/document"

// omissionsMark stands in a table's place until all sections are known.
const omissionsMark = "\uE002omissions"

// omissions reserves the place of the table that says what the pack does not show.
func (c *composer) omissions(body []byte) ([]document.Block, error) {
	var spec struct {
		Title string `yaml:"title"`
	}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	return one(document.Table{Title: spec.Title, Note: omissionsMark}), nil
}

// resolveOmissions fills the places that [composer.omissions] reserved.
func (c *composer) resolveOmissions(sections []document.Section, list []document.Omission) {
	eachBlock(sections, func(_ document.Section, b document.Block) document.Block {
		if t, ok := b.(document.Table); ok && t.Note == omissionsMark {
			filled := c.omissionTable(list)
			filled.Title = t.Title
			return filled
		}
		return b
	})
}

func (c *composer) omissionTable(list []document.Omission) document.Table {
	t := document.Table{
		Columns: []document.Column{c.col("What"), c.wide("Of what"), c.wide("How far, and why")},
		Empty:   c.say("Nothing that the library knows of was left out."),
	}
	for _, o := range list {
		t.Rows = append(t.Rows, []document.Cell{document.T(upperFirst(o.Kind.In(c.Locale))), document.T(o.Subject), document.T(upperFirst(o.Text))})
	}
	return t
}
