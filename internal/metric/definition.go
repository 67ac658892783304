package metric

// Kind says how a metric's value comes from its rows.
type Kind string

// The kinds.
const (
	Count    Kind = "count"    // rows of the population
	Distinct Kind = "distinct" // different values of Of in the population
	Ratio    Kind = "ratio"    // satisfied rows ÷ population rows
	Sum      Kind = "sum"      // of Of over the population
	Mean     Kind = "mean"     // of Of over the population's rows that have one
	Median   Kind = "median"   // likewise
	Max      Kind = "max"      // likewise
	Within   Kind = "within"   // share closed within Days of being opened, by the product-limit method
	Balance  Kind = "balance"  // opening + opened + reopened - closed = closing, from date fields
)

// Kinds lists the kinds.
var Kinds = []Kind{Count, Distinct, Ratio, Sum, Mean, Median, Max, Within, Balance}

// Satisfies reports whether a figure of the kind is the share of the records that
// satisfy something: of its population some do and the others do not.
func (k Kind) Satisfies() bool { return k == Ratio || k == Within }

// Better says which direction of a metric is good.
type Better string

// The directions; the zero value means that neither is.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
)

// Definition is a metric as an analyst writes it: one file under
// templates/metrics holds a list of them.
type Definition struct {
	ID         string   `yaml:"id"` // training.completion
	Title      string   `yaml:"title"`
	Dataset    string   `yaml:"dataset"`
	Kind       Kind     `yaml:"kind"`
	Population string   `yaml:"population"` // predicate; empty means every row
	Satisfied  string   `yaml:"satisfied"`  // predicate; for ratios
	Of         string   `yaml:"of"`         // field, or a difference in days such as closed_on - opened_on
	Opened     string   `yaml:"opened"`     // date field, for balances and within
	Closed     string   `yaml:"closed"`     // date field, for balances and within
	Reopened   string   `yaml:"reopened"`   // date field, for balances of records that may be opened again
	Split      string   `yaml:"split"`      // enum field that says how a record was closed, for balances
	Days       int      `yaml:"days"`       // for within: 1 to 366
	Least      int      `yaml:"least"`      // for within: the fewest records for which a figure is given; 0 means 1
	By         []string `yaml:"by"`         // fields or bands to group by
	Unit       string   `yaml:"unit"`       // percent, days, or what is counted: risks, people
	Better     Better   `yaml:"better"`
	Target     *float64 `yaml:"target"`     // reached: green
	Warn       *float64 `yaml:"warn"`       // reached, but not the target: amber; not even that: red
	Definition string   `yaml:"definition"` // one English sentence
	Basis      string   `yaml:"basis"`      // the clause or source that asks for it
	Note       string   `yaml:"note"`       // what a reader must know to read it right
	Trend      bool     `yaml:"trend"`      // dates alone decide it, so that past periods can be worked out from today's records
}
