package library

import (
	"strings"
	"testing"
	"testing/fstest"
)

// linked is three datasets whose fields are worked out in every way.
var linked = map[string]string{
	"people.yaml": `id: people
title: People
singular: person
plural: people
key: [person_id]
aliases: [email]
scope: client
fields:
  - {name: person_id, title: Person, type: text, personal: true}
  - {name: client, title: Client, type: text}
  - {name: email, title: E-mail, type: text, personal: true}
  - {name: left_on, title: Left on, type: date}
  - {name: courses, title: Courses, type: integer, rollup: {dataset: training, via: person_id, where: passed}}
  - {name: points_sum, title: Sum, type: integer, rollup: {dataset: training, via: person_id, take: sum, of: points}}
  - {name: first_on, title: First, type: date, rollup: {dataset: training, via: person_id, take: least, of: done_on}}
  - {name: worst, title: Worst, type: enum, values: [{name: good, title: Good}, {name: bad, title: Bad}], rollup: {dataset: training, via: person_id, take: greatest, of: mark}}
  - {name: latest, title: Latest, type: text, rollup: {dataset: training, via: person_id, take: last, of: course, by: done_on}}
`,
	"training.yaml": `id: training
title: Training
singular: course
plural: courses
key: [course_id]
scope: client
fields:
  - {name: course_id, title: ID, type: text}
  - {name: client, title: Client, type: text}
  - {name: person_id, title: Person, type: text, personal: true, references: people}
  - {name: course, title: Course, type: text}
  - {name: done_on, title: Done on, type: date}
  - {name: points, title: Points, type: integer}
  - {name: share, title: Share, type: decimal}
  - {name: passed, title: Passed, type: boolean}
  - {name: mark, title: Mark, type: enum, values: [{name: good, title: Good}, {name: bad, title: Bad}]}
  - {name: person_left, title: Left, type: date, lookup: {via: person_id, of: left_on}}
  - {name: on_roster, title: On roster, type: text, personal: true, lookup: {via: person_id, of: person_id}}
`,
	"incidents.yaml": `id: incidents
title: Incidents
singular: incident
plural: incidents
key: [incident_id]
scope: client
fields:
  - {name: incident_id, title: ID, type: text}
  - {name: client, title: Client, type: text}
  - {name: found_at, title: Found at, type: moment}
  - {name: due_at, title: Due at, type: moment}
  - {name: hours, title: Hours, type: integer}
  - {name: clock, title: Clock, type: enum, values: [{name: found, title: Found}]}
  - {name: tell_by, title: Tell by, type: moment, deadline: {stated: due_at, hours: hours, clock: clock, starts: {found: found_at}, default: found, clause: notification}}
`,
	"requirements.yaml": `id: requirements
title: Requirements
singular: requirement
plural: requirements
key: [requirement_id]
scope: client
fields:
  - {name: requirement_id, title: ID, type: text}
  - {name: client, title: Client, type: text}
  - {name: type, title: Type, type: enum, values: [{name: notification, title: Notification}]}
  - {name: threshold, title: Threshold, type: decimal}
  - {name: unit, title: Unit, type: enum, values: [{name: hours, title: Hours}]}
  - {name: clock_start, title: Clock, type: enum, values: [{name: found, title: Found}]}
`,
}

