package ingest

import (
	"strings"

	"compack/internal/problem"
)

// belongs appends the id of the client that the row names and returns it. Where
// the source says whose all rows are, a row that names another client is rejected.
func (r *recorder) belongs(b *binding, cells []cell) string {
	if b.at < 0 {
		r.constant(b)
		return r.plan.client
	}
	in := at(cells, b.at)
	id, wrong := r.client(b, in)
	if r.plan.client != "" {
		if wrong == nil && id != r.plan.client && id != problem.AllClients {
			r.reject(b, in, &fault{code: problem.ClientUnknown, message: "the row names another client than the source",
				hint: "remove the row from the file, or client: from the source"})
			return ""
		}
		r.constant(b)
		return r.plan.client
	}
	if wrong != nil {
		r.reject(b, in, wrong)
		return ""
	}
	b.column.AppendText(id)
	return id
}

// client returns the id that the cell stands for.
func (r *recorder) client(b *binding, in cell) (string, *fault) {
	if in.kind == text {
		if id, ok := r.clients[in.text]; ok {
			return id, nil
		}
	}
	v, wrong := b.converter.convert(in)
	if wrong != nil {
		return "", wrong
	}
	if v.empty {
		return "", &fault{code: problem.ClientUnknown, message: "the row names no client", hint: "fill in the row's client"}
	}
	id, ok := r.plan.opts.Client(v.text)
	if !ok || id == "" {
		return "", b.converter.wrong(problem.ClientUnknown, cell{text: v.text}, "is no configured client", "")
	}
	if in.kind == text && len(r.clients) < seenLimit {
		r.clients[strings.Clone(in.text)] = id
	}
	return id, nil
}
