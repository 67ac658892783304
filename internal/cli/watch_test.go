package cli_test

import (
	"bytes"
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"compack/internal/cli"
)

// watchedRun makes the sample's packs, with a clock on which each look takes a second,
// and returns what stands on standard output and error.
func watchedRun(t *testing.T, terminal bool, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	var looks atomic.Int64
	code = cli.Main(context.Background(), cli.Env{
		Args: append([]string{"run", "--config", quarterly, "--out", t.TempDir(), "--jobs", "1"}, args...), Stdout: &o, Stderr: &e, Now: today.Time(),
		Clock: func() time.Duration { return time.Duration(looks.Add(1)) * time.Second }, Terminal: terminal,
	})
	return code, o.String(), e.String()
}

func TestTimingsAreATableOnStandardError(t *testing.T) {
	code, out, errs := watchedRun(t, false, "--timings")
	if code != cli.Done {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	for _, stage := range []string{"reading", "merging", "scoping", "measuring", "composing", "pdf", "workbook", "publishing", "from start to end"} {
		if !strings.Contains(errs, stage) {
			t.Errorf("no stage %q in:\n%s", stage, errs)
		}
	}
	if strings.Contains(out, "publishing") || strings.Contains(errs, "\r") {
		t.Error("times on standard output, or progress that nobody sees")
	}
}

func TestProgressIsForATerminalAlone(t *testing.T) {
	if _, _, errs := watchedRun(t, true); !strings.Contains(errs, "rows read; 1 of ") || !strings.HasSuffix(errs, "\r\x1b[K") {
		t.Errorf("a terminal shows %q", errs)
	}
	if _, _, errs := watchedRun(t, true, "--client", "northwind"); !strings.Contains(errs, "0 of 1 pack made; workbook …") {
		t.Errorf("with one client a terminal shows %q", errs)
	}
	if _, _, errs := watchedRun(t, false); errs != "" {
		t.Errorf("without a terminal there is %q", errs)
	}
}

func TestMemoryMustBeASize(t *testing.T) {
	for _, size := range []string{"much", "-1G", "2X", "0"} {
		if code, _, errs := watchedRun(t, false, "--memory", size); code != cli.Usage || !strings.Contains(errs, "is no size") {
			t.Errorf("--memory %s: exit code %d, %s", size, code, errs)
		}
	}
	for _, size := range []string{"800M", "2GiB", "1g"} {
		if code, _, errs := watchedRun(t, false, "--memory", size); code != cli.Done {
			t.Errorf("--memory %s: exit code %d, %s", size, code, errs)
		}
	}
}
