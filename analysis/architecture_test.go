package analysis_test

import (
	"os/exec"
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
	order := []string{"corpus", "ingest", "language", "theme", "theme/codebook", "stats", "privacy", "project", "finding", "review", "chart", "report"}
	place := map[string]int{}
	for i, name := range order {
		place["yearbook/analysis/"+name] = i
	}
	for name, i := range place {
		for _, dep := range list(t, "-deps", name) {
			if j, ok := place[dep]; ok && j > i {
				t.Errorf("%s depends on %s, which comes after it", name, dep)
			}
		}
	}
}
