package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"compack/internal/metric"
	"compack/internal/problem"
	"compack/internal/strict"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

var slug = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// reserved are names that can't be folders on every system.
var reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

func (k *checker) clients() {
	k.required("clients", len(k.Clients) > 0, "name at least one client, by an id and a name")
	for i, c := range k.Clients {
		key := strict.Item("clients", i)
		k.required(key+".id", c.ID != "", "write a short word for the client: it names the pack's folder")
		k.required(key+".name", c.Name != "", "write the client's name as packs show it")
		if c.ID != "" && (!slug.MatchString(c.ID) || reserved.MatchString(c.ID)) {
			hint := "write lower-case letters, digits and hyphens"
			if s := slugOf(c.ID); slug.MatchString(s) && !reserved.MatchString(s) {
				hint += ", such as " + s
			}
			k.report(problem.BadSetting, key+".id", hint, "%q can't name a folder", c.ID)
		}
		k.logo(key+".logo", c.Logo)
		k.languages(key+".languages", c.Languages)
		k.brand(key+".brand", c.Brand)
		k.workbookTemplate(key+".workbook_template", c.WorkbookTemplate)
		k.scope(key+".scope", c.Scope)
		k.targets(key+".targets", c.Targets)
	}
}

// slugOf returns an id near to what was written.
func slugOf(s string) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFKD.String(s)), func(r rune) bool {
		return !unicode.Is(unicode.Mn, r) && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, strings.Join(words, "-"))
}

// ClientID returns an id for the client of that name, "" where no letter or digit
// of it can stand in one.
func ClientID(name string) string {
	id := slugOf(name)
	if len(id) > 63 {
		id = strings.TrimRight(id[:63], "-")
	}
	if !slug.MatchString(id) || reserved.MatchString(id) {
		return ""
	}
	return id
}

func (k *checker) scope(key string, scopes []Scope) {
	seen := map[string]bool{}
	for i, s := range scopes {
		at := strict.Item(key, i)
		k.required(at+".dataset", s.Dataset != "", "write the dataset's id")
		k.required(at+".where", strings.TrimSpace(s.Where) != "", "write the condition that the client's records meet")
		if s.Dataset == "" {
			continue
		}
		if def := k.dataset(at+".dataset", s.Dataset); def != nil {
			if _, err := metric.ParsePredicate(s.Where, def); err != nil {
				k.wrong(at+".where", err)
			}
		}
		if seen[s.Dataset] {
			k.report(problem.Repeated, at+".dataset", "join the two conditions with and", "the client has a scope for %s already", s.Dataset)
		}
		seen[s.Dataset] = true
	}
}

// owner is who claims a word, and where.
type owner struct{ client, name, key string }

// words checks that no word names two clients, or a client and all of them.
func (k *checker) words() {
	owners := map[string]owner{}
	claim := func(word string, by owner) {
		folded := foldWord(word)
		if folded == "" {
			if !k.doc.Failed(by.key) {
				k.report(problem.MissingSetting, by.key, "write a word, or remove the entry", "is empty")
			}
			return
		}
		first, taken := owners[folded]
		if !taken {
			owners[folded] = by
		} else if first.client != by.client {
			k.report(problem.Repeated, by.key, "give each client words of its own",
				"%q names %s too, in line %d", word, first.name, k.At(first.key).Row)
		}
	}
	for i, c := range k.Clients {
		key := strict.Item("clients", i)
		by := owner{client: key, name: fmt.Sprintf("client %q", firstOf(c.ID, c.Name, key))}
		if c.ID != "" {
			claim(c.ID, owner{by.client, by.name, key + ".id"})
		}
		if c.Name != "" {
			claim(c.Name, owner{by.client, by.name, key + ".name"})
		}
		for j, word := range c.Match {
			claim(word, owner{by.client, by.name, strict.Item(key+".match", j)})
		}
	}
	for i, word := range k.Shared {
		claim(word, owner{"shared", "all clients", strict.Item("shared", i)})
	}
}

func firstOf(words ...string) string {
	return words[slices.IndexFunc(words, func(s string) bool { return s != "" })]
}

// only checks the clients that a run was asked for.
func (k *checker) only() {
	for _, id := range k.Only {
		if !slices.Contains(k.clientIDs(), id) {
			k.notFound("client", "client", id, k.clientIDs())
		}
	}
}

func (k *checker) clientIDs() []string {
	var ids []string
	for _, c := range k.Clients {
		if c.ID != "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// foldWord brings a client's word into the form in which two of them are
// compared: without regard to case, spaces around it and their number inside,
// and the way in which accents are encoded.
func foldWord(s string) string {
	return cases.Fold().String(norm.NFC.String(strings.Join(strings.Fields(s), " ")))
}

// Resolver returns the function that maps a word of a client column to the
// client's id, or to [problem.AllClients]; ok is false for a word that names nobody. It
// may be called from several goroutines.
func (c *Config) Resolver() func(value string) (id string, ok bool) {
	ids := map[string]string{}
	for _, client := range c.Clients {
		for _, word := range append([]string{client.ID, client.Name}, client.Match...) {
			ids[foldWord(word)] = client.ID
		}
	}
	for _, word := range c.Shared {
		ids[foldWord(word)] = problem.AllClients
	}
	return func(value string) (string, bool) {
		id, ok := ids[foldWord(value)]
		return id, ok
	}
}
