package gui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"yearbook/gui/widgets"
)

// contrast is the contrast of two colours as WCAG 2.2 defines it.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n.R) + 0.7152*part(n.G) + 0.0722*part(n.B)
}

func TestContrast(t *testing.T) {
	th := NewTheme()
	text := []struct{ words, ground fyne.ThemeColorName }{
		{theme.ColorNameForeground, theme.ColorNameBackground},
		{theme.ColorNameForeground, widgets.ColorCard},
		{theme.ColorNameForeground, widgets.ColorNotice},
		{theme.ColorNameForeground, widgets.ColorAlarm},
		{theme.ColorNameForeground, widgets.ColorQuiet},
		{theme.ColorNameForeground, theme.ColorNameButton},
		{theme.ColorNameForeground, theme.ColorNameSelection},
		{widgets.ColorMuted, theme.ColorNameBackground},
		{widgets.ColorMuted, widgets.ColorCard},
		{widgets.ColorMuted, widgets.ColorQuiet},
		{widgets.ColorMuted, theme.ColorNameSelection},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton},
		{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground},
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
		{theme.ColorNameForegroundOnError, theme.ColorNameError},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess},
		{theme.ColorNamePrimary, widgets.ColorCard},
		{widgets.ColorTipText, widgets.ColorTip},
	}
	for _, c := range text {
		if got := contrast(th.Color(c.words, 0), th.Color(c.ground, 0)); got < 4.5 {
			t.Errorf("%s on %s has a contrast of %.2f, want 4.5", c.words, c.ground, got)
		}
	}
	parts := []struct{ part, ground fyne.ThemeColorName }{
		{theme.ColorNameInputBorder, theme.ColorNameInputBackground},
		{widgets.ColorFocusEdge, widgets.ColorCard},
		{widgets.ColorFocusRing, theme.ColorNamePrimary},
		{theme.ColorNamePrimary, theme.ColorNameBackground},
	}
	for _, c := range parts {
		if got := contrast(th.Color(c.part, 0), th.Color(c.ground, 0)); got < 3 {
			t.Errorf("%s on %s has a contrast of %.2f, want 3", c.part, c.ground, got)
		}
	}
}

func TestAlwaysLight(t *testing.T) {
	th := NewTheme()
	for name := range colours {
		if th.Color(name, theme.VariantDark) != th.Color(name, theme.VariantLight) {
			t.Errorf("%s is another colour in the dark", name)
		}
	}
	if th.Size(widgets.SizeTitle) <= th.Size(theme.SizeNameText) || th.Size(theme.SizeNamePadding) == 0 {
		t.Error("sizes are not as they should be")
	}
}
