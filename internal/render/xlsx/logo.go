package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"compack/internal/document"
)

// The room that a logo has in the Summary's head, in pixels: beside the title and
// above the facts, in the last column.
const (
	logoHeight = 72
	logoWidth  = 240
	logoMargin = 6
)

// drawLogo places the vendor's logo at the head's right.
func (s *summary) drawLogo() error {
	logo := s.logo
	if logo == nil || logo.Width <= 0 || logo.Height <= 0 {
		return nil
	}
	scale := min(float64(logoWidth)/float64(logo.Width), float64(logoHeight)/float64(logo.Height))
	right := int(summaryWidths[colDefinition-1])*7 + 5 - logoMargin - int(float64(logo.Width)*scale)
	err := s.file.AddPictureFromBytes(s.sheet, at(colDefinition, 1), &excelize.Picture{
		Extension: extension(logo), File: logo.Content,
		Format: &excelize.GraphicOptions{AltText: clean(logo.Alt), OffsetX: max(right, 0), OffsetY: 4, ScaleX: scale, ScaleY: scale, Positioning: "oneCell"},
	})
	if err != nil {
		return fmt.Errorf("logo: %w", err)
	}
	return nil
}

func extension(i *document.Image) string {
	if i.Format == "jpeg" {
		return ".jpeg"
	}
	return "." + i.Format
}
