// Command compack makes each client's compliance pack from a vendor's own
// spreadsheets.
package main

import (
	"cmp"
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"compack/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	start := time.Now()
	code := cli.Main(ctx, cli.Env{
		Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Now: start,
		Clock: func() time.Duration { return time.Since(start) }, Terminal: isTerminal(os.Stderr),
		Operator: cmp.Or(os.Getenv("USER"), os.Getenv("LOGNAME"), os.Getenv("USERNAME")),
	})
	stop()
	os.Exit(code)
}

// isTerminal reports whether what is written to f is seen as it is written.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}
