// Package schedule decides which packs are owed, and when.
//
// In: schedules, what history knows of their packs, and the present instant. Out:
// items, in the order in which they are to be made; calendars and units of other
// programs that start compack. The period comes from the key, never from the
// present. Nothing here reads a clock or a file: the same call gives the same
// answer, so that a missed, repeated or late start of compack changes nothing.
package schedule
