package compose

import (
	"errors"

	"compack/internal/document"
	"compack/internal/period"
)

// signoff is where those who answer for the pack sign: whoever the configuration says
// prepared and approved it, then the lines of the block.
func (c *composer) signoff(body []byte) ([]document.Block, error) {
	spec := struct {
		Title    string `yaml:"title"`
		Text     string `yaml:"text"`
		Defaults *bool  `yaml:"defaults"` // false leaves out who prepared and approved it
		Lines    []struct {
			Role string `yaml:"role"`
			Name string `yaml:"name"` // empty: to be filled in
			On   string `yaml:"on"  strict:"raw"`
			Note string `yaml:"note"`
		} `yaml:"lines"`
	}{}
	if err := c.decode(body, &spec); err != nil {
		return nil, err
	}
	out := document.Signoff{Title: spec.Title, Text: c.inlineOf(spec.Text).In(c.Locale)}
	if spec.Defaults == nil || *spec.Defaults {
		out.Lines = append(out.Lines, c.signers()...)
	}
	for _, l := range spec.Lines {
		if l.Role == "" {
			return nil, wrong(l.Name, "lines: a signature needs a role")
		}
		line := document.SignoffLine{Role: l.Role, Name: l.Name, Note: l.Note}
		if l.On != "" {
			day, err := period.ParseDate(l.On)
			if err != nil {
				return nil, wrong(l.On, "on: %q is no day; write it as 2026-09-30", l.On)
			}
			line.On = document.D(day)
		}
		out.Lines = append(out.Lines, line)
	}
	if len(out.Lines) == 0 {
		return nil, errors.New("lines: nobody signs")
	}
	return one(out), nil
}

// signers are those who prepared and approved the pack: of an approved one as its
// approval has them, else as the configuration has them.
func (c *composer) signers() []document.SignoffLine {
	prepared := document.SignoffLine{Role: c.say("Prepared by"), Name: c.PreparedBy}
	approved := document.SignoffLine{Role: c.say("Approved by"), Name: c.ApprovedBy}
	if c.Draft {
		approved.Name = ""
	}
	if a := c.Approval; a != nil {
		prepared.Name, approved.Name, approved.On = a.Preparer, a.Approver, document.D(a.On)
	}
	return []document.SignoffLine{prepared, approved}
}
