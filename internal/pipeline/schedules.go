package pipeline

import (
	"slices"

	"compack/internal/config"
	"compack/internal/period"
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

// nextDue returns when the client's pack for the next period is owed, by the schedule
// that makes it; [period.None] where none does.
func (r *run) nextDue(client, pack string) period.Date {
	for _, s := range Schedules(r.Config) {
		next := s.Calendar.Next(r.Period)
		isOver := s.Until.Label != "" && next.Start > s.Until.Start
		if s.Pack != pack || !slices.Contains(s.Clients, client) || s.Calendar.At(r.Period.Start) != r.Period || isOver || slices.Contains(s.Skip, next.Label) {
			continue
		}
		return s.DueOn(next)
	}
	return period.None
}
