// Package period holds civil dates and the reporting periods made of them.
//
// In: labels and dates as people write them. Out: [Date], [Moment] and [Period]
// values, and how long after a period something is owed: business days, public
// holidays and cron expressions, all on civil days. Nothing here reads a clock or
// knows a time zone: a caller says which day today is.
package period
