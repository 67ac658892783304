package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compack/internal/period"
)

func TestEachMistakeInASchedule(t *testing.T) {
	const at = "compack.yaml, line 19, schedules[0]"
	known := `write as region one of DE-BB, DE-BE, DE-BW, DE-BY, DE-HB, DE-HE, DE-HH, DE-MV, DE-NI, DE-NW, DE-RP, DE-SH, DE-SL, DE-SN, DE-ST, DE-TH`
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing wrong", `due: 15 days, from: 2026-Q1`, nil},
		{"nothing wrong with everything", `clients: [beta], pack: vendor-quarterly, every: month, first_month: 4, weeks: 4-4-5, year_end: {weekday: sunday, rule: last}, timezone: Europe/Berlin, due: 10 business days, settle_days: 3, at: 06:00, holidays: {country: DE, region: DE-HE, days: [2026-12-24]}, from: FY2026-P01, until: FY2027-P12, skip: [FY2026-P03], approval: required`, nil},
		{"nothing", ``, []string{
			`G005 ` + at + `.due: is missing | write how long after the period the pack is owed, such as 15 days or 10 business days, or write cron`,
			`G005 ` + at + `.from: is missing | write the label of the first period that a pack is owed for`}},
		{"unknown key", `due: 15 days, start: 2026-Q1, from: 2026-Q1`, []string{
			`G002 ` + at + `.start: the key "start" is not known | the keys known here are clients, pack, every, first_month, weeks, year_end, timezone, due, settle_days, at, holidays, cron, from, until, skip and approval`}},
		{"unknown client", `clients: [acme, bta], due: 15 days, from: 2026-Q1`, []string{
			`G006 ` + at + `.clients[1]: there is no client "bta"; did you mean "beta"? | those known are acme and beta`}},
		{"a client twice", `clients: [acme, acme], due: 15 days, from: 2026-Q1`, []string{
			`G004 ` + at + `.clients[1]: "acme" is named already | keep one of the two`}},
		{"unknown pack", `pack: vendor-quartely, due: 15 days, from: 2026-Q1`, []string{
			`G006 ` + at + `.pack: there is no pack template "vendor-quartely"; did you mean "vendor-quarterly"? | those known are vendor-quarterly`}},
		{"due", `due: ten days, from: 2026-Q1`, []string{
			`G003 ` + at + `.due: "ten days" is no number of days | write it as 15 days or 10 business days`}},
		{"due as a number", `due: 15, from: 2026-Q1`, []string{
			`G003 ` + at + `.due: 15 is not a text but a number | write it in quotes: "15"`}},
		{"time", `due: 15 days, at: 6am, from: 2026-Q1`, []string{
			`G003 ` + at + `.at: "6am" is no time of day | write it as 06:00`}},
		{"zone", `due: 15 days, timezone: CET/Berlin, from: 2026-Q1`, []string{
			`G003 ` + at + `.timezone: "CET/Berlin" is no time zone | write a zone of the IANA list, such as Europe/Berlin, America/New_York or UTC`}},
		{"cadence", `every: week, due: 15 days, from: 2026-Q1`, []string{
			`G003 ` + at + `.every: "week" is no cadence | write month, quarter, half-year or year`}},
		{"first month", `first_month: 0, due: 15 days, from: 2026-Q1`, []string{
			`G003 ` + at + `.first_month: 0 is no month | write the number of the month that the year begins with, 1 to 12`}},
		{"weeks", `weeks: 4-4-5, due: 15 days, from: FY2026-Q1`, []string{
			`G005 ` + at + `.year_end.rule: is missing | write last (the last such weekday of the month before first_month) or nearest (the one nearest to that month's end)`,
			`G005 ` + at + `.year_end.weekday: is missing | write the weekday that the year ends on, such as saturday`}},
		{"country", `due: 10 business days, holidays: {country: DEU}, from: 2026-Q1`, []string{
			`G003 ` + at + `.holidays.country: there is no country "DEU" with known public holidays | write as country one of ` + strings.Join(period.Countries(), ", ") + `, or list days of your own`}},
		{"region", `due: 10 business days, holidays: {country: DE, region: HE}, from: 2026-Q1`, []string{
			`G003 ` + at + `.holidays.region: there is no region "HE" of DE with known public holidays | ` + known}},
		{"region without a country", `due: 10 business days, holidays: {region: DE-HE}, from: 2026-Q1`, []string{
			`G003 ` + at + `.holidays.region: region DE-HE is named without its country | write country: DE as well`}},
		{"own day", `due: 10 business days, holidays: {days: [24.12.2026]}, from: 2026-Q1`, []string{
			`G003 ` + at + `.holidays.days[0]: "24.12.2026" is not a date | write it as 2026-09-30`}},
		{"holidays without business days", `due: 15 days, holidays: {country: DE}, from: 2026-Q1`, []string{
			`G003 ` + at + `.holidays: has no effect: due counts every day | write due in business days, or remove the key`}},
		{"days for inputs", `due: 15 days, settle_days: -1, from: 2026-Q1`, []string{
			`G003 ` + at + `.settle_days: -1 is no such number | write for how many days after the period inputs may still arrive, 0 to 365`}},
		{"ready after it is owed", `due: 10 business days, settle_days: 14, from: 2026-Q1`, []string{
			`G003 ` + at + `.settle_days: the pack for 2026-Q1 is owed by 2026-04-14 and would be ready on 2026-04-15 | write fewer days, or a later due`}},
		{"expression", `cron: "0 6 5 1,4,7,13 *", from: 2026-Q1`, []string{
			`G003 ` + at + `.cron: "0 6 5 1,4,7,13 *" is no cron expression: end of range (13) above maximum (12): "13" | write minute, hour, day of the month, month and day of the week, such as "0 6 5 1,4,7,10 *"`}},
		{"expression with seconds", `cron: "0 0 6 5 1 *", from: 2026-Q1`, []string{
			`G003 ` + at + `.cron: "0 0 6 5 1 *" is no cron expression of five fields | write minute, hour, day of the month, month and day of the week, such as "0 6 5 1,4,7,10 *"`}},
		{"expression beside days", `cron: "0 6 5 * *", due: 15 days, at: 06:00, holidays: {country: DE}, from: 2026-Q1`, []string{
			`G004 ` + at + `.at: cron says already when the pack is ready and owed | keep cron, or remove it and keep due, at and holidays`,
			`G004 ` + at + `.due: cron says already when the pack is ready and owed | keep cron, or remove it and keep due, at and holidays`,
			`G004 ` + at + `.holidays: cron says already when the pack is ready and owed | keep cron, or remove it and keep due, at and holidays`}},
		{"label of another calendar", `due: 15 days, from: 2026-01, until: 2026`, []string{
			`G003 ` + at + `.from: "2026-01" is no period of this calendar | write it as 2026-Q3`}},
		{"last label of another calendar", `every: month, due: 15 days, from: 2026-01, until: 2026-Q4`, []string{
			`G003 ` + at + `.until: "2026-Q4" is no period of this calendar | write it as 2026-09`}},
		{"the last before the first", `due: 15 days, from: 2026-Q2, until: 2026-Q1`, []string{
			`G003 ` + at + `.until: 2026-Q1 lies before 2026-Q2, the first period | name the first period under from, and the last under until`}},
		{"skipped", `due: 15 days, from: 2026-Q1, until: 2026-Q4, skip: [2026-Q2, 2026-06, 2027-Q1, 2026-Q2]`, []string{
			`G003 ` + at + `.skip[1]: "2026-06" is no period of this calendar | write it as 2026-Q3`,
			`G003 ` + at + `.skip[2]: 2027-Q1 is no period from the first to the last | remove it`,
			`G004 ` + at + `.skip[3]: "2026-Q2" is named already | keep one of the two`}},
		{"approval", `due: 15 days, from: 2026-Q1, approval: yes`, []string{
			`G003 ` + at + `.approval: "yes" says not whether a person approves | write required (a person approves each pack) or none`}},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, right+"schedules: [{"+c.text+"}]\n", c.want) })
	}
}

