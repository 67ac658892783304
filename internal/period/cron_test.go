package period

import (
	"strings"
	"testing"
)

func TestMomentsOfCronExpressions(t *testing.T) {
	for _, c := range []struct{ expression, from, want string }{
		{"0 6 5 1,4,7,10 *", "2026-10-01 00:00", "2026-10-05 06:00"},
		{"0 6 5 1,4,7,10 *", "2026-10-05 06:00", "2026-10-05 06:00"}, // not before, so itself
		{"0 6 5 1,4,7,10 *", "2026-10-05 06:01", "2027-01-05 06:00"},
		{"30 2 * * *", "2026-03-29 00:00", "2026-03-29 02:30"}, // no hour is missing
		{"0 6 * * MON#1", "2026-10-01 00:00", "2026-10-05 06:00"},
		{"0 6 LW * *", "2026-10-01 00:00", "2026-10-30 06:00"},
		{"0 6 1-7 * MON", "2026-11-03 00:00", "2026-12-07 06:00"}, // both fields
		{"0 0 29 2 *", "2096-03-01 00:00", "2104-02-29 00:00"},
		{"@monthly", "2026-10-01 00:01", "2026-11-01 00:00"},
	} {
		cron, err := ParseCron(c.expression)
		if err != nil {
			t.Errorf("%s: %v", c.expression, err)
			continue
		}
		from, _ := ParseMoment(c.from)
		if got := cron.Next(from).String(); got != c.want {
			t.Errorf("%s from %s: %s, want %s", c.expression, c.from, got, c.want)
		}
	}
}

func TestWhatIsNoCronExpressionIsRefused(t *testing.T) {
	for s, want := range map[string]string{
		"":                     `"" is no cron expression of five fields; write minute, hour, `,
		"0 6 5 1":              `"0 6 5 1" is no cron expression of five fields; `,
		"0 0 6 5 1 *":          `"0 0 6 5 1 *" is no cron expression of five fields; `,
		"61 6 5 1 *":           `"61 6 5 1 *" is no cron expression: `,
		"0 6 30 2 *":           `"0 6 30 2 *" names a day that never comes; `,
		"CRON_TZ=UTC 0 6 5 1":  `"CRON_TZ=UTC 0 6 5 1" is no cron expression of five fields; `,
		"@every 24h":           `"@every 24h" is no cron expression of five fields; `,
		"@reboot":              `"@reboot" is no cron expression: `,
		"H 6 5 * *":            `"H 6 5 * *" is no cron expression: `,
		"0 6 5 * mon,,tuesday": `"0 6 5 * mon,,tuesday" is no cron expression: `,
	} {
		if c, err := ParseCron(s); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q was read as %v, %v; want %s", s, c, err, want)
		}
	}
}

func FuzzParseCron(f *testing.F) {
	for _, s := range []string{"0 6 5 1,4,7,10 *", "@daily", "*/5 0-6 L * FRI#3", "0 6 15W * *", "H H * * *"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCron(s)
		if err != nil {
			return
		}
		from := NewDate(2026, 1, 1).At(0)
		if next := c.Next(from); next < from {
			t.Errorf("%q: %s comes before %s", s, next, from)
		}
	})
}
