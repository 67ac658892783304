package manifest

import (
	"compack/internal/clause"
	"compack/internal/metric"
	"compack/internal/period"
)

// Clause is one clause of the contract with what became of it. Value and
// Threshold are in the unit of the metric: shares of 1 for percentages.
type Clause struct {
	ID            string            `json:"requirement_id"`
	Contract      string            `json:"contract"`
	Clause        string            `json:"clause"`
	Text          string            `json:"text"`
	Type          string            `json:"type"`
	Metric        string            `json:"metric"`
	Figure        string            `json:"figure"` // as printed in the report: F-004; "" where none shows it
	Value         *float64          `json:"value"`
	Threshold     *float64          `json:"threshold"`
	ThresholdFrom clause.Basis      `json:"threshold_from,omitempty"`
	Unit          string            `json:"unit"`
	Comparison    clause.Comparison `json:"comparison,omitempty"`
	Verdict       clause.Verdict    `json:"verdict"`
	Reason        string            `json:"reason,omitempty"`
	Evidence      string            `json:"evidence,omitempty"` // where to look besides
	Exception     *Exception        `json:"exception,omitempty"`
}

// Exception is what was agreed instead of a clause.
type Exception struct {
	Text    string      `json:"text"`
	Until   period.Date `json:"until"`
	InForce bool        `json:"in_force"` // on the as-of day
}

// NewClause returns a result as data; address is that of the figure that shows it.
func NewClause(r clause.Result, address string) Clause {
	c := Clause{ID: r.ID, Contract: r.Contract, Clause: r.Ref, Text: r.Text, Type: r.Type, Metric: r.Metric, Figure: address,
		ThresholdFrom: r.Basis, Comparison: r.Side, Verdict: r.Verdict, Reason: r.Reason, Evidence: r.Evidence}
	if r.Value != nil {
		c.Unit = r.Value.Metric.Unit
		if r.Value.Status != metric.NotAvailable {
			c.Value = number(r.Value.Figure)
		}
	}
	if r.Limit != nil {
		c.Threshold = number(*r.Limit)
	}
	if r.Exception != "" {
		c.Exception = &Exception{Text: r.Exception, Until: r.Until, InForce: r.Excepted}
	}
	return c
}
