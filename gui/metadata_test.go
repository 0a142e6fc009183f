package gui

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/BurntSushi/toml"
)

func TestFyneAppAgrees(t *testing.T) {
	var file struct {
		Details struct {
			Icon, Name, ID, Version string
			Build                   int
		}
		Migrations map[string]bool
	}
	const root = ".."
	if _, err := toml.DecodeFile(filepath.Join(root, "FyneApp.toml"), &file); err != nil {
		t.Fatal(err)
	}
	m := Metadata("")
	if d := file.Details; d.Name != m.Name || d.ID != m.ID || d.Version != m.Version || d.Build != m.Build {
		t.Errorf("FyneApp.toml says %+v, the code says %+v", d, m)
	}
	kept, err := os.ReadFile(filepath.Join(root, file.Details.Icon))
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != string(m.Icon.Content()) {
		t.Error("FyneApp.toml names another icon than the one in the program")
	}
	if len(file.Migrations) > 0 || len(m.Migrations) > 0 {
		t.Error("migrations are set: Fyne would no longer tell of widgets changed on the wrong goroutine")
	}
}

func TestReleaseVersion(t *testing.T) {
	if got := Metadata("1.2.3").Version; got != "1.2.3" {
		t.Errorf("version is %q", got)
	}
}
