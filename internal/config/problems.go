package config

import (
	"path"
	"slices"
	"strings"

	"compack/internal/period"
	"compack/internal/problem"
	"compack/internal/strict"
)

// Handling says what becomes of a code's problems.
type Handling struct {
	Code   string `yaml:"code"`
	Action string `yaml:"action"` // fail, warn or note
}

// Suppression accepts problems until a day. Empty conditions hold for every
// problem of the code.
type Suppression struct {
	Code        string `yaml:"code"`
	File        string `yaml:"file"`                     // a path or glob below the inputs folder
	Key         string `yaml:"key" strict:"raw"`         // the record's key
	Fingerprint string `yaml:"fingerprint" strict:"raw"` // of one problem, as problems.csv says it
	Reason      string `yaml:"reason"`
	Owner       string `yaml:"owner"`
	Expires     string `yaml:"expires" strict:"raw"` // an ISO date: the last day on which it holds
}

// Policy returns how the problems of inputs count; the configuration was checked.
func (c *Config) Policy() problem.Policy {
	out := problem.Policy{Actions: map[problem.Code]problem.Action{}}
	for _, h := range c.Problems {
		out.Actions[problem.Code(h.Code)] = problem.Action(h.Action)
	}
	for i, s := range c.Suppress {
		until, err := period.ParseDate(s.Expires)
		if err != nil {
			continue
		}
		out.Suppressions = append(out.Suppressions, problem.Suppression{
			Code: problem.Code(s.Code), File: s.File, Record: s.Key, Fingerprint: s.Fingerprint, Place: c.At(strict.Item("suppress", i)),
			Acceptance: problem.Acceptance{Reason: s.Reason, Owner: s.Owner, Expires: until},
		})
	}
	return out
}

// code checks that key names a code whose problems come from the inputs.
func (k *checker) code(key, code string) bool {
	if code == "" {
		k.required(key, false, "write the code that reports show, such as K002")
		return false
	}
	var known []string
	for _, e := range problem.Catalogue {
		if e.Code.IsOfInputs() {
			known = append(known, string(e.Code))
		}
	}
	if !slices.Contains(known, code) {
		k.notFound(key, "problem of inputs with the code", code, known)
		return false
	}
	return true
}

func (k *checker) handling() {
	lines := map[string]int{}
	for i, h := range k.Problems {
		key := strict.Item("problems", i)
		known := k.code(key+".code", h.Code)
		if first, twice := lines[h.Code]; twice && known {
			k.report(problem.Repeated, key+".code", "keep one of the two", "%s has an action already, in line %d", h.Code, first)
		}
		lines[h.Code] = k.At(key + ".code").Row
		k.required(key+".action", h.Action != "", "write fail, warn or note")
		switch action := problem.Action(h.Action); {
		case h.Action == "":
		case !slices.Contains(problem.Actions, action):
			k.report(problem.BadSetting, key+".action", "write fail (no pack is made), warn or note", "%q is no action", h.Action)
		case known && problem.Code(h.Code).IsFixed() && action != problem.Fail:
			k.report(problem.BadSetting, key+".action", "write fail, or remove the entry",
				"%s can't be lowered: it keeps a row of one client out of another's pack", h.Code)
		}
	}
}

func (k *checker) suppressions() {
	for i, s := range k.Suppress {
		key := strict.Item("suppress", i)
		if k.code(key+".code", s.Code) && problem.Code(s.Code).IsFixed() {
			k.report(problem.BadSetting, key+".code", "remove the entry", "%s can't be suppressed: it keeps a row of one client out of another's pack", s.Code)
		}
		k.required(key+".reason", strings.TrimSpace(s.Reason) != "", "write why the problem is accepted; packs print it")
		k.required(key+".owner", strings.TrimSpace(s.Owner) != "", "write who accepted it; packs print it")
		k.required(key+".expires", s.Expires != "", "write the last day on which it holds")
		if s.Expires != "" {
			if _, err := period.ParseDate(s.Expires); err != nil {
				k.wrong(key+".expires", err)
			}
		}
		if _, err := path.Match(s.File, ""); err != nil {
			k.report(problem.BadSetting, key+".file", "close the bracket, or write * instead", "%q is no glob", s.File)
		}
	}
}
