package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/library"
)

// catalogue is a kind of definition that a command lists, or shows one of.
type catalogue[T any] struct {
	noun   string // with an s it is the command's name and the list's key in JSON
	all    func(*library.Library) []T
	id     func(T) string
	view   func(*library.Library, T) any // as --json shows one
	print  func(io.Writer, *library.Library, T)
	head   []string         // of the list's columns
	row    func(T) []string // nil where the list does not show it
	advice string           // below the list
}

// command completes cmd, which says what the catalogue holds.
func (c catalogue[T]) command(env Env, cmd *cobra.Command) *cobra.Command {
	cmd.Use, cmd.Args = c.noun+"s [ID]", cobra.MaximumNArgs(1)
	addListFlags(cmd.Flags())
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return c.show(env, cmd.Flags(), args) }
	return cmd
}

// show lists all, or shows the one that is named.
func (c catalogue[T]) show(env Env, flags *pflag.FlagSet, args []string) error {
	lib, err := definitions(env, flags)
	if err != nil {
		return err
	}
	asJSON, _ := flags.GetBool("json")
	if len(args) == 0 {
		c.list(env, lib, asJSON)
		return nil
	}
	var known []string
	for _, one := range c.all(lib) {
		known = append(known, c.id(one))
		if c.id(one) != args[0] {
			continue
		}
		if asJSON {
			encode(env, c.view(lib, one))
		} else {
			c.print(env.Stdout, lib, one)
		}
		return nil
	}
	return unknown(c.noun, args[0], known)
}

func (c catalogue[T]) list(env Env, lib *library.Library, asJSON bool) {
	views, rows := []any{}, [][]string{c.head}
	for _, one := range c.all(lib) {
		if asJSON {
			views = append(views, c.view(lib, one))
		} else if row := c.row(one); row != nil {
			rows = append(rows, row)
		}
	}
	if asJSON {
		encode(env, map[string]any{c.noun + "s": views})
		return
	}
	printColumns(env.Stdout, rows, len(c.head))
	fmt.Fprintf(env.Stdout, "\n%s\n", c.advice)
}