func TestFieldsThatAreWorkedOutAreChecked(t *testing.T) {
	const people, training, incidents = "people.yaml, line ", "training.yaml, line ", "incidents.yaml, line 14, fields[6]."
	const trainings = " | those known are course_id, client, person_id, course, done_on, points, share, passed, mark, person_left and on_roster"
	for _, tt := range []struct{ file, old, new, want string }{
		{"people", "", "", ""},
		{"people", "take: sum", "take: summ", people + `14, fields[5].rollup.take: there is no take "summ"; did you mean "sum"? | those known are count, sum, least, greatest and last`},
		{"people", "title: Courses, type: integer", "title: Courses, type: date", people + `13, fields[4].type: courses is worked out and of type date | write type: integer`},
		{"people", "where: passed}", "of: points}", people + `13, fields[4].rollup.of: a count takes no field | remove it, or say under take what is taken of it`},
		{"people", "where: passed}", "by: done_on}", people + `13, fields[4].rollup.by: count needs no order | remove it, or write take: last`},
		{"people", "where: passed}", "where: person_left < done_on}", ""},
		{"people", "title: Sum, type: integer", "title: Sum, type: date", people + `14, fields[5].type: points_sum is worked out and of type date | write type: integer`},
		{"people", ", of: points", "", people + `14, fields[5].rollup.of: is missing | name the field that is taken: sum`},
		{"people", "of: points", "of: point", people + `14, fields[5].rollup.of: there is no field "point"; did you mean "points"?` + trainings},
		{"people", "of: points", "of: done_on", people + `14, fields[5].rollup.of: done_on is of type date, which has no sum | name a field of type integer`},
		{"people", "title: First, type: date", "title: First, type: integer", people + `15, fields[6].type: first_on is worked out and of type integer | write type: date`},
		{"people", "take: least, of: done_on", "take: least, of: course", people + `15, fields[6].rollup.of: course is of type text, which has no least | name a field of type integer, date, moment or enum`},
		{"people", "title: Good}, {name: bad", "title: Good}, {name: worse", people + `16, fields[7].values: worst takes its values from mark and has no value "bad" | declare the values of mark: good and bad`},
		{"people", ", by: done_on", "", people + `17, fields[8].rollup.by: is missing | name the date or moment that tells which record is the last`},
		{"people", "by: done_on", "by: points", people + `17, fields[8].rollup.by: points is of type integer | name a field of type date or moment`},
		{"people", "of: course,", "of: share,", people + `17, fields[8].rollup.of: share is of type decimal, which a roll-up can't take | name a field of another type`},
		{"people", "of: course,", "of: person_id,", people + `17, fields[8].personal: latest takes its values from person_id, which is personal | write personal: true`},
		{"people", "of: course,", "of: on_roster,", people + `17, fields[8].personal: latest takes its values from on_roster, which is personal | write personal: true`},
		{"people", "aliases: [email]", "aliases: [mail]", people + `6, aliases[0]: there is no field "mail"; did you mean "email"? | those known are person_id, client, email, left_on, courses, points_sum, first_on, worst and latest`},
		{"people", "aliases: [email]", "aliases: [left_on]", people + `6, aliases[0]: left_on can't name a record | name a field of type text that sources feed`},
		{"people", "aliases: [email]", "aliases: [email, latest]", people + `6, aliases[1]: latest can't name a record | name a field of type text that sources feed`},
		{"people", "aliases: [email]", "aliases: [email, email]", people + `6, aliases[1]: email names the record already | remove it`},
		{"people", "aliases: [email]", "aliases: [person_id]", people + `6, aliases[0]: person_id names the record already | remove it`},
		{"training", "via: person_id, of: left_on", "of: left_on", training + `17, fields[9].lookup.via: is missing | name the field with the reference`},
		{"training", ", of: left_on", "", training + `17, fields[9].lookup.of: is missing | name the field of the other dataset`},
		{"training", "via: person_id, of: left_on", "via: person, of: left_on", training + `17, fields[9].lookup.via: there is no field "person"; did you mean "person_id"?` + trainings},
		{"training", "via: person_id, of: left_on", "via: course, of: left_on", training + `17, fields[9].lookup.via: course refers to no dataset | name a field with references`},
		{"training", "of: left_on", "of: left", training + `17, fields[9].lookup.of: there is no field "left"; did you mean "left_on"? | those known are person_id, client, email, left_on, courses, points_sum, first_on, worst and latest`},
		{"training", "of: left_on", "of: first_on", training + `17, fields[9].lookup.of: first_on is worked out itself | name a field that sources feed`},
		{"training", "title: Left, type: date", "title: Left, type: text", training + `17, fields[9].type: person_left is worked out and of type text | write type: date`},
		{"training", "title: On roster, type: text, personal: true", "title: On roster, type: text", training + `18, fields[10].personal: on_roster takes its values from person_id, which is personal | write personal: true`},
		{"people", "title: Courses, type: integer", "title: Courses, type: integer, lookup: {via: a, of: b}", people + `13, fields[4].lookup: courses is a roll-up already | keep one of the two`},
		{"incidents", "stated: due_at", "stated: due", incidents + `deadline.stated: there is no field "due"; did you mean "due_at"? | those known are incident_id, client, found_at, due_at, hours, clock and tell_by`},
		{"incidents", "hours: hours", "hours: found_at", incidents + `deadline.hours: found_at is of type moment | name a field of type integer`},
		{"incidents", "hours: hours, clock: clock, starts: {found: found_at}, default: found, clause: notification", "starts: {found: found_at}, default: found", incidents + `deadline.hours: is missing | name the field with the hours, or the type of the clause that says them`},
		{"incidents", "clock: clock, starts: {found: found_at}, default: found", "clock: clock", incidents + `deadline.starts: is missing | name for each value of the clock the field with the event's moment`},
		{"incidents", "starts: {found: found_at}", "starts: {lost: found_at, found: found_at}", incidents + `deadline.starts.lost: there is no value of clock called "lost" | those known are found`},
		{"incidents", "starts: {found: found_at}", "starts: {found: tell_by}", incidents + `deadline.starts.found: tell_by is worked out itself | name a field that sources feed`},
		{"incidents", "default: found", "default: lost", incidents + `deadline.default: there is no start "lost" | those known are found`},
		{"incidents", "clause: notification", "clause: notice", incidents + `deadline.clause: there is no value of type called "notice" | those known are notification`},
		{"incidents", "title: Tell by, type: moment", "title: Tell by, type: date", incidents + `type: tell_by is worked out and of type date | write type: moment`},
		{"requirements", "title: Threshold, type: decimal", "title: Threshold, type: integer", incidents + `deadline.clause: the dataset requirements has no field threshold of type decimal | remove it, or give requirements the field`},
	} {
		t.Run(tt.file+" "+tt.new, func(t *testing.T) {
			_, problems := Open(change(t, linked, tt.file+".yaml", tt.old, tt.new), t.TempDir())
			got := told(problems)
			if tt.want == "" {
				if len(got) > 0 {
					t.Errorf("got  %q", got)
				}
				return
			}
			if want := "G007 templates/datasets/" + tt.want; len(got) != 1 || got[0] != want {
				t.Errorf("want %s\ngot  %s", want, strings.Join(got, "\n     "))
			}
		})
	}
}

