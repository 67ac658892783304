package cli

import (
	_ "embed" // for the reference
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// blockReference says what a pack template may hold. It is the body of a pack template
// itself, which a test makes a pack of.
//
//go:embed blocks.md
var blockReference string

func newBlocks(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "blocks [BLOCK]",
		Short: "Say what a pack template may hold: front matter, functions and blocks",
		Long: `Print the reference for whoever writes a pack template: its front matter, the functions that a text may
call, and each block with its keys and an example. With the name of a block, print that one alone.`,
		Example: "  compack templates blocks\n  compack templates blocks chart",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				fmt.Fprint(env.Stdout, blockReference)
				return nil
			}
			return printBlock(env, args[0])
		},
	}
}

// blockTitle finds where the reference of a block begins.
var blockTitle = regexp.MustCompile(`(?m)^## ([a-z]+)\n`)

func printBlock(env Env, name string) error {
	var known []string
	found := blockTitle.FindAllStringSubmatchIndex(blockReference, -1)
	for i, at := range found {
		end := len(blockReference)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		title := blockReference[at[2]:at[3]]
		if title == name {
			fmt.Fprintln(env.Stdout, strings.TrimSpace(blockReference[at[0]:end]))
			return nil
		}
		known = append(known, title)
	}
	return unknown("block", name, known)
}
