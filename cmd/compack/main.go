// Command compack makes each client's compliance pack from a vendor's own
// spreadsheets.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"compack/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Main(ctx, cli.Env{Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now()})
	stop()
	os.Exit(code)
}
