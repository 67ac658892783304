package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/pflag"

	"compack/internal/pipeline"
)

// patience is how long a run goes on before its progress is shown.
const patience = time.Second

// watch follows a run where somebody looks on or asked for times.
func watch(env Env, flags *pflag.FlagSet) *pipeline.Watch {
	timings, _ := flags.GetBool("timings")
	if env.Clock == nil || !env.Terminal && !timings {
		return nil
	}
	w := &pipeline.Watch{Clock: env.Clock}
	if env.Terminal {
		w.Tell = func(p pipeline.Progress) {
			if env.Clock() > patience {
				fmt.Fprint(env.Stderr, "\r\x1b[K"+progress(p))
			}
		}
	}
	return w
}

// watched ends what is shown of a run's progress and prints its times.
func watched(env Env, flags *pflag.FlagSet, w *pipeline.Watch) {
	if w == nil {
		return
	}
	if env.Terminal {
		fmt.Fprint(env.Stderr, "\r\x1b[K")
	}
	if timings, _ := flags.GetBool("timings"); timings {
		printTimings(env.Stderr, w.Spent(), env.Clock())
	}
}

// progress says in a line how far a run has come.
func progress(p pipeline.Progress) string {
	if p.Clients == 0 {
		if p.Rows == 0 {
			return p.Stage.String() + " …"
		}
		return fmt.Sprintf("%s %s …", p.Stage, counted(p.Rows, "row"))
	}
	s := fmt.Sprintf("%s read; %d of %s made", counted(p.Rows, "row"), p.Done, counted(p.Clients, "pack"))
	if p.Clients == 1 && p.Done == 0 { // of several, stages go on at the same time
		s += "; " + p.Stage.String() + " …"
	}
	if p.Done > 0 && p.Done < p.Clients {
		left := p.Elapsed / time.Duration(p.Done) * time.Duration(p.Clients-p.Done)
		s += fmt.Sprintf("; about %s left", max(left.Round(time.Second), time.Second))
	}
	return s
}

// printTimings prints how long each stage took. Stages of several clients run at
// the same time, so that they add up to more than the whole.
func printTimings(to io.Writer, spent []pipeline.Spent, whole time.Duration) {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "stage\ttimes\tseconds\t")
	for _, s := range spent {
		fmt.Fprintf(w, "%s\t%d\t%.3f\t\n", s.Stage, s.Times, s.Time.Seconds())
	}
	fmt.Fprintf(w, "from start to end\t\t%.3f\t\n", whole.Seconds())
	w.Flush()
}

// memoryUnits are what a size may be given in.
var memoryUnits = map[string]int64{"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}

// memoryOf reads a size such as 800M or 2G in bytes; none is 0.
func memoryOf(flags *pflag.FlagSet) (int64, error) {
	text, _ := flags.GetString("memory")
	if text == "" {
		return 0, nil
	}
	digits := strings.TrimRight(strings.ToUpper(text), "BIKMG")
	unit := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(text)[len(digits):], "B"), "I")
	n, err := strconv.ParseInt(digits, 10, 32)
	factor, ok := memoryUnits[unit]
	if err != nil || !ok || n <= 0 {
		return 0, fmt.Errorf("--memory: %q is no size; write one such as 800M or 2G", text)
	}
	return n * factor, nil
}
