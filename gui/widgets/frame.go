package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Framed draws a frame around a choice, which Fyne leaves without one, and
// keeps it wide enough for the longest of the words to choose from.
func Framed(longest string, choice fyne.CanvasObject) fyne.CanvasObject {
	const around = 52 // the arrow and the space on both sides
	frame := canvas.NewRectangle(color.Transparent)
	frame.StrokeColor, frame.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	frame.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	return container.NewStack(Wide(measure(longest, theme.SizeNameText, false)+around, choice), frame)
}

// snap moves a place to whole units: between pixels, words are blurred.
func snap(pos fyne.Position) fyne.Position {
	return fyne.NewPos(float32(int(pos.X+0.5)), float32(int(pos.Y+0.5)))
}
