// Package history reads the packs that were issued before: what they printed is
// what their readers know, so a trend shows it and never a new calculation.
//
// In: the folder that packs are put into, a period and a client. Out: the pack,
// if it is what its manifest says. Nothing here writes, and nothing here reads
// the records of a pack's workbook.
package history
