package schedule_test

import (
	"strings"
	"testing"

	"compack/internal/schedule"
)

func TestTheUnits(t *testing.T) {
	start := schedule.Start{Program: "/usr/local/bin/compack", Config: "/srv/packs/compack.yaml", Out: "/srv/packs/out", User: "compack",
		Image: "registry.example/compack:1", Namespace: "assurance", Zone: zone(t, "Europe/Berlin")}
	var all strings.Builder
	for _, u := range append(schedule.Systemd(start), schedule.Crontab(start), schedule.CronJob(start)) {
		all.WriteString("==== " + u.Name + "\n" + u.Text)
	}
	golden(t, "units.golden", all.String())
}

// What the programs make of these lines is tried on them in .ci/units.
func TestPathsAreWrittenAsEachProgramReadsThem(t *testing.T) {
	for _, c := range []struct{ path, exec, out, cron string }{
		{"/srv/packs", "/srv/packs", "/srv/packs", "/srv/packs"},
		{"/srv/my packs", `"/srv/my packs"`, `"/srv/my packs"`, `'/srv/my packs'`},
		{"/srv/50%", "/srv/50%%", "/srv/50%%", `'/srv/50\%'`},
		{"/srv/$HOME", "/srv/$$HOME", "/srv/$HOME", `'/srv/$HOME'`},
		{`/srv/"a"\b`, `"/srv/\"a\"\\b"`, `"/srv/\"a\"\\b"`, `'/srv/"a"\b'`},
		{"/srv/o'neill", `"/srv/o'neill"`, `"/srv/o'neill"`, `'/srv/o'\''neill'`},
	} {
		start := schedule.Start{Program: "/bin/compack", Config: c.path, Out: c.path, User: "u"}
		service := schedule.Systemd(start)[0].Text
		for _, want := range []string{"\nExecStart=/bin/compack run --due --config " + c.exec + "\n", "\nReadWritePaths=" + c.out + "\n"} {
			if !strings.Contains(service, want) {
				t.Errorf("%s: the service lacks %q:\n%s", c.path, want, service)
			}
		}
		if line, want := schedule.Crontab(start).Text, "\n7 * * * * /bin/compack run --due --config "+c.cron+" >/dev/null\n"; !strings.HasSuffix(line, want) {
			t.Errorf("%s: the crontab is %q, want %q", c.path, line, want)
		}
	}
	if (schedule.Start{Config: "/srv/a\nb"}).Check() == nil {
		t.Error("a path with a line break was taken")
	}
}
