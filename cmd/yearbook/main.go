// Command yearbook is the desktop app: a window in which a year of chats and
// comments becomes an end-of-year review.
//
// Purpose. This package only puts the parts together: flags, log, the
// analysis, the window. Guarantees. No socket is opened. Limits. It needs a
// display and OpenGL 2.1; where there is no display it says so and ends with
// exit code 3, and the command line yearbook-cli does every job without one.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"yearbook/gui"
	"yearbook/gui/native"
	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// version is set by the linker for a release: -X main.version=1.2.3.
var version string

// The exit codes.
const (
	exitUsage     = 2
	exitNoDisplay = 3
)

// errNoDisplay is the error of a computer without a screen.
var errNoDisplay = errors.New("there is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n" +
	"Use the command line instead: yearbook-cli --help")

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errNoDisplay):
		fmt.Fprintln(os.Stderr, "yearbook:", err)
		os.Exit(exitNoDisplay)
	default:
		fmt.Fprintln(os.Stderr, "yearbook:", err)
		os.Exit(exitUsage)
	}
}

// run shows the window and returns when it is closed.
func run(args []string, stdout, stderr io.Writer) error {
	opt, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if opt.version {
		fmt.Fprintln(stdout, gui.Name, gui.Metadata(version).Version)
		return nil
	}
	if !display(runtime.GOOS, os.Getenv) {
		return errNoDisplay
	}
	log, closeLog, err := newLog(opt, stderr)
	if err != nil {
		return err
	}
	defer closeLog()
	defer watchCrashes(log)()
	show(opt, log)
	return nil
}

// show wires the window to the analysis and runs it.
func show(opt options, log *slog.Logger) {
	app.SetMetadata(gui.Metadata(version))
	a := app.NewWithID(gui.ID)
	background := func(f func()) { go f() }
	model := viewmodel.New(viewmodel.Options{
		Engine: newEngine(), Run: viewmodel.Dispatcher{Do: fyne.Do, Go: background},
		Store: gui.Preferences{P: a.Preferences()}, Sample: sample, ExportDir: opt.exportDir,
	})
	w := gui.New(a, gui.Options{
		Model: model, Brush: widgets.Brush{Draw: drawChart, Do: fyne.Do, Go: widgets.InTurn(background), Kept: widgets.NewGallery(keptCharts)},
		Height: chartHeight,
		After:  func(d time.Duration, f func()) { time.AfterFunc(d, func() { fyne.Do(f) }) },
		Picker: func(w fyne.Window) native.Picker { return native.New(w, fyne.Do) },
		Log:    log, Version: gui.Metadata(version).Version,
	})
	a.Lifecycle().SetOnStarted(func() {
		log.Info("window shown")
		switch {
		case opt.sample:
			model.Sample()
		case len(opt.files) > 0:
			model.Open(opt.files)
		}
	})
	w.Show()
	a.Run()
}
