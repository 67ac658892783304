package dataset

// personal finds the fields that say something about a person.
type personal struct {
	byID  map[string]*Definition
	found map[string]map[string]bool
}

// Personal returns, for each dataset, which of its fields say something about a
// person: those marked so, those that refer to a record whose key is personal, and
// those taken of such a field of another record.
func Personal(defs []*Definition) map[string]map[string]bool {
	p := personal{map[string]*Definition{}, map[string]map[string]bool{}}
	for _, d := range defs {
		p.byID[d.ID], p.found[d.ID] = d, map[string]bool{}
	}
	// A field taken of one that refers is known to be personal in a second round.
	for range 2 {
		for _, d := range defs {
			for i := range d.Fields {
				if p.is(d, &d.Fields[i]) {
					p.found[d.ID][d.Fields[i].Name] = true
				}
			}
		}
	}
	return p.found
}

func (p *personal) is(d *Definition, f *Field) bool {
	if f.Personal {
		return true
	}
	if to := p.byID[f.References]; to != nil {
		for _, key := range to.Key {
			if p.of(to, key) {
				return true
			}
		}
	}
	if f.Lookup != nil {
		if via, ok := d.Field(f.Lookup.Via); ok && p.of(p.byID[via.References], f.Lookup.Of) {
			return true
		}
	}
	return f.Rollup != nil && p.of(p.byID[f.Rollup.Dataset], f.Rollup.Of)
}

func (p *personal) of(d *Definition, name string) bool {
	if d == nil {
		return false
	}
	f, ok := d.Field(name)
	return ok && (f.Personal || p.found[d.ID][name])
}
