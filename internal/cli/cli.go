package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
)

// Version is the tool's version, as manifests record it.
const Version = "0.1.0"

// Env is what a command takes from the outside.
type Env struct {
	Args   []string
	Stdout io.Writer
	Stderr io.Writer
	Now    time.Time // the present day is taken in its zone, unless the configuration names another
	// Clock returns the time since the command was started. Without one there are
	// neither times nor progress.
	Clock func() time.Duration
	// Operator is who runs the command, as the system calls them.
	Operator string
	// Terminal says that a person sees Stderr as it is written.
	Terminal bool
}

// Exit codes. They are part of the command's contract.
const (
	Done        = 0   // packs made, or nothing to do
	Failed      = 1   // something unexpected
	Usage       = 2   // usage or configuration
	BadInput    = 3   // input problems at or above the gate, no pack
	HeldBack    = 4   // inputs missing or stale, no pack
	Partial     = 5   // some clients made, others not
	Late        = 6   // made, pending or held back, but past the deadline
	BadPack     = 7   // an integrity check failed
	Busy        = 8   // another run issues packs in the same folder
	Interrupted = 130 // by a signal
)

// exit is an error that carries an exit code. Its text, when there is one, was
// not printed yet.
type exit struct {
	code int
	text string
}

func (e exit) Error() string { return e.text }

// Main runs the command and returns its exit code.
func Main(ctx context.Context, env Env) int {
	root := newRoot(env)
	root.SetArgs(env.Args)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	var e exit
	switch {
	case err == nil:
		return Done
	case ctx.Err() != nil:
		fmt.Fprintln(env.Stderr, "compack: interrupted; finished packs stay, the others are as they were")
		return Interrupted
	case errors.As(err, &e):
		if e.text != "" {
			fmt.Fprintln(env.Stderr, "compack: "+e.text)
		}
		return e.code
	}
	// What is left are cobra's own complaints about arguments and flags.
	fmt.Fprintf(env.Stderr, "compack: %v\nRun 'compack help' for the commands and their flags.\n", err)
	return Usage
}

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:           "compack",
		Short:         "Make each client's compliance pack from the vendor's own spreadsheets",
		Long:          "compack reads a vendor's exports, such as risks, audit results, training and remediation, and makes, for each client and\nperiod, a report to read (PDF), a workbook to test (Excel), and the data and manifest that prove both.",
		Version:       Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noSuchCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("compack {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(noSuchFlag)
	root.AddCommand(newRun(env), newCheck(env), newPreview(env), newInspect(env), newInit(env), newDatasets(env), newPresets(env), newFrameworks(env), newTemplates(env), newLocales(env), newExplain(env), newSample(env), newSchedule(env), newDue(env), newApprove(env), newReject(env), newHistory(env), newDoctor(env))
	return root
}
