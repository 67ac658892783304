// Package document is the renderer-neutral model of a pack: what a page and a
// sheet say, in typed cells that carry the exact value, its format and the
// figure it belongs to.
//
// In: what compose puts together. Out: the one thing that renderers see. No
// cell is turned into text anywhere but here.
package document
