package library

import "testing"

func TestEachMistakeInWhatAPresetKnowsOfAnExportIsNamed(t *testing.T) {
	const (
		at     = "G007 templates/presets/tracker.yaml, line 9, "
		fields = " | those known are finding_id, client, opened_on, severity, likelihood, impact, score, open_actions and is_new"
	)
	for _, tt := range []struct{ add, want string }{
		{"headers: {rating: [Rating]}", at + `headers.rating: there is no field "rating"` + fields},
		{"headers: {score: [Score]}", at + `headers.score: score is worked out; no source feeds it | remove the key`},
		{"headers: {finding_id: [Key]}", at + `headers.finding_id: finding_id has a column already | keep one of the two`},
		{`headers: {severity: [""]}`, at + `headers.severity[0]: is empty | write the text, or remove the item`},
		{`fingerprint: [Key, ""]`, at + `fingerprint[1]: is empty | write the text, or remove the item`},
		{"decide: {severity: [{value: low}]}", at + `decide.severity[0].when: is missing | write the headers with the words that they must hold`},
		{"decide: {severity: [{when: {State: [x]}, value: lw}]}", at + `decide.severity[0].value: there is no value of severity called "lw"; did you mean "low"? | those known are high and low`},
		{"decide: {impact: [{when: {State: [x]}, value: 9}]}", at + `decide.impact[0].value: "9" is no value of impact | write a whole number in the field's range`},
		{"decide: {severity: [{when: {State: [x]}, value: low, from: Other}]}", at + `decide.severity[0].from: a choice has a value already, "low" | keep one of the two`},
		{"decide: {client: [{when: {State: [x]}, value: acme}]}", at + `decide.client: client names the client, which no rule may settle | let a column or the source name the client`},
		{"disclose: [{when: {State: [x]}}]", at + `disclose[0].text: is missing | write what the rows are`},
		{"nul: [x]", at + `nul: the key "nul" is not known; did you mean "nulls"? | the keys known here are id, title, dataset, description, source, sheet, date_order, columns, values, set, encoding, delimiter, decimal, fingerprint, headers, nulls, replace, truncation, decide, disclose and caveats`},
	} {
		t.Run(tt.add, func(t *testing.T) {
			expect(t, "presets/tracker.yaml", "set: {client: acme}\n", "set: {client: acme}\n"+tt.add+"\n", tt.want)
		})
	}
	t.Run("right", func(t *testing.T) {
		_, problems := Open(files(t, "presets/tracker.yaml", "set: {client: acme}\n", `set: {client: acme}
fingerprint: [Key, State]
headers: {severity: [Rating], impact: []}
nulls: [none]
replace: {" NEWLINE ": " "}
truncation: "..."
decide: {severity: [{when: {State: ["", x]}, value: low}, {when: {State: ["*"]}, from: Other}], is_new: [{when: {State: [1]}, value: true}]}
disclose: [{when: {State: [x]}, text: it is so}]
caveats: [no ages]
`), t.TempDir())
		if len(problems) > 0 {
			t.Error(told(problems))
		}
	})
}
