package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/project"
	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// themesEditFlags are the changes to make, in the order in which they are made.
type themesEditFlags struct {
	undo                       bool
	stop, unstop, unhide       []string
	merge, split, rename, hide []string
	promote                    []string
	into                       string
}

func (f *themesEditFlags) none() bool {
	return !f.undo && f.into == "" && len(f.stop)+len(f.unstop)+len(f.unhide)+len(f.merge)+len(f.split)+len(f.rename)+len(f.hide)+len(f.promote) == 0
}

// themesEdit changes the themes of a project, or lists what was changed.
func themesEdit(stdout, stderr io.Writer) *cobra.Command {
	var f themesEditFlags
	cmd := &cobra.Command{
		Use:   "edit PROJECT",
		Short: "Rename, merge, split or hide themes of a project, or list what was changed",
		Long: `Rename, merge, split or hide the themes of a project, keep words from making
themes, and make codes of themes. Without a flag it lists what was changed so far.
A theme is named by its id or its label. Changes are kept in the project, hold
after new files are imported, and can be undone. Several in one call are made in
this order: undo, unstop, stop, unhide, merge, split, rename, hide, promote.`,
		Example: `  yearbook-cli themes edit chat.yearbook --rename parking='Getting here'
  yearbook-cli themes edit chat.yearbook --merge waits,queues='Waiting'
  yearbook-cli themes edit chat.yearbook --split toolkit='poster;leaflet'
  yearbook-cli themes edit chat.yearbook --hide weather --stop evening
  yearbook-cli themes edit chat.yearbook --promote waits --into ours.csv`,
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			p, err := project.Open(args[0], project.Options{ReadOnly: f.none()})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, p.Close()) }()
			bar := newProgress(stderr)
			defer bar.clear()
			e := &themeEditor{p: p, watch: bar.watch, say: func(s string) { bar.clear(); fmt.Fprintln(stdout, s) }}
			if f.none() {
				return e.list(cmd.Context(), args[0])
			}
			return e.edit(cmd.Context(), &f)
		},
	}
	set := cmd.Flags()
	set.StringArrayVar(&f.rename, "rename", nil, "call a theme by another name: ID=LABEL (may be repeated, as all that follow)")
	set.StringArrayVar(&f.merge, "merge", nil, "make themes one, the first named: ID,ID or ID,ID=LABEL")
	set.StringArrayVar(&f.split, "split", nil, "make phrases of a theme themes of their own: ID=PHRASE;PHRASE, or ID for its most telling phrases")
	set.StringArrayVar(&f.hide, "hide", nil, "leave a theme out of reviews")
	set.StringArrayVar(&f.unhide, "unhide", nil, "show a hidden theme again")
	set.StringArrayVar(&f.stop, "stop", nil, "word or phrase that never makes a theme")
	set.StringArrayVar(&f.unstop, "unstop", nil, "let a stopped word make themes again")
	set.StringArrayVar(&f.promote, "promote", nil, "make a code of a theme, in the project's codebook")
	set.StringVar(&f.into, "into", "", "write the project's codebook into this file (.csv or .qdc), beside the codes that are in it")
	set.BoolVar(&f.undo, "undo", false, "take back the last change to the project")
	return cmd
}

// themeEditor changes the themes of one project.
type themeEditor struct {
	p       *project.Project
	watch   analysis.Watch
	say     func(string)
	reading *analysis.Reading // with what is found for the next change
}

// themes are those of the project as it is now.
func (e *themeEditor) themes(ctx context.Context) (*theme.Result, error) {
	r, err := analysis.FromProject(ctx, e.p, analysis.Options{})
	if err != nil {
		return nil, err
	}
	if r.Corpus.Len() == 0 {
		return nil, analysis.ErrNoMessages
	}
	r.Inherit(e.reading)
	e.reading = r
	return r.FindThemes(ctx, e.watch)
}

