package pipeline

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"compack/internal/config"
	"compack/internal/document"
	"compack/internal/locale"
	"compack/internal/manifest"
	"compack/internal/render/pdf"
)

// lookFiles keeps the files that say how packs look, each read once a run.
type lookFiles struct {
	mu    sync.Mutex
	files map[string][]byte
}

// file returns the content of a file of the workspace.
func (r *run) file(path string) ([]byte, error) {
	r.lookFiles.mu.Lock()
	defer r.lookFiles.mu.Unlock()
	if content, ok := r.lookFiles.files[path]; ok {
		return content, nil
	}
	root, err := os.OpenRoot(r.Config.Root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	content, err := root.ReadFile(filepath.FromSlash(path))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if r.lookFiles.files == nil {
		r.lookFiles.files = map[string][]byte{}
	}
	r.lookFiles.files[path] = content
	return content, nil
}

// brand returns how the client's packs look.
func (r *run) brand(client config.Client) (b document.Brand, err error) {
	b.Colour = strings.TrimPrefix(r.Config.BrandOf(client).Colour, "#")
	if b.Logo, err = r.image(r.Config.Vendor.Logo, r.Config.Vendor.Name); err == nil {
		b.ClientLogo, err = r.image(client.Logo, client.Name)
	}
	return b, err
}

// image returns a picture of the workspace; nil where there is no path.
func (r *run) image(path, alt string) (*document.Image, error) {
	if path == "" {
		return nil, nil
	}
	content, err := r.file(path)
	if err != nil {
		return nil, err
	}
	image, err := document.ReadImage(path, content)
	if err == nil {
		image.Alt = alt
	}
	return image, err
}

// The faces that are shipped.
const (
	regularFont  = "SourceSans3_400Regular.ttf"
	semiBoldFont = "SourceSans3_600SemiBold.ttf"
	boldFont     = "SourceSans3_700Bold.ttf"
	italicFont   = "SourceSans3_400Regular_Italic.ttf"
)

// fonts returns the report's faces: those of the client's brand, else the shipped
// ones. A brand's regular face stands in for those that it lacks. Signs that a face
// lacks come from the brand's further fonts and from those of the language.
func (r *run) fonts(client config.Client, l *locale.Locale) (f pdf.Fonts, err error) {
	own, shipped := r.Config.BrandOf(client).Fonts, r.Library.Fonts()
	face := func(path, name string) []byte {
		if path = cmp.Or(path, own.Regular); path == "" {
			return shipped[name]
		}
		content, failed := r.file(path)
		err = cmp.Or(err, failed)
		return content
	}
	f.Regular, f.SemiBold = face(own.Regular, regularFont), face(cmp.Or(own.SemiBold, own.Bold), semiBoldFont)
	f.Bold, f.Italic = face(cmp.Or(own.Bold, own.SemiBold), boldFont), face(own.Italic, italicFont)
	for _, path := range own.Fallback {
		content, failed := r.file(path)
		err = cmp.Or(err, failed)
		f.Fallback = append(f.Fallback, content)
	}
	if l != nil {
		for _, name := range l.Fonts {
			content, ok := shipped[name]
			if !ok {
				return f, fmt.Errorf("the language %s asks for the font %s, which is not among the fonts of templates/fonts", l.Tag(), name)
			}
			f.Fallback = append(f.Fallback, content)
		}
	}
	return f, err
}

// fontFiles returns the paths of a brand's faces; "" for one that it lacks.
func fontFiles(b config.Brand) []string {
	return append([]string{b.Fonts.Regular, b.Fonts.SemiBold, b.Fonts.Bold, b.Fonts.Italic}, b.Fonts.Fallback...)
}

// looked returns the files of the workspace that say how the client's packs look.
func (r *run) looked(client config.Client) (files []manifest.File, err error) {
	paths := append([]string{r.Config.Vendor.Logo, client.Logo}, fontFiles(r.Config.BrandOf(client))...)
	seen := map[string]bool{"": true}
	for _, path := range paths {
		if seen[path] {
			continue
		}
		seen[path] = true
		content, err := r.file(path)
		if err != nil {
			return nil, err
		}
		files = append(files, manifest.File{Path: path, SHA256: manifest.Digest(content)})
	}
	return files, nil
}
