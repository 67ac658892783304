package config

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"

	"compack/internal/problem"
	"compack/internal/strict"
)

// Personal says what becomes of fields that are marked personal.
type Personal string

// What can become of them.
const (
	Show         Personal = "show"
	Pseudonymise Personal = "pseudonymise" // each value becomes a word that stands for it, the same in all of a client's packs
	Omit         Personal = "omit"         // values are left out; where a figure needs them, a word stands for them in one pack only
)

// Privacy says what packs show of people.
type Privacy struct {
	Shown   `yaml:",inline"`
	KeyFile string `yaml:"key_file"` // relative to the workspace; holds the secret that pseudonyms are made with
	KeyEnv  string `yaml:"key_env"`  // names the variable that holds it
}

// Shown is the part of it that a client may have otherwise.
type Shown struct {
	Personal    Personal `yaml:"personal"`     // "" is that of all clients, or show
	SmallGroups *int     `yaml:"small_groups"` // groups of fewer records are put together; nil is that of all clients, or 0: none
}

// Treatment returns what the client's packs show of fields marked personal.
func (c *Config) Treatment(client Client) Personal {
	return cmp.Or(client.Privacy.Personal, c.Privacy.Personal, Show)
}

// SmallGroups returns how many records a group of the client's packs must have to
// stand for itself; 0 where any will do.
func (c *Config) SmallGroups(client Client) int {
	for _, n := range []*int{client.Privacy.SmallGroups, c.Privacy.SmallGroups} {
		if n != nil {
			return *n
		}
	}
	return 0
}

// PseudonymKey returns the secret that pseudonyms are made with; nil where no
// client's pack needs it. It must not be written anywhere.
func (c *Config) PseudonymKey() []byte { return c.pseudonymKey }

// minKey is how many bytes a secret must have, maxKey how many a file is read for.
const (
	minKey = 16
	maxKey = 4096
)

func (k *checker) privacy() {
	k.shown("privacy", k.Privacy.Shown)
	needs := func(c Client) bool { t := k.Treatment(c); return t == Pseudonymise || t == Omit }
	secret := needs(Client{})
	for i, c := range k.Clients {
		k.shown(strict.Item("clients", i)+".privacy", c.Privacy)
		secret = secret || needs(c)
	}
	if k.Privacy.KeyFile != "" && k.Privacy.KeyEnv != "" {
		k.report(problem.Repeated, "privacy.key_env", "keep key_file or key_env", "the key is named by key_file already")
		return
	}
	if secret {
		k.secret()
	}
}

func (k *checker) shown(key string, s Shown) {
	known := []Personal{"", Show, Pseudonymise, Omit}
	if !slices.Contains(known, s.Personal) {
		k.report(problem.BadSetting, key+".personal", "write show, pseudonymise or omit", "%q is no treatment of personal fields", s.Personal)
	}
	if n := s.SmallGroups; n != nil && (*n < 0 || *n == 1 || *n > 1000) {
		k.report(problem.BadSetting, key+".small_groups", "write the least number of records that a group may show, 2 to 1000, or 0 for any", "%d is no such number", *n)
	}
}

// secret reads the key. What it holds stands in no message.
func (k *checker) secret() {
	const hint = "put at least 16 random bytes, such as those of openssl rand -hex 32, into a file or variable of your own and name it"
	var text []byte
	key := "privacy.key_env"
	switch {
	case k.Privacy.KeyEnv != "":
		text = []byte(os.Getenv(k.Privacy.KeyEnv))
		if len(text) == 0 {
			k.report(problem.NotFound, key, hint, "the environment variable %s is not set", k.Privacy.KeyEnv)
			return
		}
	case k.Privacy.KeyFile != "":
		key = "privacy.key_file"
		path := filepath.FromSlash(k.Privacy.KeyFile)
		if !filepath.IsAbs(path) {
			path = filepath.Join(k.Root, path)
		}
		var err error
		if text, err = readKey(path); err != nil {
			k.report(problem.NotFound, key, hint, "%q can't be read: %v", k.Privacy.KeyFile, cause(err))
			return
		}
	default:
		k.report(problem.MissingSetting, "privacy.key_file", hint, "is missing: pseudonyms need a key, by key_file or key_env")
		return
	}
	text = bytes.TrimSpace(text)
	if len(text) < minKey {
		k.report(problem.BadSetting, key, hint, "the key has %d bytes, and at least %d are needed", len(text), minKey)
		return
	}
	k.pseudonymKey = text
}

// readKey reads the first bytes of a key's file.
func readKey(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := make([]byte, maxKey)
	n, err := f.Read(text)
	if n == 0 && err != nil {
		return nil, err
	}
	return text[:n], nil
}
