//go:build !windows

package native

import "fyne.io/fyne/v2"

func newPicker(w fyne.Window, _ Dispatch) Picker { return inWindow{w} }
