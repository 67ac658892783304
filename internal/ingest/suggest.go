package ingest

import "compack/internal/problem"

// nearest returns the candidate that s was probably meant to be.
func nearest(s string, candidates []string) (string, bool) {
	near := problem.Nearest(s, candidates)
	return near, near != ""
}
