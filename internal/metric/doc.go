// Package metric holds metric definitions, the small language in which they
// are written, and the values that they take.
//
// In: definitions and predicates as text, checked against a dataset's
// definition. Out: compiled metrics and predicates that can be evaluated over
// a table's columns, said in English and written as an Excel formula; and
// [Value]. The language has no loops, calls no function and sees no clock,
// file or network.
package metric
