// Package xlsx reads Excel workbooks as rows of cells, in a stream.
//
// In: the bytes of a workbook. Out: its sheets, and the rows of one as cells
// that keep their kind: text, number, day, boolean, error. A part that is
// damaged or cut short is an error, never fewer rows. Nothing here calculates
// a formula, knows datasets and headers, or writes a workbook.
//
// excelize, which writes compack's workbooks, isn't used for reading: its row
// reader takes a sheet that breaks off in the middle for one that ends there,
// and gives every cell as a string, so that the text 12E4 and the number
// 120000 are the same.
package xlsx
