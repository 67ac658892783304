// Package merge makes one consistent set of records of what the sources gave:
// identifiers get the form that a bridge says, rows that contradict themselves
// are rejected, of several rows with one key that of the source with precedence
// stays, or else the later one, references are followed, fields are worked out
// from the records that they lead to, and consistency rules are tried.
//
// In: tables as read, bridges, rules, the ledger. Out: tables sorted by key, the
// ledger brought up to date, and problems. No row is dropped here without a
// problem that names it, and no record is given a value that a source did not
// state, but in fields whose definition says how they are worked out: lookups,
// deadlines and roll-ups, in that order. No value passes from one client's
// records to another's.
package merge
