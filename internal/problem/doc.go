// Package problem holds what is wrong in an input or a configuration, as
// values that are collected, sorted by place and reported together.
//
// In: what a stage found. Out: [Problem] and [List]. Nothing here prints,
// stops a run or decides an exit code.
package problem
