// Package dataset holds the kinds of records (definitions), the records
// themselves (typed columns with origins) and the ledger that accounts for
// each row read.
//
// In: definitions from YAML and values that a reader has typed. Out:
// [Definition], [Table] and [Ledger]. Nothing here reads a file or judges a
// value.
package dataset
