package problem

// Detail returns two to four sentences on what the code means, what becomes of
// the rows and how it usually comes about; the hint says what to do. It is empty
// for a code that is not in the catalogue.
func (c Code) Detail() string { return details[c] }

var details = map[Code]string{
	InputMissing: "A source of the configuration names a file, or a pattern for files, and nothing readable is there. " +
		"No pack is made, because it would say less than it seems to; a source with required: false is passed over with a warning. " +
		"Most often the export was not made yet, has another date in its name, or lies in another folder.",
	Encoding: "The bytes of the file are neither UTF-8 nor UTF-16, nor text that Windows programs write. " +
		"Reading on would put wrong letters into names and wrong words into values, so the whole file is refused and no pack is made.",
	Delimiter: "The file is text, but no comma, semicolon, tab or pipe cuts its lines into columns. " +
		"It may be a report for reading instead of an export of data, or an export with another sign between its values. No pack is made.",
	Ragged: "A row has a value to the right of the last header, so at least one of its values stands in a wrong column. " +
		"The row is rejected, for nobody can tell which. " +
		"The cause is nearly always a delimiter inside a text that was not put between quotation marks.",
	EmptyInput: "The file or sheet has no row below its header, or nothing at all. " +
		"An export that failed looks like an export with nothing to report, and compack can't know which of the two it is. " +
		"A file without even a header stops the run.",
	LimitExceeded: "A file, sheet, row or cell is larger than anything that such an export needs. " +
		"The limits keep a damaged or malicious file, such as a compressed one that unfolds without end, from exhausting the machine. " +
		"A cell costs its row; a larger thing stops the run.",
	WrongFormat: "The first bytes of the file show another kind of content than its name promises, or a kind that holds no table. " +
		"Common cases are an old .xls workbook, a workbook with a password, and the web page of an expired login saved as .csv. " +
		"The file is refused and no pack is made.",
	SheetMissing: "The source names a sheet, and the workbook has none that is called so; the message lists those that it has. " +
		"compack does not take another sheet in its place, because the workbook may hold drafts and older copies. No pack is made.",
	ErrorCell: "The cell of a field shows an Excel error such as #REF! or #N/A, or its formula was saved without a value. " +
		"The row is rejected, because the true value is not in the file. " +
		"Broken links to other workbooks and workbooks written by a program that does not calculate are the usual causes.",
	BadQuotes: "A quotation mark stands where none may be, or one that opens a value is never closed. " +
		"From there on nobody can say where a value ends, so several rows may have been read as one. " +
		"The program that wrote the file did not double the quotation marks inside its values.",
	LeftOut: "The source's pattern matches several files, and it says expect: newest. " +
		"The newest by the date in its name was read, or else the last by name; none of the others counts. The message names them.",
	HeaderMissing: "None of the first rows names enough columns of the dataset, so it is not known what the columns hold. " +
		"Titles above the header are no problem. " +
		"The export may have no header, headers in another language, or belong to another dataset; no pack is made.",
	FieldUnmapped: "The dataset requires the field, and no header of the file is one of the names known for it. " +
		"Without it every row would be rejected, so the run stops instead and the message lists the headers that it saw. " +
		"'compack inspect' proposes a mapping, and 'compack datasets' lists the names that are known.",
	ColumnMissing: "The configuration or a preset says which header feeds the field, and the file has no such header. " +
		"Case, spaces and punctuation do not matter in the comparison, so the header has another wording now. " +
		"It often means that the report was changed in its system; no pack is made.",
	ColumnAmbiguous: "Two or more columns have the same header, as issue trackers write them for fields with several values. " +
		"The first of them feeds the field and the others are not read, which the pack discloses.",
	ColumnUnused: "The column has no field in the dataset, so what it holds is in no figure and in no sheet of the pack. " +
		"This is normal for most exports. It is said so that a column with an unexpected name is not overlooked.",
	Merged: "Excel keeps the value of merged cells in the first of them, and the others are blank. " +
		"Where an area is merged over several rows, each of those rows that holds anything else gets the area's value, so no record lacks it. " +
		"The message counts the cells that were filled.",
	Hidden: "Rows or columns are hidden, by a person or by a filter, or a sheet that a pattern fits is. " +
		"Hidden rows and columns are read like all others, because hiding removes nothing from a register; a hidden sheet is read only where the source names it.",
	Unread: "The workbook holds macros, sheets that are charts, or links to other workbooks. " +
		"Macros are never run, and charts hold no rows. A value that comes from another workbook is the one of the last time that Excel calculated it.",
	Totals: "The first filled cell of the row says total, in English, German, French or Spanish, and the row lacks a value that a record must have. " +
		"It is counted with the blank rows, since it holds no record.",
	Ambiguous: "03/04/2026 is the third of April or the fourth of March, and 1.234 is a little more than one or over a thousand. One value that can be read " +
		"in one way alone decides for its whole column; here none does, or two contradict each other. compack doesn't guess: rows with such a value are rejected until the source says how its values are written.",
	Caveat: "The preset knows of a limit of this kind of export, or counted rows that need to be known of, such as failures that were muted. " +
		"No row and no figure changes because of it. The pack states it, so that its reader can weigh the figures.",
	BadType: "A number, or a yes or no, is expected, and the value is something else. " +
		"The row is rejected and listed, and no figure counts it. " +
		"Notes typed into a number's column, and words that are not known for yes and no, are common; such words can be mapped under values in the source.",
	BadDate: "The value is no day of the calendar, or it can be read as two different days, as 03/04/2026 can. " +
		"compack never guesses which was meant: the row is rejected until the source says date_order: dmy, mdy or ymd. " +
		"Words such as \"next week\" must be replaced in the system that the export comes from.",
	Glyph: "The font of the PDF has no picture for a character, such as an emoji or a rare script. " +
		"A plain sign stands in its place in the report; the workbook and the data keep the character. No figure changes.",
	Truncated: "Cells of the column end in the sign that the program leaves where it cut a long text. " +
		"What came after is not in the file, and so not in the pack. The rows count as they stand.",
	NoTime: "The field holds a day and a time, and the values have only the day. They count as 00:00 of that day, so hours between such a moment and another " +
		"may be off by up to a day. An Excel cell that is exactly midnight looks the same and is counted too. Comparisons by day are not concerned.",
	Zones: "Some times of the column end in another zone than others, such as Z and +02:00, or state none. Each counts as it is written, as the clock of its place showed it, " +
		"and nothing is converted. Hours between two such times are off by the difference of their zones.",
	Required: "The dataset can't do without this field, and the cell is empty or holds only spaces. " +
		"The row is rejected and listed, and no figure counts it. " +
		"If the value is the same for all rows of the export, it can be given once under set in the source.",
	OutOfRange: "The number is smaller or larger than the field's definition allows, as a score of 7 on a scale from 1 to 5 is. " +
		"The row is rejected and listed. If many rows are concerned, the export may use another scale.",
	NotInList: "The field knows a fixed list of values and the words that exports use for each, and this word is none of them. " +
		"The row is rejected rather than counted under a value that may be wrong. " +
		"A word that your systems use is taught under values in the source; 'compack datasets' shows the list.",
	Unmeasurable: "A record of the contract's requirements names a metric that does not exist, or a threshold that the metric's figures can't be compared with, such as hours for a percentage. " +
		"The clause stands in the pack without data, which is never met.",
	DuplicateKey: "Two rows say that they are the same record, by the fields that make a record unique. " +
		"Only the one whose source has the higher precedence counts or, where that decides nothing, the one read later; the other stands in the ledger as duplicate. " +
		"The message says where the one that counts stands. " +
		"Exports that overlap in time, and one row for each sub-item, are the usual causes.",
	Orphan: "The row refers to a record of another dataset, such as an action to its finding, and no source holds that record. " +
		"The row counts; what would be taken from the other record is empty. " +
		"The export of the other dataset may be filtered, or the identifier mistyped.",
	ForeignReference: "The row of one client refers to a record of another client. " +
		"The row counts and the reference is withheld, so that nothing of one client reaches the other's pack. " +
		"One of the two records names a wrong client.",
	SharedAlias: "References may name a record by another value than its key, such as a person by an e-mail address, and two records of one client have the same. " +
		"No reference is followed by it, since it could mean either record; both records count.",
	BadBridge: "A file under bridges says which identifier took the place of which, and gives one of them two new ones, or one that has itself been replaced. " +
		"Nobody can tell which record is meant, so no pack is made.",
	Bridged: "Records of an old export, and references to them, have the identifiers by which a newer system knows them. " +
		"The message counts them for one client. No other value changes.",
	StaleClosing: "Some systems keep the day on which a record was closed when it is opened again. " +
		"With that day the record would count as closed while it is open, and no balance would add up, so the day is left out and the record counts as open. " +
		"A day of opening again after the as-of date changes nothing.",
	RuleBroken: "A consistency rule found a record that can't be true as it stands, such as one that was closed before it was opened. " +
		"Most rules disclose the record and count it; a rule with action: reject leaves it out. " +
		"The rules are files under templates/rules, and the message names the one that was broken.",
	Stale: "The source's statement says that it was extracted longer before the as-of date than max_age allows, or does not say when. " +
		"What happened between the two days is not in the figures. The pack is made and says so.",
	ControlDiffers: "Whoever exported the source counted its rows in the system, and the file holds another number of rows that are not blank. " +
		"A filter, a limit of the export or a line too many is the usual cause. The pack is made and prints both numbers.",
	NotNone: "The configuration says that somebody attests that nothing occurred, and the source holds rows all the same, or the attestation is older than the as-of date. " +
		"Rows count as they stand, and a source without rows is one without data. " +
		"Often the attestation is left from an earlier period.",
	PackAltered: "A file of the pack that was issued for an earlier period has another digest than its manifest says, is missing, or belongs to another client or period. " +
		"Its figures stand in no trend and it is compared with nothing, since nobody can tell what its reader was shown. " +
		"A workbook that somebody opened and saved in the folder of packs is the usual cause.",
	ClientUnknown: "The row's client is empty, or a word that is no client's id, name or match, or another client than the source speaks of. " +
		"The row is rejected and stands in no pack, since showing it to the wrong client would be worse than leaving it out. " +
		"Every pack says how many such rows there were, without saying what they hold.",
	ConfigUnreadable: "The file is missing, not a file, too large, or not written in YAML that can be understood. " +
		"Tabs instead of spaces, a missing space after a colon and a quotation mark that is not closed are the usual causes. Nothing is read or made.",
	UnknownKey: "The key stands in a file, or a variable in the environment, and nothing reads it. " +
		"It is refused, because a setting with a typing error would silently have no effect. The message names the nearest key that is known.",
	BadSetting: "The key is known, but its value is not one that it can have: a word outside a list, a day that does not exist, a path that leads out of the workspace. " +
		"The message says which values are possible. Nothing is read or made.",
	Repeated: "Two clients, keys or words have the same name, so that it would depend on chance which of them counts. " +
		"Nothing is made until each has its own.",
	MissingSetting: "A setting without a sensible default is not there, such as the name of the vendor or a client's id. " +
		"The message says where it belongs and what to write. Nothing is made.",
	NotFound: "The configuration names a dataset, preset, metric, pack, client or file, and there is none of that name. " +
		"The message names the nearest one. 'compack datasets' and 'compack presets' list what there is.",
	BadDefinition: "A file under templates contradicts itself or names something that does not exist, such as a metric over an unknown field. " +
		"It may be the workspace's own file or one that ships with compack. " +
		"As an error it stops the run; as a warning it tells of a file that has no effect or is not used.",
	SuppressionExpired: "A suppression under suppress is past its expires, counted at the as-of date, so the problems that it named count again. " +
		"An acceptance without an end would hide what nobody looks at any more. No pack shows this warning.",
	BadTemplate: "A workbook under workbook_template holds a marker that names nothing known, or that is not written as it has to be, or the file holds what would be lost or worth nothing once filled, such as macros or a signature. " +
		"No pack is made, because a form that is filled in part says something else than its owner asked. All mistakes of a file are listed in one run.",
}
