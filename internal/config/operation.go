package config

import (
	"cmp"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"compack/internal/problem"
)

// Whether a person is asked to approve a pack.
const (
	asked    = "required"
	notAsked = "none"
)

// Heartbeat names where the URL stands that is told of each run. The URL itself is a
// secret: whoever knows it can say that a run went well.
type Heartbeat struct {
	URLEnv  string `yaml:"url_env"`  // names the variable that holds it
	URLFile string `yaml:"url_file"` // relative to the workspace
}

// Notify is what is run when a pack was issued, is late, failed or is held back.
type Notify struct {
	Command []string `yaml:"command"` // a program and its arguments
}

// Program returns the command with a program of the workspace as a whole path, since
// it is started in another folder; nil where there is none.
func (c *Config) Program() []string {
	if len(c.Notify.Command) == 0 {
		return nil
	}
	out := append([]string{}, c.Notify.Command...)
	if isPath(out[0]) {
		out[0] = c.inWorkspace(out[0])
		if whole, err := filepath.Abs(out[0]); err == nil {
			out[0] = whole
		}
	}
	return out
}

func isPath(program string) bool { return strings.ContainsAny(program, `/\`) }

// inWorkspace returns the path as it can be opened.
func (c *Config) inWorkspace(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.Root, path)
}

// HeartbeatURL reads the URL that is told of each run; it is "" where none is set.
// The URL stands in no message and must not be written anywhere.
func (c *Config) HeartbeatURL() (string, problem.List) {
	wrong := func(key string, code problem.Code, format string, args ...any) (string, problem.List) {
		p := problem.New(code, c.At(key), format, args...)
		p.Hint = "put the URL, which begins with https://, into a variable or file of your own and name it"
		return "", problem.List{p}
	}
	var text, key string
	switch h := c.Heartbeat; {
	case h.URLEnv != "":
		key = "heartbeat.url_env"
		if text = os.Getenv(h.URLEnv); text == "" {
			return wrong(key, problem.NotFound, "the environment variable %s is not set", h.URLEnv)
		}
	case h.URLFile != "":
		key = "heartbeat.url_file"
		b, err := readKey(c.inWorkspace(h.URLFile))
		if err != nil {
			return wrong(key, problem.NotFound, "%q can't be read: %v", h.URLFile, cause(err))
		}
		text = string(b)
	default:
		return "", nil
	}
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return wrong(key, problem.BadSetting, "what %s holds is no URL", cmp.Or(c.Heartbeat.URLEnv, c.Heartbeat.URLFile))
	}
	return u.String(), nil
}

// operation checks how runs without a person go on.
func (k *checker) operation(s layers) {
	k.approval("approval", s.Approval)
	if s.CatchUp < 0 || s.CatchUp > 1000 {
		k.report(problem.BadSetting, "catch_up", "write how many missed periods are made without asking, 0 to 1000", "%d is no such number", s.CatchUp)
	}
	if k.Heartbeat.URLEnv != "" && k.Heartbeat.URLFile != "" {
		k.report(problem.Repeated, "heartbeat.url_file", "keep url_env or url_file", "the URL is named by url_env already")
	}
	k.program()
}

func (k *checker) approval(key, word string) {
	if word != asked && word != notAsked {
		k.report(problem.BadSetting, key, "write required (a person approves each pack) or none", "%q says not whether a person approves", word)
	}
}

// program checks that a program of the workspace can be run; one without a path is
// found by the system.
func (k *checker) program() {
	command := k.Notify.Command
	if len(command) == 0 {
		return
	}
	const key = "notify.command[0]"
	k.required(key, strings.TrimSpace(command[0]) != "", "name a program, and its arguments after it")
	if !isPath(command[0]) {
		return
	}
	switch info, err := os.Stat(k.inWorkspace(command[0])); {
	case err != nil:
		k.report(problem.NotFound, key, "name a program, with its path relative to the workspace", "%q can't be run: %v", command[0], cause(err))
	case info.IsDir() || runtime.GOOS != "windows" && info.Mode()&0o111 == 0:
		k.report(problem.BadSetting, key, "name a file that may be executed (chmod +x)", "%q can't be run", command[0])
	}
}
