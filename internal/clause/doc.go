// Package clause holds what a client's contract asks for, clause by clause, and
// what became of each in a period: met, not met, no data or not applicable.
//
// In: the records of the dataset [Dataset]. Out: [Clause] and [Result]. A
// clause's text is carried as the contract has it and never judged: a verdict
// speaks of one figure against one threshold, not of the contract.
package clause
