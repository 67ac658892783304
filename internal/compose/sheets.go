package compose

import (
	"compack/internal/clause"
	"compack/internal/document"
)

// sheet is a sheet of evidence that a workbook may have.
type sheet struct {
	key     string                 // as a front matter names it
	records bool                   // it speaks of single records
	isThere func(c *composer) bool // nil where every workbook has it
	make    func(c *composer) document.Evidence
}

// evidenceSheets lists the sheets in their order.
var evidenceSheets = []sheet{
	{"clauses", true, func(c *composer) bool { return c.Tables[clause.Dataset] != nil }, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.clauseSheet(), Table: c.evidenceClauses(),
			Intro: c.say("Each clause of the contract beside the figure that it names. The value and the verdict are worked out from the Summary's cells.")}
	}},
	{"ledger", false, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Ledger"), Table: c.evidenceLedger(),
			Intro: c.say("What became of each row of each source: rows read = in this pack + other scope + duplicate + rejected + blank.")}
	}},
	{"sources", false, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Sources"), Table: c.evidenceSources(),
			Intro: c.say("How each source came out of its system, as the vendor states it, and how many rows whoever exported it counted.")}
	}},
	{"checks", false, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Checks"), Table: c.evidenceChecks(),
			Intro: c.say("Every check of the inputs, passed or failed, with how many of this pack's client's records it looked at.")}
	}},
	{"problems", true, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Problems"), Table: c.evidenceProblems(),
			Intro: c.say("Everything that was found wrong in the inputs and concerns this pack.")}
	}},
	{"movement", true, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Movement"), Table: c.evidenceMovement(),
			Intro: c.say("What changed since the previous pack, as facts. A fact that did not run says why; it is not a zero.")}
	}},
	{"restatements", true, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Restatements"), Table: c.evidenceRestatements(),
			Intro: c.say("Each opening balance against the closing of the previous pack, and each record by which the two differ.")}
	}},
	{"definitions", false, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Definitions"), Table: c.evidenceDefinitions(),
			Intro: c.say("How each figure is defined, worked out and re-performed in this workbook.")}
	}},
	{"coverage", true, func(c *composer) bool { return c.Coverage.Provided }, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.coverageSheet(), Table: c.evidenceCoverage(),
			Intro: c.say("Every control of the chosen frameworks: whether it applies, and what its tests show of the period.")}
	}},
	{"omissions", false, nil, func(c *composer) document.Evidence {
		return document.Evidence{Name: c.say("Omissions"), Table: c.omissionTable(c.left),
			Intro: c.say("What this pack does not show, as far as its making knows of it.")}
	}},
}

// sheetKeys returns how front matters name the sheets.
func sheetKeys() []string {
	keys := make([]string, len(evidenceSheets))
	for i, s := range evidenceSheets {
		keys[i] = s.key
	}
	return keys
}
