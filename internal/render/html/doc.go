// Package html renders a document as one HTML file that needs nothing else: no
// script, no font, no picture from elsewhere.
//
// In: the document that the other renderers see, and the brand. Out: the bytes of
// report.html, the same for the same document. Texts of the document become text
// alone: nothing that a cell holds is ever read as markup, style or an address.
package html
