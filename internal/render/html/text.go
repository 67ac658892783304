package html

import (
	"strings"

	"compack/internal/document"
	"compack/internal/metric"
)

// subHeading writes a title below a section's. No level is skipped, whatever the
// document skips.
func (r *renderer) subHeading(level int, text document.Prose) {
	said := strings.TrimSpace(text.In(r.loc))
	if said == "" {
		return
	}
	r.level = min(max(level, 2)+1, r.level+1, 4)
	r.heading = said
	r.open([]string{"h3", "h4"}[r.level-3])
	r.prose(text)
	r.close()
}

// paragraph writes body text, a lead or a note.
func (r *renderer) paragraph(b document.Paragraph) {
	class := ""
	switch {
	case b.Lead:
		class = "lead"
	case b.Note:
		class = "note"
	}
	r.open("p", "class", class)
	r.prose(b.Text)
	r.close()
}

// list writes a bulleted or numbered list.
func (r *renderer) list(b document.List) {
	if len(b.Items) == 0 {
		return
	}
	tag := "ul"
	if b.Ordered {
		tag = "ol"
	}
	r.open(tag, "class", "list")
	for _, item := range b.Items {
		r.open("li")
		r.prose(item)
		r.close()
	}
	r.close()
}

// callout writes a boxed remark.
func (r *renderer) callout(b document.Callout) {
	text := b.Text.In(r.loc)
	if b.Title == "" && b.Status == metric.Untargeted && text == "" {
		return
	}
	r.open("div", "class", "callout "+tone(b.Status), "role", "note")
	if b.Title != "" || b.Status != metric.Untargeted {
		r.open("p", "class", "head")
		r.status(b.Status)
		if b.Title != "" {
			r.write(" ").leaf("strong", b.Title)
		}
		r.close()
	}
	if text != "" {
		r.open("p")
		r.prose(b.Text)
		r.close()
	}
	r.close()
}

// prose writes runs of text. A figure leads to its definition.
func (r *renderer) prose(p document.Prose) {
	for _, span := range p {
		s := span.Cell.In(r.loc)
		if s == "" {
			continue
		}
		depth := len(r.tags)
		if span.Strong {
			r.open("strong")
		}
		if span.Em {
			r.open("em")
		}
		if span.Code {
			r.open("code")
		}
		r.link("figure", span.Cell.Figure)
		if span.Cell.Kind != document.Text {
			r.open("span", "class", "value")
		}
		r.text(s)
		for len(r.tags) > depth {
			r.close()
		}
	}
}

// status writes a status as shape, word and colour; nothing for none. The style
// sheet draws the shape.
func (r *renderer) status(s metric.Status) { r.said(document.S(s)) }

// said writes a status cell with its word.
func (r *renderer) said(c document.Cell) {
	if word := c.In(r.loc); word != "" {
		r.leaf("span", word, "class", "chip "+tone(c.Status))
	}
}

// hidden writes what is read aloud and not seen.
func (r *renderer) hidden(s string) { r.leaf("span", s, "class", "aloud") }
