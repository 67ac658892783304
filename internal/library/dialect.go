package library

// Dialect says how a program writes its exports, where they don't show it
// themselves.
type Dialect struct {
	Encoding  string `yaml:"encoding"`  // of a text file: utf-8, utf-16le, utf-16be or windows-1252
	Delimiter string `yaml:"delimiter"` // of a text file: "," ";" "|" or tab
	Decimal   string `yaml:"decimal"`   // the decimal mark of numbers: point or comma
}

func (d *definition) checkDialect(p Preset) {
	for _, s := range []struct {
		key, value string
		known      []string
	}{
		{"encoding", p.Encoding, []string{"utf-8", "utf-16le", "utf-16be", "windows-1252"}},
		{"delimiter", p.Delimiter, []string{",", ";", "|", "pipe", "tab"}},
		{"decimal", p.Decimal, []string{"point", "comma"}},
	} {
		if s.value != "" {
			oneOf(d, s.key, s.key, s.value, s.known)
		}
	}
}
