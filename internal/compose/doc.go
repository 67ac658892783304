// Package compose turns a pack template, a client's records and its metric
// values into the document that the renderers draw.
//
// In: the template's text, tables that hold this client's records only, values,
// ledger and problems. Out: a sealed [document.Document]. Nothing here
// calculates a figure, reads a file or knows of PDF or Excel; what is cut from a
// long table is cut here, and said.
package compose
