package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/project"
)

// suggestFlags are the choices of codes suggest.
type suggestFlags struct {
	next   int
	json   bool
	assign string
}

func codesSuggest(stdout, stderr io.Writer) *cobra.Command {
	var f suggestFlags
	cmd := &cobra.Command{
		Use:   "suggest PROJECT",
		Short: "Suggest codes for messages that nobody coded, and say which to code next",
		Long: `Suggest codes for messages that nobody coded, from those coded by hand, and say
which messages would teach most if you coded them next: those in doubt, above all
about rare codes, and unlike each other. --assign writes a table with every
message; write your codes into its column "hand" and give it to 'codes train'.`,
		Example: `  yearbook-cli codes suggest survey.yearbook
  yearbook-cli codes suggest survey.yearbook --next 30 --assign coding.csv`,
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), args[0], stdout, stderr) },
	}
	cmd.Flags().IntVar(&f.next, "next", 10, "how many messages to pick for coding by hand")
	cmd.Flags().StringVar(&f.assign, "assign", "", "write the codes of every message into this CSV file")
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON instead of a table")
	return cmd
}

func (f *suggestFlags) run(ctx context.Context, path string, stdout, stderr io.Writer) (err error) {
	if f.next < 0 {
		return usageError{fmt.Errorf("%d messages cannot be picked: give --next a number from 0", f.next)}
	}
	h, err := openHandCoded(ctx, path)
	if err != nil {
		return err
	}
	p := newProgress(stderr)
	s, err := h.Suggest(ctx, f.next, p.watch)
	p.clear()
	if err != nil {
		return err
	}
	if f.assign != "" {
		if err := saveSuggestions(f.assign, h, s); err != nil {
			return err
		}
	}
	if f.json {
		return printJSON(stdout, suggestionsOf(h, s))
	}
	return suggestionsOf(h, s).print(stdout)
}

// openHandCoded reads a project that may be in use elsewhere.
func openHandCoded(ctx context.Context, path string) (h *analysis.HandCoded, err error) {
	p, err := project.Open(path, project.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	h, err = analysis.HandCodes(ctx, p, analysis.Options{})
	if err == nil && h.Corpus.Len() == 0 {
		err = fmt.Errorf("%s holds no messages: import some first", path)
	}
	return h, err
}

// suggestionsJSON is what was suggested.
type suggestionsJSON struct {
	Messages int             `json:"messages"`
	ByHand   int             `json:"by_hand"`   // coded by hand
	Coded    int             `json:"suggested"` // messages that were suggested a code
	Without  int             `json:"without"`   // looked at, and none fits
	Codes    []suggestedJSON `json:"codes"`
	Next     []nextJSON      `json:"next"`
}

type suggestedJSON struct {
	Code      string  `json:"code"`
	Examples  int     `json:"examples"`  // messages coded by hand that have it
	Messages  int     `json:"messages"`  // messages it is suggested for
	Threshold float64 `json:"threshold"` // probability above which it is suggested
}

type nextJSON struct {
	File        string  `json:"file"`
	Row         int     `json:"row"`
	MessageID   string  `json:"message_id,omitempty"`
	Code        string  `json:"code,omitempty"` // in doubt
	Probability float64 `json:"probability,omitempty"`
	Examples    int     `json:"examples,omitempty"` // of that code so far
	Text        string  `json:"text"`
}

func suggestionsOf(h *analysis.HandCoded, s *analysis.Suggested) suggestionsJSON {
	out := suggestionsJSON{Messages: h.Corpus.Len(), ByHand: len(h.Examples()), Codes: []suggestedJSON{}, Next: []nextJSON{}}
	given := map[string]int{}
	for _, list := range s.Codes {
		if len(list) > 0 {
			out.Coded++
		} else {
			out.Without++
		}
		for _, x := range list {
			given[x.Code]++
		}
	}
	if s.Model != nil {
		for _, l := range s.Model.Labels() {
			out.Codes = append(out.Codes, suggestedJSON{l.Name, l.Examples, given[l.Name], round(l.Threshold)})
		}
	}
	for _, p := range s.Next {
		m := h.Corpus.Message(int(s.Rest[p.Index]))
		out.Next = append(out.Next, nextJSON{h.Corpus.Sources()[m.Source].Name, m.Row, m.ID, p.Code, round(p.Probability), p.Examples, m.Text})
	}
	return out
}

func (s suggestionsJSON) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if len(s.Codes) > 0 {
		fmt.Fprintln(t, "CODE\tBY HAND\tSUGGESTED")
		for _, c := range s.Codes {
			fmt.Fprintf(t, "%s\t%d\t%d\n", c.Code, c.Examples, c.Messages)
		}
		fmt.Fprintf(t, "\n%d messages: %d coded by hand, %d suggested a code, %d that no code fits; the others are not somebody's own words.\n", s.Messages, s.ByHand, s.Coded, s.Without)
		fmt.Fprintln(t, "How far to trust this: 'codes report'.")
	} else {
		fmt.Fprintf(t, "%d messages, none of which is coded by hand yet.\n", s.Messages)
	}
	if len(s.Next) > 0 {
		fmt.Fprintln(t, "\nCode these by hand next:")
		for _, n := range s.Next {
			why := "unlike the others"
			if n.Code != "" {
				why = fmt.Sprintf("%s? (%.0f%%)", n.Code, 100*n.Probability)
			}
			fmt.Fprintf(t, "%s, row %d\t%s\t%s\n", n.File, n.Row, why, clip(n.Text))
		}
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	return nil
}

// saveSuggestions writes one row per message, in order of file and row.
func saveSuggestions(path string, h *analysis.HandCoded, s *analysis.Suggested) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("the suggestions cannot be written (%w): choose another folder", err)
	}
	err = cmp.Or(writeSuggestions(f, h, s), f.Close())
	if err != nil {
		f.Close() // twice does no harm
		return fmt.Errorf("the suggestions cannot be written (%w): see whether the disk is full", err)
	}
	return nil
}

