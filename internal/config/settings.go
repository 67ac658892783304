package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"compack/internal/problem"
	"compack/internal/strict"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// settings are the single values of a configuration: what the file says of them
// can be replaced by a variable and that by a flag.
type settings struct {
	Vendor   Vendor   `yaml:"vendor"`
	Pack     Pack     `yaml:"pack"`
	Calendar calendar `yaml:"calendar"`
	Inputs   string   `yaml:"inputs"`
	Out      string   `yaml:"out"`
	Trend    int      `yaml:"trend"`
	Gate     string   `yaml:"gate"`
	Period   string   `yaml:"period" strict:"raw"`
	AsOf     string   `yaml:"as_of" strict:"raw"`
	Approval string   `yaml:"approval"`
	CatchUp  int      `yaml:"catch_up"`
}

type calendar struct {
	Every      string  `yaml:"every"`
	FirstMonth int     `yaml:"first_month"`
	Weeks      string  `yaml:"weeks"`
	YearEnd    yearEnd `yaml:"year_end"`
	Timezone   string  `yaml:"timezone"`
}

type yearEnd struct {
	Weekday string `yaml:"weekday"`
	Rule    string `yaml:"rule"`
}

// written is the file: settings and the lists that nothing replaces.
type written struct {
	settings   `yaml:",inline"`
	Clients    []Client      `yaml:"clients"`
	Shared     []string      `yaml:"shared"`
	Sources    []Source      `yaml:"sources"`
	Bridges    []Bridge      `yaml:"bridges"`
	Frameworks []string      `yaml:"frameworks"`
	Outputs    []string      `yaml:"outputs"`
	Languages  []string      `yaml:"languages"`
	Brand      Brand         `yaml:"brand"`
	Problems   []Handling    `yaml:"problems"`
	Suppress   []Suppression `yaml:"suppress"`
	Privacy    Privacy       `yaml:"privacy"`
	Schedules  []plan        `yaml:"schedules"`
	Heartbeat  Heartbeat     `yaml:"heartbeat"`
	Notify     Notify        `yaml:"notify"`
}

// layers is what viper decides: settings, and what only a variable or flag says.
type layers struct {
	settings `yaml:",inline"`
	Client   []string `yaml:"client"`
	Strict   bool     `yaml:"strict"`
}

// defaults are the settings that a workspace need not write.
var defaults = map[string]any{
	"pack.template":        "vendor-quarterly",
	"pack.classification":  "Confidential",
	"calendar.every":       "quarter",
	"calendar.first_month": 1,
	"inputs":               "inputs",
	"out":                  "out",
	"trend":                5,
	"gate":                 string(GateNone),
	"approval":             notAsked,
	"catch_up":             4,
}

const (
	// delimiter stands between the parts of viper's keys; viper would split keys
	// at any sign that can occur in one.
	delimiter = "\x1f"
	prefix    = "COMPACK_"
	// variableOfFile names the configuration to whoever calls Load.
	variableOfFile = prefix + "CONFIG"
)

// leaf is one setting.
type leaf struct {
	key  string // pack.prepared_by
	kind reflect.Kind
}

func (l leaf) viper() string    { return strings.ReplaceAll(l.key, ".", delimiter) }
func (l leaf) flag() string     { return strings.ReplaceAll(l.key, "_", "-") }
func (l leaf) variable() string { return prefix + strings.ToUpper(strings.ReplaceAll(l.key, ".", "_")) }

// leaves returns the settings of a struct type.
func leaves(t reflect.Type, under string) []leaf {
	var out []leaf
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		key := under
		if name != "" {
			key = strict.Join(under, name)
		}
		if f.Type.Kind() == reflect.Struct {
			out = append(out, leaves(f.Type, key)...)
		} else {
			out = append(out, leaf{key, f.Type.Kind()})
		}
	}
	return out
}

