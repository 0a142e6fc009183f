package analysis_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// deps lists what packages depend on; with direct only what they import
// themselves.
func list(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.Fields(string(out))
}

// TestRooms holds the packages to what they may know, as docs/architecture.md
// lays down.
func TestRooms(t *testing.T) {
	for _, dep := range list(t, "-deps", "./analysis/...", "./cmd/yearbook-cli") {
		if strings.HasPrefix(dep, "fyne.io/") || dep == "net/http" {
			t.Errorf("the analysis or the command line depends on %s", dep)
		}
	}
	for _, dep := range list(t, "-deps", "./analysis/stats") {
		if strings.HasPrefix(dep, "yearbook/") && dep != "yearbook/analysis/stats" {
			t.Errorf("analysis/stats depends on %s", dep)
		}
	}
	for _, pkg := range []string{"./analysis/chart", "./analysis/report"} {
		for _, dep := range list(t, "-deps", pkg) {
			if dep == "yearbook/analysis/ingest" || dep == "yearbook/analysis/language" {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
	// One way through: nothing on the right is imported by anything on its left.
	order := []string{"corpus", "ingest", "language", "theme", "stats", "privacy", "project", "finding", "review", "chart", "report"}
	// A package inside another, such as theme/coder, is of its room.
	const base = "yearbook/analysis/"
	place := func(pkg string) int {
		rest, ok := strings.CutPrefix(pkg, base)
		room, _, _ := strings.Cut(rest, "/")
		if !ok {
			return -1
		}
		return slices.Index(order, room)
	}
	for _, pkg := range list(t, "./analysis/...") {
		i := place(pkg)
		if i < 0 {
			continue
		}
		for _, dep := range list(t, "-deps", pkg) {
			if place(dep) > i {
				t.Errorf("%s depends on %s, which comes after it", pkg, dep)
			}
		}
	}
}
