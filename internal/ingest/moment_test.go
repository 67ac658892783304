package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"compack/internal/dataset"
	"compack/internal/problem"
)

func TestMomentsAreReadOrRefused(t *testing.T) {
	for _, c := range []struct {
		text, order, want, zone string
		fault                   dateFault
	}{
		{"2026-09-30T14:05:00Z", "", "2026-09-30 14:05", "UTC", noFault},
		{"2026-09-30 14:05", "", "2026-09-30 14:05", "", noFault},
		{"2026-09-30 14:05:59.999", "", "2026-09-30 14:05", "", noFault},
		{"2026-09-30 00:00", "", "2026-09-30 00:00", "", noFault},
		{"2026-09-30T23:30:00+02:00", "", "2026-09-30 23:30", "+02:00", noFault},
		{"2026-09-30T23:30-0500", "", "2026-09-30 23:30", "-05:00", noFault},
		{"2026-09-30T23:30+00:00", "", "2026-09-30 23:30", "UTC", noFault},
		{"2026-09-30T23:30:15,5+02:00 [Europe/Berlin]", "", "2026-09-30 23:30", "+02:00", noFault},
		{"2024-01-25 11:17:30.272 +0000 UTC", "", "2024-01-25 11:17", "UTC", noFault},
		{"30/09/2026 2:05 PM", "", "2026-09-30 14:05", "", noFault},
		{"30/09/2026 2:05pm CET", "", "2026-09-30 14:05", "CET", noFault},
		{"30/09/2026 12:05 AM", "", "2026-09-30 00:05", "", noFault},
		{"30/09/2026, 12:05 p. m.", "", "2026-09-30 12:05", "", noFault},
		{"03/04/2026 9:05", "", "", "", twoWays},
		{"03/04/2026 9:05", "mdy", "2026-03-04 09:05", "", noFault},
		{"04 Feb 2026 10:00AM GMT-0500", "", "2026-02-04 10:00", "-05:00", noFault},
		{"30.09.2026 14:05 (UTC+1)", "", "2026-09-30 14:05", "+01:00", noFault},
		{"30. März 2026 14:05 Z", "", "2026-03-30 14:05", "UTC", noFault},
		{"2026-09-30", "", "2026-09-30 00:00", "", noFault},
		{"2026-09-30 24:00", "", "", "", noSuchTime},
		{"2026-09-30 14:60", "", "", "", noSuchTime},
		{"2026-09-30 14:05:61", "", "", "", noSuchTime},
		{"2026-09-30 13:05 PM", "", "", "", noSuchTime},
		{"2026-09-30 0:05 AM", "", "", "", noSuchTime},
		{"2026-09-30 14:05 or later", "", "", "", noSuchTime},
		{"2026-09-30 14:05 +25:00", "", "", "", noSuchTime},
		{"2026-09-30 1:5", "", "", "", noSuchTime},
		{"2026-02-30 14:05", "", "", "", noSuchDay},
		{"soon", "", "", "", notADate},
	} {
		got, fact, fault := parseMoment(c.text, c.order)
		if got.String() != c.want || fact.zone != c.zone || fault != c.fault || fact.isBare != (c.text == "2026-09-30") {
			t.Errorf("%q: %q, %+v, fault %d; want %q in %q, fault %d", c.text, got, fact, fault, c.want, c.zone, c.fault)
		}
	}
}

func TestSerialsOfMoments(t *testing.T) {
	for _, c := range []struct {
		serial     string
		is1904     bool
		want       string
		isBare, ok bool
	}{
		{"46295.586805555555", false, "2026-09-30 14:05", false, true},
		{"46295.58681", false, "2026-09-30 14:05", false, true},
		{"46295.586805", false, "2026-09-30 14:05", false, true}, // a quarter of a second before
		{"46295.5874", false, "2026-09-30 14:05", false, true},   // 51 seconds past
		{"46295.99999999999", false, "2026-10-01 00:00", false, true},
		{"46295", false, "2026-09-30 00:00", true, true},
		{"44833.5", true, "2026-09-30 12:00", false, true},
		{"0.5", false, "", false, false},
		{"-1", false, "", false, false},
	} {
		got, isBare, ok := serialMoment(c.serial, c.is1904)
		if got.String() != c.want || isBare != c.isBare || ok != c.ok {
			t.Errorf("%s: %s, bare %t, %t", c.serial, got, isBare, ok)
		}
	}
}

