// Package viewmodel holds everything the desktop app knows and does that can
// be said without a window: which screen is shown, what was read, which review
// was asked for, which messages are open, what is being exported.
//
// Purpose. Views only draw what they find here and pass on what people do. All
// decisions of the window are made, and tested, in this package.
//
// Guarantees. Nothing here imports Fyne. Work that may take longer than 50 ms
// is handed to Dispatcher.Go with a context that Cancel ends; its result is
// brought back through Dispatcher.Do. Of two pieces of work for the same
// purpose the newer wins, whichever ends first.
//
// Limits. A view-model is not safe for concurrent use: every method must be
// called from the goroutine that Dispatcher.Do leads to, the UI goroutine.
package viewmodel
