package metric

import "strings"

// English says in whole sentences what the metric works out: from which records,
// which of them count, and by what it is broken down. Titles stand for fields
// and values, so that a reader can find them in the workbook.
func (m *Metric) English() string {
	if m.once.english == nil {
		return "" // not compiled
	}
	return m.once.english()
}

func (m *Metric) inEnglish() string {
	sentence := m.sentence()
	if len(m.By) > 0 {
		titles := make([]string, len(m.By))
		for i, by := range m.By {
			titles[i] = m.groupTitle(by)
		}
		sentence += " Broken down by " + list(titles, "and") + "."
	}
	return sentence
}

func (m *Metric) sentence() string {
	switch m.Kind {
	case Count:
		return "The number of " + m.whose() + "."
	case Distinct:
		return "The number of different values of " + m.of.english(m.On) + " among " + m.whose() + "."
	case Ratio:
		return "Of " + m.whose() + ", the share where " + m.IsSatisfied.English() + "."
	case Sum:
		return "The sum of " + m.of.english(m.On) + " over " + m.whose() + "."
	case Mean:
		return "The mean of " + m.of.english(m.On) + " over " + m.whose() + "; records without it are left out."
	case Median:
		return "The median of " + m.of.english(m.On) + " over " + m.whose() + "; records without it are left out."
	case Max:
		return "The greatest of " + m.of.english(m.On) + " over " + m.whose() + "; records without it are left out."
	case Within:
		return m.followSentence()
	case Balance:
		return m.balanceSentence()
	}
	return ""
}

// whose names the records of the population.
func (m *Metric) whose() string {
	records := m.On.Plural
	if records == "" {
		records = strings.ToLower(m.On.Title)
	}
	if where := m.InPopulation.English(); where != "" {
		return records + " where " + where
	}
	return "all " + records
}

func (m *Metric) balanceSentence() string {
	say := func(n node) string { return n.english(m.On, false).text }
	b := m.balance
	text := "The roll-forward of " + m.whose() + ". Opening: " + say(b.opening) + ". Opened: " + say(b.opened)
	sum := "Opening plus opened minus closed"
	if b.reopened != nil {
		text += ". Reopened: " + say(b.reopened)
		sum = "Opening plus opened plus reopened minus closed"
	}
	text += ". Closed: " + say(b.closed)
	if len(b.split) > 0 {
		text += ", split by " + m.groupTitle(m.Split)
	}
	return text + ". Closing: " + say(b.closing) + ". " + sum + " is closing."
}

// groupTitle returns the title of the field or band called by.
func (m *Metric) groupTitle(by string) string {
	if b, ok := m.On.Band(by); ok {
		return b.Title
	}
	if f, ok := m.On.Field(by); ok {
		return f.Title
	}
	return by
}
