package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/schedule"
)

func newSchedulePrint(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "print",
		Short: "Print units that start compack each hour",
		Long: `Print units that start 'compack run --due' each hour: a service and timer of systemd, a line of a crontab, or a
manifest of Kubernetes. Starting more often than packs are due does no harm: compack issues each pack once, and
what a missed start leaves undone the next one does.`,
		Example: "  compack schedule print --format systemd --to /etc/systemd/system",
		Args:    cobra.NoArgs,
	}
	flags := cmd.Flags()
	addScheduleFlags(flags)
	flags.String("format", "systemd", "`word` for what starts compack: systemd, cron or k8s")
	flags.String("program", "/usr/local/bin/compack", "`path` of compack where it is to run")
	flags.String("user", "compack", "`name` of the user that systemd runs compack as")
	flags.String("image", "compack:"+Version, "container `image` for Kubernetes")
	flags.String("namespace", "default", "`name` of the namespace for Kubernetes")
	flags.String("to", "", "`folder` to write the units into, instead of printing them")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return printSchedule(env, cmd.Flags()) }
	return cmd
}

func printSchedule(env Env, flags *pflag.FlagSet) error {
	start, err := startOf(env, flags)
	if err != nil {
		return err
	}
	var units []schedule.Unit
	switch format, _ := flags.GetString("format"); format {
	case "systemd":
		units = schedule.Systemd(start)
	case "cron":
		units = []schedule.Unit{schedule.Crontab(start)}
	case "k8s":
		units = []schedule.Unit{schedule.CronJob(start)}
	default:
		return exit{Usage, fmt.Sprintf("there is no format %q; write systemd, cron or k8s", format)}
	}
	folder, _ := flags.GetString("to")
	if folder == "" {
		printUnits(env, units)
		return nil
	}
	for _, u := range units {
		file := filepath.Join(folder, u.Name)
		if err := os.WriteFile(file, []byte(u.Text), 0o644); err != nil {
			return exit{Failed, err.Error()}
		}
		fmt.Fprintln(env.Stdout, file)
	}
	return nil
}

// printUnits prints units; where there are several, each under its name.
func printUnits(env Env, units []schedule.Unit) {
	for i, u := range units {
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		if len(units) > 1 {
			fmt.Fprintf(env.Stdout, "# %s\n", u.Name)
		}
		fmt.Fprint(env.Stdout, u.Text)
	}
}

// startOf says how compack is to be started, or why it can't be.
func startOf(env Env, flags *pflag.FlagSet) (s schedule.Start, err error) {
	p, err := scheduled(env, flags)
	if err != nil {
		return s, err
	}
	cfg := p.cfg
	for name, into := range map[string]*string{"program": &s.Program, "user": &s.User, "image": &s.Image, "namespace": &s.Namespace} {
		*into, _ = flags.GetString(name)
	}
	if !strings.HasPrefix(s.Program, "/") {
		return s, exit{Usage, fmt.Sprintf("--program: %q is no absolute path, which neither systemd nor cron would find", s.Program)}
	}
	if s.Config, err = filepath.Abs(cfg.File); err != nil {
		return s, exit{Failed, err.Error()}
	}
	if s.Out, err = filepath.Abs(cfg.Out); err != nil {
		return s, exit{Failed, err.Error()}
	}
	if s.Zone = cfg.Zone; s.Zone == nil {
		s.Zone = env.Now.Location()
	}
	if err := s.Check(); err != nil {
		return s, exit{Usage, err.Error()}
	}
	return s, nil
}
