package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/theme/codebook"
)

// codes works with codebooks: themes that an analyst has written rules for.
func codes(stdout, stderr io.Writer) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "codes",
		Short: "Give messages the codes of a codebook",
		Long: `Give messages the codes of a codebook, look into codebooks, and carry them to
and from other programs as CSV or REFI-QDA (.qdc). A codebook is named by what
'codes list' shows, or by its file. With train, suggest and report the program
learns from messages that you coded by hand.`,
		Args: func(cmd *cobra.Command, _ []string) error {
			return usageError{errors.New("codes needs a command: apply, check, list, show, convert, evaluate, train, suggest or report")}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(codesApply(stdout, stderr), codesCheck(stdout, stderr), codesList(stdout), codesShow(stdout), codesConvert(stdout),
		codesEvaluate(stdout, stderr), codesTrain(stdout, stderr), codesSuggest(stdout, stderr), codesReport(stdout, stderr))
	return cmd
}

// codesFlags are the choices of the commands that read messages.
type codesFlags struct {
	book, assign string
	json         bool
	reading      readingFlags
}

func (f *codesFlags) add(cmd *cobra.Command) {
	f.reading.add(cmd.Flags())
	cmd.Flags().StringVar(&f.book, "codebook", "nhs-patient-feedback", "codebook: a name from 'codes list', or a file")
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON instead of a table")
}

func codesApply(stdout, stderr io.Writer) *cobra.Command {
	var f codesFlags
	cmd := &cobra.Command{
		Use:   "apply FILE|PROJECT...",
		Short: "Find the codes of messages",
		Long: `Find the codes of messages: how many messages and people have each code, what
was found, and examples. A message can have several codes or none.`,
		Example: `  yearbook-cli codes apply survey.csv
  yearbook-cli codes apply chats/ --codebook nhs-communications --assign codes.csv
  yearbook-cli codes apply survey.xlsx --codebook ours.qdc --json`,
		Args: needFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			coding, c, problems, err := f.code(cmd, args, stderr)
			if err != nil {
				return err
			}
			if f.assign != "" {
				if err := saveAssignments(f.assign, c, coding.IDs); err != nil {
					return err
				}
			}
			if f.json {
				err = writeCodesJSON(stdout, c, coding)
			} else {
				err = writeCodes(stdout, c, coding)
			}
			return errors.Join(err, problems)
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&f.assign, "assign", "", "write the codes of every message into this CSV file")
	return cmd
}

// code reads the codebook and the files, and finds the codes. The second error
// says that some files could not be used.
func (f *codesFlags) code(cmd *cobra.Command, args []string, stderr io.Writer) (*codebook.Coding, *corpus.Corpus, error, error) {
	opt, err := f.reading.options()
	if err != nil {
		return nil, nil, nil, err
	}
	book, m, err := openBook(f.book)
	if err != nil {
		return nil, nil, nil, err
	}
	p := newProgress(stderr)
	defer p.clear()
	reading, err := analysis.Open(cmd.Context(), args, opt, p.watch)
	if err != nil {
		return nil, nil, nil, err
	}
	p.clear()
	problems := tellProblems(stderr, reading.Problems)
	c := reading.Corpus
	if c.Len() == 0 {
		return nil, nil, nil, errors.New("there are no messages to code: add a chat, a tweet archive, a survey or a page of comments")
	}
	coding, err := m.Code(cmd.Context(), c, c.All(), book, codebook.Options{
		Watch: func(done, total int) { p.watch(analysis.Progress{Stage: "Coding messages", Done: done, Total: total}) },
	})
	return coding, c, problems, err
}

// openBook reads a codebook that must be usable.
func openBook(name string) (*codebook.Book, *codebook.Matcher, error) {
	b, err := codebook.Open(name)
	if err != nil {
		return nil, nil, err
	}
	m, err := codebook.Compile(b)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	if _, rules := count(b); rules == 0 {
		return nil, nil, fmt.Errorf("no code of %s has a rule, so no message can have a code: write rules beside the names ('codes show empty' explains them)", name)
	}
	return b, m, nil
}

// writeCodes prints one row per code that has messages.
func writeCodes(w io.Writer, c *corpus.Corpus, g *codebook.Coding) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "CODE\tMESSAGES\tSHARE\tPEOPLE\tFOUND")
	for _, th := range g.Themes().Themes {
		var found []string
		for _, p := range th.Phrases[:min(5, len(th.Phrases))] {
			found = append(found, p.Display)
		}
		fmt.Fprintf(t, "%s\t%d\t%.1f%%\t%d\t%s\n", th.Label, len(th.Messages), 100*th.Share, th.People, strings.Join(found, ", "))
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	_, err := fmt.Fprintf(w, "\n%d messages: %d looked at, %d of them without a code; %d non-answers.\n", c.Len(), len(g.Read), g.Unassigned, g.NonAnswers)
	return err
}

// codeJSON is one code of the output.
type codeJSON struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Phrases  []string `json:"phrases"`
	Messages int      `json:"messages"`
	People   int      `json:"people"`
	Share    float64  `json:"share"` // of the messages looked at
	Examples []string `json:"examples"`
}

// writeCodesJSON prints what was found in the form that themes have.
func writeCodesJSON(w io.Writer, c *corpus.Corpus, g *codebook.Coding) error {
	out := struct {
		Codebook   string     `json:"codebook"`
		Themes     []codeJSON `json:"themes"`
		Messages   int        `json:"messages"`
		Unassigned int        `json:"unassigned"`
		NonAnswers int        `json:"non_answers"`
	}{g.Book.Name, []codeJSON{}, c.Len(), g.Unassigned, g.NonAnswers}
	for _, th := range g.Themes().Themes {
		x := codeJSON{ID: th.ID, Label: th.Label, Phrases: []string{}, Messages: len(th.Messages), People: th.People, Share: th.Share, Examples: []string{}}
		for _, p := range th.Phrases {
			x.Phrases = append(x.Phrases, p.Display)
		}
		for _, i := range th.Examples {
			x.Examples = append(x.Examples, c.Text(int(i)))
		}
		out.Themes = append(out.Themes, x)
	}
	return printJSON(w, out)
}
