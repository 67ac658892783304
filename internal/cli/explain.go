package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"compack/internal/problem"
)

// outcome explains an exit code.
type outcome struct {
	Exit   int    `json:"exit_code"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Hint   string `json:"hint"`
}

// outcomes are the exit codes that a command ends with.
var outcomes = []outcome{
	{Done, "Done, or nothing to do", "The packs are made, or the command has shown what it was asked for. " +
		"Rejected rows and warnings may have been printed: unless the gate says otherwise they are disclosed in the pack and don't stop it.",
		"read the warnings"},
	{Failed, "Failed unexpectedly", "Something failed that is neither a mistake in the configuration nor in an input, such as a full disk or a folder that can't be written. " +
		"Packs are complete or not there; what stood in their place before still does.",
		"read the last message, clear the cause and run again"},
	{Usage, "Usage or configuration", "An argument, a flag, the configuration or a definition is wrong. Nothing was made, and all mistakes were printed together.",
		"correct what the messages name and run again; 'compack check' makes no pack"},
	{BadInput, "Input problems at or above the gate", "An input can't be used, or something was found that gate: errors, --strict or the action fail of its code lets not pass. No pack was made.",
		"mend the listed rows or the mapping; with gate: none, rejected rows are disclosed in the pack instead"},
	{HeldBack, "Held back: inputs missing or stale", "A source's file is not there, or an export is older than the pack may rest on, so no pack was made.",
		"put the export where the message says and run again"},
	{Partial, "Some clients made, others not", "Every client was tried; those that failed are named with the reason, the others have their packs.",
		"clear the cause and run again with --client for those that failed"},
	{Late, "Late", "A pack was made, awaits approval or is held back, and the day by which it was owed has passed. What could be made is made.",
		"run 'compack due' for which and why: clear the cause, or approve the draft"},
	{BadPack, "An integrity check failed", "A pack's file is not the one that its manifest names: it was changed, cut short or exchanged after the pack was made, or the manifest was. " +
		"Or the history can't be read, or a draft is not the one that was looked at.",
		"put the pack back from where it was delivered; read a damaged history back with 'compack history rebuild'; make the draft again and look at it"},
	{Busy, "Another run is at work", "Another run issues packs in the same folder, and this one has made nothing. A run that was killed keeps no other from its work.",
		"wait for the other to end; the message names it"},
	{Interrupted, "Interrupted", "A signal ended the run, such as Ctrl-C. Finished packs stay; the others are as they were before.",
		"run again"},
}

func newExplain(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain [METRIC | CODE]",
		Short: "Show the rows behind a figure, or say what a code means",
		Long: `Show a client's figure with the rows behind it, as its pack shows it: definition, numerator and
denominator, groups, and each row with its file, sheet and row. METRIC is a metric's id, such as
training.completion, or a figure's address in the pack, such as F-017.

Or say what a problem code, such as T002, or an exit code, such as 4, means and what to do. Without
an argument, all codes are listed.`,
		Example: "  compack explain training.completion --client northwind --group department=Claims\n  compack explain T002\n  compack explain 4",
		Args:    cobra.MaximumNArgs(1),
	}
	flags := cmd.Flags()
	addRunFlags(flags)
	flags.String("group", "", "only this `group`: its label or, where several fields have it, FIELD=label")
	flags.Int("limit", 20, "rows of each kind that are shown; 0 shows all")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		asJSON, _ := flags.GetBool("json")
		switch {
		case len(args) == 0:
			explainAll(env, asJSON)
			return nil
		case isFigure(args[0]) || flags.Changed("client") || flags.Changed("group"):
			return explainFigure(cmd.Context(), env, flags, args[0])
		}
		return explainOne(env, strings.ToUpper(args[0]), asJSON)
	}
	return cmd
}

func explainAll(env Env, asJSON bool) {
	if asJSON {
		views := []codeView{}
		for _, e := range problem.Catalogue {
			views = append(views, newCodeView(e))
		}
		encode(env, map[string]any{"problem_codes": views, "exit_codes": outcomes})
		return
	}
	rows := [][]string{}
	for _, e := range problem.Catalogue {
		rows = append(rows, []string{string(e.Code), e.Severity.String(), e.Title})
	}
	fmt.Fprintf(env.Stdout, "Problem codes\n")
	printColumns(env.Stdout, rows, len(rows[0]))
	rows = nil
	for _, o := range outcomes {
		rows = append(rows, []string{strconv.Itoa(o.Exit), o.Title})
	}
	fmt.Fprintf(env.Stdout, "\nExit codes\n")
	printColumns(env.Stdout, rows, len(rows[0]))
	fmt.Fprintf(env.Stdout, "\nRun 'compack explain CODE' for what one means and what to do.\n")
}

func explainOne(env Env, code string, asJSON bool) error {
	if n, err := strconv.Atoi(code); err == nil {
		for _, o := range outcomes {
			if o.Exit == n {
				explainExit(env, o, asJSON)
				return nil
			}
		}
		return exit{Usage, fmt.Sprintf("compack never ends with the exit code %s; 'compack explain' lists those that there are", code)}
	}
	var known []string
	for _, e := range problem.Catalogue {
		known = append(known, string(e.Code))
		if string(e.Code) != code {
			continue
		}
		if asJSON {
			encode(env, newCodeView(e))
			return nil
		}
		fmt.Fprintf(env.Stdout, "%s (%s): %s\n\n", e.Code, e.Severity, e.Title)
		printText(env.Stdout, "", e.Code.Detail())
		fmt.Fprintln(env.Stdout)
		printText(env.Stdout, "", "What to do: "+e.Hint+".")
		return nil
	}
	return unknown("code", code, known)
}

func explainExit(env Env, o outcome, asJSON bool) {
	if asJSON {
		encode(env, o)
		return
	}
	fmt.Fprintf(env.Stdout, "Exit code %d: %s\n\n", o.Exit, o.Title)
	printText(env.Stdout, "", o.Detail)
	fmt.Fprintln(env.Stdout)
	printText(env.Stdout, "", "What to do: "+o.Hint+".")
}

// codeView is a problem code as --json shows it.
type codeView struct {
	Code     problem.Code     `json:"code"`
	Severity problem.Severity `json:"severity"`
	Title    string           `json:"title"`
	Detail   string           `json:"detail"`
	Hint     string           `json:"hint"`
}

func newCodeView(e problem.Entry) codeView {
	return codeView{e.Code, e.Severity, e.Title, e.Code.Detail(), e.Hint}
}
