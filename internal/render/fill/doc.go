// Package fill fills a workbook of somebody else's, such as an auditor's form, with a
// pack's figures and records. The template and the document go in, the filled file
// comes out. A template is read and checked once ([Open]) and filled for each client
// ([Template.Fill]).
//
// A cell of the template is a text with markers in the language of pack templates:
//
//	{{ metric "training.completion" }}
//
// A row whose first used cell begins with a range is repeated for each record:
//
//	{{ range "remediation" where "status != 'closed'" sort "due_on" limit 50 }}{{ .item_id }}
//
// An Excel table that is named as a dataset is filled by its headers.
//
// The file is changed where it has to be and nowhere else: parts that hold neither a
// marker nor an address of a moved cell are copied byte by byte, so that what a
// library for workbooks doesn't know of (charts, pivot tables, slicers, pictures) is
// not lost. Nothing is worked out here; a text never becomes a formula.
package fill
