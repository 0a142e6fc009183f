package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/theme"
	"yearbook/analysis/theme/codebook"
)

// themesFlags are the choices of one run.
type themesFlags struct {
	themes  int
	json    bool
	assign  string
	book    string
	stop    []string
	reading readingFlags
}

func themes(stdout, stderr io.Writer) *cobra.Command {
	var f themesFlags
	cmd := &cobra.Command{
		Use:   "themes FILE|PROJECT...",
		Short: "List what people talked about",
		Long: `List what people talked about: each theme with its phrases, how many messages
and people it has, and messages that stand for it. The number of themes follows
from the messages unless --themes gives it. A message can carry several themes
or none. With --codebook the themes are those of a codebook instead. --assign writes a table with the themes of every message, the best
first; ids of messages are kept as text, exactly as they are, but for an
apostrophe before what a spreadsheet would take for a formula.`,
		Example: `  yearbook-cli themes feedback.csv
  yearbook-cli themes chats/ --themes 12 --json
  yearbook-cli themes feedback.csv --assign themes-of-messages.csv
  yearbook-cli themes feedback.csv --codebook nhs-patient-feedback`,
		Args: needFiles,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args, stdout, stderr) },
	}
	f.reading.add(cmd.Flags())
	cmd.Flags().IntVar(&f.themes, "themes", 0, "number of themes (by default the messages decide)")
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON instead of a table")
	cmd.Flags().StringVar(&f.assign, "assign", "", "file to write the themes of every message into, as CSV")
	cmd.Flags().StringVar(&f.book, "codebook", "", "take the themes of a codebook: a name from 'codes list', or a file")
	cmd.Flags().StringArrayVar(&f.stop, "stop", nil, "word or phrase that never makes a theme (may be repeated)")
	cmd.AddCommand(themesEdit(stdout, stderr))
	return cmd
}

// mostThemes is the largest number of themes that can be asked for.
const mostThemes = 200

func (f *themesFlags) run(cmd *cobra.Command, args []string, stdout, stderr io.Writer) error {
	if err := f.check(cmd); err != nil {
		return usageError{err}
	}
	opt, err := f.reading.options()
	if err != nil {
		return err
	}
	var book *codebook.Book
	var matcher *codebook.Matcher
	if f.book != "" {
		if book, matcher, err = openBook(f.book); err != nil {
			return err
		}
	}
	p := newProgress(stderr)
	defer p.clear()
	reading, err := analysis.Open(cmd.Context(), args, opt, p.watch)
	if err != nil {
		return err
	}
	p.clear()
	problems := tellProblems(stderr, reading.Problems)
	c := reading.Corpus
	if c.Len() == 0 {
		return analysis.ErrNoMessages
	}
	var found *theme.Result
	if book != nil {
		var coding *codebook.Coding
		coding, err = matcher.Code(cmd.Context(), c, c.All(), book, codebook.Options{
			Watch: func(done, total int) { p.watch(analysis.Progress{Stage: "Coding messages", Done: done, Total: total}) },
		})
		if err == nil {
			found = coding.Themes()
		}
	} else {
		found, err = reading.Themes(cmd.Context(), theme.Options{Themes: f.themes, Stop: f.stop}, p.watch)
	}
	if err != nil {
		return err
	}
	p.clear()
	if f.assign != "" {
		if err := saveAssignments(f.assign, c, found.IDs); err != nil {
			return err
		}
	}
	if f.json {
		err = writeThemesJSON(stdout, reading, found)
	} else {
		err = writeThemes(stdout, found)
	}
	return errors.Join(err, problems)
}

// check finds what does not go together.
func (f *themesFlags) check(cmd *cobra.Command) error {
	set := cmd.Flags().Changed
	switch {
	case set("themes") && (f.themes < 1 || f.themes > mostThemes):
		return fmt.Errorf("%d is no number of themes: give --themes a number from 1 to %d", f.themes, mostThemes)
	case set("assign") && strings.TrimSpace(f.assign) == "":
		return errors.New("the assignments need a file to go to: give --assign FILE.csv")
	case f.book != "" && (set("themes") || set("stop")):
		return errors.New("a codebook says which themes there are: leave out --themes and --stop, or --codebook")
	}
	return nil
}

type themesJSON struct {
	Themes     []themeJSON `json:"themes"`
	Messages   int         `json:"messages"` // looked at: without reposts, placeholders and non-answers
	Unassigned int         `json:"unassigned"`
	NonAnswers int         `json:"non_answers"`
	NotEnglish int         `json:"not_english"` // among the unassigned
}

type themeJSON struct {
	ID        string   `json:"id"`
	Label     string   `json:"label"`
	Phrases   []string `json:"phrases"`
	Messages  int      `json:"messages"`
	People    int      `json:"people"`
	Share     float64  `json:"share"` // of the messages looked at
	Coherence float64  `json:"coherence"`
	Examples  []string `json:"examples"`
}

func writeThemesJSON(w io.Writer, reading *analysis.Reading, r *theme.Result) error {
	out := themesJSON{Themes: []themeJSON{}, Messages: len(r.Read), Unassigned: r.Unassigned, NonAnswers: r.NonAnswers, NotEnglish: r.NotEnglish}
	for _, t := range r.Themes {
		one := themeJSON{
			ID: t.ID, Label: t.Label, Phrases: []string{}, Messages: len(t.Messages), People: t.People,
			Share: t.Share, Coherence: t.Coherence, Examples: []string{},
		}
		for _, p := range t.Phrases {
			one.Phrases = append(one.Phrases, p.Display)
		}
		for _, i := range t.Examples {
			one.Examples = append(one.Examples, reading.Corpus.Text(int(i)))
		}
		out.Themes = append(out.Themes, one)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("printing the themes: %w", err)
	}
	return nil
}

func writeThemes(w io.Writer, r *theme.Result) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "THEME\tID\tMESSAGES\tSHARE\tPEOPLE\tPHRASES")
	for _, th := range r.Themes {
		var phrases []string
		for _, p := range th.Phrases[:min(6, len(th.Phrases))] {
			phrases = append(phrases, p.Display)
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%.1f%%\t%d\t%s\n", th.Label, th.ID, len(th.Messages), 100*th.Share, th.People, strings.Join(phrases, ", "))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the themes: %w", err)
	}
	fmt.Fprintf(w, "\n%d themes in %d messages; %d carry no theme, %d of which are not in English. %d more say nothing.\n",
		len(r.Themes), len(r.Read), r.Unassigned, r.NotEnglish, r.NonAnswers)
	return nil
}