func writeSuggestions(w io.Writer, h *analysis.HandCoded, s *analysis.Suggested) error {
	rest, next := map[int]int{}, map[int]int{}
	for k, i := range s.Rest {
		rest[int(i)] = k
	}
	for k, p := range s.Next {
		next[int(s.Rest[p.Index])] = k + 1
	}
	out := csv.NewWriter(w)
	if err := out.Write([]string{"file", "row", "message_id", "hand", "codes", "probabilities", "next", "text", "key"}); err != nil {
		return err
	}
	for _, i := range inFileOrder(h.Corpus) {
		m := h.Corpus.Message(i)
		hand := strings.Join(h.Codes[i], ";")
		if h.Codes[i] != nil && hand == "" {
			hand = "none"
		}
		var codes, probabilities []string
		if k, ok := rest[i]; ok && s.Codes != nil {
			for _, x := range s.Codes[k] {
				codes = append(codes, x.Code)
				probabilities = append(probabilities, strconv.FormatFloat(round(x.Probability), 'f', 2, 64))
			}
		}
		if m.Marks.Has(corpus.NonAnswer) {
			codes = []string{nonAnswer}
		}
		place := ""
		if n := next[i]; n > 0 {
			place = strconv.Itoa(n)
		}
		row := []string{h.Corpus.Sources()[m.Source].Path, strconv.Itoa(m.Row), m.ID, hand, strings.Join(codes, ";"), strings.Join(probabilities, ";"), place, m.Text, h.Keys[i]}
		for k := range row {
			row[k] = safeCell(row[k])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// inFileOrder lists the messages by file and row.
func inFileOrder(c *corpus.Corpus) []int {
	order, rows := make([]int, c.Len()), make([]int, c.Len())
	for i := range order {
		order[i], rows[i] = i, c.Message(i).Row
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(c.Source(a), c.Source(b)), cmp.Compare(rows[a], rows[b]), cmp.Compare(a, b))
	})
	return order
}
