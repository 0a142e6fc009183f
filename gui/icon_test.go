package gui

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// TestIcon holds icon.png against icon.svg, from which it is drawn. Run it with
// YEARBOOK_UPDATE=1 to draw it anew.
func TestIcon(t *testing.T) {
	test.NewTempApp(t)
	vector, err := os.ReadFile("icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	picture := canvas.NewImageFromResource(fyne.NewStaticResource("icon.svg", vector))
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(container.NewGridWrap(fyne.NewSquareSize(256), picture))
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, c.Capture()); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("YEARBOOK_UPDATE") != "" {
		if err := os.WriteFile("icon.png", drawn.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := png.Decode(bytes.NewReader(Icon().Content()))
	if err != nil {
		t.Fatal(err)
	}
	if b := kept.Bounds(); b.Dx() != 256 || b.Dy() != 256 {
		t.Fatalf("icon.png is %v, want 256 by 256: Windows takes no larger icon", b)
	}
	if r, g, b, _ := kept.At(20, 128).RGBA(); (color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}) != blue {
		t.Errorf("the cover is %v %v %v, want the blue of the theme", r>>8, g>>8, b>>8)
	}
}
