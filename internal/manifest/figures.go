package manifest

import (
	"compack/internal/document"
	"compack/internal/metric"
	"compack/internal/movement"
	"compack/internal/period"
	"compack/internal/problem"
)

// FiguresSchema names the form of metrics.json.
const FiguresSchema = "compack.metrics/1"

// Figures is metrics.json: every figure of a pack as data.
type Figures struct {
	Schema     string              `json:"schema"`
	Client     string              `json:"client"`
	ClientName string              `json:"client_name"`
	Vendor     string              `json:"vendor"`
	Pack       string              `json:"pack"`
	Period     string              `json:"period"`
	Start      period.Date         `json:"period_start"`
	End        period.Date         `json:"period_end"` // the last day
	AsOf       period.Date         `json:"as_of"`
	Document   string              `json:"document_sha256"`
	Metrics    []Figure            `json:"metrics"`
	Clauses    []Clause            `json:"clauses"`
	Movement   *movement.Report    `json:"movement,omitempty"` // what changed since the pack of the period before
	Coverage   Coverage            `json:"coverage"`
	Omissions  []document.Omission `json:"omissions"`
	Ledgers    []Ledger            `json:"ledgers"`
	Checks     []Check             `json:"checks"`
	Privacy    *Privacy            `json:"privacy,omitempty"`
	Problems   problem.List        `json:"problems"`
	NoRecords  bool                `json:"without_records,omitempty"` // the pack holds totals and shares alone
}

// Figure is one metric's value. Ratios are shares of 1; n/a is null.
type Figure struct {
	ID          string               `json:"id"`
	Address     string               `json:"address"` // as printed in the report: F-004
	Title       string               `json:"title"`
	Dataset     string               `json:"dataset"`
	Kind        metric.Kind          `json:"kind"`
	Value       *float64             `json:"value"`
	Exact       string               `json:"exact,omitempty"` // the value as a fraction; a later pack takes it over
	Numerator   *int64               `json:"numerator"`
	Denominator *int64               `json:"denominator"`
	N           int                  `json:"n"` // rows that the figure speaks of
	Unit        string               `json:"unit"`
	Status      *metric.Status       `json:"status"` // null where the metric has no target
	Target      *float64             `json:"target"`
	Warn        *float64             `json:"warn"`
	Better      metric.Better        `json:"better,omitempty"`
	Definition  string               `json:"definition"`
	Formula     string               `json:"formula_sha256"` // of what decides the value; a later pack compares it with its own
	Basis       string               `json:"basis,omitempty"`
	Balance     *metric.BalanceValue `json:"balance,omitempty"`
	Groups      []Grouping           `json:"groups"`
	Trend       []Point              `json:"trend,omitempty"`
}

// Grouping is a figure by one field or band.
type Grouping struct {
	By    string  `json:"by"`
	Title string  `json:"title"`
	Items []Group `json:"items"`
	// Withheld says why there are no items, where privacy asks for it.
	Withheld string `json:"withheld,omitempty"`
}

// Group is one group's figure.
type Group struct {
	Key         string   `json:"key"`
	Label       string   `json:"label"`
	Value       *float64 `json:"value"`
	Numerator   *int64   `json:"numerator,omitempty"`
	Denominator *int64   `json:"denominator,omitempty"`
	N           int      `json:"n"`
}

// Point is a figure in one period.
type Point struct {
	Period string       `json:"period"`
	Value  *float64     `json:"value"`
	Basis  metric.Basis `json:"basis,omitempty"` // of an earlier period's: issued, recomputed or redefined
	// Printed is what the pack of the period printed, where it measured otherwise.
	Printed *float64 `json:"printed,omitempty"`
}

// NewFigure returns v as data.
func NewFigure(v metric.Value, address string) Figure {
	m := v.Metric
	f := Figure{
		ID: m.ID, Address: address, Title: m.Title, Dataset: m.Definition.Dataset, Kind: m.Kind,
		Value: number(v.Figure), N: v.N, Unit: m.Unit, Target: m.Target, Warn: m.Warn, Better: m.Better,
		Definition: m.Definition.Definition, Basis: m.Basis, Formula: m.FormulaSHA256(), Exact: v.Figure.String(), Balance: v.Balance, Groups: []Grouping{},
	}
	f.Numerator, f.Denominator = parts(m.Kind, v.Figure)
	if v.Status != metric.Untargeted {
		f.Status = &v.Status
	}
	for _, g := range v.Groups {
		items := make([]Group, len(g.Groups))
		for i, one := range g.Groups {
			items[i] = Group{Key: one.Key, Label: one.Label, Value: number(one.Figure), N: one.N}
			items[i].Numerator, items[i].Denominator = parts(m.Kind, one.Figure)
		}
		f.Groups = append(f.Groups, Grouping{By: g.By, Title: g.Title, Items: items, Withheld: g.Withheld})
	}
	for _, p := range v.Trend {
		f.Trend = append(f.Trend, Point{p.Period, number(p.Figure), p.Basis, number(p.Printed)})
	}
	return f
}

// number returns f as the nearest binary number, nil where there is no figure.
func number(f metric.Fraction) *float64 {
	if !f.Defined() {
		return nil
	}
	v := f.Float()
	return &v
}

// parts returns the numerator and denominator of a ratio or a mean; an empty
// denominator is 0.
func parts(k metric.Kind, f metric.Fraction) (num, den *int64) {
	if k != metric.Ratio && k != metric.Mean {
		return nil, nil
	}
	return &f.Num, &f.Den
}
