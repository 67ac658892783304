package compose

// gap says why there is nothing to say of a dataset, in a sentence: it was not
// provided, somebody attests that there is nothing, or its sources hold no record.
// It is "" where there are records. The subject stands at the sentence's start, such
// as "Audit findings"; none is the dataset's own title.
func (c *composer) gap(dataset string, subject ...string) (string, error) {
	if err := c.known(dataset); err != nil {
		return "", err
	}
	title := c.datasets[dataset].Title
	if len(subject) > 0 {
		title = subject[0]
	}
	t := c.Tables[dataset]
	switch {
	case t == nil:
		return c.say("%s were not provided for this period; no statement about them is made.", title), nil
	case t.Len() > 0:
		return "", nil
	case t.None != nil:
		return c.attested(dataset), nil
	}
	return c.say("%s hold no record for this service; no statement about them is made.", title), nil
}
