package history

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"compack/internal/manifest"
	"compack/internal/problem"
)

// Adopt makes the store and the folder of packs agree, since a run may be killed
// between changing the one and the other. It records packs and drafts that the store
// does not know, forgets drafts that are no longer there, and removes those that were
// settled. It returns what it took in, and what is wrong with others.
func (s *Store) Adopt(ctx context.Context, out string, by Run) (adopted []Record, problems problem.List, err error) {
	known, err := s.Packs(ctx, Filter{})
	if err != nil {
		return nil, nil, err
	}
	folders := map[string]bool{}
	sentBack := map[string]bool{} // manifests of rejected drafts
	newest := map[Key]int{}
	for _, k := range known {
		switch k.State {
		case Issued:
			newest[k.Key] = max(newest[k.Key], k.Revision)
		case Rejected:
			sentBack[k.Manifest] = true
			continue
		case Draft:
			if gone, err := s.forgetGone(ctx, out, k); gone || err != nil {
				if err != nil {
					return nil, nil, err
				}
				continue
			}
		}
		folders[k.Folder] = true
	}
	found, problems, err := Find(out, func(folder string) bool { return folders[folder] })
	if err != nil {
		return nil, nil, err
	}
	for _, one := range found {
		one.Run, one.Recorded = by.ID, by.Began
		put := s.Issue
		if one.State == Draft {
			put = s.Draft
			if one.Revision <= newest[one.Key] || sentBack[one.Manifest] {
				if err := os.RemoveAll(filepath.Join(out, filepath.FromSlash(one.Folder))); err != nil {
					return adopted, problems, err
				}
				continue
			}
		}
		if err := put(ctx, one); err != nil {
			return adopted, problems, err
		}
		if one.State == Issued {
			newest[one.Key] = max(newest[one.Key], one.Revision)
		}
		adopted = append(adopted, one)
	}
	return adopted, problems, nil
}

// forgetGone forgets a draft whose folder somebody has removed: nobody can look at it,
// so that it is made again.
func (s *Store) forgetGone(ctx context.Context, out string, draft Record) (bool, error) {
	_, err := os.Lstat(filepath.Join(out, filepath.FromSlash(draft.Folder), manifest.FileName))
	if !errors.Is(err, fs.ErrNotExist) {
		return false, nil // another error speaks up where the draft is needed
	}
	return true, s.change(ctx, func(tx *sql.Tx) error { return forget(ctx, tx, draft.Key, Draft) })
}
