// Package cover works out how far a client's control tests cover control
// frameworks.
//
// In: the catalog of frameworks, a client's records of controls (the statement of
// applicability) and of control tests, the period. Out: [framework.Report].
// Nothing here reads a file, and no test counts for a control that it does not
// name unless the crosswalk says so and the state says by way of what.
package cover
