// Package merge makes one consistent set of records of what the sources gave:
// rows that contradict themselves are rejected, of several rows with one key
// the later one stays, references are followed and counted, and consistency
// rules are tried.
//
// In: tables as read, the ledger, rules. Out: tables sorted by key, the ledger
// brought up to date, and problems. No row is dropped here without a problem
// that names it, and no record is given a value that a source did not state.
package merge
