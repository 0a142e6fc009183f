package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
)

// Role is what a column of a table is used for.
type Role string

// The roles a column can have. A table can have several columns of text, each
// a question of its own, a second column of time with the time of day, and a
// second column of names with the surnames.
const (
	RoleTime         Role = "time"
	RoleName         Role = "name"
	RoleText         Role = "text"
	RoleID           Role = "id"
	RoleReply        Role = "reply to"
	RoleChannel      Role = "channel"
	RoleOrganisation Role = "organisation"
	RoleScore        Role = "score"
	RoleConsent      Role = "consent"
	RoleQuestion     Role = "question"
	RoleNone         Role = "leave out" // never to be guessed into another role
)

// Roles lists what a column can be.
func Roles() []Role {
	return []Role{RoleTime, RoleName, RoleText, RoleID, RoleReply, RoleChannel, RoleOrganisation, RoleScore, RoleConsent, RoleQuestion, RoleNone}
}

// MappedColumn is one column that has a role.
type MappedColumn struct {
	Role     Role   `json:"role"`
	Header   string `json:"header"`             // as [TablePreview] shows it
	Position int    `json:"position,omitempty"` // from 1; tells columns of one header apart, and names those without
	Question string `json:"question,omitempty"` // of a text: what its cells answer; "" means its header, where that asks
	Reason   string `json:"reason,omitempty"`   // why, in words
}

// Mapping says how a table is read. [Guess] makes one; a user corrects it and
// gives it back in [Options.Mapping], or keeps it in a [Preset].
type Mapping struct {
	Layout     string         `json:"layout,omitempty"` // name of the preset that was recognised
	Sheet      string         `json:"sheet,omitempty"`  // of a workbook; "" means the one that looks like data, and those with its header
	SkipRows   int            `json:"skipRows,omitempty"`
	HeaderRows int            `json:"headerRows"` // 0 where the table has no header; blank rows do not count
	Columns    []MappedColumn `json:"columns"`
	Channel    corpus.Channel `json:"channel,omitempty"`   // of rows without a column for it; "" means "comment"
	UTC        bool           `json:"utc,omitempty"`       // times without a zone are UTC
	OncePerID  bool           `json:"oncePerID,omitempty"` // rows with one id are one message, as in a sheet of edges
	Blank      string         `json:"blank,omitempty"`     // what stands for an empty cell, such as NA
}

// leavesOut reports whether a column is to have no role.
func (m *Mapping) leavesOut(header string) bool {
	return slices.ContainsFunc(m.Columns, func(c MappedColumn) bool { return c.Role == RoleNone && sameHeader(c.Header, header) })
}

// Header returns the header of the first column with the role, "" where there is none.
func (m *Mapping) Header(role Role) string {
	for _, c := range m.Columns {
		if c.Role == role {
			return c.Header
		}
	}
	return ""
}

// TablePreview shows how a table would be read.
type TablePreview struct {
	Path    string
	Format  string
	Sheets  []string   // of a workbook: the sheets that are not hidden
	Headers []string   // what each column is called: "column 3" where it has no header
	Rows    [][]string // the first rows below the header, 20 at most
	Mapping Mapping    // how it would be read

	sample  [][]string // the rows on which the guess is based, header and all
	columns int
}

// previewRows is how many rows a preview shows.
const previewRows = 20

