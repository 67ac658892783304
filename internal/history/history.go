package history

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/metric"
	"compack/internal/period"
	"compack/internal/problem"
)

// maxSize is more than the manifest or the figures of any pack have.
const maxSize = 256 << 20

// Pack is an issued pack whose files are those that its manifest lists.
type Pack struct {
	Dir        string // can be opened as it stands
	Records    bool   // it has a workbook
	Revision   int
	Document   string               // digest of its document
	Supersedes *manifest.Superseded // nil for a first revision
	SHA256     string               // of manifest.json, in hexadecimal
	Period     period.Period
	AsOf       period.Date
	Figures    map[string]metric.IssuedFigure // by metric
	Balances   map[string]metric.BalanceValue // by metric
	Language   string                         // the tag of the language of its workbook
	Suppressed int                            // problems that the configuration had accepted
	Privacy    *manifest.Privacy              // nil where the pack shows everything of people
	NoRecords  bool                           // it holds totals and shares alone
}

// Open reads the newest revision of a client's pack for the period p below out; name
// is as [FolderName] takes it. There is none where the result is nil: it was never
// made, or the problem says why it is not used. The error is one of reading the disk.
func Open(out string, p period.Period, client, name string) (*Pack, *problem.Problem, error) {
	dir, revision, err := NewestFolder(out, p.Label, client, name)
	if err != nil || revision == 0 {
		return nil, nil, err
	}
	return openFolder(dir, path.Join(p.Label, filepath.Base(dir)), p, client)
}

// OpenRevision is [Open] for one revision.
func OpenRevision(out string, p period.Period, client, name string, revision int) (*Pack, *problem.Problem, error) {
	folder := FolderName(client, name, revision)
	return openFolder(filepath.Join(out, p.Label, folder), path.Join(p.Label, folder), p, client)
}

// openFolder reads the pack in a folder, which messages call shown.
func openFolder(dir, shown string, p period.Period, client string) (*Pack, *problem.Problem, error) {
	r := reader{dir: dir, shown: shown}
	pack, err := r.pack(p, client)
	switch wrong := (mismatch{}); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, nil
	case errors.As(err, &wrong):
		found := problem.New(problem.PackAltered, problem.Place{File: path.Join(r.shown, wrong.file)}, "%s", wrong.text)
		found.Of(client)
		return nil, &found, nil
	case err != nil:
		return nil, nil, fmt.Errorf("read the pack of %s: %w", p.Label, err)
	}
	return pack, nil, nil
}

// mismatch says in what a pack is not what its manifest says.
type mismatch struct{ file, text string }

func (m mismatch) Error() string { return m.file + ": " + m.text }

// reader reads one pack.
type reader struct {
	dir   string
	shown string // as messages name it
}

// pack returns the pack, fs.ErrNotExist where there is none, or a mismatch.
func (r reader) pack(p period.Period, client string) (*Pack, error) {
	if info, err := os.Stat(r.dir); err != nil || !info.IsDir() {
		return nil, cmp.Or(err, fs.ErrNotExist)
	}
	m, text, err := r.manifest()
	if err != nil {
		return nil, err
	}
	if m.Client != client || m.Period != p {
		return nil, mismatch{manifest.FileName, fmt.Sprintf("the manifest is of client %q and the period %s (%s to %s), not of this folder's", m.Client, m.Period.Label, m.Period.Start, m.Period.Last())}
	}
	figures, err := r.listed(manifest.FiguresFileName, m.Outputs)
	if err != nil {
		return nil, err
	}
	records := slices.ContainsFunc(m.Outputs, func(f manifest.File) bool { return f.Path == manifest.WorkbookFileName })
	if records {
		if err := r.same(manifest.WorkbookFileName, m.Outputs); err != nil {
			return nil, err
		}
	}
	pack := &Pack{Dir: r.dir, Records: records, Revision: max(m.Revision, 1), Document: m.Document, Supersedes: m.Supersedes, SHA256: manifest.Digest(text), Period: m.Period, AsOf: m.AsOf, Privacy: m.Privacy, Language: locale.English}
	if len(m.Languages) > 0 {
		pack.Language = m.Languages[0].Tag
	}
	return pack, pack.figures(figures)
}

// manifest returns the pack's manifest, with its bytes.
func (r reader) manifest() (m manifest.Manifest, text []byte, err error) {
	if text, err = r.read(manifest.FileName); err != nil {
		return m, nil, err
	}
	if err := json.Unmarshal(text, &m); err != nil || m.Schema != manifest.Schema {
		return m, nil, mismatch{manifest.FileName, "the file is no manifest that this version reads"}
	}
	return m, text, nil
}

// read returns a file's content.
func (r reader) read(name string) ([]byte, error) {
	file := filepath.Join(r.dir, name)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err == nil && info.Size() > maxSize:
		return nil, mismatch{name, fmt.Sprintf("the file has %d bytes, more than such a file can have", info.Size())}
	case err == nil && info.IsDir():
		return nil, mismatch{name, "a folder stands where the file should be"}
	}
	return os.ReadFile(file)
}

// listed returns the content of a file that the manifest lists.
func (r reader) listed(name string, outputs []manifest.File) ([]byte, error) {
	if err := r.same(name, outputs); err != nil {
		return nil, err
	}
	return r.read(name)
}

// same holds a file against the digest that the manifest gives it.
func (r reader) same(name string, outputs []manifest.File) error {
	var stated string
	for _, o := range outputs {
		if o.Path == name {
			stated = o.SHA256
		}
	}
	if stated == "" {
		return mismatch{manifest.FileName, "the manifest does not list " + name}
	}
	file, err := os.Open(filepath.Join(r.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return mismatch{name, "the manifest lists the file, and it is not there"}
	}
	if err != nil {
		return err
	}
	defer file.Close()
	is, err := manifest.ReadFile(name, file)
	if err == nil && is.SHA256 != stated {
		err = mismatch{name, fmt.Sprintf("the file has the digest %.16s..., and the manifest says %.16s...", is.SHA256, stated)}
	}
	return err
}

// figures takes in what metrics.json says.
func (p *Pack) figures(text []byte) error {
	var f struct {
		Schema  string
		Metrics []struct {
			ID      string
			Exact   string
			Formula string `json:"formula_sha256"`
			Balance *metric.BalanceValue
		}
		Problems  []struct{ Suppressed *json.RawMessage }
		NoRecords bool `json:"without_records"`
	}
	if err := json.Unmarshal(text, &f); err != nil || f.Schema != manifest.FiguresSchema {
		return mismatch{manifest.FiguresFileName, "the file holds no figures that this version reads"}
	}
	p.Figures, p.Balances = map[string]metric.IssuedFigure{}, map[string]metric.BalanceValue{}
	for _, m := range f.Metrics {
		figure, err := metric.ParseFraction(m.Exact)
		if err != nil {
			return mismatch{manifest.FiguresFileName, m.ID + ": " + err.Error()}
		}
		if m.Formula != "" { // a pack of a version that did not write it tells nothing for certain
			p.Figures[m.ID] = metric.IssuedFigure{Formula: m.Formula, Figure: figure}
		}
		if m.Balance != nil {
			p.Balances[m.ID] = *m.Balance
		}
	}
	p.NoRecords = f.NoRecords
	for _, one := range f.Problems {
		if one.Suppressed != nil {
			p.Suppressed++
		}
	}
	return nil
}
