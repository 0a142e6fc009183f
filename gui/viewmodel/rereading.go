package viewmodel

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// Rereading asks how one file is to be read where Yearbook has read it wrongly:
// in which order its dates are, on which day it was, and, of a table, what each
// column holds. It reads the file again.
type Rereading struct {
	app  *App
	lane lane

	path, name string
	order      string
	day        string
	keep       bool // the columns are to be a preset
	looking    bool // the table is being looked at
	preview    *ingest.TablePreview
	uses       []string // of each column
	guessed    []string // uses as they were found
	given      bool     // the columns were chosen before
}

func newRereading(a *App, run Dispatcher) *Rereading {
	return &Rereading{app: a, lane: lane{run: run}}
}

// The orders of day and month that can be chosen.
const (
	OrderFound  = "As the file decides"
	DayFirst    = "Day first: 31/12/2013"
	MonthFirst  = "Month first: 12/31/2013"
	dayLayout   = "2006-01-02"
	notRead     = "not read"
	keptBesides = "kept beside the text"
)

// DateOrders lists the orders of day and month.
func DateOrders() []string { return []string{OrderFound, DayFirst, MonthFirst} }

// use is what a column can be used for, in words.
type use struct {
	words string
	role  ingest.Role
}

func uses() []use {
	return []use{
		{notRead, ingest.RoleNone}, {"what was said", ingest.RoleText}, {"date or time", ingest.RoleTime}, {"name", ingest.RoleName},
		{"id of the message", ingest.RoleID}, {"id of what it answers", ingest.RoleReply}, {"channel", ingest.RoleChannel},
		{"organisation", ingest.RoleOrganisation}, {"score", ingest.RoleScore}, {"consent", ingest.RoleConsent}, {"question", ingest.RoleQuestion},
		{keptBesides, ""},
	}
}

// Uses lists what a column can be used for.
func Uses() []string {
	var words []string
	for _, u := range uses() {
		words = append(words, u.words)
	}
	return words
}

func wordsOf(role ingest.Role) string {
	for _, u := range uses() {
		if u.role == role {
			return u.words
		}
	}
	return notRead
}

// roleOf is the role of a column in reading; one that is merely kept has none.
func roleOf(words string) ingest.Role {
	for _, u := range uses() {
		if u.words == words && u.role != "" {
			return u.role
		}
	}
	return ingest.RoleNone
}

// ColumnUse is one column of the table: its header, the first of its cells that
// hold something, and what it is used for.
type ColumnUse struct{ Header, Sample, Use string }

// Begin asks about the i-th of Files. What was chosen for it before is chosen
// again.
func (r *Rereading) Begin(i int) bool {
	files := r.app.Files()
	if i < 0 || i >= len(files) {
		return false
	}
	r.Cancel()
	opt := r.app.how().Of(files[i].Path)
	r.path, r.name, r.order, r.day, r.keep = files[i].Path, files[i].Name, OrderFound, "", false
	r.preview, r.uses, r.guessed, r.given = nil, nil, nil, opt.Mapping != nil
	if opt.DayFirst != nil {
		r.order = map[bool]string{true: DayFirst, false: MonthFirst}[*opt.DayFirst]
	}
	if !opt.Date.IsZero() {
		r.day = opt.Date.Format(dayLayout)
	}
	r.looking = true
	r.lane.start(func(analysis.Progress) {}, func(ctx context.Context, _ analysis.Watch) func() {
		t, err := r.app.engine.Preview(ctx, r.path, opt)
		return func() { r.seen(t, opt.Keep, err) }
	})
	return true
}

// seen takes what the table looks like. Where there is none, only dates can be
// read differently.
func (r *Rereading) seen(t ingest.TablePreview, kept []string, err error) {
	r.looking = false
	if err == nil {
		r.preview = &t
		for i, h := range t.Headers {
			use := notRead
			if slices.ContainsFunc(kept, func(k string) bool { return strings.EqualFold(k, h) }) {
				use = keptBesides
			}
			for _, c := range t.Mapping.Columns {
				if c.Position == i+1 {
					use = wordsOf(c.Role)
				}
			}
			r.uses = append(r.uses, use)
		}
		r.guessed = slices.Clone(r.uses)
	}
	r.app.tell(RereadingChanged)
}

// Name is the name of the file.
func (r *Rereading) Name() string { return r.name }

// Looking reports whether the columns are not known yet.
func (r *Rereading) Looking() bool { return r.looking }

// Order is the order of day and month.
func (r *Rereading) Order() string { return r.order }

// SetOrder chooses one of DateOrders.
func (r *Rereading) SetOrder(order string) { r.edit(func() { r.order = order }) }

// Day is the day of a file that gives only clock times, "" where it is not given.
func (r *Rereading) Day() string { return r.day }

// SetDay gives the day.
func (r *Rereading) SetDay(day string) { r.edit(func() { r.day = day }) }

// Keep reports whether other tables with these headers are to be read alike.
func (r *Rereading) Keep() bool { return r.keep }

// SetKeep chooses that.
func (r *Rereading) SetKeep(on bool) { r.edit(func() { r.keep = on }) }

