package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compack/internal/problem"

	"github.com/google/go-cmp/cmp"
)

// right is a configuration without a mistake; each test below makes one.
const right = `vendor:
  name: Meridian
pack:
  title: Report
calendar: {every: quarter}
clients:
  - id: acme
    name: Acme
    match: [AC]
    targets:
      - {metric: training.completion, target: 0.95}
  - id: beta
    name: Beta Ltd
sources:
  - dataset: risks
    files: risks.csv
  - dataset: training
    files: training.csv
`

func TestEachMistakeIsNamedWithItsPlace(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []string
	}{
		{"nothing wrong", "", "", nil},
		{"unknown key at the top", "vendor:", "vendr: x\nvendor:", []string{
			`G002 compack.yaml, line 1, vendr: the key "vendr" is not known; did you mean "vendor"? | the keys known here are vendor, pack, calendar, inputs, out, trend, gate, period, as_of, approval, catch_up, clients, shared, sources, bridges, frameworks, outputs, languages, brand, problems, suppress, privacy, schedules, heartbeat and notify`}},
		{"unknown framework", "sources:", "frameworks: [iso-27001-2022, soc2]\nsources:", []string{
			`G006 compack.yaml, line 14, frameworks[1]: there is no framework "soc2"; did you mean "soc2-tsc-2017"? | those known are iso-27001-2022 and soc2-tsc-2017`}},
		{"framework twice", "sources:", "frameworks: [soc2-tsc-2017, soc2-tsc-2017]\nsources:", []string{
			`G004 compack.yaml, line 14, frameworks[1]: "soc2-tsc-2017" is named already | keep one of the two`}},
		{"key in another case", "  title: Report", "  Title: Report", []string{
			`G002 compack.yaml, line 4, pack.Title: the key "Title" is not known; did you mean "title"? | the keys known here are template, title, classification, prepared_by, approved_by, introduction, paper and workbook_template`}},
		{"unknown key in a list", "  - dataset: risks", "  - datset: risks", []string{
			`G002 compack.yaml, line 15, sources[0].datset: the key "datset" is not known; did you mean "dataset"? | the keys known here are dataset, files, sheet, sheets, sheet_sets, preset, client, date_order, columns, values, set, precedence, encoding, delimiter, decimal, header_row, control_total, statement, max_age, attested_none, expect and required`}},
		{"unknown key like none", "vendor:", "zebra: x\nvendor:", []string{
			`G002 compack.yaml, line 1, zebra: the key "zebra" is not known | the keys known here are vendor, pack, calendar, inputs, out, trend, gate, period, as_of, approval, catch_up, clients, shared, sources, bridges, frameworks, outputs, languages, brand, problems, suppress, privacy, schedules, heartbeat and notify`}},
		{"id as a bare number", "id: acme", "id: 01234", []string{
			`G003 compack.yaml, line 7, clients[0].id: 01234 is not a text but a number, which YAML reads as 668 | write it in quotes: "01234"`}},
		{"match word as a bare number", "[AC]", "[AC, 1.10]", []string{
			`G003 compack.yaml, line 9, clients[0].match[1]: 1.10 is not a text but a number, which YAML reads as 1.1 | write it in quotes: "1.10"`}},
		{"text instead of a list", "[AC]", "AC", []string{
			`G003 compack.yaml, line 9, clients[0].match: a list is expected here, not "AC" | write it as a list: ["AC"]`}},
		{"list instead of keys", "  name: Meridian", "  - Meridian", []string{
			`G003 compack.yaml, line 1, vendor: keys with values are expected here, not a list | write the keys below it, indented by two spaces`}},
		{"keys instead of a text", "title: Report", "title: {a: b}", []string{
			`G003 compack.yaml, line 4, pack.title: a text is expected here, not keys with values | write one value`}},
		{"item that is a word", "  - id: beta\n    name: Beta Ltd", "  - beta", []string{
			`G003 compack.yaml, line 12, clients[1]: keys with values are expected here, not "beta" | write the keys below it, indented by two spaces`}},
		{"key without a value", "title: Report", "title:", []string{
			`G005 compack.yaml, line 4, pack.title: has no value | give the key a value, or remove it`}},
		{"key twice", "  name: Meridian", "  name: Meridian\n  name: Other", []string{
			`G004 compack.yaml, line 3, vendor.name: the key "name" stands in line 2 already | keep one of the two`}},
		{"source without a dataset", "  - dataset: risks\n    files: risks.csv", "  - files: risks.csv", []string{
			`G005 compack.yaml, line 15, sources[0].dataset: is missing | write the id of the dataset that the source feeds`}},
		{"source without files", "    files: risks.csv\n", "", []string{
			`G005 compack.yaml, line 15, sources[0].files: is missing | name a file or a glob below the inputs folder`}},
		{"vendor without a name", "  name: Meridian", "  contact: x", []string{
			`G005 compack.yaml, line 1, vendor.name: is missing | write the vendor's name as packs show it`}},
		{"no clients", right[strings.Index(right, "clients:"):strings.Index(right, "sources:")], "", []string{
			`G005 compack.yaml, clients: is missing | name at least one client, by an id and a name`}},
		{"no sources", right[strings.Index(right, "sources:"):], "sources: []\n", []string{
			`G005 compack.yaml, line 14, sources: is missing | name at least one source: its dataset and its files`}},
		{"client without an id", "  - id: beta\n    name: Beta Ltd", "  - name: Beta Ltd", []string{
			`G005 compack.yaml, line 12, clients[1].id: is missing | write a short word for the client: it names the pack's folder`}},
		{"client without a name", "    name: Beta Ltd\n", "", []string{
			`G005 compack.yaml, line 12, clients[1].name: is missing | write the client's name as packs show it`}},
		{"id that is no slug", "id: beta", "id: Béta Ltd.", []string{
			`G003 compack.yaml, line 12, clients[1].id: "Béta Ltd." can't name a folder | write lower-case letters, digits and hyphens, such as beta-ltd`}},
		{"id that Windows reserves", "id: beta", "id: con", []string{
			`G003 compack.yaml, line 12, clients[1].id: "con" can't name a folder | write lower-case letters, digits and hyphens`}},
		{"client id twice", "id: beta", "id: acme", []string{
			`G004 compack.yaml, line 12, clients[1].id: "acme" names client "acme" too, in line 7 | give each client words of its own`}},
		{"client name twice", "Beta Ltd", `" ACME "`, []string{
			`G004 compack.yaml, line 13, clients[1].name: " ACME " names client "acme" too, in line 7 | give each client words of its own`}},
		{"word of two clients", "name: Beta Ltd", "name: Beta Ltd\n    match: [ac]", []string{
			`G004 compack.yaml, line 14, clients[1].match[0]: "ac" names client "acme" too, in line 9 | give each client words of its own`}},
		{"word of a client and of all", "sources:", "shared: [Beta  ltd]\nsources:", []string{
			`G004 compack.yaml, line 14, shared[0]: "Beta  ltd" names client "beta" too, in line 13 | give each client words of its own`}},
		{"empty word", "[AC]", `[" "]`, []string{
			`G005 compack.yaml, line 9, clients[0].match[0]: is empty | write a word, or remove the entry`}},
		{"colour in words", "sources:", "brand: {colour: navy}\nsources:", []string{
			`G003 compack.yaml, line 14, brand.colour: "navy" is no colour | write it as red, green and blue in hexadecimal, in quotes: "#1F4E8C"`}},
		{"font that is none", "name: Beta Ltd", "name: Beta Ltd\n    brand: {fonts: {bold: bold.otf}}", []string{
			`G003 compack.yaml, line 14, clients[1].brand.fonts.bold: "bold.otf" is no TrueType file | name a TrueType file in the workspace, with forward slashes`}},
		{"unknown output", "sources:", "outputs: [pdf, docx]\nsources:", []string{
			`G006 compack.yaml, line 14, outputs[1]: there is no output "docx" | those known are html, pdf and xlsx`}},
		{"language twice", "sources:", "languages: [en, de, en]\nsources:", []string{
			`G004 compack.yaml, line 14, languages[2]: "en" is named already | keep one of the two`}},
		{"size of paper", "title: Report", "title: Report\n  paper: A5", []string{
			`G003 compack.yaml, line 5, pack.paper: "A5" is no size of paper | write A4 or Letter`}},
		{"cadence", "{every: quarter}", "{every: weekly}", []string{
			`G003 compack.yaml, line 5, calendar.every: "weekly" is no cadence | write month, quarter, half-year or year`}},
		{"first month", "{every: quarter}", "{first_month: 13}", []string{
			`G003 compack.yaml, line 5, calendar.first_month: 13 is no month | write the number of the month that the year begins with, 1 to 12`}},
		{"pattern of weeks", "{every: quarter}", "{weeks: 4-4-4, year_end: {weekday: saturday, rule: last}}", []string{
			`G003 compack.yaml, line 5, calendar.weeks: "4-4-4" is no pattern of weeks | write 4-4-5, 4-5-4 or 5-4-4`}},
		{"end of a year of weeks", "{every: quarter}", "{weeks: 4-4-5}", []string{
			`G005 compack.yaml, line 5, calendar.year_end.rule: is missing | write last (the last such weekday of the month before first_month) or nearest (the one nearest to that month's end)`,
			`G005 compack.yaml, line 5, calendar.year_end.weekday: is missing | write the weekday that the year ends on, such as saturday`}},
		{"words for the end of a year", "{every: quarter}", "{weeks: 4-4-5, year_end: {weekday: Sat, rule: first}}", []string{
			`G003 compack.yaml, line 5, calendar.year_end.rule: "first" is no rule for the end of a year | write last or nearest`,
			`G003 compack.yaml, line 5, calendar.year_end.weekday: "Sat" is no weekday | write monday, tuesday, wednesday, thursday, friday, saturday or sunday`}},
		{"end of a year of months", "{every: quarter}", "{year_end: {weekday: saturday, rule: last}}", []string{
			`G003 compack.yaml, line 5, calendar.year_end: says how a year of weeks ends, and the calendar has months | write weeks: 4-4-5 as well, or remove the key`}},
		{"time zone", "{every: quarter}", "{timezone: Middle/Earth}", []string{
			`G003 compack.yaml, line 5, calendar.timezone: "Middle/Earth" is no time zone | write a zone of the IANA list, such as Europe/Berlin, America/New_York or UTC`}},
		{"time zone of the machine", "{every: quarter}", "{timezone: Local}", []string{
			`G003 compack.yaml, line 5, calendar.timezone: "Local" is no time zone | write a zone of the IANA list, such as Europe/Berlin, America/New_York or UTC`}},
		{"number as a word", "{every: quarter}", "{first_month: April}", []string{
			`G003 compack.yaml, line 5, calendar.first_month: "April" is not a whole number | write digits only`}},
		{"number in quotes", "{every: quarter}", `{first_month: "4"}`, []string{
			`G003 compack.yaml, line 5, calendar.first_month: "4" is not a whole number | write it without quotes: 4`}},
		{"period of another calendar", "pack:", "period: 2026-09\npack:", []string{
			`G003 compack.yaml, line 3, period: "2026-09" is no period of this calendar | write it as 2026-Q3`}},
		{"date", "pack:", "as_of: 2026-02-30\npack:", []string{
			`G003 compack.yaml, line 3, as_of: "2026-02-30" is not a date | write it as 2026-09-30`}},
		{"as-of date outside the period", "pack:", "period: 2026-Q3\nas_of: 2026-10-01\npack:", []string{
			`G003 compack.yaml, line 4, as_of: 2026-10-01 lies outside the period 2026-Q3 | write a day from 2026-07-01 to 2026-09-30, or name the period that the day lies in`}},
		{"trend", "pack:", "trend: 9\npack:", []string{
			`G003 compack.yaml, line 3, trend: 9 is no number of periods for a trend | write a number from 1 to 8`}},
		{"bridge without anything", "sources:", "bridges: [{}]\nsources:", []string{
			`G005 compack.yaml, line 14, bridges[0].dataset: is missing | write the id of the dataset whose records have new identifiers`,
			`G005 compack.yaml, line 14, bridges[0].file: is missing | name a file below the inputs folder`,
			`G005 compack.yaml, line 14, bridges[0].from: is missing | write the header of the column with the old identifiers`,
			`G005 compack.yaml, line 14, bridges[0].to: is missing | write the header of the column with the new identifiers`}},
		{"bridge of an unknown dataset", "sources:", "bridges: [{dataset: riscs, file: ids.csv, from: Old, to: New}]\nsources:", []string{
			`G006 compack.yaml, line 14, bridges[0].dataset: there is no dataset "riscs"; did you mean "risks"? | those known are risks, training and remediation`}},
		{"bridge of one column, elsewhere", "sources:", "bridges: [{dataset: risks, file: ../ids.csv, from: Old ID, to: old-id}]\nsources:", []string{
			`G003 compack.yaml, line 14, bridges[0].file: "../ids.csv" leads out of the inputs folder | write a path below the inputs folder`,
			`G004 compack.yaml, line 14, bridges[0].to: "old-id" is the column with the old identifiers | name the column with the new identifiers`}},
		{"precedence that is no number", "    files: risks.csv", "    files: risks.csv\n    precedence: high", []string{
			`G003 compack.yaml, line 17, sources[0].precedence: "high" is not a whole number | write digits only`}},
		{"gate", "pack:", "gate: all\npack:", []string{
			`G003 compack.yaml, line 3, gate: "all" is no gate | write none (disclose rejected rows) or errors (a rejected row stops the pack)`}},
		{"pack template", "title: Report", "template: vendor-quartely", []string{
			`G006 compack.yaml, line 4, pack.template: there is no pack template "vendor-quartely"; did you mean "vendor-quarterly"? | those known are vendor-quarterly`}},
		{"logo that is not there", "name: Meridian", "name: Meridian\n  logo: logo.png", []string{
			`G006 compack.yaml, line 3, vendor.logo: there is no file "logo.png" in the workspace | name a PNG or JPEG file in the workspace, with forward slashes`}},
		{"logo outside the workspace", "name: Meridian", "name: Meridian\n  logo: ../logo.png", []string{
			`G003 compack.yaml, line 3, vendor.logo: "../logo.png" can't be read: path escapes from parent | name a PNG or JPEG file in the workspace, with forward slashes`}},
		{"logo of another format", "name: Meridian", "name: Meridian\n  logo: logo.svg", []string{
			`G003 compack.yaml, line 3, vendor.logo: "logo.svg" is no PNG or JPEG file | name a PNG or JPEG file in the workspace, with forward slashes`}},
		{"metric", "training.completion", "training.completed", []string{
			`G006 compack.yaml, line 11, clients[0].targets[0].metric: there is no metric "training.completed"; did you mean "training.completion"? | those known are risks.open and training.completion`}},
		{"target as a percentage", "target: 0.95", "target: 95", []string{
			`G003 compack.yaml, line 11, clients[0].targets[0].target: training.completion is a percentage; 95 is not from 0 to 1 | write a share of 1: 0.95`}},
		{"target with a sign", "target: 0.95", "target: 95 %", []string{
			`G003 compack.yaml, line 11, clients[0].targets[0].target: "95 %" is not a number | write it as a share of 1: 0.95`}},
		{"warning stricter than the target", "target: 0.95", "target: 0.95, warn: 0.97", []string{
			`G003 compack.yaml, line 11, clients[0].targets[0].warn: 0.97 is stricter than the target 0.95; training.completion is better higher | write the value from which the status is amber instead of red`}},
		{"target without a value", ", target: 0.95", "", []string{
			`G005 compack.yaml, line 11, clients[0].targets[0].target: is missing | write the value that is to be reached`}},
		{"two targets of a metric", "target: 0.95}", "target: 0.95}\n      - {metric: training.completion, target: 0.9}", []string{
			`G004 compack.yaml, line 12, clients[0].targets[1].metric: the client has a target for training.completion already | keep one of the two`}},
		{"scope of an unknown dataset", "match: [AC]", "scope: [{dataset: risk, where: title == 'x'}]", []string{
			`G006 compack.yaml, line 9, clients[0].scope[0].dataset: there is no dataset "risk"; did you mean "risks"? | those known are risks, training and remediation`}},
		{"scope of an unknown field", "match: [AC]", "scope: [{dataset: risks, where: titel == 'x'}]", []string{
			`G003 compack.yaml, line 9, clients[0].scope[0].where: column 1: there is no field "titel" in risks | did you mean title?`}},
		{"scope without a condition", "match: [AC]", "scope: [{dataset: risks}]", []string{
			`G005 compack.yaml, line 9, clients[0].scope[0].where: is missing | write the condition that the client's records meet`}},
		{"two scopes of a dataset", "match: [AC]", "scope: [{dataset: risks, where: score > 2}, {dataset: risks, where: title == nil}]", []string{
			`G004 compack.yaml, line 9, clients[0].scope[1].dataset: the client has a scope for risks already | join the two conditions with and`}},
		{"anchor and alias", "name: Beta Ltd", "name: &n Beta Ltd\n    contact: *n", []string{
			`G003 compack.yaml, line 14, clients[1].contact: *n repeats another value, which is not supported | write the value out where it is needed`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expect(t, strings.Replace(right, tt.old, tt.new, 1), tt.want) })
	}
}

