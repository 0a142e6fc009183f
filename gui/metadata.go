package gui

import (
	_ "embed"

	"fyne.io/fyne/v2"

	"yearbook/analysis"
)

// What the program is called and which one it is. FyneApp.toml says the same;
// a test holds them together.
const (
	ID      = "uk.yearbook.desktop"
	Name    = "Yearbook"
	Version = analysis.Version
	Build   = 1
)

//go:embed icon.png
var icon []byte

// Icon is an open book with a bar chart across its pages.
func Icon() fyne.Resource { return fyne.NewStaticResource("yearbook.png", icon) }

// Metadata is what app.SetMetadata is given. version replaces Version where
// it is not empty, so that a release can carry its own.
func Metadata(version string) fyne.AppMetadata {
	if version == "" {
		version = Version
	}
	return fyne.AppMetadata{ID: ID, Name: Name, Version: version, Build: Build, Icon: Icon(), Release: true}
}
