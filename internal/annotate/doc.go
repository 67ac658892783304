// Package annotate marks what is wrong in a copy of the user's own workbook, for
// people who mend data in Excel.
//
// In: a workbook's bytes and the problems in its rows. Out: the bytes of a copy
// with the cells filled and commented, and a sheet that lists the problems with
// links to them. The original is never written to, and nothing is corrected here.
package annotate
