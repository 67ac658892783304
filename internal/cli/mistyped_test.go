package cli_test

import (
	"strings"
	"testing"

	"compack/internal/cli"
)

func TestMistypedCommandsAndFlagsAreNamed(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"histroy", `unknown command "histroy" for "compack"; did you mean history?`},
		{"schedule prnt", `unknown command "prnt" for "compack schedule"; did you mean print?`},
		{"run --confg x", "unknown flag: --confg; did you mean --config?"},
		{"zzzzzz", "unknown command \"zzzzzz\" for \"compack\"\n"},
		{"run --frobnicate", "unknown flag: --frobnicate\n"},
	} {
		if code, text := command(t, strings.Fields(c.args)...); code != cli.Usage || !strings.Contains(text, c.want) {
			t.Errorf("compack %s: exit code %d, %s", c.args, code, text)
		}
	}
}
