package problem

import "fmt"

// Code is the stable name of one kind of problem: a letter for the family and
// three digits. F files, S structure, T types, V values, K keys, R rules,
// P age and completeness, H earlier packs, X scope, G configuration and definitions.
type Code string

// The codes.
const (
	InputMissing     Code = "F001"
	Encoding         Code = "F002"
	Delimiter        Code = "F003"
	Ragged           Code = "F004"
	EmptyInput       Code = "F005"
	LimitExceeded    Code = "F006"
	WrongFormat      Code = "F007"
	SheetMissing     Code = "F008"
	ErrorCell        Code = "F009"
	BadQuotes        Code = "F010"
	LeftOut          Code = "F011"
	HeaderMissing    Code = "S001"
	FieldUnmapped    Code = "S002"
	ColumnMissing    Code = "S003"
	ColumnAmbiguous  Code = "S004"
	ColumnUnused     Code = "S005"
	Caveat           Code = "S006"
	Merged           Code = "S007"
	Hidden           Code = "S008"
	Unread           Code = "S009"
	Totals           Code = "S010"
	BadType          Code = "T001"
	BadDate          Code = "T002"
	Glyph            Code = "T005"
	Ambiguous        Code = "T006"
	Truncated        Code = "T007"
	NoTime           Code = "T008"
	Zones            Code = "T009"
	Required         Code = "V001"
	OutOfRange       Code = "V003"
	NotInList        Code = "V006"
	Unmeasurable     Code = "V010"
	DuplicateKey     Code = "K001"
	Orphan           Code = "K002"
	ForeignReference Code = "K003"
	SharedAlias      Code = "K004"
	BadBridge        Code = "K005"
	Bridged          Code = "K006"
	StaleClosing     Code = "K007"
	RuleBroken       Code = "R001"
	Stale            Code = "P002"
	ControlDiffers   Code = "P005"
	NotNone          Code = "P006"
	PackAltered      Code = "H001"
	ClientUnknown    Code = "X001"
	ConfigUnreadable Code = "G001"
	UnknownKey       Code = "G002"
	BadSetting       Code = "G003"
	Repeated         Code = "G004"
	MissingSetting   Code = "G005"
	NotFound         Code = "G006"
	BadDefinition    Code = "G007"

	SuppressionExpired Code = "G008"
	BadTemplate        Code = "G009"
)

// Entry describes a code.
type Entry struct {
	Code     Code
	Severity Severity // the default
	Title    string   // what it means
	Hint     string   // what to do; a problem may carry a more exact one
}

