package dataset

// Rewrite replaces each text of the column by what to returns for it, "" being an
// absent value, and leads to the old texts no more. It does nothing to a column of
// another type.
func (c *Column) Rewrite(to func(text string) string) {
	if c.words == nil {
		return
	}
	c.own()
	old, codes := c.words, map[int32]int32{}
	c.words = newWords()
	for row, code := range c.codes {
		if code == Empty {
			continue
		}
		now, ok := codes[code]
		if !ok {
			now = Empty
			if text := to(old.list[code]); text != "" {
				now = c.words.code(text)
			}
			codes[code] = now
		}
		c.codes[row] = now
	}
}

// Wipe makes every value of the column absent.
func (c *Column) Wipe() {
	c.Rewrite(func(string) string { return "" })
	for row := range c.Len() {
		c.Clear(row)
	}
}

// Texts calls use with each different text that a row of the column has, in the
// order of the rows. It calls it never for a column of another type.
func (c *Column) Texts(use func(text string)) {
	if c.words == nil {
		return
	}
	seen := make([]bool, len(c.words.list))
	for _, code := range c.codes {
		if code != Empty && !seen[code] {
			seen[code] = true
			use(c.words.list[code])
		}
	}
}
