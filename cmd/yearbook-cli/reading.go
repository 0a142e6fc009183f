package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// readingFlags say how files are read where Yearbook would read them wrongly.
type readingFlags struct {
	dates   string
	date    string
	columns string
	sheet   string
	presets []string
	keep    []string
	chats   []string
	unit    string
	gap     time.Duration
}

func (f *readingFlags) add(set *pflag.FlagSet) {
	set.StringVar(&f.dates, "dates", "", "order of day and month in numeric dates: 'day-first' or 'month-first' (by default the file decides)")
	set.StringVar(&f.date, "date", "", "day of files that give only clock times, such as 2020-12-31")
	set.StringVar(&f.columns, "columns", "", "which column of a table is what, such as 'text=Comment,time=Date,name=Author'")
	set.StringVar(&f.sheet, "sheet", "", "sheet of a workbook to read (by default the one that looks most like data, with those of the same header)")
	set.StringArrayVar(&f.presets, "preset", nil, "file with a column preset, as 'columns --save' writes it (may be repeated)")
	set.StringArrayVar(&f.keep, "keep", nil, "header of a further column of a table to keep, such as 'service' (may be repeated)")
	set.StringArrayVar(&f.chats, "chat", nil, "name of a chat to read of an export that holds several, such as a Telegram account or a Slack workspace (may be repeated)")
	set.StringVar(&f.unit, "sessions", "", "cut chats into 'sessions' or 'weeks', and comments too where there is no chat (by default the chat decides)")
	set.DurationVar(&f.gap, "gap", corpus.DefaultGap, "silence after which a new session begins")
}

// options turns the flags into options. Its errors are wrong usage.
func (f *readingFlags) options() (analysis.Options, error) {
	opt := analysis.Options{Sessions: corpus.SessionRule{Gap: f.gap}}
	opt.Ingest.Keep, opt.Ingest.Chats = f.keep, f.chats
	switch f.unit {
	case "":
	case "sessions":
		opt.Sessions.Unit = corpus.Sitting
	case "weeks":
		opt.Sessions.Unit = corpus.Week
	default:
		return opt, usageError{fmt.Errorf("%q is not a way to cut chats: choose sessions or weeks", f.unit)}
	}
	if f.gap <= 0 {
		return opt, usageError{errors.New("the silence between sessions must be longer than nothing: give --gap as 6h or 30m")}
	}
	dayFirst := f.dates == "day-first"
	switch f.dates {
	case "":
	case "day-first", "month-first":
		opt.Ingest.DayFirst = &dayFirst
	default:
		return opt, usageError{fmt.Errorf("%q is not an order of dates: choose day-first or month-first", f.dates)}
	}
	if f.date != "" {
		day, err := time.ParseInLocation("2006-01-02", f.date, corpus.London())
		if err != nil {
			return opt, usageError{fmt.Errorf("%q is not a day: write it as 2020-12-31", f.date)}
		}
		opt.Ingest.Date = day
	}
	var err error
	if opt.Ingest.Mapping, opt.Ingest.Sheet, err = parseColumns(f.columns); err != nil {
		return opt, usageError{err}
	}
	if f.sheet != "" {
		opt.Ingest.Sheet = f.sheet
	}
	for _, path := range f.presets {
		p, err := loadPreset(path)
		if err != nil {
			return opt, err
		}
		opt.Ingest.Presets = append(opt.Ingest.Presets, p)
	}
	return opt, nil
}

// parseColumns reads "text=Comment,time=Date"; nothing gives nil. A role may
// come several times: each text column is a question of its own. The word sheet
// stands for the sheet of a workbook.
func parseColumns(s string) (m *ingest.Mapping, sheet string, err error) {
	if s == "" {
		return nil, "", nil
	}
	m = &ingest.Mapping{HeaderRows: 1}
	for part := range strings.SplitSeq(s, ",") {
		role, header, ok := strings.Cut(part, "=")
		r := ingest.Role(strings.TrimSpace(role))
		if ok && r == "sheet" {
			sheet = strings.TrimSpace(header)
			continue
		}
		if !ok || !known(r) {
			return nil, "", fmt.Errorf("%q is not a column: write role=header, where the role is one of %s", part, strings.Join(roleNames(), ", "))
		}
		m.Columns = append(m.Columns, ingest.MappedColumn{Role: r, Header: strings.TrimSpace(header), Reason: "you said so"})
	}
	if len(m.Columns) == 0 {
		m = nil
	}
	return m, sheet, nil
}

func known(r ingest.Role) bool {
	for _, name := range roleNames() {
		if string(r) == name {
			return true
		}
	}
	return false
}

func roleNames() []string {
	var names []string
	for _, r := range ingest.Roles() {
		names = append(names, string(r))
	}
	return names
}

func loadPreset(path string) (ingest.Preset, error) {
	var p ingest.Preset
	data, err := os.ReadFile(path)
	if err != nil {
		return p, fmt.Errorf("the preset cannot be read (%w): check the name of the file", err)
	}
	if err := json.Unmarshal(data, &p); err != nil || len(p.Signature) == 0 || len(p.Mapping.Columns) == 0 {
		return p, fmt.Errorf("%s is no column preset: write one with 'yearbook-cli columns FILE --save %s'", path, path)
	}
	return p, nil
}
