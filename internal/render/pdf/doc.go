// Package pdf renders a document as a PDF report.
//
// In: a [document.Document], the fonts and the theme. Out: the file's bytes and
// a problem for each character that the fonts lack. Text is measured and laid
// out here, page by page, into display lists of texts and filled rectangles;
// maroto only paints them. What it can't write (outline, links, what an archive asks
// for) is added to its file at the end. The bytes depend on nothing but what comes in.
//
// Nothing here reads a clock or a file, formats a value, sorts or cuts a table,
// or decides what a pack says.
package pdf
