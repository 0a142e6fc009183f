// Package native asks people for files and folders in the way their computer
// does: Windows' own dialogs on Windows, Fyne's elsewhere.
//
// Purpose. Fyne's dialog lists a folder, file by file, on the goroutine that
// draws the window, so a slow network drive freezes it, and it takes one file
// at a time. Windows' dialog does neither and knows the person's places.
//
// Guarantees. Picking never blocks the UI goroutine for longer than it takes
// to show the dialog, and answers on the UI goroutine.
//
// Limits. Fyne's dialog, the fallback, picks one file at a time: open a folder
// or drop files on the window for more.
package native

import "fyne.io/fyne/v2"

// Picker asks for files and folders. Nothing picked is not an error: paths are
// empty then.
type Picker interface {
	// Files asks for files to open, beginning in a folder.
	Files(folder string, picked func(paths []string, err error))
	// Folder asks for a folder, beginning in a folder.
	Folder(title, folder string, picked func(path string, err error))
}

// Dispatch brings a function to the UI goroutine.
type Dispatch func(func())

// New returns the picker for this computer; its dialogs belong to the window.
func New(w fyne.Window, do Dispatch) Picker { return newPicker(w, do) }
