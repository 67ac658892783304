package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// Event is one thing that a notification tells.
type Event struct {
	Event    string    `json:"event"` // issued, drafted, held, late, failed, rejected
	Client   string    `json:"client"`
	Pack     string    `json:"pack"`
	Period   string    `json:"period"`
	Revision int       `json:"revision,omitempty"`
	Folder   string    `json:"folder,omitempty"` // of the pack
	Deadline time.Time `json:"deadline,omitzero"`
	Late     bool      `json:"late"`
	Reason   string    `json:"reason,omitempty"`
	Run      string    `json:"run"`
	At       time.Time `json:"at"`
}

// longest is how long a command may take.
const longest = 60 * time.Second

// Command runs the operator's command in the workspace with the event as JSON on its
// standard input. No command is no error.
func Command(ctx context.Context, command []string, dir string, e Event) error {
	if len(command) == 0 {
		return nil
	}
	input, err := json.Marshal(e)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(append(input, '\n'))
	cmd.WaitDelay = time.Second // for children that keep its output open
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("the notification command %s failed on %s: %w %s", command[0], e.Event, err, lastLine(out))
	}
	return nil
}

func lastLine(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}