// layer lays variables over the file's settings and flags over those, in
// viper's precedence. It returns the places of the settings that the file does
// not decide.
func layer(doc *strict.Document, flags *pflag.FlagSet) (layers, map[string]problem.Place, problem.List, error) {
	v := viper.NewWithOptions(viper.KeyDelimiter(delimiter))
	places := map[string]problem.Place{}
	all := leaves(reflect.TypeFor[layers](), "")
	var secrets []string
	for _, key := range []string{"privacy.key_env", "heartbeat.url_env"} {
		if name, ok := doc.Text(key); ok {
			secrets = append(secrets, name)
		}
	}
	problems := unknownVariables(all, secrets)
	var out layers
	for _, l := range all {
		wrong, err := bind(v, l, doc, flags, places)
		problems = append(problems, wrong...)
		if err != nil {
			return out, nil, problems, err
		}
	}
	err := v.UnmarshalExact(&out, func(d *mapstructure.DecoderConfig) { d.TagName, d.Squash = "yaml", true })
	return out, places, problems, err
}

// bind tells viper what the default, the file, the environment and the flags say of
// one setting, and notes in places the last of them.
func bind(v *viper.Viper, l leaf, doc *strict.Document, flags *pflag.FlagSet, places map[string]problem.Place) (problems problem.List, err error) {
	if d, ok := defaults[l.key]; ok {
		v.SetDefault(l.viper(), d)
	}
	if text, ok := doc.Text(l.key); ok {
		err = errors.Join(err, v.MergeConfigMap(nested(l.key, text)))
	}
	if text := os.Getenv(l.variable()); text != "" {
		at := problem.Place{Key: l.variable()}
		if p, ok := wrongVariable(l, text, at); ok {
			places[l.key] = at
			err = errors.Join(err, v.BindEnv(l.viper(), l.variable()))
		} else {
			problems = append(problems, p)
		}
	}
	if flags == nil {
		return problems, err
	}
	if f := flags.Lookup(l.flag()); f != nil && f.Changed {
		places[l.key] = problem.Place{Key: "--" + f.Name}
		err = errors.Join(err, v.BindPFlag(l.viper(), f))
	}
	return problems, err
}

// nested returns the value under its key as viper takes it from a file.
func nested(key, value string) map[string]any {
	parts := strings.Split(key, ".")
	slices.Reverse(parts)
	var inner any = value
	for _, p := range parts {
		inner = map[string]any{p: inner}
	}
	return inner.(map[string]any)
}

// unknownVariables reports variables that look like settings and are none; those
// that hold secrets are no settings.
func unknownVariables(all []leaf, secrets []string) problem.List {
	known := []string{variableOfFile}
	for _, l := range all {
		known = append(known, l.variable())
	}
	var out problem.List
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, prefix) || slices.Contains(secrets, name) || slices.Contains(known, name) {
			continue
		}
		p := problem.New(problem.UnknownKey, problem.Place{Key: name}, "the environment variable is not known")
		if near, ok := strict.Nearest(name, known); ok {
			p.Message += "; did you mean " + near + "?"
		}
		p.Hint = "unset it, or name a setting: " + strict.List(known)
		out = append(out, p)
	}
	return out
}

var wholeNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,8})$`)

// wrongVariable reports a variable whose text is not of the setting's type.
func wrongVariable(l leaf, text string, at problem.Place) (problem.Problem, bool) {
	p := problem.New(problem.BadSetting, at, "")
	switch l.kind {
	case reflect.Int:
		if !wholeNumber.MatchString(text) {
			p.Message, p.Hint = strconv.Quote(text)+" is not a whole number", "write digits only"
			return p, false
		}
	case reflect.Bool:
		if _, err := strconv.ParseBool(text); err != nil {
			p.Message, p.Hint = strconv.Quote(text)+" is neither true nor false", "write true or false"
			return p, false
		}
	}
	return p, true
}

// folders settles Inputs and Out. A relative folder of the file starts at the
// workspace; one of a flag or variable where the command is run.
func (c *Config) folders(s layers) {
	resolve := func(key, folder string) string {
		folder = filepath.FromSlash(folder)
		if _, elsewhere := c.places[key]; elsewhere || filepath.IsAbs(folder) {
			return filepath.Clean(folder)
		}
		return filepath.Join(c.Root, folder)
	}
	c.inputsGiven = s.Inputs
	c.Inputs, c.Out = resolve("inputs", s.Inputs), resolve("out", s.Out)
}
