// Package compare holds a client's records against those of the pack before.
//
// In: the records of two periods and the figures of this one. Out: facts about
// what changed in between, and each opening balance tied to the closing before
// it, record by record. Nothing here says why somebody changed a record, opens a
// file or decides what a pack prints.
package compare
