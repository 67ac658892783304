package config

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
	"compack/internal/strict"

	"github.com/spf13/pflag"
)

// Config is a checked configuration.
type Config struct {
	File     string // as given
	Root     string // the workspace: the folder of File
	SHA256   string // of the file's bytes, in hexadecimal
	Vendor   Vendor
	Pack     Pack
	Calendar period.Calendar
	Zone     *time.Location // in which the present day is taken; nil: that of the machine
	Inputs   string         // the folder that sources are found under; can be opened as it stands
	Out      string         // the folder that packs are put into; likewise
	Trend    int            // number of periods, 1 to 8
	Gate     Gate           // what stops a pack
	Period   string         // a label of Calendar, "" where none is set
	AsOf     string         // an ISO date, "" where none is set
	Clients  []Client       // in the order of the file
	Only     []string       // the ids of the clients to serve; empty means all
	Shared   []string       // words of the client column that mean every client
	Sources  []Source
	Bridges  []Bridge
	// Frameworks are ids of the control frameworks that packs show coverage of;
	// empty means those that the control records name.
	Frameworks []string
	Outputs    []string // what a document is written as; never empty
	Languages  []string // tags of those that each pack is made in, the first one first; never empty
	Brand      Brand
	Problems   []Handling    // what becomes of problems, by code
	Suppress   []Suppression // problems that somebody accepted
	Privacy    Privacy
	Schedules  []Schedule
	Approval   bool // a person approves each pack before it is issued, where its schedule doesn't say otherwise
	CatchUp    int  // how many missed periods of a client's pack are made without asking
	Heartbeat  Heartbeat
	Notify     Notify

	plans        []plan // the schedules as they were written
	pseudonymKey []byte

	inputsGiven string // Inputs as the person wrote it
	doc         *strict.Document
	places      map[string]problem.Place // of settings that the file does not decide
}

// Vendor is who makes the packs.
type Vendor struct {
	Name    string `yaml:"name"`
	Contact string `yaml:"contact"`
	Logo    string `yaml:"logo"` // a PNG or JPEG file, relative to the workspace
}

// Pack is what all packs of the workspace have in common.
type Pack struct {
	Template       string `yaml:"template"`
	Title          string `yaml:"title"` // empty: the template's own
	Classification string `yaml:"classification"`
	PreparedBy     string `yaml:"prepared_by"`
	ApprovedBy     string `yaml:"approved_by"`
	Introduction   string `yaml:"introduction"` // Markdown
	Paper          string `yaml:"paper"`        // A4 or Letter; empty: the template's own
	// WorkbookTemplate is an .xlsx file of somebody else's that is filled besides,
	// relative to the workspace; empty for none.
	WorkbookTemplate string `yaml:"workbook_template"`
}

// Gate says what stops a pack.
type Gate string

// The gates.
const (
	GateNone   Gate = "none"   // rejected rows are disclosed in the pack
	GateErrors Gate = "errors" // a rejected row stops the pack
)

// Client is who receives a pack.
type Client struct {
	ID      string   `yaml:"id"` // names the pack's folder
	Name    string   `yaml:"name"`
	Contact string   `yaml:"contact"`
	Logo    string   `yaml:"logo"`    // as the vendor's
	Match   []string `yaml:"match"`   // more words that name the client in exports
	Scope   []Scope  `yaml:"scope"`   // narrows what the client sees
	Targets []Target `yaml:"targets"` // in place of the metrics' own
	Privacy Shown    `yaml:"privacy"` // in place of that of all clients

	Classification string   `yaml:"classification"` // likewise
	Languages      []string `yaml:"languages"`      // likewise
	Brand          Brand    `yaml:"brand"`          // likewise, part by part
	// WorkbookTemplate is the client's own, in place of that of all packs.
	WorkbookTemplate string `yaml:"workbook_template"`
}

// Scope narrows a client's records of one dataset to those that satisfy Where.
type Scope struct {
	Dataset string `yaml:"dataset"`
	Where   string `yaml:"where"` // a predicate over the dataset
}

// Target is what a client's contract asks of a metric.
type Target struct {
	Metric string   `yaml:"metric"`
	Target *float64 `yaml:"target"`
	Warn   *float64 `yaml:"warn"`
}

// Source is one file or sheet, or a glob of files alike, that feeds a dataset.
type Source struct {
	Dataset   string                         `yaml:"dataset"`
	Files     string                         `yaml:"files"` // a path or glob below the inputs folder, with forward slashes
	Sheet     string                         `yaml:"sheet"`
	Sheets    []string                       `yaml:"sheets"`     // names, or patterns with * and ?, instead of Sheet
	SheetSets []SheetSet                     `yaml:"sheet_sets"` // values for the records of some of the sheets
	Preset    string                         `yaml:"preset"`
	Client    string                         `yaml:"client"`     // the id of the only client that the source speaks of
	DateOrder string                         `yaml:"date_order"` // dmy, mdy or ymd, for dates written in digits
	Columns   map[string]string              `yaml:"columns"`    // field: header
	Values    map[string]map[string][]string `yaml:"values"`     // field: value: words that mean it
	Set       map[string]string              `yaml:"set" strict:"raw"`
	// Precedence decides which source's record counts where several have one of the
	// same key: the higher one, and of equal ones the later.
	Precedence int `yaml:"precedence"`
	Dialect    `yaml:",inline"`
	Evidence   `yaml:",inline"`

	key string // its place in the file: sources[1]
}

