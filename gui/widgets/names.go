package widgets

import "fyne.io/fyne/v2"

// Colours beyond Fyne's that the theme of the app defines.
const (
	ColorCard       fyne.ThemeColorName = "yearbook.card"       // behind findings
	ColorBorder     fyne.ThemeColorName = "yearbook.border"     // around them
	ColorMuted      fyne.ThemeColorName = "yearbook.muted"      // text of second rank
	ColorFocusRing  fyne.ThemeColorName = "yearbook.focus"      // around what has the focus
	ColorFocusEdge  fyne.ThemeColorName = "yearbook.focusedge"  // around the ring, to be seen on any ground
	ColorTip        fyne.ThemeColorName = "yearbook.tip"        // behind the words at the pointer
	ColorTipText    fyne.ThemeColorName = "yearbook.tiptext"    // those words
	ColorNotice     fyne.ThemeColorName = "yearbook.notice"     // behind a caveat
	ColorNoticeEdge fyne.ThemeColorName = "yearbook.noticeedge" // its left edge
	ColorAlarm      fyne.ThemeColorName = "yearbook.alarm"      // behind a problem
	ColorAlarmEdge  fyne.ThemeColorName = "yearbook.alarmedge"  // its left edge
	ColorQuiet      fyne.ThemeColorName = "yearbook.quiet"      // behind a chosen or touched row
	ColorScrim      fyne.ThemeColorName = "yearbook.scrim"      // over what must wait
)

// Sizes of text beyond Fyne's that the theme of the app defines.
const (
	SizeTitle    fyne.ThemeSizeName = "yearbook.title"    // of a screen
	SizeHeadline fyne.ThemeSizeName = "yearbook.headline" // of a finding
	SizeLead     fyne.ThemeSizeName = "yearbook.lead"     // of a first sentence
	SizeSmall    fyne.ThemeSizeName = "yearbook.small"    // of notes
)
