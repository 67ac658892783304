package cli_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"compack/internal/cli"
	"compack/internal/manifest"
)

// draw draws a sample of a pack's training records and returns the CSV's rows.
func draw(t *testing.T, pack, seed, size string) ([][]string, string) {
	t.Helper()
	dir := t.TempDir()
	code, text := command(t, "sample", "--config", quarterly, "--pack", pack, "--dataset", "training", "--size", size, "--seed", seed, "--out", dir)
	if code != cli.Done {
		t.Fatalf("exit code %d: %s", code, text)
	}
	data, err := os.ReadFile(filepath.Join(dir, "sample.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows, dir
}

// redraw draws the sample again as the manual says, from what excelize shows of
// the sheet, and returns the digests of the n records.
func redraw(t *testing.T, pack, seed string, n int) (digests, keys []string) {
	t.Helper()
	sealed, err := os.ReadFile(filepath.Join(pack, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(filepath.Join(pack, "workbook.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Training")
	if err != nil {
		t.Fatal(err)
	}
	col := func(title string) int { return slices.Index(rows[0], title) }
	type record struct{ hash, key string }
	var all []record
	for _, r := range rows[1:] {
		key := r[col("Person ID")] + "|" + r[col("Course")] + "|" + r[col("Assigned on")]
		sum := sha256.Sum256([]byte(manifest.Digest(sealed) + "\n" + seed + "\ntraining\n" + key))
		all = append(all, record{hex.EncodeToString(sum[:]), key})
	}
	slices.SortFunc(all, func(a, b record) int { return cmp.Compare(a.hash, b.hash) })
	for _, r := range all[:min(n, len(all))] {
		digests, keys = append(digests, r.hash), append(keys, r.key)
	}
	return digests, keys
}

// TestASampleCanBeDrawnAgainByAnybody redraws samples with the lines of the
// manual, and tries another seed and another pack.
func TestASampleCanBeDrawnAgainByAnybody(t *testing.T) {
	packs := makeSample(t)
	northwind := filepath.Join(packs, "northwind")
	rows, dir := draw(t, northwind, "4711", "25")
	digests, keys := redraw(t, northwind, "4711", 25)
	col := func(title string) int { return slices.Index(rows[0], title) }
	if len(rows) != 26 || len(digests) != 25 {
		t.Fatalf("%d records were drawn, not 25", len(rows)-1)
	}
	for i, r := range rows[1:] {
		key := r[col("Person ID")] + "|" + r[col("Course")] + "|" + r[col("Assigned on")]
		if r[col("SHA-256")] != digests[i] || key != keys[i] {
			t.Errorf("record %d is %s (%s), not %s (%s)", i+1, key, r[col("SHA-256")], keys[i], digests[i])
		}
		if r[col("Source file")] != "training-completions.csv" || r[col("Source row")] == "" || r[col("Attribute A")] != "" {
			t.Errorf("record %d: %q", i+1, r)
		}
	}
	if slices.ContainsFunc(rows[0], func(s string) bool { return strings.Contains(s, "running count") }) {
		t.Errorf("the sample shows a column that only formulas need: %q", rows[0])
	}
	_, again := draw(t, northwind, "4711", "25")
	for _, file := range []string{"sample.csv", "sample.xlsx"} {
		a, _ := os.ReadFile(filepath.Join(dir, file))
		b, _ := os.ReadFile(filepath.Join(again, file))
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s differs between two draws", file)
		}
	}
	if other, _ := draw(t, northwind, "4712", "25"); slices.EqualFunc(rows, other, slices.Equal[[]string]) {
		t.Error("another seed gives the same sample")
	}
	if first, _ := redraw(t, northwind, "1", 1); slices.Equal(digests[:1], first) {
		t.Error("the redrawing does not depend on the seed")
	}
	// The manifest of a pack made with another configuration has another digest.
	sealed := filepath.Join(northwind, "manifest.json")
	text, err := os.ReadFile(sealed)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sealed, bytes.Replace(text, []byte(`"tool": "compack"`), []byte(`"tool": "compack "`), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if other, _ := draw(t, northwind, "4711", "25"); slices.EqualFunc(rows, other, slices.Equal[[]string]) {
		t.Error("another manifest gives the same sample")
	}
}

// TestTheWorkPaperSaysHowItWasDrawn reads the sheet that a tester writes on.
func TestTheWorkPaperSaysHowItWasDrawn(t *testing.T) {
	rows, dir := draw(t, filepath.Join(makeSample(t), "alpenrose"), "2026-11", "100000")
	f, err := excelize.OpenFile(filepath.Join(dir, "sample.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet, err := f.GetRows("Sample")
	if err != nil {
		t.Fatal(err)
	}
	facts := map[string]string{}
	header := 0
	for i, r := range sheet {
		if len(r) == 2 {
			facts[r[0]] = r[1]
		}
		if len(r) > 2 && r[0] == "No." {
			header = i
			break
		}
	}
	if facts["Seed"] != "2026-11" || facts["Population"] == "" || !strings.Contains(facts["Sample"], "the population has no more") || !strings.HasPrefix(facts["Manifest"], "SHA-256 ") {
		t.Errorf("the head of the paper says %v", facts)
	}
	if got := len(sheet) - header - 1; got != len(rows)-1 || header == 0 {
		t.Errorf("the paper has %d records, the CSV %d", got, len(rows)-1)
	}
	for _, title := range []string{"Attribute A", "Attribute D", "Result", "Exception", "Tester", "Date", "Remark"} {
		if !slices.Contains(sheet[header], title) {
			t.Errorf("the paper has no column %s: %q", title, sheet[header])
		}
	}
}

// TestNoSampleIsDrawnFromAChangedPack changes one byte of a workbook.
func TestNoSampleIsDrawnFromAChangedPack(t *testing.T) {
	pack := filepath.Join(makeSample(t), "northwind")
	file := filepath.Join(pack, "workbook.xlsx")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"sample", "--config", quarterly, "--pack", pack, "--dataset", "training", "--size", "5", "--seed", "1", "--out", t.TempDir()}
	if code, text := command(t, args...); code != cli.BadPack || !strings.Contains(text, "changed after the pack was made") {
		t.Errorf("exit code %d: %s", code, text)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if code, text := command(t, args...); code != cli.BadPack || !strings.Contains(text, "is missing") {
		t.Errorf("exit code %d: %s", code, text)
	}
}
