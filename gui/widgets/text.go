package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Title is the heading of a screen.
func Title(s string) *widget.Label { return label(s, SizeTitle, true, false) }

// Headline is the heading of a finding.
func Headline(s string) *widget.Label { return label(s, SizeHeadline, true, false) }

// Lead is a sentence that is read first.
func Lead(s string) *widget.Label { return label(s, SizeLead, false, false) }

// Body is running text.
func Body(s string) *widget.Label { return label(s, theme.SizeNameText, false, false) }

// Strong is running text in bold.
func Strong(s string) *widget.Label { return label(s, theme.SizeNameText, true, false) }

// Note is small text of second rank.
func Note(s string) *widget.Label { return label(s, SizeSmall, false, true) }

func label(s string, size fyne.ThemeSizeName, bold, muted bool) *widget.Label {
	l := widget.NewLabelWithStyle(s, fyne.TextAlignLeading, fyne.TextStyle{Bold: bold})
	l.SizeName = size
	l.Wrapping = fyne.TextWrapWord
	if muted {
		l.Importance = widget.LowImportance
	}
	return l
}

// OneLine keeps a label on one line, cut with an ellipsis where it is too long.
func OneLine(l *widget.Label) *widget.Label {
	l.Wrapping = fyne.TextWrapOff
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// Unwrapped keeps a label on one line that is always shown whole.
func Unwrapped(l *widget.Label) *widget.Label {
	l.Wrapping = fyne.TextWrapOff
	return l
}

// longest is the number of characters after which no line of a list is
// looked at any more: no row is that wide.
const longest = 400

// fit cuts s with an ellipsis so that it is at most width wide.
func fit(s string, width, size float32, style fyne.TextStyle) string {
	s = line(s)
	if fyne.MeasureText(s, size, style).Width <= width {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+"…", size, style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// line makes one line of s, cut where no one would see it.
func line(s string) string {
	if len(s) > 4*longest {
		s = strings.ToValidUTF8(s[:4*longest], "")
	}
	if strings.ContainsAny(s, "\n\r\t") {
		s = strings.Join(strings.Fields(s), " ")
	}
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest])
	}
	return s
}

// ink is a canvas text in a colour and size of the theme.
func ink(color fyne.ThemeColorName, size fyne.ThemeSizeName, style fyne.TextStyle) *canvas.Text {
	t := canvas.NewText("", theme.Color(color))
	t.TextSize, t.TextStyle = theme.Size(size), style
	return t
}
