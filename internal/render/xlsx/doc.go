// Package xlsx renders a document's workbook as the bytes of an Excel file.
//
// In: a [document.Document]. Out: one .xlsx file: the Summary with a live formula
// for each figure, a sheet for each population, the trends and the evidence
// tables. The same document gives the same bytes.
//
// Nothing is measured, cut or worded here: a formula comes as text and is put
// where its names resolve, with the document's value as its cached result. No
// text of a record becomes a formula.
package xlsx
