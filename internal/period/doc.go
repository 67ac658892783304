// Package period holds civil dates and the reporting periods made of them.
//
// In: labels and dates as people write them. Out: [Date], [Moment] and [Period]
// values. Nothing here reads a clock or knows a time zone: a caller says
// which day today is.
package period