func TestEachMistakeInASourceIsNamed(t *testing.T) {
	const known = " | those known are course, mandatory, score and status"
	tests := []struct {
		name, add string
		want      []string
	}{
		{"unknown client", "client: bta", []string{`G006 compack.yaml, line 19, sources[1].client: there is no client "bta"; did you mean "beta"? | those known are acme and beta`}},
		{"unknown preset", "preset: jira", []string{`G006 compack.yaml, line 19, sources[1].preset: there is no preset "jira"; did you mean "jira-remediation"? | those known are jira-remediation`}},
		{"preset of another dataset", "preset: jira-remediation", []string{`G003 compack.yaml, line 19, sources[1].preset: preset "jira-remediation" is for dataset remediation | use a preset for training`}},
		{"date order", "date_order: us", []string{`G003 compack.yaml, line 19, sources[1].date_order: "us" is no order of day, month and year | write dmy, mdy or ymd`}},
		{"encoding", "encoding: latin1", []string{`G003 compack.yaml, line 19, sources[1].encoding: "latin1" is no encoding that can be read | write utf-8, utf-16le, utf-16be or windows-1252`}},
		{"delimiter", `delimiter: ":"`, []string{`G003 compack.yaml, line 19, sources[1].delimiter: ":" is no delimiter | write ",", ";", "|" or tab`}},
		{"decimal mark", `decimal: ","`, []string{`G003 compack.yaml, line 19, sources[1].decimal: "," is no decimal mark | write point or comma`}},
		{"header row", "header_row: 0", []string{`G003 compack.yaml, line 19, sources[1].header_row: there is no row 0 | write the row's number, counted from 1`}},
		{"sheet and sheets", "sheet: A\n    sheets: [B]", []string{`G004 compack.yaml, line 20, sources[1].sheets: sheet names a sheet already | keep sheet or sheets`}},
		{"sheet that can't be", `sheets: ["A[1]"]`, []string{`G003 compack.yaml, line 19, sources[1].sheets[0]: "A[1]" holds a sign that no sheet's name has | write the name as its tab shows it; * and ? stand for any characters`}},
		{"sheet_sets without sheets", `sheet_sets: [{sheet: "C*", set: {course: x}}]`, []string{`G005 compack.yaml, line 17, sources[1].sheets: is missing; sheet_sets needs to know which sheets are read | name the sheets to read`}},
		{"unknown field in sheet_sets", `sheets: ["*"]
    sheet_sets: [{sheet: "C*", set: {cours: x}}]`, []string{`G006 compack.yaml, line 20, sources[1].sheet_sets[0].set.cours: there is no field "cours"; did you mean "course"?` + known}},
		{"unknown field in columns", "columns: {cours: Course}", []string{`G006 compack.yaml, line 19, sources[1].columns.cours: there is no field "cours"; did you mean "course"?` + known}},
		{"empty header", `columns: {course: ""}`, []string{`G005 compack.yaml, line 19, sources[1].columns.course: is empty | write the column's header`}},
		{"unknown field in values", "values: {state: {completed: [x]}}", []string{`G006 compack.yaml, line 19, sources[1].values.state: there is no field "state"` + known}},
		{"unknown value", "values: {status: {complete: [x]}}", []string{`G006 compack.yaml, line 19, sources[1].values.status.complete: there is no value of status called "complete"; did you mean "completed"? | those known are not_started and completed`}},
		{"word of two values", "values: {status: {completed: [Done], not_started: [done]}}", []string{`G004 compack.yaml, line 19, sources[1].values.status.not_started[0]: "done" means completed already | give the word one meaning`}},
		{"values of a text", "values: {course: {x: [y]}}", []string{`G003 compack.yaml, line 19, sources[1].values.course: course is of type text; only words of an enum, boolean or integer field can be mapped | remove the key`}},
		{"value that is no number", "values: {score: {high: [x]}}", []string{`G003 compack.yaml, line 19, sources[1].values.score.high: "high" is not a whole number | write digits only`}},
		{"unknown field in set", "set: {corse: x}", []string{`G006 compack.yaml, line 19, sources[1].set.corse: there is no field "corse"; did you mean "course"?` + known}},
		{"constant of no value", "set: {status: Started}", []string{`G006 compack.yaml, line 19, sources[1].set.status: there is no value of status called "Started" | those known are not_started and completed`}},
		{"constant that is no number", "set: {score: high}", []string{`G003 compack.yaml, line 19, sources[1].set.score: "high" is not a whole number | write digits only`}},
		{"constant that is no boolean", "set: {mandatory: 1}", []string{`G003 compack.yaml, line 19, sources[1].set.mandatory: "1" is neither true nor false | write true or false`}},
		{"constant and column", "columns: {course: C}\n    set: {course: x}", []string{`G004 compack.yaml, line 20, sources[1].set.course: course has a column already | keep one of the two`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { expect(t, right+"    "+tt.add+"\n", tt.want) })
	}
}

func TestEachMistakeInAPatternIsNamed(t *testing.T) {
	const at = "G003 compack.yaml, line 18, sources[1].files: "
	for pattern, want := range map[string]string{
		`'q3\training.csv'`:   `"q3\\training.csv" holds a backslash | write forward slashes: q3/training.csv`,
		"/data/training.csv":  `"/data/training.csv" does not start at the inputs folder | write a path below the inputs folder; --inputs names another folder`,
		"C:/training.csv":     `"C:/training.csv" does not start at the inputs folder | write a path below the inputs folder; --inputs names another folder`,
		"q3/../training.csv":  `"q3/../training.csv" leads out of the inputs folder | write a path below the inputs folder`,
		`"**/training.csv"`:   `"**/training.csv" holds **, which is not supported | name the folders one by one, each with *`,
		"q3//training.csv":    `"q3//training.csv" is no path | write a path below the inputs folder, such as q3/risks.xlsx or remediation-*.csv`,
		`"training[1.csv"`:    `"training[1.csv" is no glob: a bracket is not closed | close the bracket, or write * instead`,
		`"./training[x].csv"`: `"./training[x].csv" is no path | write a path below the inputs folder, such as q3/risks.xlsx or remediation-*.csv`,
	} {
		t.Run(pattern, func(t *testing.T) { expect(t, strings.Replace(right, "training.csv", pattern, 1), []string{at + want}) })
	}
}

func TestDerivedFieldsAndConstantsOfRisks(t *testing.T) {
	expect(t, strings.Replace(right, "files: risks.csv", `files: risks.csv
    columns: {score: Score}
    set: {likelihood: 6, weight: much, due_on: 30.9.2026}`, 1), []string{
		`G003 compack.yaml, line 17, sources[0].columns.score: score is worked out; no source feeds it | remove the key`,
		`G003 compack.yaml, line 18, sources[0].set.due_on: "30.9.2026" is not a date | write it as 2026-09-30`,
		`G003 compack.yaml, line 18, sources[0].set.likelihood: 6 is out of the range of likelihood | write a number in the field's range`,
		`G003 compack.yaml, line 18, sources[0].set.weight: "much" is not a number | write it with a point: 0.95`,
	})
}

func TestVariablesAndFlagsAreCheckedToo(t *testing.T) {
	t.Setenv("COMPACK_PERIODE", "2026-Q3")
	t.Setenv("COMPACK_TREND", "many")
	t.Setenv("COMPACK_STRICT", "maybe")
	t.Setenv("COMPACK_CONFIG", "is the caller's")
	_, problems, err := Load(write(t, right), flags(t, "--as-of=yesterday", "--client=acm", "--out="), known())
	if err != nil {
		t.Fatal(err)
	}
	got := told(problems)
	for i, line := range got {
		got[i], _, _ = strings.Cut(line, "COMPACK_CONFIG, ")
	}
	want := []string{
		`G003 --as-of: "yesterday" is not a date | write it as 2026-09-30`,
		`G006 --client: there is no client "acm"; did you mean "acme"? | those known are acme and beta`,
		`G005 --out: is missing | name the folder that packs are put into`,
		`G002 COMPACK_PERIODE: the environment variable is not known; did you mean COMPACK_PERIOD? | unset it, or name a setting: `,
		`G003 COMPACK_STRICT: "maybe" is neither true nor false | write true or false`,
		`G003 COMPACK_TREND: "many" is not a whole number | write digits only`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestAFileThatIsNoConfigurationIsNamed(t *testing.T) {
	folder := t.TempDir()
	missing := filepath.Join(folder, "none.yaml")
	binary := filepath.Join(folder, "x.yaml")
	if err := os.WriteFile(binary, []byte("PK\x03\x04"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		missing: `G001 none.yaml: there is no file "` + missing + `" | name the configuration with --config`,
		folder:  `G001 ` + filepath.Base(folder) + `: "` + folder + `" is a folder | name the file in it: ` + filepath.Join(folder, "compack.yaml"),
		binary:  `G001 x.yaml, line 1: the file is not text | save the file as UTF-8 text`,
	} {
		c, problems, err := Load(file, nil, known())
		if c != nil || err != nil {
			t.Errorf("Load(%s) = %v, %v", file, c, err)
		}
		if diff := cmp.Diff([]string{want}, told(problems)); diff != "" {
			t.Errorf("problems (-want +got):\n%s", diff)
		}
	}
	expect(t, "", []string{
		`G005 compack.yaml, clients: is missing | name at least one client, by an id and a name`,
		`G005 compack.yaml, sources: is missing | name at least one source: its dataset and its files`,
		`G005 compack.yaml, vendor.name: is missing | write the vendor's name as packs show it`,
	})
}

// expect loads text and compares the problems with want.
func expect(t *testing.T, text string, want []string) {
	t.Helper()
	c, problems, err := Load(write(t, text), nil, known())
	if err != nil {
		t.Fatal(err)
	}
	if (c == nil) != (problems.Count(problem.Error) > 0) {
		t.Errorf("Load returned %v with %d problems", c, len(problems))
	}
	if diff := cmp.Diff(append([]string{}, want...), told(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