// Columns lists the columns of the table, nothing where the file has none.
func (r *Rereading) Columns() []ColumnUse {
	if r.preview == nil {
		return nil
	}
	list := make([]ColumnUse, len(r.uses))
	for i, h := range r.preview.Headers {
		list[i] = ColumnUse{Header: h, Use: r.uses[i]}
		for _, row := range r.preview.Rows {
			if i < len(row) && row[i] != "" {
				list[i].Sample = strings.Join(strings.Fields(row[i]), " ")
				break
			}
		}
	}
	return list
}

// SetUse chooses what the i-th column is used for. Uses of which there can be
// one only leave the column that had it.
func (r *Rereading) SetUse(i int, words string) {
	r.edit(func() {
		if i < 0 || i >= len(r.uses) {
			return
		}
		if role := roleOf(words); role != ingest.RoleNone && role != ingest.RoleText && role != ingest.RoleTime {
			for k, u := range r.uses {
				if u == words {
					r.uses[k] = notRead
				}
			}
		}
		r.uses[i] = words
	})
}

func (r *Rereading) edit(change func()) {
	change()
	r.app.tell(RereadingChanged)
}

// Missing says what must be given before the file can be read, "" where all is.
func (r *Rereading) Missing() string {
	switch {
	case r.looking:
		return "Looking at the file …"
	case r.preview != nil && !slices.Contains(r.uses, wordsOf(ingest.RoleText)):
		return "Choose at least one column with what was said."
	}
	if day := strings.TrimSpace(r.day); day != "" {
		if _, err := time.Parse(dayLayout, day); err != nil {
			return "Write the day as 2020-12-31, or leave it empty."
		}
	}
	return ""
}

// Start reads the file again.
func (r *Rereading) Start() {
	if r.Missing() != "" || r.path == "" {
		return
	}
	r.lane.stop()
	r.app.readAs(r.path, r.options(), r.preset())
}

// Cancel gives up asking.
func (r *Rereading) Cancel() {
	r.lane.stop()
	r.looking = false
}

// options are how the file is to be read.
func (r *Rereading) options() ingest.Options {
	var opt ingest.Options
	if r.order != OrderFound {
		first := r.order == DayFirst
		opt.DayFirst = &first
	}
	if day, err := time.ParseInLocation(dayLayout, strings.TrimSpace(r.day), corpus.London()); err == nil {
		opt.Date = day
	}
	for i, u := range r.uses {
		if u == keptBesides {
			opt.Keep = append(opt.Keep, r.preview.Headers[i])
		}
	}
	if m, given := r.mapping(); given {
		opt.Mapping = &m
	}
	return opt
}

// mapping is how the columns are used; it is given where they are not used as
// they are found without it.
func (r *Rereading) mapping() (m ingest.Mapping, given bool) {
	if r.preview == nil {
		return m, false
	}
	m = r.preview.Mapping
	m.Layout, m.Columns = "", nil
	given = r.given
	for i, u := range r.uses {
		given = given || roleOf(u) != roleOf(r.guessed[i])
		if role := roleOf(u); role != ingest.RoleNone {
			m.Columns = append(m.Columns, r.column(i, role))
		}
	}
	return m, given
}

// column is the i-th column, with the question that a preset has for it.
func (r *Rereading) column(i int, role ingest.Role) ingest.MappedColumn {
	c := ingest.MappedColumn{Role: role, Header: r.preview.Headers[i], Position: i + 1, Reason: "as you said"}
	for _, old := range r.preview.Mapping.Columns {
		if old.Position == i+1 && old.Role == role {
			c.Question = old.Question
		}
	}
	return c
}

// preset is what other tables are to be read by, nil where there is none.
func (r *Rereading) preset() *ingest.Preset {
	m, _ := r.mapping()
	if !r.keep || r.preview == nil {
		return nil
	}
	m.Sheet = ""
	p := ingest.NewPreset(r.name, *r.preview, m)
	return &p
}

// how is how files are read: by the presets, and single ones as was chosen.
func (a *App) how() analysis.Options {
	opt := analysis.Options{Ingest: ingest.Options{Presets: a.settings.Presets}, Files: map[string]ingest.Options{}}
	for path, o := range a.manners {
		o.Presets = a.settings.Presets
		opt.Files[path] = o
	}
	return opt
}

// mostPresets is how many presets are remembered.
const mostPresets = 50

// readAs reads one of the files again, in a manner of its own.
func (a *App) readAs(path string, opt ingest.Options, preset *ingest.Preset) {
	if preset != nil {
		a.Remember(func(s *Settings) {
			others := slices.DeleteFunc(slices.Clone(s.Presets), func(p ingest.Preset) bool { return slices.Equal(p.Signature, preset.Signature) })
			s.Presets = append([]ingest.Preset{*preset}, others...)
			s.Presets = s.Presets[:min(mostPresets, len(s.Presets))]
		})
	}
	manners := maps.Clone(a.manners)
	if manners == nil {
		manners = map[string]ingest.Options{}
	}
	manners[path] = opt
	if a.project == nil {
		a.readIn(a.inputs, manners)
		return
	}
	a.manners = manners
	a.addToProject([]string{path})
}