// TestARollUpCanNotWaitForAnother has one dataset's roll-up read the other's.
func TestARollUpCanNotWaitForAnother(t *testing.T) {
	fsys := change(t, linked, "training.yaml", "  - {name: share", "  - {name: people, title: People, type: integer, rollup: {dataset: people, via: course_ref}}\n  - {name: share")
	text := string(fsys["datasets/people.yaml"].Data)
	text = strings.Replace(text, "  - {name: left_on", "  - {name: course_ref, title: Course, type: text, references: training}\n  - {name: left_on", 1)
	for _, c := range []struct{ old, new, want string }{
		{"where: passed", "where: people > 0", "rollup.where: people is a roll-up itself | name a field that is no roll-up"},
		{"of: points", "of: people", "rollup.of: people is a roll-up itself | name a field that is no roll-up"},
	} {
		fsys["datasets/people.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		_, problems := Open(fsys, t.TempDir())
		if got := told(problems); len(got) != 1 || !strings.HasSuffix(got[0], c.want) {
			t.Errorf("want %s\ngot  %q", c.want, got)
		}
	}
}

func TestARejectingRuleLooksOnlyAtWhatSourcesFeed(t *testing.T) {
	fsys := change(t, linked, "people.yaml", "", "")
	const rule = "- {id: people.none, dataset: people, when: courses == 0, fields: [courses], message: none, action: "
	fsys["rules/people.yaml"] = &fstest.MapFile{Data: []byte(rule + "reject}\n")}
	_, problems := Open(fsys, t.TempDir())
	want := "G007 templates/rules/people.yaml, line 1, [0].when: a rule that rejects a record can't look at courses, which is worked out after it | name fields that sources feed, or keep the record"
	if got := told(problems); len(got) != 1 || got[0] != want {
		t.Errorf("want %s\ngot  %q", want, got)
	}
	fsys["rules/people.yaml"] = &fstest.MapFile{Data: []byte(rule + "keep}\n")}
	if _, problems := Open(fsys, t.TempDir()); len(problems) > 0 {
		t.Errorf("got %q", told(problems))
	}
}

// change returns definitions of datasets as a file system, with old replaced by new
// in one file.
func change(t *testing.T, definitions map[string]string, name, old, new string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for n, text := range definitions {
		if n == name {
			if !strings.Contains(text, old) {
				t.Fatalf("%s does not hold %q", name, old)
			}
			text = strings.Replace(text, old, new, 1)
		}
		out["datasets/"+n] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}
