package html

import (
	"compack/internal/document"
)

// facts writes label and value pairs in two columns.
func (r *renderer) facts(b document.Facts) {
	if len(b.Items) == 0 {
		return
	}
	r.open("dl", "class", "facts")
	for _, f := range b.Items {
		r.open("div")
		r.leaf("dt", f.Label)
		r.open("dd")
		r.prose(f.Value)
		r.close()
		r.close()
	}
	r.close()
}

// flow writes a roll-forward: opening, movements with their signs, closing.
func (r *renderer) flow(f document.Flow) {
	if f.Title == "" && len(f.Steps) == 0 && f.Ties == "" {
		return
	}
	r.open("figure", "class", "flow")
	r.figureTitle(f.Title, "", "")
	if len(f.Steps) > 0 {
		r.open("ol")
		for i, step := range f.Steps {
			class, sign, amount := "step", "", ""
			if step.Total {
				class += " total"
			}
			sign, amount = f.Step(r.loc, i)
			r.open("li", "class", class)
			r.leaf("span", step.Label, "class", "of")
			r.open("span", "class", "amount")
			if sign != "" {
				r.leaf("span", sign+" ", "class", "sign")
			}
			r.text(amount)
			r.close()
			r.close()
		}
		r.close()
	}
	if f.Ties != "" {
		r.open("p", "class", "note")
		r.linked(f.Ties, f.Figure)
		r.close()
	}
	r.close()
}
