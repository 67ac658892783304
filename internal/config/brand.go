package config

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"compack/internal/document"
	"compack/internal/problem"
	"compack/internal/strict"
)

// Brand is how packs look. What is not set is compack's own.
type Brand struct {
	Colour string `yaml:"colour"` // of titles, rules and the present period: #RRGGBB
	Fonts  Fonts  `yaml:"fonts"`
}

// Fonts are the faces of the report: TrueType files, relative to the workspace.
type Fonts struct {
	Regular  string   `yaml:"regular"`
	SemiBold string   `yaml:"semibold"`
	Bold     string   `yaml:"bold"`
	Italic   string   `yaml:"italic"`
	Fallback []string `yaml:"fallback"` // tried in turn for signs that a face lacks
}

// Over returns the brand with the parts that it lacks taken from another.
func (b Brand) Over(other Brand) Brand {
	f, g := b.Fonts, other.Fonts
	out := Brand{Colour: cmp.Or(b.Colour, other.Colour), Fonts: Fonts{
		Regular: cmp.Or(f.Regular, g.Regular), SemiBold: cmp.Or(f.SemiBold, g.SemiBold),
		Bold: cmp.Or(f.Bold, g.Bold), Italic: cmp.Or(f.Italic, g.Italic), Fallback: f.Fallback,
	}}
	if len(out.Fonts.Fallback) == 0 {
		out.Fonts.Fallback = g.Fallback
	}
	return out
}

// BrandOf returns how the client's packs look.
func (c *Config) BrandOf(client Client) Brand { return client.Brand.Over(c.Brand) }

// LanguagesOf returns the languages that the client's packs are made in.
func (c *Config) LanguagesOf(client Client) []string {
	if len(client.Languages) > 0 {
		return client.Languages
	}
	return c.Languages
}

// ClassificationOf returns how the client's packs are classified.
func (c *Config) ClassificationOf(client Client) string {
	return cmp.Or(client.Classification, c.Pack.Classification)
}

var colour = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// brand checks a colour and the font files.
func (k *checker) brand(key string, b Brand) {
	if b.Colour != "" && !colour.MatchString(b.Colour) {
		k.report(problem.BadSetting, key+".colour", `write it as red, green and blue in hexadecimal, in quotes: "#1F4E8C"`, "%q is no colour", b.Colour)
	}
	font := func(key, path string) {
		k.file(key, path, "TrueType", document.CheckFont, ".ttf")
	}
	font(key+".fonts.regular", b.Fonts.Regular)
	font(key+".fonts.semibold", b.Fonts.SemiBold)
	font(key+".fonts.bold", b.Fonts.Bold)
	font(key+".fonts.italic", b.Fonts.Italic)
	for i, path := range b.Fonts.Fallback {
		font(strict.Item(key+".fonts.fallback", i), path)
	}
}

// logo checks that a picture is in the workspace.
func (k *checker) logo(key, path string) {
	k.file(key, path, "PNG or JPEG", isImage, ".png", ".jpg", ".jpeg")
}

// workbookTemplate checks that a workbook to fill is in the workspace, and that the
// filled one has a name of its own in a pack, in every language.
func (k *checker) workbookTemplate(key, path string) {
	if strings.HasPrefix(strings.ToLower(filepath.Base(filepath.FromSlash(path))), "workbook.") {
		k.report(problem.BadSetting, key, "call the file otherwise: the filled one has its name in the pack", "a pack has a workbook.xlsx of its own")
		return
	}
	k.file(key, path, "XLSX", nil, ".xlsx")
}

func isImage(name string, content []byte) error {
	_, err := document.ReadImage(name, content)
	return err
}

// file checks that a file of one of the kinds is in the workspace, and
// that sound, where it is given, finds nothing wrong with it; no path is fine.
func (k *checker) file(key, path, kind string, sound func(name string, content []byte) error, extensions ...string) {
	if path == "" {
		return
	}
	hint := "name a " + kind + " file in the workspace, with forward slashes"
	if !slices.Contains(extensions, strings.ToLower(filepath.Ext(path))) {
		k.report(problem.BadSetting, key, hint, "%q is no %s file", path, kind)
		return
	}
	root, err := os.OpenRoot(k.Root)
	if err != nil {
		return
	}
	defer root.Close()
	switch info, err := root.Stat(filepath.FromSlash(path)); {
	case errors.Is(err, os.ErrNotExist):
		k.report(problem.NotFound, key, hint, "there is no file %q in the workspace", path)
	case err != nil:
		k.report(problem.BadSetting, key, hint, "%q can't be read: %v", path, cause(err))
	case info.IsDir():
		k.report(problem.BadSetting, key, hint, "%q is a folder", path)
	default:
		content, err := root.ReadFile(filepath.FromSlash(path))
		if err == nil && sound != nil {
			err = sound(path, content)
		}
		if err != nil {
			k.report(problem.BadSetting, key, hint, "%v", err)
		}
	}
}

// paper checks the size of paper; none is that of the pack template.
func (k *checker) paper(size string) {
	if size != "" && size != document.A4 && size != document.Letter {
		k.report(problem.BadSetting, "pack.paper", "write A4 or Letter", "%q is no size of paper", size)
	}
}

// languages checks tags of languages.
func (k *checker) languages(key string, tags []string) {
	k.chosen(key, "language", tags, k.known.Languages)
}

// chosen checks that each of a list is known and stands there once. A nil list of
// known ones lets all pass.
func (k *checker) chosen(key, noun string, chosen, known []string) {
	for i, one := range chosen {
		at := strict.Item(key, i)
		if slices.Index(chosen, one) < i {
			k.report(problem.Repeated, at, "keep one of the two", "%q is named already", one)
		}
		if known != nil && !slices.Contains(known, one) {
			k.notFound(at, noun, one, known)
		}
	}
}
