package config

import (
	"compack/internal/dataset"
	"compack/internal/problem"
)

// Bridge is a file that says which identifiers of a dataset's records became which
// when they moved to another system.
type Bridge struct {
	Dataset string `yaml:"dataset"`
	File    string `yaml:"file"` // a path below the inputs folder, with forward slashes
	From    string `yaml:"from"` // the header of the column with the old identifiers
	To      string `yaml:"to"`   // and with those that took their place

	key string // its place in the file: bridges[0]
}

// Key returns the bridge's place in the file, such as bridges[0].
func (b Bridge) Key() string { return b.key }

// bridge checks one bridge.
func (k *checker) bridge(b Bridge) {
	k.required(b.key+".dataset", b.Dataset != "", "write the id of the dataset whose records have new identifiers")
	k.required(b.key+".file", b.File != "", "name a file below the inputs folder")
	k.required(b.key+".from", b.From != "", "write the header of the column with the old identifiers")
	k.required(b.key+".to", b.To != "", "write the header of the column with the new identifiers")
	if p, ok := badPattern(b.File); b.File != "" && !ok {
		k.report(problem.BadSetting, b.key+".file", p.hint, "%s", p.message)
	}
	if b.To != "" && dataset.Fold(b.From) == dataset.Fold(b.To) {
		k.report(problem.Repeated, b.key+".to", "name the column with the new identifiers", "%q is the column with the old identifiers", b.To)
	}
	if b.Dataset == "" {
		return
	}
	def := k.dataset(b.key+".dataset", b.Dataset)
	if def == nil || len(def.Key) == 0 {
		return
	}
	if f, ok := def.Field(def.Key[0]); ok && f.Type != dataset.Text {
		k.report(problem.BadSetting, b.key+".dataset", "name a dataset whose key begins with a text", "the key of %s begins with %s, which is of type %s", def.ID, f.Name, f.Type)
	}
}

// BridgeFile returns the bridge's file, relative to the inputs folder and with
// forward slashes, or the problem that there is none.
func (c *Config) BridgeFile(b Bridge) (string, problem.List) {
	files, problems := c.Files(Source{Dataset: b.Dataset, Files: b.File, Evidence: Evidence{Expect: ExpectOne}, key: b.key})
	for i := range problems {
		problems[i].Place = c.At(b.key + ".file")
	}
	if len(files) != 1 {
		return "", problems
	}
	return files[0], problems
}
