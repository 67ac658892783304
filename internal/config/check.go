package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/strict"
)

// checker collects what is wrong with a configuration whose keys and types were
// read.
type checker struct {
	*Config
	known    Known
	problems problem.List

	calendarRight bool
}

// check settles what depends on several settings and returns what is wrong with
// the values.
func (c *Config) check(s layers, known Known) problem.List {
	k := &checker{Config: c, known: known}
	k.general(s)
	k.dates(s)
	k.clients()
	k.words()
	k.only()
	k.privacy()
	k.required("sources", len(c.Sources) > 0, "name at least one source: its dataset and its files")
	for i := range c.Sources {
		k.source(&c.Sources[i])
		k.evidence(c.Sources[i].key, &c.Sources[i].Evidence)
	}
	for _, b := range c.Bridges {
		k.bridge(b)
	}
	k.chosen("frameworks", "framework", k.Frameworks, k.known.Frameworks)
	k.chosen("outputs", "output", k.Outputs, k.known.Outputs)
	k.languages("languages", c.Languages)
	k.brand("brand", c.Brand)
	k.handling()
	k.suppressions()
	k.schedules(s.Calendar)
	k.period(s)
	k.operation(s)
	return k.problems
}

// report adds a problem at key.
func (k *checker) report(code problem.Code, key, hint, format string, args ...any) {
	p := problem.New(code, k.At(key), format, args...)
	if hint != "" {
		p.Hint = hint
	}
	k.problems = append(k.problems, p)
}

// required reports a missing setting, unless what the file says there has been
// reported already.
func (k *checker) required(key string, present bool, hint string) {
	if _, elsewhere := k.places[key]; !present && (elsewhere || !k.doc.Failed(key)) {
		k.report(problem.MissingSetting, key, hint, "is missing")
	}
}

// notFound reports a name that is none of known.
func (k *checker) notFound(key, noun, name string, known []string) {
	message := fmt.Sprintf("there is no %s %q", noun, name)
	if near, ok := strict.Nearest(name, known); ok {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	hint := "none is defined"
	if len(known) > 0 {
		hint = "those known are " + strict.List(known)
	}
	k.report(problem.NotFound, key, hint, "%s", message)
}

func (k *checker) general(s layers) {
	k.required("vendor.name", strings.TrimSpace(s.Vendor.Name) != "", "write the vendor's name as packs show it")
	k.logo("vendor.logo", s.Vendor.Logo)
	k.workbookTemplate("pack.workbook_template", s.Pack.WorkbookTemplate)
	if k.known.Packs != nil && !slices.Contains(k.known.Packs, s.Pack.Template) {
		k.notFound("pack.template", "pack template", s.Pack.Template, k.known.Packs)
	}
	k.paper(s.Pack.Paper)
	k.required("inputs", s.Inputs != "", "name the folder that the sources are in")
	k.required("out", s.Out != "", "name the folder that packs are put into")
	if s.Trend < 1 || s.Trend > 8 {
		k.report(problem.BadSetting, "trend", "write a number from 1 to 8", "%d is no number of periods for a trend", s.Trend)
	}
	if gate := Gate(s.Gate); gate != GateNone && gate != GateErrors {
		k.report(problem.BadSetting, "gate", "write none (disclose rejected rows) or errors (a rejected row stops the pack)", "%q is no gate", s.Gate)
	}
}

// wrong reports an error whose text says what is wrong and, after a semicolon, what
// to write.
func (k *checker) wrong(key string, err error) {
	message, hint, _ := strings.Cut(err.Error(), "; ")
	k.report(problem.BadSetting, key, hint, "%s", message)
}

// targets checks what a client asks of metrics.
func (k *checker) targets(key string, targets []Target) {
	var ids []string
	for _, m := range k.known.Metrics {
		ids = append(ids, m.ID)
	}
	seen := map[string]bool{}
	for i, t := range targets {
		at := strict.Item(key, i)
		k.required(at+".metric", t.Metric != "", "write the metric's id")
		k.required(at+".target", t.Target != nil, "write the value that is to be reached")
		if seen[t.Metric] && t.Metric != "" {
			k.report(problem.Repeated, at+".metric", "keep one of the two", "the client has a target for %s already", t.Metric)
		}
		seen[t.Metric] = true
		i := slices.Index(ids, t.Metric)
		switch {
		case t.Metric == "" || ids == nil:
		case i < 0:
			k.notFound(at+".metric", "metric", t.Metric, ids)
		default:
			k.limits(at, t, k.known.Metrics[i])
		}
	}
}

// limits checks a target and its warning limit against the metric's unit and
// direction.
func (k *checker) limits(at string, t Target, m metric.Definition) {
	for _, limit := range []struct {
		key   string
		value *float64
	}{{".target", t.Target}, {".warn", t.Warn}} {
		if limit.value != nil && m.Unit == "percent" && (*limit.value < 0 || *limit.value > 1) {
			share := strconv.FormatFloat(*limit.value/100, 'g', 12, 64)
			k.report(problem.BadSetting, at+limit.key, "write a share of 1: "+share, "%s is a percentage; %g is not from 0 to 1", m.ID, *limit.value)
		}
	}
	if t.Target == nil || t.Warn == nil {
		return
	}
	if m.Better == metric.Higher && *t.Warn > *t.Target || m.Better == metric.Lower && *t.Warn < *t.Target {
		k.report(problem.BadSetting, at+".warn", "write the value from which the status is amber instead of red",
			"%g is stricter than the target %g; %s is better %s", *t.Warn, *t.Target, m.ID, m.Better)
	}
}
