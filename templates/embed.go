// Package templates holds what ships with compack and what an analyst may
// change: dataset, preset, metric, rule and framework definitions, packs and fonts.
package templates

import "embed"

// FS holds the shipped definitions, one folder a kind.
//
//go:embed datasets presets metrics rules frameworks packs fonts
var FS embed.FS
