package config

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAClientsPrivacyStandsBeforeThatOfAll(t *testing.T) {
	c := load(t, filepath.Join("testdata", "workspace", "compack.yaml"), nil)
	for i, want := range []struct {
		personal Personal
		groups   int
	}{{Pseudonymise, 5}, {Show, 0}} {
		if p, n := c.Treatment(c.Clients[i]), c.SmallGroups(c.Clients[i]); p != want.personal || n != want.groups {
			t.Errorf("client %s: %s, %d; want %s, %d", c.Clients[i].ID, p, n, want.personal, want.groups)
		}
	}
	if len(c.PseudonymKey()) < minKey {
		t.Error("the key was not read")
	}
	c = load(t, write(t, right), nil)
	if c.Treatment(c.Clients[0]) != Show || c.SmallGroups(c.Clients[0]) != 0 || c.PseudonymKey() != nil {
		t.Error("without the key privacy, something else than everything is shown")
	}
}

func TestAKeyOfTheEnvironmentIsNoSetting(t *testing.T) {
	t.Setenv("COMPACK_PSEUDONYMS", "0123456789abcdef\n")
	c := load(t, write(t, right+"privacy: {personal: omit, key_env: COMPACK_PSEUDONYMS}\n"), nil)
	if got := string(c.PseudonymKey()); got != "0123456789abcdef" {
		t.Errorf("the key is %q", got)
	}
}

func TestMistakesInPrivacyNeverShowTheKey(t *testing.T) {
	t.Setenv("SHORT_KEY", "s3cret")
	const hint = " | put at least 16 random bytes, such as those of openssl rand -hex 32, into a file or variable of your own and name it"
	for _, c := range []struct{ text, want string }{
		{"{personal: hide}", `G003 compack.yaml, line 19, privacy.personal: "hide" is no treatment of personal fields | write show, pseudonymise or omit`},
		{"{personal: omit}", `G005 compack.yaml, line 19, privacy.key_file: is missing: pseudonyms need a key, by key_file or key_env` + hint},
		{"{personal: omit, key_file: none.key}", `G006 compack.yaml, line 19, privacy.key_file: "none.key" can't be read: no such file or directory` + hint},
		{"{personal: omit, key_env: NO_SUCH_KEY}", `G006 compack.yaml, line 19, privacy.key_env: the environment variable NO_SUCH_KEY is not set` + hint},
		{"{personal: omit, key_env: SHORT_KEY}", `G003 compack.yaml, line 19, privacy.key_env: the key has 6 bytes, and at least 16 are needed` + hint},
		{"{small_groups: 1}", `G003 compack.yaml, line 19, privacy.small_groups: 1 is no such number | write the least number of records that a group may show, 2 to 1000, or 0 for any`},
	} {
		_, problems, err := Load(write(t, right+"privacy: "+c.text+"\n"), nil, known())
		if err != nil {
			t.Fatal(err)
		}
		all := strings.Join(told(problems), "\n")
		if diff := cmp.Diff(c.want, all); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.text, diff)
		}
		if strings.Contains(all, "s3cret") {
			t.Errorf("the key stands in a message: %s", all)
		}
	}
}
