package compose

import "compack/internal/document"

// cutTo returns the first rows up to limit, and what a table says of those that it
// does not show: sheet is where the workbook has all. Nothing is cut where limit is
// 0.
func cutTo[R any](c *composer, rows []R, limit int, sheet string) ([]R, string) {
	if limit <= 0 || len(rows) <= limit {
		return rows, ""
	}
	return rows[:limit], c.say("the first %s of %s; all are in sheet %s", c.whole(limit), c.whole(len(rows)), sheet)
}

// right is a column of numbers.
func right(title string) document.Column { return document.Column{Title: title, Align: document.Right} }
