package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"
)

// archive names the spreadsheet of another kind that a zip archive is; "" when
// it may be a workbook.
func (f *file) archive() (what, hint string) {
	r, err := zip.NewReader(f.bytes, f.size)
	if err != nil {
		return "", "" // the reader of workbooks says what is wrong
	}
	for _, entry := range r.File {
		switch {
		case entry.Name == "mimetype":
			if strings.HasPrefix(beginning(entry), "application/vnd.oasis.opendocument.spreadsheet") {
				return "an OpenDocument spreadsheet (.ods)", "open it in LibreOffice or Excel and save it as .xlsx"
			}
		case strings.EqualFold(entry.Name, "xl/workbook.bin"):
			return "a binary Excel workbook (.xlsb)", "open it in Excel and save it as .xlsx"
		case strings.HasPrefix(entry.Name, "Index/") && strings.HasSuffix(entry.Name, ".iwa"):
			return "a Numbers spreadsheet", "export it from Numbers as Excel or CSV"
		}
	}
	return "", ""
}

// beginning returns the first bytes of an entry, "" where it can't be read.
func beginning(entry *zip.File) string {
	in, err := entry.Open()
	if err != nil {
		return ""
	}
	defer in.Close()
	b := make([]byte, 64)
	n, _ := io.ReadFull(in, b) // a shorter entry is an error here and none to us
	return string(b[:n])
}

// compound names what an OLE2 compound file is by the streams in it
// ([MS-CFB]; those of protected workbooks are in [MS-OFFCRYPTO] 1.3).
func (f *file) compound(head []byte) (what, hint string) {
	streams := f.streams(head)
	has := func(name string) bool {
		return strings.Contains(streams, "\n"+name+"\n") || bytes.Contains(head, wide(name))
	}
	switch {
	case has("DRMEncryptedDataSpace"), has("\x09DRMContent"):
		return "a workbook under rights protection (IRM or a sensitivity label)",
			"ask its owner for a copy without protection, or export the data from the system again"
	case has("EncryptedPackage"):
		return "a workbook protected by a password", "remove the password and save it as .xlsx"
	case has("WordDocument"):
		return "an old Word document (.doc)", fromThere
	case has("Workbook"), has("Book"):
		return "an old Excel workbook (.xls)", "open it in a spreadsheet program and save it as .xlsx"
	}
	return "an old Excel workbook (.xls) or one protected by a password", "save it as .xlsx, without a password"
}

// The bounds of a compound file: how many sectors of its directory are read, and
// how many of its allocation table the header lists.
const (
	maxSectors    = 256
	listedSectors = 109
)

// streams returns the names in the directory of a compound file, each on a line,
// as far as it can be followed.
func (f *file) streams(head []byte) string {
	if len(head) < 512 {
		return ""
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift != 9 && shift != 12 {
		return ""
	}
	var out strings.Builder
	out.WriteByte('\n')
	sector := make([]byte, 1<<shift)
	next := binary.LittleEndian.Uint32(head[48:])
	for range maxSectors {
		if !f.sector(sector, next) {
			break
		}
		for entry := sector; len(entry) >= 128; entry = entry[128:] {
			out.WriteString(streamName(entry))
			out.WriteByte('\n')
		}
		next = f.follow(head, next, sector)
	}
	return out.String()
}

// lastSector is the highest number of a sector; those above are marks.
const lastSector = 0xFFFFFFFA

// sector reads a sector, and returns false where there is none of the number.
func (f *file) sector(b []byte, n uint32) bool {
	at := (int64(n) + 1) * int64(len(b))
	if n > lastSector || at+int64(len(b)) > f.size {
		return false
	}
	_, err := f.bytes.ReadAt(b, at)
	return err == nil
}

// follow returns the sector behind n by the allocation table. It uses buf.
func (f *file) follow(head []byte, n uint32, buf []byte) uint32 {
	entries := uint32(len(buf) / 4)
	if n/entries >= listedSectors || !f.sector(buf, binary.LittleEndian.Uint32(head[76+4*(n/entries):])) {
		return lastSector + 1
	}
	return binary.LittleEndian.Uint32(buf[4*(n%entries):])
}

// streamName returns the name of a directory entry.
func streamName(entry []byte) string {
	length := min(int(binary.LittleEndian.Uint16(entry[64:]))/2-1, 31)
	units := make([]uint16, max(length, 0))
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(units))
}
