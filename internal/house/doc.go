// Package house holds no code. Its tests read the source of all rooms and fail
// where one breaks the law of imports, reads the clock, prints or exits; and they
// walk the lists of what ships and fail where an entry lacks what every entry has.
package house