// theme is the theme with an id or a label.
func (e *themeEditor) theme(ctx context.Context, name string) (*theme.Theme, error) {
	r, err := e.themes(ctx)
	if err != nil {
		return nil, err
	}
	name = strings.TrimSpace(name)
	var names []string
	for k := range r.Themes {
		if t := &r.Themes[k]; t.ID == name {
			return t, nil
		}
		names = append(names, r.Themes[k].ID)
	}
	for k := range r.Themes {
		if t := &r.Themes[k]; strings.EqualFold(t.Label, name) {
			return t, nil
		}
	}
	return nil, fmt.Errorf("there is no theme %q in this project: the themes are %s", name, strings.Join(names, ", "))
}

func (e *themeEditor) edit(ctx context.Context, f *themesEditFlags) error {
	if f.undo {
		said, err := undo(ctx, e.p, nil)
		if err != nil {
			return err
		}
		e.say(said)
	}
	for _, group := range []struct {
		args []string
		make func(context.Context, string) (string, error)
	}{
		{f.unstop, func(ctx context.Context, word string) (string, error) {
			return fmt.Sprintf("‘%s’ can make themes again.", word), e.p.AllowWord(ctx, word)
		}},
		{f.stop, func(ctx context.Context, word string) (string, error) {
			return fmt.Sprintf("‘%s’ never makes a theme now.", word), e.p.StopWord(ctx, word)
		}},
		{f.unhide, func(ctx context.Context, name string) (string, error) {
			return fmt.Sprintf("‘%s’ is shown again.", name), e.p.ShowTheme(ctx, name)
		}},
		{f.merge, e.merge}, {f.split, e.split}, {f.rename, e.rename},
		{f.hide, func(ctx context.Context, name string) (string, error) {
			t, err := e.theme(ctx, name)
			if err != nil {
				return "", err
			}
			return fmt.Sprintf("‘%s’ is hidden now.", t.Label), e.p.HideTheme(ctx, t.Ref())
		}},
		{f.promote, e.promote},
	} {
		for _, arg := range group.args {
			said, err := group.make(ctx, arg)
			if err != nil {
				return err
			}
			e.say(said)
		}
	}
	if f.into != "" {
		return e.write(ctx, f.into)
	}
	return nil
}

func (e *themeEditor) rename(ctx context.Context, arg string) (string, error) {
	name, label, ok := strings.Cut(arg, "=")
	if !ok {
		return "", usageError{fmt.Errorf("%q has no new name: write --rename ID=LABEL", arg)}
	}
	t, err := e.theme(ctx, name)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("‘%s’ is called ‘%s’ now.", t.Label, strings.TrimSpace(label)), e.p.RenameTheme(ctx, t.Ref(), label)
}

func (e *themeEditor) merge(ctx context.Context, arg string) (string, error) {
	list, label, _ := strings.Cut(arg, "=")
	names := strings.Split(list, ",")
	if len(names) < 2 {
		return "", usageError{fmt.Errorf("%q names one theme only: write --merge ID,ID", arg)}
	}
	into, err := e.theme(ctx, names[0])
	if err != nil {
		return "", err
	}
	var others []theme.Ref
	var labels []string
	for _, n := range names[1:] {
		t, err := e.theme(ctx, n)
		if err != nil {
			return "", err
		}
		others, labels = append(others, t.Ref()), append(labels, "‘"+t.Label+"’")
	}
	return fmt.Sprintf("%s counts as ‘%s’ now.", strings.Join(labels, ", "), into.Label), e.p.MergeThemes(ctx, into.Ref(), others, label)
}

