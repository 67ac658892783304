// Package config reads a workspace's compack.yaml, with what the environment and
// the command line put in its place, into a typed and checked configuration. It
// is the only room that knows viper.
//
// In: the file, COMPACK_ variables, flags, and what a configuration may name
// (datasets, metrics, presets, packs). Out: [Config], or every mistake at once,
// each with its line and key. Nothing here reads an input's content, a clock or a
// definition, and no half-checked configuration leaves it.
package config
