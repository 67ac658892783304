package pipeline

import (
	"fmt"
	"sync"

	"compack/internal/compose"
	"compack/internal/dataset"
	"compack/internal/library"
	"compack/internal/locale"
	"compack/internal/metric"
)

// tongue is a language with the definitions that packs in it are made by. Only words
// differ between two of them.
type tongue struct {
	tag      string
	locale   *locale.Locale // nil is English
	datasets []*dataset.Definition
	metrics  []*metric.Metric
	packs    packTemplates
}

// packTemplates are those of a language that a run makes packs by, each read once.
type packTemplates struct {
	mu    sync.Mutex
	known map[string]*compose.Template
}

// template returns the pack template called name as it is written in the language.
func (t *tongue) template(l *library.Library, name string) *compose.Template {
	t.packs.mu.Lock()
	defer t.packs.mu.Unlock()
	if t.packs.known[name] == nil {
		if t.packs.known == nil {
			t.packs.known = map[string]*compose.Template{}
		}
		text, file, _ := l.Pack(name, t.tag)
		t.packs.known[name] = compose.NewTemplate(name, file, text)
	}
	return t.packs.known[name]
}

// tongues keeps the languages that a run speaks, each once.
type tongues struct {
	mu    sync.Mutex
	known map[string]*tongue
}

// in returns the run's definitions in the language called tag. A language that the
// library does not know is an error.
func (r *run) in(tag string) (*tongue, error) {
	r.tongues.mu.Lock()
	defer r.tongues.mu.Unlock()
	if t := r.tongues.known[tag]; t != nil {
		return t, nil
	}
	l, ok := r.Library.Locale(tag)
	if !ok {
		return nil, fmt.Errorf("there is no language %q", tag)
	}
	t := &tongue{tag: tag, locale: l, datasets: r.datasets, metrics: r.metrics}
	if l != nil {
		if err := t.translate(r); err != nil {
			return nil, err
		}
	}
	if r.tongues.known == nil {
		r.tongues.known = map[string]*tongue{}
	}
	r.tongues.known[tag] = t
	return t, nil
}

// translate puts the run's definitions into the language.
func (t *tongue) translate(r *run) error {
	t.datasets, t.metrics = make([]*dataset.Definition, len(r.datasets)), make([]*metric.Metric, len(r.metrics))
	for i, def := range r.datasets {
		t.datasets[i] = def.In(t.locale)
	}
	for i, m := range r.metrics {
		own, err := metric.Compile(m.Definition.In(t.locale), t.dataset(m.On.ID))
		if err != nil {
			return fmt.Errorf("metric %s in the language %s: %w", m.ID, t.tag, err)
		}
		t.metrics[i] = own
	}
	return nil
}

// dataset returns the definition called id.
func (t *tongue) dataset(id string) *dataset.Definition {
	for _, def := range t.datasets {
		if def.ID == id {
			return def
		}
	}
	return nil
}
