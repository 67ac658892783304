package config

import (
	"testing"

	"compack/internal/problem"
)

func TestABridgeThatIsMissingIsNamed(t *testing.T) {
	c := load(t, write(t, small+"bridges: [{dataset: risks, file: ids.csv, from: Old, to: New}]\n"), nil)
	_, problems := c.BridgeFile(c.Bridges[0])
	if len(problems) != 1 || problems[0].Code != problem.InputMissing || problems[0].Place.Key != "bridges[0].file" {
		t.Errorf("got %v", problems)
	}
}
