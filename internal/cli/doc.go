// Package cli is the command line: commands, flags, exit codes and what the
// terminal shows.
//
// In: arguments, the environment and the day. Out: text or JSON and an exit code.
// It is the only room that turns problems into text for a terminal. Of its
// commands, init alone writes files itself, those of a new workspace, and preview
// alone makes a temporary folder, which it removes unless it says where the pack in
// it is.
package cli
