package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"compack/internal/cli"
	"compack/internal/period"
)

// today is the day that every test takes for the present one.
var today = period.NewDate(2026, 10, 5)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"compack": func() {
			os.Exit(cli.Main(context.Background(), cli.Env{Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Now: today.Time()}))
		},
	})
}

// TestScripts runs the command on small workspaces and looks at what it prints
// and makes.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs("../../samples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"binary": writeBinary,
		},
	})
}

// writeBinary writes a file that starts as a known kind does: binary png FILE.
func writeBinary(ts *testscript.TestScript, _ bool, args []string) {
	head := map[string]string{
		"png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
		"xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(make([]byte, 600)),
		"zip": "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00",
	}[args[0]]
	if err := os.WriteFile(ts.MkAbs(args[1]), []byte(head), 0o644); err != nil {
		ts.Fatalf("%v", err)
	}
}
