package notify

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Heartbeat tells a URL that runs begin and how they end. Its zero value tells
// nobody. The URL is a secret: it stands in no error.
type Heartbeat struct {
	URL    string
	RunID  string
	Client *http.Client  // nil: one of its own
	Pause  time.Duration // before the second try, and twice that before the third
}

const (
	tries   = 3
	timeout = 10 * time.Second
	// mostBody is what healthchecks.io keeps of a body.
	mostBody = 10_000
)

// Start says that a run begins.
func (h Heartbeat) Start(ctx context.Context) error { return h.send(ctx, "/start", "") }

// End says with which exit code a run ended; of the summary its end is sent.
func (h Heartbeat) End(ctx context.Context, code int, summary string) error {
	return h.send(ctx, "/"+strconv.Itoa(code), summary[max(0, len(summary)-mostBody):])
}

func (h Heartbeat) send(ctx context.Context, path, body string) error {
	if h.URL == "" {
		return nil
	}
	u, err := url.Parse(h.URL)
	if err != nil {
		return errors.New("the heartbeat's address is no URL")
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + path
	query := u.Query()
	query.Set("rid", runUUID(h.RunID))
	u.RawQuery = query.Encode()
	pause := h.Pause
	for try := 1; ; try++ {
		err := h.post(ctx, u.String(), body)
		if err == nil || try == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
			pause *= 2
		}
	}
}

func (h Heartbeat) post(ctx context.Context, address, body string) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return errors.New("the heartbeat's address is no URL")
	}
	req.Header.Set("Content-Type", "text/plain; charset=utf-8")
	req.Header.Set("User-Agent", "compack")
	client := h.Client
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err // without the address
		}
		return fmt.Errorf("the heartbeat was not delivered: %w", err)
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<16))
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("the heartbeat was not taken: %s", res.Status)
	}
	return nil
}

// runUUID makes a UUID (version 8) of a run's id, by which the two ends of a run are
// told to belong together.
func runUUID(id string) string {
	sum := sha256.Sum256([]byte(id))
	b := sum[:16]
	b[6] = b[6]&0x0f | 0x80
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
