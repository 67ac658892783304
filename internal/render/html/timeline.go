package html

import (
	"strings"

	"compack/internal/document"
	"compack/internal/period"
)

// timeline writes days in their order: a line on which they lie as far apart as they
// are, and below it what happened on each.
func (r *renderer) timeline(t document.Timeline) {
	r.open("figure", "class", "timeline")
	r.figureTitle(t.Title, t.Subtitle, "")
	if len(t.Items) == 0 {
		why := t.Empty
		if why == "" {
			why = r.loc.Say("No entries.")
		}
		r.leaf("p", why, "class", "empty")
		r.close()
		return
	}
	r.timeLine(t)
	r.open("ol")
	for _, item := range t.Items {
		r.timelineItem(item)
	}
	r.close()
	r.close()
}

func (r *renderer) timelineItem(item document.TimelineItem) {
	r.open("li", "class", tone(item.Status.Status))
	r.leaf("span", item.On.In(r.loc), "class", "on")
	r.open("div")
	r.open("p")
	r.open("strong")
	r.linked(item.Label, item.Figure)
	r.close()
	r.text(" ")
	r.said(item.Status)
	r.close()
	if item.Text != "" {
		r.open("p")
		r.linked(item.Text, item.Figure)
		r.close()
	}
	r.close()
	r.close()
}

// timeLine draws the span with a mark for each day in it and for the as-of date.
func (r *renderer) timeLine(t document.Timeline) {
	if t.From.IsNone() || t.To.IsNone() || t.To <= t.From {
		return
	}
	const y = 22.0
	at := func(d period.Date) float64 { return 1 + 98*float64(d-t.From)/float64(t.To-t.From) }
	said := make([]string, len(t.Items))
	for i, item := range t.Items {
		said[i] = item.On.In(r.loc) + r.loc.Colon() + item.Label
	}
	title := t.Title
	if title == "" {
		title = r.loc.Say("Timeline")
	}
	r.plot(52, "", title, strings.Join(said, r.loc.Semicolon()))
	r.line("axis", "0", px(y), "100%", px(y))
	if !t.AsOf.IsNone() && t.AsOf >= t.From && t.AsOf <= t.To {
		x := at(t.AsOf)
		r.line("goal", pc(x), px(y-14), pc(x), px(y+14))
		r.leaf("text", r.loc.Say("As of %s", r.loc.Day(t.AsOf)), "class", "goal "+anchorAt(x), "x", pc(x), "y", "48")
		r.spanEnds(t, x)
	} else {
		r.spanEnds(t, 50)
	}
	for _, item := range t.Items {
		if item.On.Kind == document.Date && item.On.Date >= t.From && item.On.Date <= t.To {
			r.open("circle", "class", "mark "+tone(item.Status.Status), "cx", pc(at(item.On.Date)), "cy", px(y), "r", "6")
			r.close()
		}
	}
	r.close()
}

// spanEnds names the first and the last day, but where the mark at x has their place.
func (r *renderer) spanEnds(t document.Timeline, x float64) {
	if x > 40 {
		r.leaf("text", r.loc.Day(t.From), "class", "scale from", "x", "0", "y", "48")
	}
	if x < 60 {
		r.leaf("text", r.loc.Day(t.To), "class", "scale to", "x", "100%", "y", "48")
	}
}
