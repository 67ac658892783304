// Package notify tells others of what a run did: a heartbeat URL, in the wire form of
// healthchecks.io, and a command of the operator's own.
//
// In: events. Out: requests and a command's standard input. What goes wrong here
// never decides how a run ends.
package notify
