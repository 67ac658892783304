package cli

import "github.com/spf13/cobra"

func newCheck(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Make all of a run's checks and no pack",
		Long: `Make all of a run's checks and no pack: read the configuration, every definition and the sources,
account for each row, measure each client and put its document together. Nothing is written.

Pack templates that the configuration does not use are tried too; a mistake in one is a warning.
The exit code is the one that a run would end with ('compack explain' lists them).`,
		Example: "  compack check --config samples/quarterly/compack.yaml --strict",
		Args:    cobra.NoArgs,
	}
	addRunFlags(cmd.Flags())
	allowRange(cmd.Flags())
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return eachPeriod(cmd.Context(), env, cmd.Flags(), true)
	}
	return cmd
}
