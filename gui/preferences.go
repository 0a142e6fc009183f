package gui

import (
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"

	"yearbook/analysis/corpus"
	"yearbook/gui/viewmodel"
)

// The keys under which settings are kept.
const (
	keyOpenFolder    = "open.folder"
	keyProjectFolder = "project.folder"
	keyRecent        = "project.recent"
	keyExportFolder  = "export.folder"
	keyExportFormats = "export.formats"
	keyFinancial     = "calendar.financial"
	keyWidth         = "window.width"
	keyHeight        = "window.height"
	keyPresets       = "tables.presets"
)

// The size of the window when it is opened first.
const (
	firstWidth  = 1240
	firstHeight = 690
	leastWidth  = 960
	leastHeight = 600
)

// Preferences keeps settings in Fyne's preferences, a small file in the
// person's own folder.
type Preferences struct{ P fyne.Preferences }

// Load returns the settings, the defaults where there are none.
func (p Preferences) Load() viewmodel.Settings {
	s := viewmodel.Settings{
		OpenFolder:    p.P.String(keyOpenFolder),
		ExportFolder:  p.P.String(keyExportFolder),
		ProjectFolder: p.P.String(keyProjectFolder),
		Recent:        p.P.StringList(keyRecent),
		Width:         max(leastWidth, float32(p.P.FloatWithFallback(keyWidth, firstWidth))),
		Height:        max(leastHeight, float32(p.P.FloatWithFallback(keyHeight, firstHeight))),
	}
	if f := p.P.String(keyExportFormats); f != "" {
		s.ExportFormats = strings.Split(f, ",")
	}
	if text := p.P.String(keyPresets); text != "" {
		if err := json.Unmarshal([]byte(text), &s.Presets); err != nil {
			s.Presets = nil // of another version: tables are guessed as before
		}
	}
	if p.P.Bool(keyFinancial) {
		s.Calendar = corpus.FinancialYear
	}
	return s
}

// Save keeps the settings.
func (p Preferences) Save(s viewmodel.Settings) {
	p.P.SetString(keyOpenFolder, s.OpenFolder)
	p.P.SetString(keyProjectFolder, s.ProjectFolder)
	p.P.SetStringList(keyRecent, s.Recent)
	p.P.SetString(keyExportFolder, s.ExportFolder)
	p.P.SetString(keyExportFormats, strings.Join(s.ExportFormats, ","))
	p.P.SetBool(keyFinancial, s.Calendar == corpus.FinancialYear)
	p.P.SetFloat(keyWidth, float64(s.Width))
	p.P.SetFloat(keyHeight, float64(s.Height))
	if text, err := json.Marshal(s.Presets); err == nil {
		p.P.SetString(keyPresets, string(text))
	}
}
