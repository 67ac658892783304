package library

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEachMistakeInADatasetIsNamed(t *testing.T) {
	const (
		at     = "G007 templates/datasets/findings.yaml, line "
		fields = " | those known are finding_id, client, opened_on, severity, likelihood, impact, score, open_actions and is_new"
	)
	tests := []struct{ name, old, new, want string }{
		{"not YAML", "title: Findings", "title: a: b", `G007 templates/datasets/findings.yaml, line 2: a colon stands where no key can begin | put a value that holds a colon in quotes, and indent keys of one level alike`},
		{"unknown key", "plural: findings", "plural: findings\nplurals: x", at + `5, plurals: the key "plurals" is not known; did you mean "plural"? | the keys known here are id, title, singular, plural, description, key, scope, aliases, made, movement, fields and bands`},
		{"unknown key of a field", "required: true", "requird: true", at + `8, fields[0].requird: the key "requird" is not known; did you mean "required"? | the keys known here are name, title, type, description, required, personal, headers, values, references, list, default, min, max, product, rollup, lookup and deadline`},
		{"wrong type", "required: true", "required: always", at + `8, fields[0].required: "always" is neither true nor false | write true or false`},
		{"id in capitals", "id: findings", "id: Findings", at + `1, id: "Findings" can't be an id | write lower-case letters, digits and underscores, such as risks`},
		{"id that is not the file's", "id: findings", "id: finding", at + `1, id: the id "finding" is not the file's name | name the file finding.yaml, or correct the id`},
		{"no singular", "singular: finding\n", "", `G007 templates/datasets/findings.yaml, singular: is missing | write what one record is called in a sentence`},
		{"title that is no sheet", "title: Findings", "title: Audit/Findings", at + `2, title: "Audit/Findings" can't name a sheet of a workbook | write at most 31 letters, none of [ ] : * ? / \`},
		{"title of another dataset", "title: Findings", "title: remediation", `G007 templates/datasets/remediation.yaml, line 2, title: "Remediation" is the title of dataset findings already | give each dataset a title of its own`},
		{"unknown field of movement", "scope: client", "scope: client\nmovement: {closed: close_on}", at + `7, movement.closed: there is no field "close_on"` + fields},
		{"movement by a text", "scope: client", "scope: client\nmovement: {closed: client}", at + `7, movement.closed: client is of type text, or worked out | name a field of type date that sources feed`},
		{"reopened without closed", "scope: client", "scope: client\nmovement: {reopened: opened_on}", at + `7, movement.reopened: nothing is closed that could be opened again | name the field closed, too`},
		{"no key", "key: [finding_id]", "key: []", at + `5, key: is missing | list the fields that make a record unique`},
		{"unknown key field", "key: [finding_id]", "key: [findng_id]", at + `5, key[0]: there is no field "findng_id"; did you mean "finding_id"?` + fields},
		{"derived key field", "key: [finding_id]", "key: [score]", at + `5, key[0]: score is worked out, so it can't be part of the key | name a field that sources feed`},
		{"key field twice", "key: [finding_id]", "key: [finding_id, finding_id]", at + `5, key[1]: finding_id is part of the key already | remove it`},
		{"unknown scope", "scope: client", "scope: customer", at + `6, scope: there is no field "customer"` + fields},
		{"scope of another type", "scope: client", "scope: opened_on", at + `6, scope: opened_on can't name the client | name a field of type text that sources feed`},
		{"unknown type", "type: date", "type: dat", at + `10, fields[2].type: there is no type "dat"; did you mean "date"? | those known are text, integer, decimal, date, moment, boolean and enum`},
		{"field without a type", "type: date, ", "", at + `10, fields[2].type: is missing | write text, integer, decimal, date, moment, boolean or enum`},
		{"field that is a word of predicates", "name: impact", "name: end", at + `18, fields[5].name: "end" can't name a field | write lower-case letters, digits and underscores, and no word of the predicate language`},
		{"field without a title", "title: Client, ", "", at + `9, fields[1].title: is missing | write what packs call the field`},
		{"header of two fields", "headers: [Raised]", "headers: [finding-id]", at + `10, fields[2].headers[0]: the header "finding-id" belongs to finding_id already | leave the header to one of the two`},
		{"title of two fields", "title: Client", "title: Raised", at + `10, fields[2].headers[0]: the header "Raised" belongs to client already | leave the header to one of the two`},
		{"header without letters", "headers: [Raised]", `headers: ["#"]`, at + `10, fields[2].headers[0]: the header "#" holds no letter or digit | write the header as the export spells it`},
		{"word of two values", "title: Low", "title: Low, also: [p-1]", at + `16, fields[3].values[1].also[0]: "p-1" means high already | give the word one meaning`},
		{"value without a title", "title: Low", "also: []", at + `16, fields[3].values[1].title: is missing | write what packs call the value`},
		{"value in capitals", "name: low", "name: Low", at + `16, fields[3].values[1].name: "Low" can't name a value | write lower-case letters, digits and underscores, such as in_progress`},
		{"values of a text", "type: enum", "type: text", at + `14, fields[3].values: severity is of type text, which has no values | write type: enum, or remove the values`},
		{"enum without values", "type: text}", "type: enum}", at + `9, fields[1].values: is missing | list the values in their natural order`},
		{"range of a date", "type: date", "type: date, min: 1", at + `10, fields[2].min: opened_on is of type date, which has no range | remove it`},
		{"empty range", "min: 1, max: 5", "min: 6, max: 5", at + `17, fields[4].max: 5 is less than min, 6 | write a range that holds a number`},
		{"unknown reference", "title: Client, type: text", "title: Client, type: text, references: finding", at + `9, fields[1].references: there is no dataset "finding"; did you mean "findings"? | those known are findings and remediation`},
		{"reference of a date", "type: date", "type: date, references: remediation", at + `10, fields[2].references: opened_on is of type date; only a text can refer to a record | write type: text`},
		{"product of one", "[likelihood, impact]", "[likelihood]", at + `19, fields[6].product: a product has two operands, not 1 | name two fields`},
		{"product of an unknown field", "[likelihood, impact]", "[likelihood, impct]", at + `19, fields[6].product[1]: there is no field "impct"; did you mean "impact"?` + fields},
		{"product of a text", "[likelihood, impact]", "[likelihood, client]", at + `19, fields[6].product[1]: client can't be multiplied | name a field of type integer that sources feed`},
		{"product without limits", "title: Impact, type: integer, min: 1, max: 5", "title: Impact, type: integer, min: 1", at + `19, fields[6].product[1]: the product of impact could be too large | give impact a min and a max, from -46340 to 46340`},
		{"product too large", "title: Impact, type: integer, min: 1, max: 5", "title: Impact, type: integer, min: 1, max: 46341", at + `19, fields[6].product[1]: the product of impact could be too large | give impact a min and a max, from -46340 to 46340`},
		{"product with headers", "product:", "headers: [Score], product:", at + `19, fields[6].headers: score is worked out; no source feeds it | remove it`},
		{"product that is a text", "title: Score, type: integer", "title: Score, type: text", at + `19, fields[6].type: score is worked out and of type text | write type: integer`},
		{"roll-up of an unknown dataset", "dataset: remediation", "dataset: actions", at + `20, fields[7].rollup.dataset: there is no dataset "actions" | those known are findings and remediation`},
		{"roll-up by an unknown field", "via: finding_id", "via: finding", at + `20, fields[7].rollup.via: there is no field "finding"; did you mean "finding_id"? | those known are item_id, client and finding_id`},
		{"roll-up by a field that refers elsewhere", "via: finding_id", "via: client", at + `20, fields[7].rollup.via: client does not refer to findings | name a field of remediation with references: findings`},
		{"roll-up of a wrong condition", "via: finding_id", "via: finding_id, where: opened_on <= as_of", at + `20, fields[7].rollup.where: column 1: there is no field "opened_on" in remediation | its fields are item_id, client, finding_id`},
		{"default of another type", `default: "no"`, `default: never`, at + `21, fields[8].default: "never" is neither true nor false | write "yes" or "no"`},
		{"default of no value", "type: enum", "type: enum\n    default: medium", at + `14, fields[3].default: there is no value of severity called "medium" | those known are high and low`},
		{"default that is no date", "type: date", "type: date, default: soon", at + `10, fields[2].default: "soon" is not a date | write it as 2026-09-30`},
		{"default out of range", "title: Impact, type: integer,", `title: Impact, type: integer, default: "7",`, at + `18, fields[5].default: "7" is no value of impact | write a whole number in the field's range`},
		{"default that is no number", "title: New, type: boolean", "title: New, type: decimal", at + `21, fields[8].default: "no" is not a number | write it with a point`},
		{"roll-up without a dataset", "{dataset: remediation, via", "{via", at + `20, fields[7].rollup.dataset: is missing | name the dataset whose records are counted`},
		{"roll-up without a field", ", via: finding_id", "", at + `20, fields[7].rollup.via: is missing | name the field that refers to findings`},
		{"band from a text", "from: opened_on", "from: client", at + `23, bands[0].from: client is of type text | name a field of type date`},
		{"band that descends", "[30, 60]", "[60, 30]", at + `23, bands[0].upper[1]: 30 does not come after what stands before it | list days in ascending order, such as [30, 60, 90]`},
		{"band without limits", ", upper: [30, 60]", "", at + `23, bands[0].upper: is missing | list the last day of each band, such as [30, 60, 90]`},
		{"band with two groups of a label", ", upper: [30, 60]", ", upper: [30, 60], ahead: over 60", at + `23, bands[0].ahead: "over 60" is the label of other days already | write a label such as Not yet due`},
		{"band called like a field", "name: age", "name: client", at + `23, bands[0].name: the dataset has a field or band "client" already | give each field and band a name of its own`},
		{"no fields", shipped["datasets/findings.yaml"], "id: findings\ntitle: F\nsingular: f\nplural: fs\nkey: [a]\nscope: a\nfields: []\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := Open(files(t, "datasets/findings.yaml", tt.old, tt.new), t.TempDir())
			got := told(problems)
			if tt.want == "" {
				tt.want = at + "7, fields: is missing | list the fields"
			}
			for _, line := range got {
				if line == tt.want {
					return
				}
			}
			t.Errorf("want %s\ngot  %q", tt.want, got)
		})
	}
}

