// Package templates holds what ships with compack and what an analyst may
// change: dataset, preset, metric and rule definitions, packs and fonts.
package templates

import "embed"

// FS holds the shipped definitions, one folder a kind.
//
//go:embed datasets presets metrics rules packs fonts
var FS embed.FS
