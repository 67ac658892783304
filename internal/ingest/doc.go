// Package ingest turns the files that people export into typed records.
//
// In: sources, each a file with the dataset it feeds and how its columns and
// values become fields. Out: one table a dataset, the ledger that accounts for
// every row read, and the problems with place, value and hint. A row is taken
// whole or not at all.
//
// Nothing here finds files, compares records with each other, or knows periods
// and clients beyond the id that a row's client cell stands for. No number or
// date is guessed: what can be read in two ways is decided by the other values
// of its column or by the source's settings, and is a problem where neither does.
//
// A row of totals is counted as blank and named in a note: it holds no record,
// and only a row that lacks a required value is taken for one.
package ingest
