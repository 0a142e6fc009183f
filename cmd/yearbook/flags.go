package main

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
)

// options are what the command was told.
type options struct {
	sample    bool
	version   bool
	logFile   string
	logLevel  slog.Level
	exportDir string
	files     []string
}

func parse(args []string, stderr io.Writer) (options, error) {
	var opt options
	set := flag.NewFlagSet("yearbook", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Usage = func() {
		fmt.Fprint(stderr, "Usage: yearbook [options] [file or folder]...\n\nOpens the window of Yearbook, and the files in it.\n\nOptions:\n")
		set.PrintDefaults()
	}
	set.BoolVar(&opt.sample, "sample", false, "open the sample that comes with Yearbook")
	set.BoolVar(&opt.version, "version", false, "print the version and end")
	set.StringVar(&opt.logFile, "log", "", "write the log to this `file` instead of standard error")
	set.TextVar(&opt.logLevel, "log-level", slog.LevelInfo, "how much to log: debug, info, warn or error")
	set.StringVar(&opt.exportDir, "export-dir", "", "offer this `folder` first when a review is exported")
	if err := set.Parse(args); err != nil {
		return opt, err
	}
	opt.files = set.Args()
	var err error
	if opt.exportDir != "" {
		if opt.exportDir, err = filepath.Abs(opt.exportDir); err != nil {
			return opt, err
		}
	}
	for i, f := range opt.files {
		if opt.files[i], err = filepath.Abs(f); err != nil {
			return opt, err
		}
	}
	return opt, nil
}

// display reports whether there is a screen to show a window on.
func display(goos string, env func(string) string) bool {
	switch goos {
	case "windows", "darwin":
		return true
	}
	return env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}
