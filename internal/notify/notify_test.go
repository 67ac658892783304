package notify

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestHeartbeatsComeInPairs(t *testing.T) {
	var got []string
	fail := 1
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fail > 0 { // the first try finds nobody
			fail--
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		body, _ := io.ReadAll(r.Body)
		got = append(got, r.URL.String()+" "+string(body))
	}))
	defer server.Close()
	h := Heartbeat{URL: server.URL + "/ping/s3cret?create=1", RunID: "20261014T060000Z"}
	if err := h.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := h.End(t.Context(), 4, "held back"); err != nil {
		t.Fatal(err)
	}
	const rid = "rid=" // the same on both
	if len(got) != 2 || !strings.HasPrefix(got[0], "/ping/s3cret/start?create=1&rid=") || !strings.HasPrefix(got[1], "/ping/s3cret/4?create=1&rid=") || !strings.HasSuffix(got[1], " held back") {
		t.Fatalf("got %q", got)
	}
	if a, b := strings.Split(got[0], rid)[1], strings.Split(got[1], rid)[1]; a[:36] != b[:36] {
		t.Errorf("two ends of one run have the ids %s and %s", a, b)
	}
	server.Close()
	if err := h.Start(t.Context()); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("got %v: an error that keeps the secret", err)
	}
	if err := (Heartbeat{}).Start(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestACommandIsToldTheEvent(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	dir := t.TempDir()
	want := Event{Event: "held", Client: "acme", Pack: "vendor-quarterly", Period: "2026-Q3", Reason: "training.csv is missing"}
	if err := Command(context.Background(), []string{"sh", "-c", "cat > event.json"}, dir, want); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "event.json"))
	var got Event
	if err != nil || json.Unmarshal(text, &got) != nil || got != want {
		t.Errorf("%s, %v", text, err)
	}
	if err := Command(context.Background(), []string{"sh", "-c", "echo no room >&2; exit 3"}, dir, want); err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("got %v", err)
	}
	if err := Command(context.Background(), nil, dir, want); err != nil {
		t.Error(err)
	}
}