// Preview reads the beginning of a table, a file or a workbook, and shows how
// it would be read with the options.
func Preview(ctx context.Context, path string, opt Options) (TablePreview, error) {
	opt = opt.filled()
	out := TablePreview{Path: path}
	f, info, err := openRegular(path, opt)
	if err != nil {
		return out, err
	}
	defer f.Close()
	if isArchive(f) {
		err = out.ofArchive(ctx, f, info.Size(), opt)
	} else {
		err = out.ofText(ctx, f, opt)
	}
	if err != nil {
		return out, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// ofText previews a table that is a file of text.
func (t *TablePreview) ofText(ctx context.Context, f io.Reader, opt Options) error {
	j, err := open(ctx, f, blank(t.Path), opt)
	if err != nil {
		return err
	}
	known, _, err := recognise(j.head)
	switch {
	case err != nil:
		return err
	case known.Name == "jsonrecords":
		t.Format = known.Title
		return t.ofRecords(j)
	case known.Name != "table" && known.Name != "tags":
		return fmt.Errorf("this is a file of the kind %q, which has no columns to choose: read it as it is", known.Title)
	}
	t.Format = known.Title
	d := tableDialect(j.head)
	return t.fill(firstRows(j.head, d, sampleRows), d.columns, opt)
}

// fill shows the sampled rows and the plan for them.
func (t *TablePreview) fill(sample [][]string, columns int, opt Options) error {
	t.sample, t.columns = sample, columns
	p, err := makePlan(sample, columns, opt)
	if p == nil {
		return err
	}
	t.Mapping = p.mapping
	t.Headers = nil
	for i := range p.names {
		t.Headers = append(t.Headers, valid(p.caption(i)))
	}
	body := sample[min(p.above+p.header, len(sample)):]
	t.Rows = body[:min(len(body), previewRows)]
	return err
}

// Guess says from the headers and the contents of a table which column is
// which, without any preset.
func Guess(t TablePreview) Mapping {
	sample, columns := t.sample, t.columns
	if sample == nil {
		sample = append([][]string{t.Headers}, t.Rows...)
		columns = len(t.Headers)
	}
	if len(sample) == 0 {
		return Mapping{}
	}
	p := newPlan(findLayout(sample, columns))
	if err := p.guess(sample[p.above+p.header:]); err != nil {
		return Mapping{SkipRows: p.above, HeaderRows: p.header}
	}
	p.settle(sample[p.above+p.header:])
	return p.mapping
}

// makePlan says how a table is read: as the user says, or by the preset that
// its headers fit, or by guessing. Rows are the first of the table that hold
// something; columns is how many cells most rows have. With an error the plan
// may be nil.
func makePlan(rows [][]string, columns int, opt Options) (*plan, error) {
	if len(rows) == 0 {
		return nil, errors.New("the table holds no rows that can be told apart: export it again as CSV UTF-8")
	}
	if opt.Mapping != nil {
		return givenPlan(rows, columns, *opt.Mapping)
	}
	p := newPlan(findLayout(rows, columns))
	body := rows[p.above+p.header:]
	finder := presetFinder{rows: rows, columns: len(p.names), found: p.layout, tried: map[[2]int]headerSet{}}
	for _, preset := range slices.Concat(opt.Presets, Presets()) {
		l, ok := finder.find(preset)
		if !ok {
			continue
		}
		p.layout, body = l, rows[l.above+l.header:]
		p.follow(preset)
		if len(p.texts) > 0 {
			p.only = p.lacking(preset)
		}
		break
	}
	if len(body) == 0 {
		return p, errors.New("the table has a header but no rows: export it again")
	}
	if p.only == nil || len(p.only) > 0 {
		if err := p.guess(body); err != nil {
			return p, err
		}
	}
	p.settle(body)
	return p, nil
}

// follow takes the columns of a preset that the table has.
func (p *plan) follow(preset Preset) {
	p.mapping = preset.Mapping
	p.mapping.Columns = nil
	p.mapping.Layout = preset.Name
	for _, c := range preset.Mapping.Columns {
		if i := p.find(c); i >= 0 {
			c.Reason = fmt.Sprintf("as in the layout %q", preset.Name)
			p.give(c, i)
		}
	}
}

// lacking is the roles that a preset gives to columns that the table does not
// have: those are guessed. It is empty where nothing is lacking, and never nil.
func (p *plan) lacking(preset Preset) map[Role]bool {
	roles := map[Role]bool{}
	for _, c := range preset.Mapping.Columns {
		if c.Role != RoleNone && p.mapping.Header(c.Role) == "" {
			roles[c.Role] = true
		}
	}
	return roles
}

// givenPlan is the plan that a mapping of the user's gives.
func givenPlan(rows [][]string, columns int, m Mapping) (*plan, error) {
	p := newPlan(givenLayout(rows, m.SkipRows, m.HeaderRows, columns))
	return p, p.obey(m, rows[p.above+p.header:])
}

// obey takes the columns that a mapping of the user's gives. Body is the rows
// below the header.
func (p *plan) obey(m Mapping, body [][]string) error {
	p.mapping = m
	p.mapping.Columns = nil
	for _, c := range m.Columns {
		i := p.find(c)
		if i < 0 {
			return fmt.Errorf("the mapping names a column %q that this table does not have (its columns are %s): choose the columns again", c.Header, p.list())
		}
		if c.Reason == "" {
			c.Reason = "as you said"
		}
		p.give(c, i)
	}
	if len(p.texts) == 0 {
		return errors.New("the mapping names no column with the text: say which column holds what people wrote")
	}
	p.settle(body)
	return nil
}

// find is the place of a mapped column in the table, -1 where it is not there.
func (p *plan) find(c MappedColumn) int {
	i := c.Position - 1
	inside := i >= 0 && i < len(p.names)
	if inside && sameHeader(p.caption(i), c.Header) {
		return i
	}
	for i := range p.names {
		if sameHeader(p.caption(i), c.Header) {
			return i
		}
	}
	if inside && c.Header == "" {
		return i
	}
	return -1
}

// give gives a column its role.
func (p *plan) give(c MappedColumn, i int) {
	c.Header, c.Position = valid(p.caption(i)), i+1
	p.mapping.Columns = append(p.mapping.Columns, c)
	first := func(at *int) {
		if *at < 0 {
			*at = i
		}
	}
	switch c.Role {
	case RoleText:
		if !slices.ContainsFunc(p.texts, func(a answer) bool { return a.column == i }) {
			p.texts = append(p.texts, answer{column: i, question: c.Question})
		}
	case RoleTime:
		if p.time >= 0 && p.time != i {
			first(&p.clock)
		}
		first(&p.time)
	case RoleName:
		if p.name >= 0 && p.name != i {
			first(&p.surname)
		}
		first(&p.name)
	case RoleID:
		first(&p.id)
	case RoleReply:
		first(&p.reply)
	case RoleChannel:
		first(&p.chan_)
	case RoleOrganisation:
		first(&p.organisation)
	case RoleScore:
		first(&p.score)
	case RoleConsent:
		first(&p.consent)
	case RoleQuestion:
		first(&p.question)
	}
}

// mostUnread is how many columns that were not read are named.
const mostUnread = 5

// settle completes a plan whose columns are chosen.
func (p *plan) settle(body [][]string) {
	m := &p.mapping
	m.SkipRows, m.HeaderRows = p.above, p.header
	if m.Channel != "" {
		p.channel = m.Channel
	}
	if p.time >= 0 {
		words := headerWords(p.names[p.time])
		m.UTC = m.UTC || slices.Contains(words, "utc") || slices.Contains(words, "gmt")
		if p.unit == written {
			if c := measureColumn(p.names[p.time], columnOf(body, p.time)); c.dates < 0.5 {
				p.unit = c.unit()
			}
		}
	}
	for i := range p.texts {
		a := &p.texts[i]
		if p.channel != corpus.Tweet { // whose few entities are read anyway
			a.markup = markupOf(columnOf(body, a.column))
		}
		if a.markup != plainText {
			p.warnings = append(p.warnings, fmt.Sprintf("The texts in %s are written as HTML and were read as a browser shows them.", p.title(a.column)))
		}
		name := label(p.names[a.column])
		if a.question == "" && (len(p.texts) > 1 || asks(name)) {
			a.question = name
		}
	}
	for n, i := range p.unread {
		if n == mostUnread {
			p.warnings = append(p.warnings, fmt.Sprintf("%d more columns hold open text and were not read.", len(p.unread)-n))
			break
		}
		p.warnings = append(p.warnings, fmt.Sprintf("Column %s holds open text too and was not read; only %s was.", p.title(i), p.title(p.texts[0].column)))
	}
	p.pickGroup()
}

// columnOf is the cells of one column that are not empty.
func columnOf(rows [][]string, i int) []string {
	var cells []string
	for _, row := range rows {
		if c := at(row, i); c != "" {
			cells = append(cells, c)
		}
	}
	return cells
}

// label is a short text with its spaces made even: a question with a line
// break in it is the same question.
func label(s string) string { return valid(strings.Join(strings.Fields(s), " ")) }

// sameHeader reports whether two headers are the same but for capitals and spaces.
func sameHeader(a, b string) bool { return a == b || strings.EqualFold(label(a), label(b)) }

// foldHeader folds a header for comparison.
func foldHeader(s string) string { return strings.ToLower(label(s)) }
