package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Disclosure is a heading that opens and closes what is under it. The content
// is made when it is opened first. focus is told when the keyboard comes here.
func Disclosure(title string, focus func(fyne.CanvasObject), content func() fyne.CanvasObject) fyne.CanvasObject {
	box := Column(0)
	var inside fyne.CanvasObject
	var head *Button
	head = NewQuiet(title, theme.MenuExpandIcon(), func() {
		switch {
		case inside == nil:
			inside = content()
			box.Add(inside)
		case inside.Visible():
			inside.Hide()
		default:
			inside.Show()
		}
		head.SetIcon(theme.MenuExpandIcon())
		if inside.Visible() {
			head.SetIcon(theme.MenuDropDownIcon())
		}
		box.Refresh()
	})
	head.OnFocus = focus
	head.Alignment = widget.ButtonAlignLeading
	box.Add(container.NewHBox(head))
	return box
}
