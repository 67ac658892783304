package schedule

import (
	_ "embed"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Start says how another program starts compack. Paths are absolute.
type Start struct {
	Program   string // compack itself
	Config    string // the configuration
	Out       string // the folder that packs are put into
	User      string // whom systemd runs compack as
	Image     string // the container's
	Namespace string // of Kubernetes
	Zone      *time.Location
}

// Unit is a file that another program reads.
type Unit struct {
	Name string
	Text string
}

// The units as they are printed, with words in capitals for what a workspace has of
// its own.
var (
	//go:embed units/compack.service
	serviceText string
	//go:embed units/compack.timer
	timerText string
	//go:embed units/crontab
	crontabText string
	//go:embed units/cronjob.yaml
	cronJobText string
)

// Systemd returns a service that issues what is due, and the timer that starts it each
// hour.
func Systemd(s Start) []Unit {
	service := strings.NewReplacer("PROGRAM", systemdQuoted(s.Program), "CONFIG", systemdQuoted(s.Config), "OUT", systemdPath(s.Out), "USER", s.User)
	return []Unit{{"compack.service", service.Replace(serviceText)}, {"compack.timer", timerText}}
}

// Crontab returns the line of a user's crontab that issues what is due, each hour.
func Crontab(s Start) Unit {
	line := strings.NewReplacer("PROGRAM", cronQuoted(s.Program), "CONFIG", cronQuoted(s.Config))
	return Unit{"crontab", line.Replace(crontabText)}
}

// CronJob returns the Kubernetes manifest of a volume for the workspace and a job that
// issues what is due, each hour.
func CronJob(s Start) Unit {
	job := strings.NewReplacer("PROGRAM", strconv.Quote(s.Program), "CONFIG", strconv.Quote("/workspace/"+path.Base(s.Config)),
		"IMAGE", strconv.Quote(s.Image), "NAMESPACE", strconv.Quote(s.Namespace), "ZONE", strconv.Quote(zoneName(s.Zone)))
	return Unit{"compack.yaml", job.Replace(cronJobText)}
}

// systemdQuoted writes a word of a command line: systemd expands what begins with %
// or $, and reads backslashes as C does.
func systemdQuoted(s string) string { return strings.ReplaceAll(systemdPath(s), "$", "$$") }

// systemdPath writes a path of a setting, in which $ means nothing.
func systemdPath(s string) string {
	s = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%").Replace(s)
	if strings.ContainsAny(s, ` '"\;`) {
		return `"` + s + `"`
	}
	return s
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:@+=,-]+$`)

// cronQuoted writes a word of a shell's command line in a crontab, where % would end
// the line.
func cronQuoted(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return strings.ReplaceAll("'"+strings.ReplaceAll(s, "'", `'\''`)+"'", "%", `\%`)
}

// Check returns why the units can't be written for such paths.
func (s Start) Check() error {
	for _, one := range []string{s.Program, s.Config, s.Out, s.User, s.Image, s.Namespace} {
		if strings.IndexFunc(one, func(r rune) bool { return r < ' ' || r == 0x7f }) >= 0 {
			return fmt.Errorf("%q holds a control character, which no unit can name", one)
		}
	}
	return nil
}
