package viewmodel

import (
	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// Settings are what the app remembers from one day to the next. No message and
// no name is among them.
type Settings struct {
	OpenFolder    string          // where files were last opened
	ProjectFolder string          // where a project was last made
	Recent        []string        // the projects open lately, the last one first
	ExportFolder  string          // where a review was last written
	ExportFormats []string        // which formats were last ticked
	Calendar      corpus.Calendar // calendar or financial years
	Width, Height float32         // of the window
	Presets       []ingest.Preset // how tables with certain headers are read, the last one first
}

// Store keeps settings.
type Store interface {
	Load() Settings
	Save(Settings)
}

// Memory is a store that forgets when the program ends, for tests.
type Memory struct{ Settings Settings }

// Load returns the settings.
func (m *Memory) Load() Settings { return m.Settings }

// Save replaces the settings.
func (m *Memory) Save(s Settings) { m.Settings = s }
