// Package movement holds what changed between two packs of one client, as facts
// that accuse nobody, and how each opening balance ties to the closing balance
// of the pack before.
//
// In: what compare found. Out: the one form in which report, workbook and data
// show it. A fact that could not be looked for says so; it is never a zero.
package movement
