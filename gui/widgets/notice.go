package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Notice is something to know before repeating a claim: an icon, words, and a
// coloured edge.
func Notice(text string) fyne.CanvasObject {
	return notice(text, theme.InfoIcon(), ColorNotice, ColorNoticeEdge)
}

// Alarm is something that did not work.
func Alarm(text string) fyne.CanvasObject {
	return notice(text, theme.WarningIcon(), ColorAlarm, ColorAlarmEdge)
}

// News is something that was done as asked.
func News(text string) fyne.CanvasObject {
	return notice(text, theme.ConfirmIcon(), ColorQuiet, theme.ColorNamePrimary)
}

func notice(text string, icon fyne.Resource, ground, edge fyne.ThemeColorName) fyne.CanvasObject {
	sheet := canvas.NewRectangle(theme.Color(ground))
	side := canvas.NewRectangle(theme.Color(edge))
	side.SetMinSize(fyne.NewSize(4, 0))
	mark := container.NewVBox(Margins(8, 6, widget.NewIcon(icon)))
	words := label(text, theme.SizeNameText, false, false)
	return container.NewStack(sheet, container.NewBorder(nil, nil, container.NewHBox(side, mark), nil, words))
}

// Tag is a short word in a frame, such as a verdict.
func Tag(text string, tint fyne.ThemeColorName) fyne.CanvasObject {
	words := ink(tint, SizeSmall, fyne.TextStyle{Bold: true})
	words.Text = text
	frame := canvas.NewRectangle(color.Transparent)
	frame.StrokeColor, frame.StrokeWidth = theme.Color(tint), 1
	frame.CornerRadius = 9
	return container.NewStack(frame, Margins(2, 9, words))
}