func TestFieldTwiceIsNamed(t *testing.T) {
	expect(t, "datasets/remediation.yaml", "name: item_id, title: Item", "name: client, title: Item",
		`G007 templates/datasets/remediation.yaml, line 5, key[0]: there is no field "item_id" | those known are client, client and finding_id`,
		`G007 templates/datasets/remediation.yaml, line 9, fields[1].name: the dataset has a field "client" already | give each field a name of its own`)
}

func TestReferenceToADatasetWithALongKeyIsNamed(t *testing.T) {
	expect(t, "datasets/findings.yaml", "key: [finding_id]", "key: [finding_id, opened_on]",
		`G007 templates/datasets/remediation.yaml, line 10, fields[2].references: the key of findings has 2 fields, which no single value names | refer to a dataset with one key field`)
}

func TestEachMistakeInAListIsNamed(t *testing.T) {
	const metrics, rules, presets = "G007 templates/metrics/findings.yaml, line 1, ", "G007 templates/rules/findings.yaml, line ", "G007 templates/presets/tracker.yaml, line "
	const fields = " | those known are finding_id, client, opened_on, severity, likelihood, impact, score, open_actions and is_new"
	for _, tt := range []struct{ file, old, new, want string }{
		{"metrics/findings.yaml", "findings.open", "open", metrics + `[0].id: "open" can't be an id | write lower-case letters, digits and underscores, such as training.completion`},
		{"metrics/findings.yaml", "id: findings.open, ", "", metrics + `[0].id: is missing | write an id such as training.completion`},
		{"metrics/remediation.yaml", "remediation.open", "findings.age", `G007 templates/metrics/remediation.yaml, line 1, [0].id: the id "findings.age" is used already, in templates/metrics/findings.yaml, line 2 | give each an id of its own`},
		{"metrics/findings.yaml", "dataset: findings", "dataset: finding", metrics + `[0].dataset: there is no dataset "finding"; did you mean "findings"? | those known are findings and remediation`},
		{"metrics/findings.yaml", "kind: count", "kind: cont", metrics + `[0].kind: there is no kind "cont"; did you mean "count"? | those known are count, distinct, ratio, sum, mean, median, max, within and balance`},
		{"metrics/findings.yaml", "kind: count", "kind: count, target: 95%", metrics + `[0].target: "95%" is not a number | write it as a share of 1: 0.95`},
		{"metrics/findings.yaml", shipped["metrics/findings.yaml"], "id: findings.open\n", `G007 templates/metrics/findings.yaml: a list is expected here, not keys with values | write each item on a line of its own, after a dash`},
		{"rules/findings.yaml", "when: opened_on == nil", "when: ''", rules + `3, [0].when: is missing | write the condition that a wrong record meets`},
		{"rules/findings.yaml", "opened_on == nil", "opened_on = nil", rules + `3, [0].when: column 11: = is no comparison | write ==`},
		{"rules/findings.yaml", "[opened_on]", "[open_on]", rules + `4, [0].fields[0]: there is no field "open_on"; did you mean "opened_on"?` + fields},
		{"rules/findings.yaml", "  fields: [opened_on]\n", "", rules + `1, [0].fields: is missing | list the fields to look at`},
		{"rules/findings.yaml", "  message:", "  action: drop\n  message:", rules + `5, [0].action: there is no action "drop" | those known are keep and reject`},
		{"rules/findings.yaml", "  message:", "  severity: fatal\n  message:", rules + `5, [0].severity: there is no severity "fatal" | those known are error, warning and note`},
		{"rules/findings.yaml", "  message:", "  action: reject\n  severity: note\n  message:", rules + `6, [0].severity: a rule that rejects a record is an error, not a note | write error, or remove the severity`},
		{"presets/tracker.yaml", "id: tracker", "id: jira", presets + `1, id: the id "jira" is not the file's name | name the file jira.yaml, or correct the id`},
		{"presets/tracker.yaml", "source: its manual\n", "", `G007 templates/presets/tracker.yaml, source: is missing | write where the export's headers are documented`},
		{"presets/tracker.yaml", "date_order: dmy", "date_order: us", presets + `5, date_order: there is no date order "us" | those known are dmy, mdy and ymd`},
		{"presets/tracker.yaml", "{finding_id: Key}", "{id: Key}", presets + `6, columns.id: there is no field "id"` + fields},
		{"presets/tracker.yaml", "{finding_id: Key}", "{score: Key}", presets + `6, columns.score: score is worked out; no source feeds it | remove the key`},
		{"presets/tracker.yaml", "{high: [Major]}", "{higher: [Major]}", presets + `7, values.severity.higher: there is no value of severity called "higher"; did you mean "high"? | those known are high and low`},
		{"presets/tracker.yaml", "{client: acme}", "{finding_id: x}", presets + `8, set.finding_id: finding_id has a column already | keep one of the two`},
	} {
		t.Run(tt.want, func(t *testing.T) { expect(t, tt.file, tt.old, tt.new, tt.want) })
	}
}

// expect opens the small library with one change and compares the problems.
func expect(t *testing.T, file, old, new string, want ...string) {
	t.Helper()
	_, problems := Open(files(t, file, old, new), t.TempDir())
	if diff := cmp.Diff(want, told(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
