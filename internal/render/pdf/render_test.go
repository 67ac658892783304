package pdf

import (
	"os"
	"testing"
)

func render(t testing.TB, opts Options) []byte {
	t.Helper()
	raw, problems, err := Render(sample(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Fatalf("problems on plain text: %v", problems)
	}
	return raw
}

func TestRenderSample(t *testing.T) {
	raw := render(t, Options{Fonts: testFonts(t)})
	if path := os.Getenv("COMPACK_PDF_SAMPLE"); path != "" {
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
