package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/problem"
)

// noSuchCommand refuses words after a command of commands that name none, and says
// which was probably meant.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	err := cobra.NoArgs(cmd, args)
	if err == nil {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return meant(err, problem.Nearest(args[0], names))
}

// noSuchFlag adds to cobra's complaint about a flag which one was probably meant.
func noSuchFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return meant(err, problem.Nearest(unknown.GetSpecifiedName(), names))
}

func meant(err error, near string) error {
	if near == "" {
		return err
	}
	return fmt.Errorf("%w; did you mean %s?", err, near)
}
