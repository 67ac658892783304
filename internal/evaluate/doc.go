// Package evaluate compares each clause of a client's contract with the figure
// that it names.
//
// In: the records of the contract's requirements, scoped to one client, and the
// client's metric values. Out: a verdict on each clause, and problems for clauses
// that can't be measured as they are written. Nothing here says whether a contract
// is complied with, and what has no figure is never met.
package evaluate
