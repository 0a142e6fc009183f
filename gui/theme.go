package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"yearbook/gui/widgets"
)

// Theme is the look of Yearbook: dark text on white and very light grey, one
// blue for what can be done. It is light whatever the computer prefers,
// because charts are drawn for white paper.
type Theme struct{ base fyne.Theme }

// NewTheme returns the look of Yearbook.
func NewTheme() *Theme { return &Theme{theme.DefaultTheme()} }

// The colours, after the NHS service manual.
var (
	ink        = rgb(0x212b32)
	mutedInk   = rgb(0x4c6272)
	blue       = rgb(0x005eb8)
	white      = rgb(0xffffff)
	pageGrey   = rgb(0xf0f4f5)
	borderGrey = rgb(0xd8dde0)
	strongGrey = rgb(0x768692)
	yellow     = rgb(0xffeb3b)
	red        = rgb(0xd5281b)
	green      = rgb(0x007f3b)
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func alpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}

// colours are those that differ from Fyne's, or that Fyne does not know.
var colours = map[fyne.ThemeColorName]color.NRGBA{
	theme.ColorNameBackground:          pageGrey,
	theme.ColorNameForeground:          ink,
	theme.ColorNameForegroundOnPrimary: white,
	theme.ColorNameForegroundOnError:   white,
	theme.ColorNameForegroundOnSuccess: white,
	theme.ColorNamePrimary:             blue,
	theme.ColorNameHyperlink:           blue,
	theme.ColorNameButton:              rgb(0xe4e9ec),
	theme.ColorNameDisabledButton:      rgb(0xe9edef),
	theme.ColorNameDisabled:            mutedInk,
	theme.ColorNamePlaceHolder:         mutedInk,
	theme.ColorNameError:               red,
	theme.ColorNameSuccess:             green,
	theme.ColorNameFocus:               alpha(yellow, 0x99),
	theme.ColorNameHover:               alpha(ink, 0x14),
	theme.ColorNamePressed:             alpha(ink, 0x26),
	theme.ColorNameInputBackground:     white,
	theme.ColorNameInputBorder:         strongGrey,
	theme.ColorNameMenuBackground:      white,
	theme.ColorNameOverlayBackground:   white,
	theme.ColorNameHeaderBackground:    white,
	theme.ColorNameSelection:           rgb(0xcfe2f5),
	theme.ColorNameSeparator:           borderGrey,
	theme.ColorNameScrollBar:           alpha(ink, 0x80),
	theme.ColorNameScrollBarBackground: pageGrey,
	theme.ColorNameShadow:              alpha(ink, 0x28),

	widgets.ColorCard:       white,
	widgets.ColorBorder:     borderGrey,
	widgets.ColorMuted:      mutedInk,
	widgets.ColorFocusRing:  yellow,
	widgets.ColorFocusEdge:  ink,
	widgets.ColorTip:        ink,
	widgets.ColorTipText:    white,
	widgets.ColorNotice:     rgb(0xfff9d6),
	widgets.ColorNoticeEdge: rgb(0xffb81c),
	widgets.ColorAlarm:      rgb(0xfbe9e7),
	widgets.ColorAlarmEdge:  red,
	widgets.ColorQuiet:      rgb(0xe8f1fa),
	widgets.ColorScrim:      alpha(pageGrey, 0xcc),
}

// sizeProduct is the size of the name of the program on the welcome screen.
const sizeProduct fyne.ThemeSizeName = "yearbook.product"

// sizes are those that differ from Fyne's, or that Fyne does not know.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           16,
	theme.SizeNameCaptionText:    13,
	theme.SizeNameSubHeadingText: 18,
	theme.SizeNameHeadingText:    24,
	theme.SizeNameInnerPadding:   6,
	theme.SizeNameInputRadius:    4,
	theme.SizeNameScrollBar:      12,
	theme.SizeNameScrollBarSmall: 8,

	sizeProduct:          34,
	widgets.SizeTitle:    26,
	widgets.SizeHeadline: 19,
	widgets.SizeLead:     17,
	widgets.SizeSmall:    13,
}

// Color is a colour of the look; light and dark are the same.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := colours[name]; ok {
		return c
	}
	return t.base.Color(name, theme.VariantLight)
}

// Size is a size of the look.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return t.base.Size(name)
}

// Font is Fyne's.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon is Fyne's.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }
