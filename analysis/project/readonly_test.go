//go:build unix

package project

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestWriteProtected opens projects that may not be written. Nothing stops
// root from writing, so the reading is done by a child that is nobody.
func TestWriteProtected(t *testing.T) {
	p := create(t)
	add(t, p, year(1, 20))
	must(t, p.Close())
	for _, tt := range []struct {
		name         string
		file, folder os.FileMode
		journal      bool // an import was broken off
		says         string
	}{
		{"file and folder", 0o444, 0o555, false, "opened read-only: save a copy"},
		{"only the file", 0o444, 0o777, false, "write-protected"},
		{"only the folder", 0o666, 0o555, false, "opened read-only: save a copy"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := openRoom(t)
			path := filepath.Join(dir, "x.yearbook")
			copyFile(t, p.path, path)
			must(t, os.Chmod(path, tt.file))
			must(t, os.Chmod(dir, tt.folder))
			defer os.Chmod(dir, 0o755)
			out := asNobody(t, "read", path)
			for _, part := range []string{"read-only true", tt.says, "20 messages", "save a copy and open that"} {
				if !strings.Contains(out, part) {
					t.Errorf("%q does not say %q", out, part)
				}
			}
		})
	}
}

// TestBrokenOffAndWriteProtected: what an import left half done cannot be taken
// back where nothing can be written, so it must not be shown.
func TestBrokenOffAndWriteProtected(t *testing.T) {
	p := create(t)
	add(t, p, year(1, 20))
	tx, err := p.db.Begin()
	must(t, err)
	must(t, writeRecords(ctx, tx, 2, year(2, 4000).Records, nil)) // more than the cache
	dir := openRoom(t)
	path := filepath.Join(dir, "x.yearbook")
	copyFile(t, p.path, path)
	copyFile(t, p.path+"-journal", path+"-journal")
	must(t, tx.Rollback())
	must(t, os.Chmod(dir, 0o555))
	out := asNobody(t, "read", path)
	if !strings.Contains(out, "broken off") || !strings.Contains(out, "open it once where it can be written") {
		t.Errorf("the child says %q", out)
	}
	must(t, os.Chmod(dir, 0o755))
	r, err := Open(path, Options{ReadOnly: true}) // here it can be taken back
	must(t, err)
	defer r.Close()
	sameCorpus(t, load(t, p), load(t, r))
}

// openRoom is a folder that everybody can reach.
func openRoom(t *testing.T) string {
	dir := t.TempDir()
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		must(t, os.Chmod(d, 0o755))
	}
	room := filepath.Join(dir, "room")
	must(t, os.Mkdir(room, 0o755))
	return room
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(to, b, 0o644))
}

// asNobody does a job as a user who owns nothing, or as the user who runs the
// tests where that is not root.
func asNobody(t *testing.T, job, path string) string {
	t.Helper()
	program := filepath.Join(openRoom(t), "child")
	in, err := os.Open(os.Args[0])
	must(t, err)
	defer in.Close()
	out, err := os.OpenFile(program, os.O_CREATE|os.O_WRONLY, 0o755)
	must(t, err)
	_, err = io.Copy(out, in)
	must(t, err)
	must(t, out.Close())
	cmd := exec.Command(program)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), childEnv+"="+job+":"+path)
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	said, err := cmd.CombinedOutput()
	if err != nil {
		said = append(said, err.Error()...)
	}
	return string(said)
}
