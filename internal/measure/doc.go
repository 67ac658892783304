// Package measure works out what metrics are worth for one client and period.
//
// In: compiled metrics, the client's own records, the period and the as-of
// date. Out: a [metric.Value] for each metric, in their order, with the
// records behind it, its status, groups and trend; and the problems of balances
// that do not add up. Figures are exact fractions. Nothing here narrows or widens
// what a client sees, rounds a figure or reads a clock.
package measure
