// Package library holds the named definitions that a run works with: datasets,
// metrics, presets, rules, control frameworks, pack templates and fonts.
//
// In: what ships with compack and the workspace's own templates folder, whose
// files stand in for shipped ones of the same name. Out: checked definitions in a
// fixed order, what is wrong with them, and the digest of each file used.
// Nothing here compiles a metric, measures or reads an input.
package library
