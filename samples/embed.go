// Package samples holds the fictional workspace that compack can lay out
// anywhere.
package samples

import "embed"

// FS holds the sample workspace under quarterly.
//
//go:embed quarterly/compack.yaml quarterly/assessor.xlsx quarterly/inputs
var FS embed.FS
