package strict

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"compack/internal/problem"
)

// explanations say in plain words what the YAML parser found, by a part of its
// message.
var explanations = []struct{ part, message, hint string }{
	{"mapping values are not allowed", "a colon stands where no key can begin", "put a value that holds a colon in quotes, and indent keys of one level alike"},
	{"did not find expected key", "the line fits neither the keys nor the list above it", "indent keys of one level alike"},
	{"did not find expected '-' indicator", "the line does not fit the list above it", "begin each item of the list with a dash, indented alike"},
	{"could not find expected ':'", "a colon is missing after a key", "write key: value, with a space after the colon"},
	{"did not find expected ',' or ']'", "a list in brackets is not closed", "close the list with ] and put commas between its items"},
	{"did not find expected ',' or '}'", "a group in braces is not closed", "close the group with } and put commas between its keys"},
	{"found unexpected end of stream", "a quotation mark is not closed", "close the text with the quotation mark that it begins with"},
	{"found unknown escape character", "a backslash stands in double quotes", "use single quotes, or write the backslash twice"},
	{"block sequence entries are not allowed", "a list begins where it can't", "begin the list on a line of its own"},
	{"cannot start any token", "a value begins with a character that YAML reserves", "put the value in quotes"},
	{"control characters are not allowed", "the file is not text", "save the file as UTF-8 text"},
	{"unknown anchor", "the value begins with *, which YAML reads as a reference", "put the value in quotes"},
}

var parserForm = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// syntaxProblem says what keeps text from being YAML, and in which line.
func syntaxProblem(file string, text []byte, err error, code problem.Code) problem.Problem {
	m := parserForm.FindStringSubmatch(err.Error())
	if m == nil {
		m = []string{"", "", err.Error()}
	}
	reported, _ := strconv.Atoi(m[1])
	line := mistakeLine(text, reported)
	p := problem.New(code, problem.Place{File: file, Row: line}, "not YAML: %s", m[2])
	for _, e := range explanations {
		if strings.Contains(m[2], e.part) {
			p.Message, p.Hint = e.message, e.hint
			break
		}
	}
	if hasTabIndent(text, line) {
		p.Message, p.Hint = "a tab stands where YAML wants spaces", "indent with spaces"
	}
	return p
}

// mistakeLine returns the line of the mistake. The parser often reports the start
// of the enclosing block; but the text up to the line before the mistake can
// still be read, and no longer text can. Long texts keep the reported line, as
// the search reads the text once for each line.
func mistakeLine(text []byte, reported int) int {
	const effort = 8 << 20 // bytes read in all
	lines := bytes.SplitAfter(text, []byte("\n"))
	if len(lines)*len(text) > effort {
		return reported
	}
	end := len(text)
	for i := len(lines) - 1; i >= 0; i-- {
		end -= len(lines[i])
		if _, _, err := parse(text[:end]); err == nil {
			return i + 1
		}
	}
	return reported
}

func hasTabIndent(text []byte, line int) bool {
	lines := bytes.Split(text, []byte("\n"))
	if line < 1 || line > len(lines) {
		return false
	}
	indent := lines[line-1]
	indent = indent[:len(indent)-len(bytes.TrimLeft(indent, " \t"))]
	return bytes.Contains(indent, []byte("\t"))
}
