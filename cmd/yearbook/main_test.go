package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"--version"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, "Yearbook ") || strings.Count(got, "\n") != 1 {
		t.Errorf("printed %q", got)
	}
}

func TestNoDisplay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	err := run(nil, io.Discard, io.Discard)
	if !errors.Is(err, errNoDisplay) || !strings.Contains(err.Error(), "yearbook-cli") {
		t.Errorf("error is %v", err)
	}
}

func TestDisplay(t *testing.T) {
	for _, c := range []struct {
		goos, name, value string
		want              bool
	}{
		{"linux", "DISPLAY", ":0", true},
		{"linux", "WAYLAND_DISPLAY", "wayland-0", true},
		{"linux", "OTHER", "1", false},
		{"windows", "OTHER", "1", true},
	} {
		env := func(name string) string {
			if name == c.name {
				return c.value
			}
			return ""
		}
		if got := display(c.goos, env); got != c.want {
			t.Errorf("%s with %s=%s: %v", c.goos, c.name, c.value, got)
		}
	}
}

func TestParse(t *testing.T) {
	opt, err := parse([]string{"--sample", "--log-level", "debug", "--export-dir", "out", "a.txt"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if !opt.sample || opt.logLevel != slog.LevelDebug || !filepath.IsAbs(opt.exportDir) || len(opt.files) != 1 || !filepath.IsAbs(opt.files[0]) {
		t.Errorf("options are %+v", opt)
	}
	if _, err := parse([]string{"--help"}, io.Discard); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("--help gives %v", err)
	}
	if _, err := parse([]string{"--log-level", "loud"}, io.Discard); err == nil {
		t.Error("a level that is not one was taken")
	}
}

// TestSample: the sample comes with the program, whatever folder it runs in.
func TestSample(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Chdir(t.TempDir())
	files, err := sample()
	if err != nil || len(files) != 3 {
		t.Fatalf("files %v, error %v", files, err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Size() == 0 || filepath.Dir(f) != filepath.Join(cache, "yearbook", "sample") {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestLogFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.txt")
	log, done, err := newLog(options{logFile: path}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	log.Info("window shown")
	log.Debug("not wanted")
	done()
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), `msg="window shown"`) || strings.Contains(string(text), "not wanted") {
		t.Errorf("the log is %q, error %v", text, err)
	}
	if _, _, err := newLog(options{logFile: filepath.Join(path, "x")}, io.Discard); err == nil {
		t.Error("a log that cannot be opened was opened")
	}
}

func TestCrashFileIsRemoved(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", dir)
	done := watchCrashes(slog.New(slog.DiscardHandler))
	files, err := filepath.Glob(filepath.Join(dir, "yearbook", "crash-*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("crash files %v, error %v", files, err)
	}
	done()
	if _, err := os.Stat(files[0]); !os.IsNotExist(err) {
		t.Errorf("the crash file stays: %v", err)
	}
}
