// Package documenttest holds documents for the tests of renderers: one with every
// kind of block, cell and chart, and one with what real exports hold and naive
// layouts break on. Nothing but tests imports it.
package documenttest
