package pipeline

import (
	"compack/internal/config"
	"compack/internal/schedule"
)

// Schedules returns a configuration's schedules as package schedule takes them.
func Schedules(c *config.Config) []schedule.Schedule {
	var out []schedule.Schedule
	for _, s := range c.Schedules {
		out = append(out, schedule.Schedule{
			Clients: s.Clients, Pack: s.Pack, Calendar: s.Calendar, Zone: s.Zone, Due: s.Due, Settle: s.Settle, At: s.At,
			Holidays: s.Holidays, Cron: s.Cron, From: s.From, Until: s.Until, Skip: s.Skip, Approval: s.Approval,
		})
	}
	return out
}
