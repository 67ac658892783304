// Package manifest holds what a finished pack consists of besides its
// documents: the manifest with its digests and the figures as data.
//
// In: what a run knows of one client's pack. Out: [Manifest] and [Figures] and
// their canonical JSON. Nothing here reads a file or a clock.
package manifest