func (e *themeEditor) split(ctx context.Context, arg string) (string, error) {
	name, list, some := strings.Cut(arg, "=")
	t, err := e.theme(ctx, name)
	if err != nil {
		return "", err
	}
	phrases := t.PartsOffered()
	if some {
		if phrases, err = choosePhrases(t, strings.Split(list, ";")); err != nil {
			return "", err
		}
	}
	if len(phrases) == 0 || len(phrases) >= len(t.Phrases) {
		return "", fmt.Errorf("‘%s’ cannot be split so, because it must keep at least one of its phrases: they are %s", t.Label, phraseList(t))
	}
	var labels []string
	for _, p := range phrases {
		labels = append(labels, "‘"+p.Display+"’")
	}
	verb := "is a theme of its own"
	if len(labels) > 1 {
		verb = "are themes of their own"
	}
	return fmt.Sprintf("%s %s now.", strings.Join(labels, ", "), verb), e.p.SplitTheme(ctx, t.Ref(), phrases)
}

func choosePhrases(t *theme.Theme, names []string) ([]theme.Phrase, error) {
	var list []theme.Phrase
	for _, n := range names {
		n = strings.TrimSpace(n)
		k := slices.IndexFunc(t.Phrases, func(p theme.Phrase) bool { return strings.EqualFold(p.Lemma, n) || strings.EqualFold(p.Display, n) })
		if k < 0 {
			return nil, fmt.Errorf("%q is no phrase of ‘%s’: they are %s", n, t.Label, phraseList(t))
		}
		list = append(list, t.Phrases[k])
	}
	return list, nil
}

func phraseList(t *theme.Theme) string {
	var list []string
	for _, p := range t.Phrases {
		list = append(list, p.Display)
	}
	return strings.Join(list, "; ")
}

func (e *themeEditor) promote(ctx context.Context, name string) (string, error) {
	t, err := e.theme(ctx, name)
	if err != nil {
		return "", err
	}
	c, err := codebook.FromTheme(t)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("‘%s’ is a code of the project's codebook now, with %d rules.", c.Name, len(c.Rules)), e.p.AddCode(ctx, c)
}

// write puts the project's codes into a codebook file, in place of those with
// the same ids.
func (e *themeEditor) write(ctx context.Context, path string) error {
	b, err := e.p.Codes(ctx)
	if err != nil {
		return err
	}
	if len(b.Codes) == 0 {
		return errors.New("no theme of this project is a code yet, so there is nothing to write: add one with --promote")
	}
	n := len(b.Codes)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		have, err := codebook.Open(path)
		if err != nil {
			return err
		}
		for _, c := range b.Codes {
			if k := slices.IndexFunc(have.Codes, func(x codebook.Code) bool { return x.ID == c.ID }); k >= 0 {
				have.Codes[k].Name, have.Codes[k].Description, have.Codes[k].Rules = c.Name, c.Description, c.Rules
			} else {
				have.Codes = append(have.Codes, c)
			}
		}
		b = have
	}
	var out bytes.Buffer
	if err := b.Write(&out, path); err != nil {
		return usageError{err}
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		return fmt.Errorf("the codebook cannot be written (%w): choose another folder", err)
	}
	e.say(fmt.Sprintf("Wrote %d codes of the project into %s, which holds %d.", n, path, len(b.Codes)))
	return nil
}

// list prints what was changed so far, and what of it has no effect now.
func (e *themeEditor) list(ctx context.Context, path string) error {
	edits, err := e.p.ThemeEdits(ctx)
	if err != nil {
		return err
	}
	codes, err := e.p.Codes(ctx)
	if err != nil {
		return err
	}
	if edits.Empty() && len(codes.Codes) == 0 {
		e.say("Nothing about the themes of " + path + " was changed.")
		return nil
	}
	if _, err := e.themes(ctx); err != nil && !errors.Is(err, analysis.ErrNoMessages) {
		return err
	}
	for _, c := range e.reading.ThemeChanges() {
		if c.Unmet {
			c.Text += ": no effect now, because no theme found is like it"
		}
		e.say(c.Text + ".")
	}
	for _, c := range codes.Codes {
		e.say(fmt.Sprintf("‘%s’ is a code of the project's codebook, with %d rules.", c.Name, len(c.Rules)))
	}
	return nil
}
