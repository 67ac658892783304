package ingest

import (
	"fmt"
	"math"
	"slices"

	"compack/internal/dataset"
)

// A dataset whose score is lower does not fit. Of a preset's fingerprint one
// header in eight may be missing, so none where it has fewer.
const (
	datasetFits = 0.45
	mayMiss     = 8
)

// maxHeader bounds the columns that are looked at.
const maxHeader = 500

// recogniser knows what a table may be.
type recogniser struct {
	plans   []*plan // of the datasets as they are
	presets []presetPlan
}

type presetPlan struct {
	hint  *PresetHint
	folds map[string]bool // of the fingerprint
	plan  *plan
}

func newRecogniser(datasets []*dataset.Definition, presets []PresetHint, log reporter) *recogniser {
	r := &recogniser{}
	opts := Options{Client: func(string) (string, bool) { return "", false }}
	for _, d := range datasets {
		if d.Made {
			continue
		}
		if p, ok := prepare(&Source{Dataset: d}, opts, log); ok {
			r.plans = append(r.plans, p)
		}
	}
	for i := range presets {
		hint := &presets[i]
		if hint.Source.Dataset == nil || len(hint.Fingerprint) == 0 {
			continue
		}
		p, ok := prepare(&hint.Source, opts, log)
		if !ok {
			continue
		}
		folds := map[string]bool{}
		for _, h := range hint.Fingerprint {
			folds[dataset.Fold(h)] = true
		}
		r.presets = append(r.presets, presetPlan{hint, folds, p})
	}
	return r
}

// view is a grid with what its best row, read as a header, looks like.
type view struct {
	grid    *grid
	head    *header // nil when the grid holds nothing
	plan    *plan   // of the preset or dataset that fits best; nil when none does
	dataset *Fit
	preset  *Fit
	hits    int // of the preset's fingerprint
}

// isFit reports whether a preset or a dataset fits.
func (v *view) isFit() bool { return v.plan != nil }

// score orders views: any preset that fits comes before any dataset.
func (v *view) score() float64 {
	switch {
	case v.preset != nil:
		return 1 + v.preset.Score
	case v.dataset != nil:
		return v.dataset.Score
	}
	return 0
}

// view finds the grid's header row and what fits it.
func (r *recogniser) view(g *grid) (view, error) {
	best := view{grid: g}
	filled := 0 // texts in the row that is the header where nothing fits
	for in, err := range g.rows {
		if err != nil {
			return best, err
		}
		if in.number > headerRows {
			break
		}
		if in.isBlank() {
			continue
		}
		v := r.fit(g, in)
		if v.score() > best.score() {
			best = v
			continue
		}
		if n := labels(in); best.score() == 0 && n > filled {
			best, filled = v, n
		}
	}
	return best, nil
}

// labels counts the different texts in the row, which is 0 where one is a number
// or a date: such a row is no header.
func labels(r row) int {
	seen := map[string]bool{}
	for _, c := range r.cells {
		if c.kind > text {
			return 0
		}
		if s := clean(c.text); s != "" {
			if _, isNumber := parseNumber(s); isNumber {
				return 0
			}
			seen[s] = true
		}
	}
	return len(seen)
}

// fit reads the row as a header and finds the preset and the dataset that fit it.
func (r *recogniser) fit(g *grid, in row) view {
	if len(in.cells) > maxHeader {
		in.cells = in.cells[:maxHeader]
	}
	v := view{grid: g, head: (&plan{def: &dataset.Definition{}, src: &Source{}}).match(in)}
	for i := range r.presets {
		v.tryPreset(&r.presets[i])
	}
	if v.preset != nil {
		v.head = v.plan.match(in)
		v.dataset = &Fit{ID: v.plan.def.ID, Title: v.plan.def.Title, Score: v.preset.Score, Why: "the preset " + v.preset.ID + " feeds it"}
		return v
	}
	for _, p := range r.plans {
		v.tryDataset(p, p.match(in))
	}
	return v
}

// tryPreset takes the preset if it fits better than the one so far: by the share
// of its fingerprint, then by how many headers that is.
func (v *view) tryPreset(p *presetPlan) {
	found := map[string]bool{}
	for _, fold := range v.head.folds {
		if p.folds[fold] {
			found[fold] = true
		}
	}
	if len(p.folds)-len(found) > len(p.folds)/mayMiss {
		return
	}
	score := float64(len(found)) / float64(len(p.folds))
	if sheet := p.hint.Source.Sheet; sheet != "" && v.grid.sheet != "" && !isSheet(sheet, v.grid.sheet) {
		score *= 0.9 // another sheet of the same program's workbook
	}
	score = math.Round(score*100) / 100
	if v.preset != nil && (score < v.preset.Score || score == v.preset.Score && len(found) <= v.hits) {
		return
	}
	v.plan, v.hits = p.plan, len(found)
	v.preset = &Fit{ID: p.hint.ID, Title: p.hint.Title, Score: score,
		Why: fmt.Sprintf("%d of the %d headers that tell it are there", len(found), len(p.folds))}
}

// tryDataset takes the dataset if it fits better than the one so far. Seven
// tenths of the score are the share of required fields that have a column, the
// rest is the share of columns that feed a field.
func (v *view) tryDataset(p *plan, h *header) {
	needed, found := 0, 0
	for i := range p.def.Fields {
		if i != p.scope && p.needs(i) {
			needed++
			if h.columns[i] >= 0 {
				found++
			}
		}
	}
	named := len(filled(h.names))
	if h.hits < 2 || found == 0 || needed == 0 {
		return
	}
	score := 0.7*float64(found)/float64(needed) + 0.3*float64(h.hits)/float64(min(named, len(p.def.Fields)))
	score = math.Round(min(score, 1)*100) / 100
	if score < datasetFits || v.dataset != nil && score <= v.dataset.Score {
		return
	}
	v.plan, v.head = p, h
	v.dataset = &Fit{ID: p.def.ID, Title: p.def.Title, Score: score,
		Why: fmt.Sprintf("%d of %d required fields have a column, and %d of %d columns feed a field", found, needed, h.hits, named)}
}

// lacking returns the required fields without a column, without the one that
// names the client.
func (v *view) lacking() []*dataset.Field {
	var out []*dataset.Field
	for _, i := range slices.Concat(v.head.missing, v.head.absent) {
		if i != v.plan.scope {
			out = append(out, &v.plan.def.Fields[i])
		}
	}
	return out
}
