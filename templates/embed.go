// Package templates holds what ships with compack and what an analyst may
// change: dataset, preset, metric, rule and framework definitions, packs, fonts
// and locales.
package templates

import "embed"

// FS holds the shipped definitions, one folder a kind.
//
//go:embed datasets presets metrics rules frameworks packs fonts locales
var FS embed.FS
