package native

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// inWindow asks with Fyne's own dialogs, inside the window.
type inWindow struct{ window fyne.Window }

// Files asks for one file.
func (p inWindow) Files(folder string, picked func([]string, error)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			picked(nil, err)
			return
		}
		path := r.URI().Path()
		// Only the name is wanted; nothing was read, so nothing can be lost.
		_ = r.Close()
		picked([]string{path}, nil)
	}, p.window)
	p.show(d, folder)
}

// Folder asks for a folder.
func (p inWindow) Folder(title, folder string, picked func(string, error)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil || u == nil {
			picked("", err)
			return
		}
		picked(u.Path(), nil)
	}, p.window)
	d.SetTitleText(title)
	d.SetConfirmText("Choose this folder")
	p.show(d, folder)
}

func (p inWindow) show(d *dialog.FileDialog, folder string) {
	if folder != "" {
		if u, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			d.SetLocation(u)
		}
	}
	size := p.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-80), min(640, size.Height-80)))
	d.Show()
}
