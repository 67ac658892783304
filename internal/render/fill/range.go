package fill

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"compack/internal/dataset"
	"compack/internal/metric"
	"compack/internal/problem"
)

// selection is which records a row is repeated for, and in which order.
type selection struct {
	def   *dataset.Definition
	where string
	sort  []dataset.Order
	limit int // 0 for all
}

// rangeStart begins a cell whose row is repeated.
var rangeStart = regexp.MustCompile("^\\s*\\{\\{-?\\s*range\\s*[\"`]")

// isRange reports whether a cell's text begins with a range over records.
func isRange(text string) bool { return rangeStart.MatchString(text) }

const rangeForm = `write {{ range "remediation" where "status != 'closed'" sort "-severity, due_on" limit 50 }}; where, sort and limit may be left out`

// readRange reads the range at the start of a cell's text and returns what follows it.
func readRange(text string, datasets []*dataset.Definition) (s selection, rest string, err error) {
	words, rest, err := rangeWords(text)
	if err != nil {
		return s, rest, err
	}
	id, words := words[0], words[1:]
	if s.def, err = findDataset(datasets, id); err != nil {
		return s, rest, err
	}
	for i := 0; i < len(words); i += 2 {
		if i+1 == len(words) {
			return s, rest, fmt.Errorf("nothing stands behind %s; %s", words[i], rangeForm)
		}
		if err := s.set(words[i], words[i+1]); err != nil {
			return s, rest, err
		}
	}
	return s, rest, nil
}

// rangeWords returns the words between "range" and the end of the braces, texts
// without their quotation marks.
func rangeWords(text string) (words []string, rest string, err error) {
	_, rest, _ = strings.Cut(text, "range")
	for {
		rest = strings.TrimSpace(rest)
		for _, end := range []string{"}}", "-}}"} {
			if after, ok := strings.CutPrefix(rest, end); ok {
				return words, after, nil
			}
		}
		if rest == "" {
			return nil, "", errors.New("the braces are not closed; " + rangeForm)
		}
		if quote, err := strconv.QuotedPrefix(rest); err == nil && rest[0] != '\'' {
			word, _ := strconv.Unquote(quote)
			words, rest = append(words, word), rest[len(quote):]
			continue
		}
		end := strings.IndexAny(rest, " \t\n\"`}")
		if end <= 0 {
			return nil, "", errors.New("a quotation mark is not closed; " + rangeForm)
		}
		words, rest = append(words, rest[:end]), rest[end:]
	}
}

func (s *selection) set(word, value string) error {
	switch word {
	case "where":
		var err error
		*s, err = s.with(value)
		return err
	case "sort":
		for _, name := range strings.Split(value, ",") {
			o := dataset.ParseOrder(name)
			if err := findField(s.def, o.Field); err != nil {
				return fmt.Errorf("sort: %w", err)
			}
			s.sort = append(s.sort, o)
		}
		return nil
	case "limit":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return fmt.Errorf("limit: %q is no number of records; write a whole number from 1 on", value)
		}
		s.limit = n
		return nil
	}
	return fmt.Errorf("%q is not known here; %s", word, rangeForm)
}

// with returns the selection of those records that meet the condition, too.
func (s selection) with(where string) (selection, error) {
	s.where = where
	if _, err := metric.ParsePredicate(where, s.def); err != nil {
		return s, fmt.Errorf("where: %w", err)
	}
	return s, nil
}

// rows returns the records of the table that are selected, in their order.
func (s selection) rows(t *dataset.Table, d metric.Dates) ([]int32, error) {
	p, err := metric.ParsePredicate(s.where, t.Def)
	if err != nil {
		return nil, err
	}
	rows := p.Rows(t, d).List()
	t.Sort(rows, s.sort)
	if s.limit > 0 && len(rows) > s.limit {
		rows = rows[:s.limit]
	}
	return rows, nil
}

func findDataset(all []*dataset.Definition, id string) (*dataset.Definition, error) {
	var known []string
	for _, def := range all {
		if def.ID == id {
			return def, nil
		}
		known = append(known, def.ID)
	}
	return nil, unknown("dataset", id, known)
}

func findField(def *dataset.Definition, name string) error {
	if def.Index(name) >= 0 {
		return nil
	}
	var known []string
	for _, f := range def.Fields {
		known = append(known, f.Name)
	}
	if near := problem.Nearest(name, known); near != "" {
		return fmt.Errorf("there is no field %q in %s; did you mean %s?", name, def.ID, near)
	}
	return fmt.Errorf("there is no field %q in %s", name, def.ID)
}

// unknown says that there is no such thing, and which one may have been meant.
func unknown(noun, name string, known []string) error {
	if near := problem.Nearest(name, known); near != "" {
		return fmt.Errorf("there is no %s %q; did you mean %s?", noun, name, near)
	}
	return fmt.Errorf("there is no %s %q", noun, name)
}
