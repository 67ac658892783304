package pdf

import (
	"strings"
	"unicode/utf8"
)

// cut is a part of a text, by byte positions.
type cut struct{ from, to int }

// measureFunc returns the width of the bytes from..to of a text.
type measureFunc func(from, to int) float64

// breakLines cuts a prepared text into lines of at most width, at spaces. A word
// that is longer than a line is cut after - _ / . and their like, else anywhere.
func breakLines(s string, width float64, measure measureFunc) []cut {
	var lines []cut
	var line cut
	used := 0.0 // width of the line so far
	width += 1e-6
	for from, to := nextWord(s, 0); from < to; from, to = nextWord(s, to) {
		if line.to > line.from {
			if more := measure(line.to, to); used+more <= width {
				line.to, used = to, used+more
				continue
			}
			lines = append(lines, line)
		}
		line, used = cut{from, to}, measure(from, to)
		for used > width {
			end := fitting(s, line, width, measure)
			if end == line.to {
				break
			}
			lines = append(lines, cut{line.from, end})
			used -= measure(line.from, end)
			line.from = end
		}
	}
	if line.to > line.from {
		lines = append(lines, line)
	}
	return lines
}

// nextWord returns the first word at or after position i. A per cent sign belongs
// to the figure before it. In scripts without spaces each character is a word, with
// the punctuation that may not be parted from it.
func nextWord(s string, i int) (from, to int) {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	from = i
	before := rune(' ')
	for i < len(s) && (s[i] != ' ' || percentFollows(s, i)) {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if i > from && max(r, before) >= firstIdeograph && mayPart(before, r) {
			break
		}
		before, i = r, i+size
	}
	return from, i
}

func percentFollows(s string, i int) bool {
	return i > 0 && strings.HasPrefix(s[i+1:], "%") && s[i-1] >= '0' && s[i-1] <= '9'
}

// fitting returns where to cut a word that is too long: after the last mark within
// the width that leaves at least a third of the line used, else after the last
// rune that fits, and never before the first rune's end.
func fitting(s string, word cut, width float64, measure measureFunc) int {
	_, first := utf8.DecodeRuneInString(s[word.from:])
	hard, soft, used := word.from+first, 0, 0.0
	for i := word.from; i < word.to; {
		r, size := utf8.DecodeRuneInString(s[i:])
		used += measure(i, i+size)
		if used > width {
			break
		}
		i += size
		hard = max(hard, i)
		if strings.ContainsRune("-_/.\\:;,@&=?+|", r) && used > width/3 {
			soft = i
		}
	}
	if soft > 0 && hard < word.to {
		return soft
	}
	return hard
}

// wrap sets s in lines of at most width.
func (ts *typesetter) wrap(s string, st Style, width float64) []string {
	s = ts.prepare(s, st.Face)
	face := ts.faces[st.Face]
	measure := func(from, to int) float64 { return face.width(s[from:to], st.Size) }
	if s == "" {
		return nil
	}
	if face.width(s, st.Size) <= width {
		return []string{s}
	}
	cuts := breakLines(s, width, measure)
	lines := make([]string, len(cuts))
	for i, c := range cuts {
		lines[i] = s[c.from:c.to]
	}
	return lines
}

// wrapAtMost is wrap with at most n lines; what is left over is shown by an ellipsis.
func (ts *typesetter) wrapAtMost(s string, st Style, width float64, n int) []string {
	lines := ts.wrap(s, st, width)
	if len(lines) <= n {
		return lines
	}
	rest := strings.Join(lines[n-1:], " ")
	return append(lines[:n-1:n-1], ts.shorten(rest, st, width))
}

// shorten returns s on one line of at most width, with an ellipsis where it was cut.
func (ts *typesetter) shorten(s string, st Style, width float64) string {
	s = ts.prepare(s, st.Face)
	face := ts.faces[st.Face]
	if face.width(s, st.Size) <= width {
		return s
	}
	const ellipsis = "\u2026"
	room := width - face.width(ellipsis, st.Size)
	used := 0.0
	for i, r := range s {
		if used += face.width(string(r), st.Size); used > room {
			return strings.TrimRight(s[:i], " ,;.-"+string(noBreakSpace)) + ellipsis
		}
	}
	return s
}

// fit returns the style at the largest size, down to 6 points, at which s goes on
// one line of the width. Figures are fitted before they are shortened: a figure that
// was cut would be another figure.
func (ts *typesetter) fit(s string, st Style, width float64) Style {
	for st.Size > 6 && ts.width(s, st) > width {
		st.Size -= 0.5
	}
	return st
}

// widest returns the widest of the texts in the style.
func (ts *typesetter) widest(texts []string, st Style) (w float64) {
	for _, s := range texts {
		w = max(w, ts.width(s, st))
	}
	return w
}

// width returns the width of s on one line.
func (ts *typesetter) width(s string, st Style) float64 {
	return ts.faces[st.Face].width(ts.prepare(s, st.Face), st.Size)
}