// Catalogue is every code, in the order of families.
var Catalogue = []Entry{
	{InputMissing, Error, "An input file is missing", "put the export where the source's path says, or correct the path"},
	{Encoding, Error, "The text's encoding can't be read", "export the file again as UTF-8"},
	{Delimiter, Error, "The columns of a text file can't be told apart", "export the file again with commas, semicolons, tabs or pipes between columns"},
	{Ragged, Error, "A row has more cells than the header", "look for a delimiter or a quotation mark inside a value, and quote that value"},
	{EmptyInput, Error, "The input holds no rows", "export the file again; if there is truly nothing to report, keep the header row"},
	{LimitExceeded, Error, "The input is larger than a limit allows", "split the export, or check that the file is what it should be"},
	{WrongFormat, Error, "The file's content is not what its name says", "export the file again as .xlsx or .csv"},
	{SheetMissing, Error, "The sheet is not in the workbook", "correct the sheet's name in the source"},
	{ErrorCell, Error, "A cell holds an Excel error", "mend the formula in the workbook and save it again"},
	{BadQuotes, Error, "A quotation mark in a text file is misplaced", "write a quotation mark inside a value twice, and close each one that opens a value"},
	{LeftOut, Note, "A file was left out for a newer one", "nothing to do; write expect: all in the source to read every file"},
	{HeaderMissing, Error, "No header row was found", "the header row must name the required columns within the first 50 rows"},
	{FieldUnmapped, Error, "A required field has no column", "name the column under columns in the source, or give the field a constant value under set"},
	{ColumnMissing, Error, "A mapped column is not in the file", "correct the header under columns in the source"},
	{ColumnAmbiguous, Warning, "A header stands in the file more than once", "the first column of that name is used; name another as \"Header#2\""},
	{ColumnUnused, Note, "A column feeds no field", "nothing to do, unless the column matters"},
	{Caveat, Note, "What an export of this kind can't tell", "nothing to do; keep it in mind when you read the figures"},
	{Merged, Note, "Cells are merged over several rows", "nothing to do if the value stands for all those rows; else unmerge the cells"},
	{Hidden, Note, "A part of the workbook is hidden", "nothing to do if the hidden rows and columns count; else remove them from the export"},
	{Unread, Note, "A workbook holds more than cells", "nothing to do; compack reads cells alone"},
	{Totals, Note, "A row holds totals and no record", "nothing to do; the figures are worked out from the records"},
	{BadType, Error, "A value is not of the field's type", "correct the value in the file"},
	{BadDate, Error, "A value can't be read as a date", "write the date as 2026-09-30, or as a real Excel date"},
	{Glyph, Warning, "A character is not in the report font", "nothing to do if the sign shown instead reads well; else write the text without the character"},
	{Ambiguous, Warning, "Values of a column can be read in two ways", "set date_order, or decimal, in the source"},
	{Truncated, Warning, "Cells of a column were cut off by the program that wrote them", "look the full text up in the program, or export in a format that keeps it whole"},
	{NoTime, Note, "Moments of a column have no time of day", "nothing to do if hours don't matter; else export the column with its time"},
	{Zones, Note, "Times of a column are of different zones", "nothing to do if each time is the local one that counts; else export the column in one zone"},
	{Required, Error, "A required value is missing", "fill in the value in the file"},
	{OutOfRange, Error, "A number lies outside the field's range", "correct the number, or the scale that the export uses"},
	{NotInList, Error, "A value is not one of the field's values", "correct the value, or map it under values in the source"},
	{Unmeasurable, Warning, "A contract clause can't be measured as it is written", "correct the clause's metric, threshold or unit"},
	{DuplicateKey, Warning, "Two rows have the same key", "remove the row that is out of date, or give the source that is right a higher precedence"},
	{Orphan, Warning, "A reference leads to no record", "correct the reference, or export (or mend, where it was rejected) the record that it means"},
	{ForeignReference, Warning, "A reference leads to another client's record", "correct the reference or the client of one of the two records"},
	{SharedAlias, Warning, "Two records share a name by which references find them", "correct it in one of the two, or refer to both by their keys"},
	{BadBridge, Error, "A bridge of identifiers contradicts itself", "give each old identifier one new one, which is the last that the record got"},
	{Bridged, Note, "Identifiers were replaced by a bridge", "nothing to do; the old identifiers are in the exports"},
	{StaleClosing, Warning, "A record was opened again after its day of closing", "take the day of closing away in the source system, or fill in the day on which it was closed again"},
	{RuleBroken, Warning, "A record contradicts itself or another record", "correct the record in its source system"},
	{Stale, Warning, "A source is older than the pack may rest on", "export it again, or set max_age in the source to what is accepted"},
	{ControlDiffers, Warning, "A source has not the number of rows that its control total says", "compare the export with its system, then export it again or correct control_total"},
	{NotNone, Warning, "An attestation that there is nothing to report does not count", "remove attested_none from the source, or have it attested anew"},
	{PackAltered, Warning, "A previous pack is not what its manifest says", "put the pack back as it was issued, or make its period again; until then nothing is taken from it"},
	{ClientUnknown, Error, "A row belongs to no configured client", "correct the row's client, or add the value under match of a client"},
	{ConfigUnreadable, Error, "A configuration or definition can't be read", "correct the file"},
	{UnknownKey, Error, "A setting is not known", "correct or remove the key"},
	{BadSetting, Error, "A setting has a value that it can't have", "correct the value"},
	{Repeated, Error, "A name is used twice", "give each its own name"},
	{MissingSetting, Error, "A setting is missing", "add the key"},
	{NotFound, Error, "A setting names something that isn't there", "correct the name"},
	{BadDefinition, Error, "A definition is wrong", "correct the definition"},
	{SuppressionExpired, Warning, "A suppression has run out", "mend what it accepted, or have it accepted anew with a later expires; else remove it"},
	{BadTemplate, Error, "A workbook that is to be filled can't be, as it is written", "correct the cell in the template"},
}

var entries = func() map[Code]Entry {
	m := make(map[Code]Entry, len(Catalogue))
	for _, e := range Catalogue {
		m[e.Code] = e
	}
	return m
}()

// Entry returns the code's description. It panics on a code that is not in the
// catalogue, which only a change of this package can cause.
func (c Code) Entry() Entry {
	e, ok := entries[c]
	if !ok {
		panic(fmt.Sprintf("problem code %q is not in the catalogue", string(c)))
	}
	return e
}
