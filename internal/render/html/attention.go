package html

import "compack/internal/document"

// attention writes what needs attention, worst first: status, text, who answers for it
// and until when, and a link to the section that explains it.
func (r *renderer) attention(b document.Attention) {
	if b.Title != "" {
		r.subHeading(2, document.Prose{{Cell: document.T(b.Title)}})
	}
	if len(b.Items) == 0 {
		if b.Empty != "" {
			r.leaf("p", b.Empty, "class", "empty")
		}
		return
	}
	r.open("ol", "class", "attention")
	for _, item := range b.Items {
		r.open("li", "class", tone(item.Status))
		r.open("div", "class", "state")
		r.status(item.Status)
		r.close()
		r.open("p")
		r.prose(item.Text)
		r.close()
		r.attentionFoot(item)
		r.close()
	}
	r.close()
}

func (r *renderer) attentionFoot(item document.AttentionItem) {
	due, section := item.Due.In(r.loc), r.anchors.sections[item.Section]
	if item.Owner == "" && due == "" && section == nil {
		return
	}
	r.open("p", "class", "meta")
	r.named(r.loc.Say("Owner"), item.Owner)
	r.named(r.loc.Say("Due"), due)
	if section != nil {
		r.leaf("a", r.loc.Say("See %s", section.title()), "href", "#"+section.anchor)
	}
	r.close()
}

// named writes a value after what it is; nothing where there is none.
func (r *renderer) named(label, value string) {
	if value == "" {
		return
	}
	r.open("span")
	r.leaf("span", label, "class", "of")
	r.text(" " + value)
	r.close()
	r.text(" ")
}
