// Package publish puts a finished pack where it is delivered: a folder.
//
// In: the pack's files as bytes. Out: the folder, complete or not at all.
// Nothing here looks into a file.
package publish