func TestNoTwoSchedulesNameOneKey(t *testing.T) {
	const hint = " | name other clients or another pack, or end one of the two with until or skip"
	for _, c := range []struct{ name, first, second, want string }{
		{"all clients twice", "due: 15 days, from: 2026-Q1", "clients: [beta], due: 20 days, from: 2026-Q3",
			"vendor-quarterly of 2026-Q3 for beta is scheduled in line 20 already"},
		{"one after the other", "due: 15 days, from: 2026-Q1, until: 2026-Q2", "due: 20 days, from: 2026-Q3", ""},
		{"one beside the other", "clients: [acme], due: 15 days, from: 2026-Q1", "clients: [beta], due: 20 days, from: 2026-Q1", ""},
		{"another cadence", "due: 15 days, from: 2026-Q1", "every: month, due: 5 days, from: 2026-01", ""},
		{"in place of what is skipped", "due: 15 days, from: 2026-Q1, skip: [2026-Q3]", "due: 40 days, from: 2026-Q3, until: 2026-Q3", ""},
		{"years that begin in another month", "first_month: 4, due: 15 days, from: FY2027-Q1", "first_month: 7, due: 15 days, from: FY2026-Q2, until: FY2027-Q1",
			"vendor-quarterly of FY2027-Q1 for acme is scheduled in line 20 already"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			if c.want != "" {
				want = []string{"G004 compack.yaml, line 21, schedules[1]: " + c.want + hint}
			}
			expect(t, right+"schedules:\n  - {"+c.first+"}\n  - {"+c.second+"}\n", want)
		})
	}
}

