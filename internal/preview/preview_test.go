package preview

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// answer returns what a server of a folder with a pack and a stranger answers.
func answer(t *testing.T, method, host, path string) *http.Response {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"report.pdf", "report.html", "stranger.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("content of "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := New(folder)
	s.Made("Acme", []File{{Name: "report.pdf"}, {Name: "report.html"}}, nil, "")
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, "http://"+host+path, nil)
	s.handler(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8123}).ServeHTTP(w, r)
	return w.Result()
}

func TestOnlyThePackIsShown(t *testing.T) {
	for _, c := range []struct {
		method, host, path string
		want               int
	}{
		{"GET", "127.0.0.1:8123", "/", http.StatusOK},
		{"GET", "localhost:8123", "/page.js", http.StatusOK},
		{"GET", "LocalHost:8123", "/state", http.StatusOK},
		{"HEAD", "127.0.0.1:8123", "/files/report.pdf", http.StatusOK},
		{"GET", "127.0.0.1:8123", "/files/report.pdf?pack=3", http.StatusOK},
		{"GET", "127.0.0.1:8123", "/files/stranger.txt", http.StatusNotFound},
		{"GET", "127.0.0.1:8123", "/files/", http.StatusNotFound},
		{"GET", "127.0.0.1:8123", "/files", http.StatusNotFound},
		{"GET", "127.0.0.1:8123", "/files/..%2f..%2fetc%2fpasswd", http.StatusNotFound},
		{"GET", "127.0.0.1:8123", "/other", http.StatusNotFound},
		{"POST", "127.0.0.1:8123", "/state", http.StatusMethodNotAllowed},
		{"DELETE", "127.0.0.1:8123", "/files/report.pdf", http.StatusMethodNotAllowed},
		{"GET", "rebound.example:8123", "/state", http.StatusMisdirectedRequest},
		{"GET", "127.0.0.1:9999", "/state", http.StatusMisdirectedRequest},
		{"GET", "127.0.0.1", "/files/report.pdf", http.StatusMisdirectedRequest},
	} {
		if got := answer(t, c.method, c.host, c.path).StatusCode; got != c.want {
			t.Errorf("%s http://%s%s: status %d, want %d", c.method, c.host, c.path, got, c.want)
		}
	}
}

func TestFilesHaveTheirTypes(t *testing.T) {
	pdf := answer(t, "GET", "127.0.0.1:8123", "/files/report.pdf")
	if got := pdf.Header.Get("Content-Type"); got != "application/pdf" {
		t.Errorf("the report is %q", got)
	}
	html := answer(t, "GET", "127.0.0.1:8123", "/files/report.html")
	if got := html.Header.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") || !strings.Contains(got, "sandbox") {
		t.Errorf("the HTML report may do %q", got)
	}
	for _, r := range []*http.Response{pdf, html} {
		if r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("the headers are %v", r.Header)
		}
	}
}

func TestAFailureLeavesTheLastPack(t *testing.T) {
	s := New(t.TempDir())
	s.Making()
	s.Made("Acme", []File{{Name: "report.pdf"}}, nil, "")
	made, changed := s.board.now()
	s.Failed("line 3: no", []Problem{{Code: "G005"}}, "1 error")
	select {
	case <-changed:
	default:
		t.Error("those who wait were not told")
	}
	failed, _ := s.board.now()
	if failed.Pack != made.Pack || made.Pack != made.Version || len(failed.Files) != 1 || failed.Failure == "" || failed.Version <= made.Version {
		t.Errorf("before %+v, after %+v", made, failed)
	}
}
