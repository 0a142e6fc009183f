package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// Card puts content on a white sheet with a thin border.
func Card(content fyne.CanvasObject) fyne.CanvasObject {
	sheet := canvas.NewRectangle(theme.Color(ColorCard))
	sheet.StrokeColor, sheet.StrokeWidth = theme.Color(ColorBorder), 1
	sheet.CornerRadius = 6
	return container.NewStack(sheet, Inset(16, content))
}

// Bar puts content on a white strip with a line under it.
func Bar(content fyne.CanvasObject) fyne.CanvasObject {
	sheet := canvas.NewRectangle(theme.Color(ColorCard))
	return container.NewStack(sheet, container.NewBorder(nil, Line(), nil, nil, content))
}

// Foot puts content on a white strip with a line above it.
func Foot(content fyne.CanvasObject) fyne.CanvasObject {
	sheet := canvas.NewRectangle(theme.Color(ColorCard))
	return container.NewStack(sheet, container.NewBorder(Line(), nil, nil, nil, content))
}

// Line is a thin grey line, lying or standing as its place wants.
func Line() fyne.CanvasObject {
	l := canvas.NewRectangle(theme.Color(ColorBorder))
	l.SetMinSize(fyne.NewSize(1, 1))
	return l
}

// Inset leaves space on all four sides.
func Inset(space float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(space, space, space, space), content)
}

// Margins leaves space above and below, left and right.
func Margins(vertical, horizontal float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(vertical, vertical, horizontal, horizontal), content)
}

// Column puts objects below each other with the given space between them;
// less than nothing takes back the space that labels keep around them.
func Column(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(space), objects...)
}

// Beside puts objects beside each other with the given space between them.
func Beside(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(space), objects...)
}

// Readable lets content grow to a width that can be read, and no wider.
func Readable(width float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(&readable{width: width}, content)
}

type readable struct{ width float32 }

func (r *readable) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(fyne.NewSize(min(size.Width, r.width), size.Height))
	}
}

func (r *readable) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}

// Wide keeps content at least as wide as given.
func Wide(width float32, content fyne.CanvasObject) *fyne.Container {
	space := canvas.NewRectangle(color.Transparent)
	space.SetMinSize(fyne.NewSize(width, 0))
	return container.NewStack(space, content)
}

// Halves puts two objects beside each other, equally wide and high.
func Halves(space float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&halves{space}, left, right)
}

type halves struct{ space float32 }

func (h *halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - h.space) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+h.space), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (h *halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return fyne.NewSize(2*least.Width+h.space, least.Height)
}
