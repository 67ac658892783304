// Package cli is the command line: commands, flags, exit codes and what the
// terminal shows.
//
// In: arguments, the environment and the day. Out: text or JSON and an exit code.
// It is the only room that turns problems into text for a terminal.
package cli
