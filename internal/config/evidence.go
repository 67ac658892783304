package config

import (
	"regexp"
	"slices"
	"strings"

	"compack/internal/dataset"
	"compack/internal/period"
	"compack/internal/problem"
	"compack/internal/strict"
)

// Evidence is what a source's configuration says of its completeness and age.
type Evidence struct {
	ControlTotal *int      `yaml:"control_total"` // rows that whoever exported it counted, over all files of the source
	Statement    Statement `yaml:"statement"`
	MaxAge       *int      `yaml:"max_age"`       // days that the extraction may lie before the as-of date; nil means none, and no statement is asked for
	None         Attested  `yaml:"attested_none"` // who attests that there is nothing to report
	Expect       Expect    `yaml:"expect"`        // of several files; empty means all
	Required     *bool     `yaml:"required"`      // nil means yes
}

// Statement says how a source came out of its system. Empty parts are not stated.
type Statement struct {
	System      string `yaml:"system"`
	Report      string `yaml:"report"`
	Parameters  string `yaml:"parameters"`
	ExtractedAt string `yaml:"extracted_at" strict:"raw"` // an ISO date
	ExtractedBy string `yaml:"extracted_by"`
}

// Attested says who attests that nothing occurred, so that a file without rows is
// a zero. The zero value is no attestation.
type Attested struct {
	By      string   `yaml:"by"`
	On      string   `yaml:"on" strict:"raw"` // an ISO date
	Clients []string `yaml:"clients"`         // for whom nothing occurred; empty means that the source holds no row at all
}

// Expect says which of a source's files are read.
type Expect string

// The expectations.
const (
	ExpectAll    Expect = "all"
	ExpectNewest Expect = "newest"
	ExpectOne    Expect = "one"
)

// IsOptional reports whether the source may be missing.
func (s Source) IsOptional() bool { return s.Required != nil && !*s.Required }

// Stated returns the source's statement; the configuration was checked.
func (s Source) Stated() dataset.Statement {
	on, err := period.ParseDate(s.Statement.ExtractedAt)
	if err != nil {
		on = period.None
	}
	return dataset.Statement{System: s.Statement.System, Report: s.Statement.Report, Parameters: s.Statement.Parameters,
		ExtractedOn: on, ExtractedBy: s.Statement.ExtractedBy}
}

// AttestedNone returns who attests that the source holds nothing to report, nil
// where nobody does; the configuration was checked.
func (s Source) AttestedNone() *dataset.Attestation {
	on, err := period.ParseDate(s.None.On)
	if s.None.By == "" || err != nil {
		return nil
	}
	return &dataset.Attestation{By: s.None.By, On: on, Clients: s.None.Clients}
}

// attested checks who attests that there is nothing to report.
func (k *checker) attested(key string, a Attested) {
	if a.By == "" && a.On == "" && len(a.Clients) == 0 {
		return
	}
	k.required(key+".by", a.By != "", "name who attests it")
	k.required(key+".on", a.On != "", "write the day on which it was attested, such as 2026-10-02")
	if _, err := period.ParseDate(a.On); a.On != "" && err != nil {
		k.wrong(key+".on", err)
	}
	for i, id := range a.Clients {
		if !slices.Contains(k.clientIDs(), id) {
			k.notFound(strict.Item(key+".clients", i), "client", id, k.clientIDs())
		}
	}
}

// evidence checks what a source says of its completeness and age.
func (k *checker) evidence(key string, e *Evidence) {
	if e.ControlTotal != nil && *e.ControlTotal < 0 {
		k.report(problem.BadSetting, key+".control_total", "write the number of rows, 0 or more", "%d is no number of rows", *e.ControlTotal)
	}
	if e.MaxAge != nil && *e.MaxAge < 0 {
		k.report(problem.BadSetting, key+".max_age", "write a number of days, 0 or more", "%d is no number of days", *e.MaxAge)
	}
	if at := e.Statement.ExtractedAt; at != "" {
		if _, err := period.ParseDate(at); err != nil {
			k.wrong(key+".statement.extracted_at", err)
		}
	}
	k.attested(key+".attested_none", e.None)
	if e.Expect != "" && !slices.Contains([]Expect{ExpectAll, ExpectNewest, ExpectOne}, e.Expect) {
		k.report(problem.BadSetting, key+".expect", "write all, newest or one", "%q is not a way to take files", e.Expect)
	}
}

// unlessOptional turns the missing files of an optional source into a warning,
// which the packs that the source would feed show.
func (s Source) unlessOptional(names []string, problems problem.List) ([]string, problem.List) {
	if s.IsOptional() {
		p := &problems[len(problems)-1]
		p.Severity, p.Shared, p.Client = problem.Warning, true, s.Client
		p.Message += "; what it feeds is not provided"
		// The nearest names may be those of another client's files.
		p.Hint = p.Code.Entry().Hint
	}
	return names, problems
}

// expected returns those of a source's files that are read.
func (c *Config) expected(s Source, names []string) ([]string, problem.List) {
	at := c.At(s.key + ".files")
	switch {
	case len(names) == 1:
	case s.Expect == ExpectOne:
		p := problem.New(problem.InputMissing, at, "one file is expected, and %q matches %d: %s", s.Files, len(names), strict.List(names))
		p.Dataset, p.Hint = s.Dataset, "remove those that do not count from the folder, or write expect: newest or expect: all"
		return nil, problem.List{p}
	case s.Expect == ExpectNewest:
		latest := slices.MaxFunc(names, func(a, b string) int {
			return strings.Compare(dateIn(a)+"\x00"+a, dateIn(b)+"\x00"+b)
		})
		older := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == latest })
		p := problem.New(problem.LeftOut, at, "%s is the newest that %q matches; left out: %s", latest, s.Files, strict.List(older))
		p.Dataset, p.Shared, p.Client = s.Dataset, true, s.Client
		return []string{latest}, problem.List{p}
	}
	return names, nil
}

var (
	dayInName   = regexp.MustCompile(`(20[0-9]{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12][0-9]|3[01])`)
	monthInName = regexp.MustCompile(`(20[0-9]{2})[-_.]?(0[1-9]|1[0-2])`)
)

// dateIn returns the last date that a file's name holds, as digits that sort; a
// month comes before each of its days. It is empty where there is none.
func dateIn(name string) string {
	for _, form := range []*regexp.Regexp{dayInName, monthInName} {
		if all := form.FindAllStringSubmatch(name, -1); len(all) > 0 {
			return strings.Join(all[len(all)-1][1:], "")
		}
	}
	return ""
}
