package compose

import "compack/internal/document"

// say returns a fixed text, given in English, in the pack's language.
func (c *composer) say(format string, args ...any) string { return c.Locale.Say(format, args...) }

// count says something of a number of things in the pack's language.
func (c *composer) count(n int, one, more string, args ...any) string {
	return c.Locale.Count(n, one, more, args...)
}

// whole writes a whole number.
func (c *composer) whole(n int) string { return c.Locale.Whole(n) }

// col, wide and right are columns, of words, prose and numbers, with a fixed title.
func (c *composer) col(title string) document.Column { return document.Column{Title: c.say(title)} }

// datasetColumn is a column whose cells name datasets.
func (c *composer) datasetColumn() document.Column {
	return document.Column{Title: c.say("Dataset"), Datasets: true}
}

func (c *composer) wide(title string) document.Column {
	return document.Column{Title: c.say(title), Wide: true}
}

func (c *composer) right(title string) document.Column { return right(c.say(title)) }
