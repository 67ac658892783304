package html

import "compack/internal/document"

// signoff writes who answers for the pack, with lines to fill in where a name or a day
// is not known.
func (r *renderer) signoff(s document.Signoff) {
	if s.Title != "" {
		r.subHeading(2, document.Prose{{Cell: document.T(s.Title)}})
	}
	if s.Text != "" {
		r.leaf("p", s.Text)
	}
	if len(s.Lines) == 0 {
		return
	}
	r.open("ul", "class", "signoff")
	for _, line := range s.Lines {
		r.open("li")
		r.leaf("p", line.Role, "class", "of")
		r.toFill(line.Name, "name")
		r.open("p", "class", "on")
		r.leaf("span", r.loc.Say("Date"), "class", "of")
		r.text(" ")
		if on := line.On.In(r.loc); on != "" {
			r.text(on)
		} else {
			r.blank("span", "line")
		}
		r.close()
		if line.Note != "" {
			r.leaf("p", line.Note, "class", "note")
		}
		r.close()
	}
	r.close()
}

// toFill writes a paragraph, or a line to write on where it is empty.
func (r *renderer) toFill(s, class string) {
	if s != "" {
		r.leaf("p", s, "class", class)
		return
	}
	r.blank("p", class+" line")
}

// blank writes a line to write on.
func (r *renderer) blank(tag, class string) {
	r.open(tag, "class", class)
	r.hidden(r.loc.Say("to be filled in"))
	r.close()
}
