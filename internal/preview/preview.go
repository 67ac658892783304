package preview

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed page.html page.css page.js
var page embed.FS

// Server shows the pack that stands in a folder.
type Server struct {
	folder string
	board  board
}

// New returns a server of the pack in folder, which need not be there yet.
func New(folder string) *Server {
	return &Server{folder: folder, board: board{changed: make(chan struct{}), state: State{Files: []File{}, Problems: []Problem{}}}}
}

// Serve answers until ctx ends, which is no error. The listener is one of 127.0.0.1.
func (s *Server) Serve(ctx context.Context, on net.Listener) error {
	server := &http.Server{
		Handler: s.handler(on.Addr()), ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }, // lets those who wait for events go
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(on) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	patience, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer stop()
	if err := server.Shutdown(patience); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}

// handler answers requests that are meant for the address, and reads alone.
func (s *Server) handler(addr net.Addr) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", part("page.html"))
	mux.HandleFunc("GET /page.css", part("page.css"))
	mux.HandleFunc("GET /page.js", part("page.js"))
	mux.HandleFunc("GET /state", s.sendState)
	mux.HandleFunc("GET /events", s.sendEvents)
	mux.HandleFunc("GET /files/{name}", s.sendFile)
	_, port, _ := net.SplitHostPort(addr.String())
	own := []string{"127.0.0.1:" + port, "localhost:" + port}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Another site whose name was made to mean this machine has another Host.
		if !slices.Contains(own, strings.ToLower(r.Host)) {
			http.Error(w, "this preview is at http://"+own[0]+"/", http.StatusMisdirectedRequest)
			return
		}
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "SAMEORIGIN")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "no-referrer")
		mux.ServeHTTP(w, r)
	})
}

// part returns what sends a part of the page.
func part(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		http.ServeFileFS(w, r, page, name)
	}
}

func (s *Server) sendState(w http.ResponseWriter, _ *http.Request) {
	state, _ := s.board.now()
	w.Header().Set("Content-Type", "application/json")
	// One who went away is told nothing.
	_ = json.NewEncoder(w).Encode(state)
}

// sendEvents sends the number of each version, from the present one on.
func (s *Server) sendEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w).Flush
	for {
		state, changed := s.board.now()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", state.Version); err != nil {
			return
		}
		if flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}

// types are those of a pack's files.
var types = map[string]string{
	".pdf": "application/pdf", ".html": "text/html; charset=utf-8", ".json": "application/json",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// sendFile sends a file of the pack shown: none of another name, whatever the folder
// holds.
func (s *Server) sendFile(w http.ResponseWriter, r *http.Request) {
	state, _ := s.board.now()
	name := r.PathValue("name")
	if !slices.ContainsFunc(state.Files, func(f File) bool { return f.Name == name }) {
		http.NotFound(w, r)
		return
	}
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		http.Error(w, "the pack's folder can't be opened", http.StatusInternalServerError)
		return
	}
	defer root.Close()
	file, err := root.Open(name)
	if err != nil {
		http.Error(w, "the file can't be opened", http.StatusInternalServerError)
		return
	}
	defer file.Close()
	if kind := types[path.Ext(name)]; kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	if path.Ext(name) == ".html" {
		// The report needs nothing from anywhere and may ask for nothing.
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox; frame-ancestors 'self'")
	}
	http.ServeContent(w, r, "", time.Time{}, file)
}
