// Package framework holds control frameworks such as ISO/IEC 27001 Annex A, the
// crosswalk between them, and how far a client's control tests cover them.
//
// In: definitions of frameworks and of the crosswalk, identifiers as exports write
// them. Out: the control that an identifier means, the controls that correspond
// to it, and [Report], which others fill. Nothing here reads a record.
package framework
