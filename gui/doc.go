// Package gui is the window of Yearbook: what is seen and what is clicked.
//
// Purpose. Views here draw what package viewmodel holds and pass on what
// people do. [New] builds the window; cmd/yearbook wires it to the analysis.
//
// Guarantees. Widgets are changed on the UI goroutine only; nothing here
// starts a goroutine, works anything out or opens a socket. The package does
// not import fyne/app, so its tests need neither a display nor OpenGL.
//
// Limits. Fyne 2.7.1 tells screen readers nothing: the accessible routes are
// the HTML export and the command line. One window is open at a time.
package gui
