package ingest

// sampleRows is how many records of a text file tell how long its rows are.
const sampleRows = 4096

// room makes room in the table for all records of a text file, once the first of
// them have told how long a row is: columns that grow step by step are copied as
// often as they double.
type room struct {
	size  int64 // of the text in bytes; 0 where it is not known
	rows  int
	bytes int64
}

// see takes note of one record and returns how many are still to come, 0 as long
// as that can't be told and after it was told once.
func (m *room) see(cells []cell) int {
	if m.size == 0 || m.rows >= sampleRows {
		return 0
	}
	m.rows++
	for _, c := range cells {
		m.bytes += int64(len(c.text)) + 1
	}
	if m.rows < sampleRows {
		return 0
	}
	return int(max(0, m.size-m.bytes) * sampleRows / m.bytes)
}
