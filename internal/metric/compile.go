package metric

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"compack/internal/dataset"
)

// DefinitionError is a mistake in one key of a metric's definition.
type DefinitionError struct {
	ID  string
	Key string // as the YAML file spells it
	Err error  // a [*ParseError] for predicates and value expressions
}

// Error names the metric, the key and the mistake.
func (e *DefinitionError) Error() string { return fmt.Sprintf("metric %s, %s: %v", e.ID, e.Key, e.Err) }

// Unwrap returns the mistake.
func (e *DefinitionError) Unwrap() error { return e.Err }

// compiler gathers the mistakes of one definition.
type compiler struct {
	def    Definition
	on     *dataset.Definition
	errors []error
}

func (c *compiler) fail(key, format string, args ...any) {
	c.reject(key, fmt.Errorf(format, args...))
}

func (c *compiler) reject(key string, err error) {
	c.errors = append(c.errors, &DefinitionError{c.def.ID, key, err})
}

// Compile checks a definition against its dataset and returns the metric. The
// error joins a [*DefinitionError] for each mistake: it names the definition's key, what
// is wrong and, for a predicate, where; an unknown field's error names the nearest
// known one.
func Compile(def Definition, on *dataset.Definition) (*Metric, error) {
	if on == nil {
		return nil, &DefinitionError{def.ID, "dataset", fmt.Errorf("there is no dataset %q", def.Dataset)}
	}
	c := &compiler{def: def, on: on}
	m := &Metric{Definition: def, On: on}
	c.identity()
	c.presence()
	c.limits()
	m.InPopulation = c.predicate("population", def.Population)
	if def.Kind == Ratio {
		m.IsSatisfied = c.predicate("satisfied", def.Satisfied)
	}
	m.of = c.quantity()
	live, follows := c.balanceFields(), c.followed()
	c.groupings()
	if len(c.errors) > 0 {
		return nil, errors.Join(c.errors...)
	}
	if live != nil {
		m.balance = live(m.InPopulation.root)
	}
	if follows != nil {
		m.follow = follows(m.InPopulation.root)
	}
	m.sheet = newSheet(m)
	m.keep()
	if n := m.longestFormula(); n > MaxFormula {
		return nil, &DefinitionError{def.ID, "population", fmt.Errorf("its formula would have %d characters in a cell of the workbook, which takes %d; name fewer values", n, MaxFormula)}
	}
	return m, nil
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$`)

func (c *compiler) identity() {
	if !idForm.MatchString(c.def.ID) {
		c.fail("id", "%q is no identifier; write lower-case words joined by dots, such as training.completion", c.def.ID)
	}
	if strings.TrimSpace(c.def.Title) == "" {
		c.fail("title", "the metric has no title")
	}
	if c.def.Dataset != c.on.ID {
		c.fail("dataset", "the metric is of dataset %q, not %q", c.def.Dataset, c.on.ID)
	}
	if !slices.Contains(Kinds, c.def.Kind) {
		names := make([]string, len(Kinds))
		for i, k := range Kinds {
			names[i] = string(k)
		}
		c.fail("kind", "%q is no kind of metric; %s", c.def.Kind, suggestWord(string(c.def.Kind), names))
	}
}

// presence checks that the keys which the kind needs are there, and no others.
func (c *compiler) presence() {
	d, kind := &c.def, c.def.Kind
	hasValue := slices.Contains([]Kind{Distinct, Sum, Mean, Median, Max}, kind)
	for _, k := range []struct {
		key, value string
		needed     bool
	}{
		{"satisfied", d.Satisfied, kind == Ratio},
		{"of", d.Of, hasValue},
		{"opened", d.Opened, kind == Balance || kind == Within},
		{"closed", d.Closed, kind == Balance || kind == Within},
		{"reopened", d.Reopened, kind == Balance && given(d.Reopened)},
		{"split", d.Split, kind == Balance && given(d.Split)},
	} {
		switch given := given(k.value); {
		case k.needed && !given:
			c.fail(k.key, "a metric of kind %s needs this key", kind)
		case given && !k.needed && slices.Contains(Kinds, kind):
			c.fail(k.key, "a metric of kind %s can't have this key", kind)
		}
	}
}

// given reports whether a key has a value.
func given(value string) bool { return strings.TrimSpace(value) != "" }

// limits checks the target and the warning limit.
func (c *compiler) limits() {
	d := &c.def
	if d.Better != "" && d.Better != Higher && d.Better != Lower {
		c.fail("better", "%q is no direction; write higher or lower, or leave it out", d.Better)
		return
	}
	for _, l := range []struct {
		key   string
		value *float64
	}{{"target", d.Target}, {"warn", d.Warn}} {
		if l.value != nil && (*l.value-*l.value != 0) {
			c.fail(l.key, "the limit is no finite number")
			return
		}
		if l.value != nil && d.Kind.Satisfies() && (*l.value < 0 || *l.value > 1) {
			c.fail(l.key, "%v lies outside of 0 to 1; write 95 %% as 0.95", *l.value)
		}
	}
	switch {
	case d.Target == nil && d.Warn != nil:
		c.fail("warn", "a warning limit needs a target")
	case d.Target != nil && d.Better == "":
		c.fail("better", "a target needs a direction; write higher or lower")
	case d.Warn != nil && d.Better == Higher && *d.Warn > *d.Target:
		c.fail("warn", "the warning limit %v lies above the target %v, though higher is better", *d.Warn, *d.Target)
	case d.Warn != nil && d.Better == Lower && *d.Warn < *d.Target:
		c.fail("warn", "the warning limit %v lies below the target %v, though lower is better", *d.Warn, *d.Target)
	}
}

func (c *compiler) predicate(key, src string) *Predicate {
	p, err := ParsePredicate(src, c.on)
	if err != nil {
		c.reject(key, err)
	}
	return p
}

// quantity reads the value expression and checks it against the kind.
func (c *compiler) quantity() *quantity {
	if strings.TrimSpace(c.def.Of) == "" {
		return nil
	}
	q, err := parseQuantity(c.def.Of, c.on)
	if err != nil {
		c.reject("of", err)
		return nil
	}
	if c.def.Kind == Distinct {
		c.distinctField(q)
		return q
	}
	if !q.isDays && c.on.Fields[q.field].Type != dataset.Integer {
		f := &c.on.Fields[q.field]
		c.fail("of", "can't calculate with %s (%s); write an integer field, or the difference of two dates or moments", f.Name, f.Type)
	}
	if q.inHours && c.def.Unit != "" && c.def.Unit != hours {
		c.fail("unit", "the difference of two moments is in hours, not %q; write %s", c.def.Unit, hours)
	}
	return q
}

// distinctField checks that values are counted over the field by which the
// workbook's population is sorted: only then is a live count linear.
func (c *compiler) distinctField(q *quantity) {
	if len(c.on.Key) == 0 {
		c.fail("of", "dataset %s has no key to count different values of", c.on.ID)
		return
	}
	if q.isDays || c.on.Fields[q.field].Name != c.on.Key[0] {
		c.fail("of", "different values can only be counted of %s, the first field of the key", c.on.Key[0])
	}
}

// dayField returns the index of a date field, or of a moment that counts by its day.
func (c *compiler) dayField(key, name string) (int, bool) {
	if i := c.on.Index(name); i >= 0 && c.on.Fields[i].Type == dataset.Moment {
		return i, true
	}
	return c.dateField(key, name)
}

func (c *compiler) dateField(key, name string) (int, bool) {
	return c.fieldOf(key, name, dataset.Date, "a date")
}

// fieldOf returns the position of a field of the type, which words names.
func (c *compiler) fieldOf(key, name string, want dataset.Type, words string) (int, bool) {
	i := c.on.Index(name)
	if i < 0 {
		c.fail(key, "there is no field %q in %s; %s", name, c.on.ID, suggestField(name, c.on))
		return 0, false
	}
	if f := &c.on.Fields[i]; f.Type != want {
		c.fail(key, "%s is of type %s, not %s", name, f.Type, words)
		return 0, false
	}
	return i, true
}

// groupings checks the fields and bands to group by.
func (c *compiler) groupings() {
	if len(c.def.By) > 0 && slices.Contains([]Kind{Median, Max, Within, Balance}, c.def.Kind) {
		c.fail("by", "a metric of kind %s can't be broken down", c.def.Kind)
		return
	}
	for i, by := range c.def.By {
		key := fmt.Sprintf("by[%d]", i)
		if slices.Contains(c.def.By[:i], by) {
			c.fail(key, "%s stands twice", by)
			continue
		}
		if b, ok := c.on.Band(by); ok {
			if f, ok := c.on.Field(b.From); !ok || f.Type != dataset.Date {
				c.fail(key, "the band %s counts from %q, which is no date field", by, b.From)
			}
			if len(b.Upper) == 0 {
				c.fail(key, "the band %s has no upper limits", by)
			}
			continue
		}
		f, ok := c.on.Field(by)
		switch {
		case !ok:
			c.fail(key, "there is no field or band %q in %s; %s", by, c.on.ID, suggestGrouping(by, c.on))
		case f.Type == dataset.Date || f.Type == dataset.Moment || f.Type == dataset.Decimal:
			c.fail(key, "%s is of type %s, whose values are no groups; name a band of the dataset instead", by, f.Type)
		}
	}
}

// suggestGrouping returns a hint that names the field or band which was probably meant.
func suggestGrouping(name string, on *dataset.Definition) string {
	for _, b := range on.Bands {
		if dataset.Fold(b.Name) == dataset.Fold(name) || nearest(name, []string{b.Name}) != "" {
			return fmt.Sprintf("did you mean %s?", b.Name)
		}
	}
	return suggestField(name, on)
}
