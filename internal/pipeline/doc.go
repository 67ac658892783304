// Package pipeline is the flow from a configuration to finished packs, and the
// batch over clients, several at the same time.
//
// In: a checked configuration, the library and the period. Out: packs in their
// folders and a [Result] that accounts for every row and client. Nothing here
// prints, reads the clock or parses a flag.
package pipeline
