package cli

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/config"
	"compack/internal/period"
	"compack/internal/schedule"
)

// shownDues is how many packs of each client schedule list shows.
const shownDues = 12

func newSchedule(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schedule",
		Short: "Show when packs are due, or print what starts compack by itself",
		Args:  noSuchCommand,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newScheduleList(env), newSchedulePrint(env))
	return cmd
}

func newScheduleList(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the next packs that each client is owed",
		Long: `List the next twelve packs that each client is owed, by the schedules of the configuration: from when each may
be made, the day on which it is due, and the deadline, which is the end of that day in the schedule's time zone.
Whether a pack is made already is not asked.`,
		Example: "  compack schedule list --client northwind --ics northwind.ics",
		Args:    cobra.NoArgs,
	}
	flags := cmd.Flags()
	addScheduleFlags(flags)
	flags.StringArray("client", nil, "only this client's packs; `ID`, repeatable")
	flags.Bool("json", false, "print the result as JSON")
	flags.String("ics", "", "`file` to write the list to as well, as a calendar that other programs import (RFC 5545)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return listSchedule(env, cmd.Flags()) }
	return cmd
}

// addScheduleFlags adds the flags of the commands about schedules.
func addScheduleFlags(flags *pflag.FlagSet) {
	flags.String("config", configName, "configuration `file`")
}

func listSchedule(env Env, flags *pflag.FlagSet) error {
	p, err := scheduled(env, flags)
	if err != nil {
		return err
	}
	cfg, items := p.cfg, p.ofClients(schedule.Upcoming(env.Now, p.schedules, shownDues))
	if asJSON, _ := flags.GetBool("json"); asJSON {
		encode(env, map[string]any{"dues": dues(items)})
	} else {
		printDues(env, items)
	}
	if file, _ := flags.GetString("ics"); file != "" {
		if err := os.WriteFile(file, schedule.Calendar(cfg.Vendor.Name, items, nameOf(cfg)), 0o644); err != nil {
			return exit{Failed, err.Error()}
		}
	}
	return nil
}

// nameOf returns the function that gives a client's name.
func nameOf(cfg *config.Config) func(id string) string {
	return func(id string) string {
		for _, c := range cfg.Clients {
			if c.ID == id {
				return c.Name
			}
		}
		return id
	}
}

// due is one pack that is owed as --json shows it.
type due struct {
	schedule.Key
	Start    period.Date `json:"start"` // of the period
	End      period.Date `json:"end"`   // its last day
	Ready    time.Time   `json:"ready"`
	Due      period.Date `json:"due"`
	Deadline time.Time   `json:"deadline"`
}

func dues(items []schedule.Item) []due {
	out := []due{}
	for _, i := range items {
		out = append(out, due{i.Key, i.Period.Start, i.Period.Last(), i.Ready, i.DueOn, i.Deadline})
	}
	return out
}

func printDues(env Env, items []schedule.Item) {
	if len(items) == 0 {
		fmt.Fprintln(env.Stdout, "No pack is owed from now on.")
		return
	}
	const minute = "2006-01-02 15:04 MST"
	rows := [][]string{{"client", "pack", "period", "ready", "due", "deadline"}}
	for _, i := range items {
		rows = append(rows, []string{i.Key.Client, i.Key.Pack, i.Key.Period, i.Ready.Format(minute), i.DueOn.String(), i.Deadline.Format(minute)})
	}
	printColumns(env.Stdout, rows, len(rows[0]))
}