// events is a dataset with a moment.
const events = `
id: actions
title: Events
key: [id]
scope: client
fields:
  - {name: id, title: ID, type: text, required: true}
  - {name: client, title: Client, type: text}
  - {name: seen_at, title: Seen at, type: moment, required: true}
`

func readEvents(t *testing.T, name string, content []byte) result {
	return read(t, name, content, func(s *Source) { s.Dataset = definition(t, events) })
}

func TestAColumnDecidesTheOrderOfItsMoments(t *testing.T) {
	r := readEvents(t, "a.csv", []byte("ID,Client,Seen at\n1,Acme,03/04/2026 9:05\n2,Acme,25/04/2026 21:10\n"))
	if diff := cmp.Diff([]string{"2: 2026-04-03 09:05", "3: 2026-04-25 21:10"}, r.rows("seen_at")); diff != "" || len(r.found()) > 0 {
		t.Error(diff, r.found())
	}
	r = readEvents(t, "a.csv", []byte("ID,Client,Seen at\n1,Acme,03/04/2026 9:05\n2,Acme,noon\n"))
	if len(r.rows("id")) > 0 || r.problems.Count(problem.Error) != 2 {
		t.Errorf("%v %v", r.rows("id"), r.found())
	}
}

// What the moments don't say is disclosed to each client for its own rows alone.
func TestMissingTimesAndMixedZonesAreDisclosed(t *testing.T) {
	r := readEvents(t, "a.csv", []byte("ID,Client,Seen at\n1,Acme,2026-04-03\n2,Acme,2026-04-03T10:00Z\n3,Acme,2026-04-03T10:00+02:00\n"+
		"4,Beta,2026-04-03T10:00Z\n5,Beta,2026-04-03T10:00Z\n6,Acme,2026-04-04\n7,Nobody,2026-04-03\n"))
	var notes []string
	for _, p := range r.problems {
		if p.Code == problem.NoTime || p.Code == problem.Zones {
			notes = append(notes, p.Client+": "+p.Message)
			if p.Severity != problem.Note || p.Place.Column != "Seen at" || p.Place.Row != 1 {
				t.Errorf("%+v", p)
			}
		}
	}
	want := []string{
		"acme: 2 of 4 values have no time of day; they count as 00:00 of their day",
		"acme: the times are of different zones: +02:00 in 1 row, UTC in 1 row; each counts as it is written",
	}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Error(diff)
	}
}

func TestMomentsOfAWorkbook(t *testing.T) {
	r := readEvents(t, "a.xlsx", workbook(t, []any{"ID", "Client", "Seen at"},
		[]any{"1", "Acme", 46295.586805555555}, []any{"2", "Acme", "2026-09-30 14:05"}, []any{"3", "Acme", 46295}))
	if diff := cmp.Diff([]string{"2: 2026-09-30 14:05", "3: 2026-09-30 14:05", "4: 2026-09-30 00:00"}, r.rows("seen_at")); diff != "" {
		t.Error(diff)
	}
	if found := r.found(); len(found) != 1 || !strings.Contains(found[0], "1 of 3 values have no time of day") {
		t.Error(found)
	}
}

func TestAColumnWithTimesIsOfMoments(t *testing.T) {
	for want, values := range map[dataset.Type][]cell{
		dataset.Moment: {{text, "30/09/2026 2:05 PM"}, {text, "03/04/2026"}},
		dataset.Date:   {{text, "2026-09-30 00:00:00"}, {day, "46295"}},
	} {
		var p profile
		for _, c := range values {
			p.see(c, false)
		}
		if p.kind() != want {
			t.Errorf("%v: %s", values, p.kind())
		}
	}
	var p profile
	if p.see(cell{day, "46295.5"}, false); p.kind() != dataset.Moment {
		t.Error(p.kind())
	}
}