func TestEachMistakeInHowRunsGoOn(t *testing.T) {
	for text, want := range map[string]string{
		"approval: maybe": `G003 compack.yaml, line 19, approval: "maybe" says not whether a person approves | write required (a person approves each pack) or none`,
		"catch_up: -1":    `G003 compack.yaml, line 19, catch_up: -1 is no such number | write how many missed periods are made without asking, 0 to 1000`,
		"heartbeat: {url: https://hc.example/s3cret}": `G002 compack.yaml, line 19, heartbeat.url: the key "url" is not known; did you mean "url_env"? | the keys known here are url_env and url_file`,
		"heartbeat: {url_env: A, url_file: b}":        `G004 compack.yaml, line 19, heartbeat.url_file: the URL is named by url_env already | keep url_env or url_file`,
		"notify: {command: ./notify.sh}":              `G003 compack.yaml, line 19, notify.command: a list is expected here, not "./notify.sh" | write it as a list: ["./notify.sh"]`,
		"notify: {command: [./notify.sh]}":            `G006 compack.yaml, line 19, notify.command[0]: "./notify.sh" can't be run: no such file or directory | name a program, with its path relative to the workspace`,
		"notify: {command: [./compack.yaml]}":         `G003 compack.yaml, line 19, notify.command[0]: "./compack.yaml" can't be run | name a file that may be executed (chmod +x)`,
		`notify: {command: [" "]}`:                    `G005 compack.yaml, line 19, notify.command[0]: is missing | name a program, and its arguments after it`,
	} {
		t.Run(text, func(t *testing.T) { expect(t, right+text+"\n", []string{want}) })
	}
}

func TestASchedulesCalendarIsTheWorkspacesUnlessItSaysOtherwise(t *testing.T) {
	const base = "{every: month, first_month: 2, weeks: 4-5-4, year_end: {weekday: saturday, rule: nearest}, timezone: Europe/Berlin}"
	weeks := period.Calendar{Every: period.Monthly, FirstMonth: time.February, Weeks: period.Pattern{4, 5, 4}, YearEnd: period.YearEnd{Weekday: time.Saturday, Rule: period.Nearest}}
	quarters, pattern := weeks, weeks
	quarters.Every, pattern.Weeks = period.Quarterly, period.Pattern{4, 4, 5}
	for _, c := range []struct {
		text, zone string
		want       period.Calendar
	}{
		{"from: FY2026-P01", "Europe/Berlin", weeks},
		{"every: quarter, from: FY2026-Q1", "Europe/Berlin", quarters},
		{"weeks: 4-4-5, timezone: America/New_York, from: FY2026-P01", "America/New_York", pattern},
		{"weeks: none, first_month: 1, from: 2026-01", "Europe/Berlin", period.Calendar{Every: period.Monthly, FirstMonth: time.January}},
	} {
		cfg := load(t, write(t, withCalendar(base)+"schedules: [{due: 5 days, "+c.text+"}]\n"), nil)
		if s := cfg.Schedules[0]; s.Calendar != c.want || s.Zone.String() != c.zone {
			t.Errorf("%s: %+v in %s, want %+v in %s", c.text, s.Calendar, s.Zone, c.want, c.zone)
		}
	}
}

func TestWhatAScheduleNeedNotSay(t *testing.T) {
	cfg := load(t, write(t, right+"approval: required\nschedules: [{due: 5 days, from: 2026-Q1}, {pack: vendor-quarterly, due: 5 days, every: month, from: 2026-01, approval: none}]\n"), nil)
	s := cfg.Schedules[0]
	if strings.Join(s.Clients, " ") != "acme beta" || s.Pack != "vendor-quarterly" || s.At != 6*60 || s.Settle != nil || s.Zone != nil || !s.Approval || cfg.CatchUp != 4 {
		t.Errorf("got %+v", s)
	}
	if cfg.Schedules[1].Approval {
		t.Error("a schedule's own approval doesn't count")
	}
}

func TestTheHeartbeatsURLComesFromAVariableOrFile(t *testing.T) {
	const url = "https://hc.example/s3cret"
	t.Setenv("COMPACK_HEARTBEAT_URL", url)
	t.Setenv("NO_URL", "s3cret")
	for _, c := range []struct{ text, want, problem string }{
		{"", "", ""},
		{"heartbeat: {url_env: COMPACK_HEARTBEAT_URL}", url, ""},
		{"heartbeat: {url_file: url}", url, ""},
		{"heartbeat: {url_env: NO_URL}", "", "G003 compack.yaml, line 19, heartbeat.url_env: what NO_URL holds is no URL"},
		{"heartbeat: {url_env: UNSET_URL}", "", "G006 compack.yaml, line 19, heartbeat.url_env: the environment variable UNSET_URL is not set"},
		{"heartbeat: {url_file: none}", "", `G006 compack.yaml, line 19, heartbeat.url_file: "none" can't be read: no such file or directory`},
	} {
		if c.text == "" || !strings.Contains(c.text, "COMPACK_") {
			os.Unsetenv("COMPACK_HEARTBEAT_URL") // one that looks like a setting and is none
		} else {
			t.Setenv("COMPACK_HEARTBEAT_URL", url)
		}
		file := write(t, right+c.text+"\n")
		if err := os.WriteFile(filepath.Join(filepath.Dir(file), "url"), []byte(url+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		got, problems := load(t, file, nil).HeartbeatURL()
		all := strings.Join(told(problems), "\n")
		if message, _, _ := strings.Cut(all, " | "); got != c.want || message != c.problem || strings.Contains(all, "s3cret") {
			t.Errorf("%s: %q, %s; want %q, %s", c.text, got, all, c.want, c.problem)
		}
	}
}