// SheetSet gives the records of some sheets values that stand in no column.
type SheetSet struct {
	Sheet string            `yaml:"sheet"` // a name, or a pattern with * and ?
	Set   map[string]string `yaml:"set" strict:"raw"`
}

// Known is what a configuration may name. What a nil list would hold is not
// checked.
type Known struct {
	Datasets []*dataset.Definition
	Metrics  []metric.Definition
	Presets  map[string]string // the dataset that each preset feeds
	Packs    []string
	// Frameworks are the ids of control frameworks.
	Frameworks []string
	Outputs    []string
	Languages  []string
}

// maxSize is more than any configuration that a person writes.
const maxSize = 4 << 20

// Load reads the configuration file, overridden by COMPACK_ variables and those by
// flags (inputs, out, period, as-of, client, strict, where the set has them; it
// may be nil). It returns nil and the problems when any is an error.
func Load(file string, flags *pflag.FlagSet, known Known) (*Config, problem.List, error) {
	text, problems := read(file)
	if problems != nil {
		return nil, problems, nil
	}
	doc, problems := strict.Parse(filepath.Base(file), text, strict.Codes{
		Unreadable: problem.ConfigUnreadable, UnknownKey: problem.UnknownKey, BadValue: problem.BadSetting,
		Repeated: problem.Repeated, Missing: problem.MissingSetting,
	})
	if doc == nil {
		return nil, problems, nil
	}
	var said written
	problems = append(problems, doc.Decode(&said)...)
	layered, places, more, err := layer(doc, flags)
	problems = append(problems, more...)
	if err != nil {
		return nil, problems, fmt.Errorf("read the settings of %s: %w", file, err)
	}
	c := assemble(file, text, layered, said)
	c.doc, c.places = doc, places
	c.folders(layered)
	problems = append(problems, c.check(layered, known)...)
	problems.Sort()
	if worst, _ := problems.Worst(); len(problems) > 0 && worst == problem.Error {
		return nil, problems, nil
	}
	return c, problems, nil
}

// read returns the file's bytes.
func read(file string) ([]byte, problem.List) {
	fail := func(hint, format string, args ...any) ([]byte, problem.List) {
		p := problem.New(problem.ConfigUnreadable, problem.Place{File: filepath.Base(file)}, format, args...)
		p.Hint = hint
		return nil, problem.List{p}
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail("name the configuration with --config", "there is no file %q", file)
	case err != nil:
		return fail("check the file's name and rights", "%q can't be read: %v", file, cause(err))
	case info.IsDir():
		return fail("name the file in it: "+filepath.Join(file, "compack.yaml"), "%q is a folder", file)
	case info.Size() > maxSize:
		return fail("check that it is the configuration", "%q has %d bytes, more than the %d that a configuration may have", file, info.Size(), maxSize)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return fail("check the file's rights", "%q can't be read: %v", file, cause(err))
	}
	return text, nil
}

// cause returns what an operation on a file failed of, without the path.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// assemble puts together what the file says and what was laid over it.
func assemble(file string, text []byte, s layers, d written) *Config {
	sum := sha256.Sum256(text)
	c := &Config{
		File: file, Root: filepath.Dir(file), SHA256: hex.EncodeToString(sum[:]),
		Vendor: s.Vendor, Pack: s.Pack, Trend: s.Trend, Gate: Gate(s.Gate), Period: s.Period, AsOf: s.AsOf,
		Clients: d.Clients, Shared: d.Shared, Sources: d.Sources, Bridges: d.Bridges, Frameworks: d.Frameworks, Outputs: d.Outputs, Languages: d.Languages, Brand: d.Brand, Problems: d.Problems, Suppress: d.Suppress, Privacy: d.Privacy,
		Approval: s.Approval == asked, CatchUp: s.CatchUp, Heartbeat: d.Heartbeat, Notify: d.Notify, plans: d.Schedules,
	}
	for _, id := range s.Client {
		c.Only = append(c.Only, strings.TrimSpace(id))
	}
	if s.Strict {
		c.Gate = GateErrors
	}
	if len(c.Outputs) == 0 {
		c.Outputs = []string{"pdf", "xlsx"}
	}
	if len(c.Languages) == 0 {
		c.Languages = []string{locale.English}
	}
	for i := range c.Sources {
		c.Sources[i].key = strict.Item("sources", i)
	}
	for i := range c.Bridges {
		c.Bridges[i].key = strict.Item("bridges", i)
	}
	return c
}

// At returns the place of a setting, such as clients[0].scope[1].where: its line in
// the file, or the flag or variable that set it.
func (c *Config) At(key string) problem.Place {
	if p, ok := c.places[key]; ok {
		return p
	}
	return c.doc.Place(key)
}

// Key returns the source's place in the file, such as sources[1].
func (s Source) Key() string { return s.key }

// WorkbookTemplate returns the workbook that is filled for the client, relative to the
// workspace; "" for none.
func (c *Config) WorkbookTemplate(client Client) string {
	return cmp.Or(client.WorkbookTemplate, c.Pack.WorkbookTemplate)
}

// Selected returns the clients to serve, in the order of the file.
func (c *Config) Selected() []Client {
	if len(c.Only) == 0 {
		return c.Clients
	}
	var out []Client
	for _, client := range c.Clients {
		for _, id := range c.Only {
			if client.ID == id {
				out = append(out, client)
				break
			}
		}
	}
	return out
}
