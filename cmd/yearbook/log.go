package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
)

// newLog writes structured lines to stderr, or to the file that was asked for:
// a Windows program without a console has no stderr.
func newLog(opt options, stderr io.Writer) (log *slog.Logger, done func(), err error) {
	out, done := stderr, func() {}
	if opt.logFile != "" {
		f, err := os.OpenFile(opt.logFile, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if err != nil {
			return nil, nil, fmt.Errorf("opening the log: %w", err)
		}
		out, done = f, func() { f.Close() }
	}
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: opt.logLevel})), done, nil
}

// watchCrashes has the runtime write a crash to a file in the person's cache
// folder, so that it is not lost with a window that has no console. The file
// is removed when the program ends as it should.
func watchCrashes(log *slog.Logger) (done func()) {
	nothing := func() {}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nothing
	}
	dir := filepath.Join(cache, "yearbook")
	path := filepath.Join(dir, fmt.Sprintf("crash-%d.txt", os.Getpid()))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nothing
	}
	f, err := os.Create(path)
	if err != nil {
		return nothing
	}
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		log.Warn("crashes are not kept", "error", err)
	}
	f.Close() // the runtime keeps its own copy
	return func() {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		os.Remove(path)
	}
}
