package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/language"
)

func tag(stdout, stderr io.Writer) *cobra.Command {
	var asJSON bool
	var workers int
	var flags readingFlags
	cmd := &cobra.Command{
		Use:   "tag FILE...",
		Short: "Time the language engine on these files, and count parts of speech",
		Long: `Take the messages of these files apart: words, sentences, parts of speech and
noun phrases. Prints how many there are, the most frequent parts of speech, and
how long the language engine took; reading the files is not counted in the
time.`,
		Example: "  yearbook-cli tag chats/\n  yearbook-cli tag --workers 2 --json archive.csv",
		Args:    needFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if workers < 1 {
				return usageError{errors.New("the engine needs a worker: give --workers as 1 or more")}
			}
			opt, err := flags.options()
			if err != nil {
				return err
			}
			spareMemory(args)
			p := newProgress(stderr)
			r, err := analysis.Read(cmd.Context(), args, opt, p.watch)
			p.clear()
			if err != nil {
				return err
			}
			t, err := tagAll(cmd.Context(), r, workers)
			if err != nil {
				return err
			}
			if asJSON {
				err = writeTagsJSON(stdout, t)
			} else {
				err = writeTags(stdout, t)
			}
			if err != nil {
				return err
			}
			return tellProblems(stderr, r.Problems)
		},
	}
	flags.add(cmd.Flags())
	cmd.Flags().IntVar(&workers, "workers", runtime.GOMAXPROCS(0), "how many messages are taken apart at the same time")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON instead of a table")
	return cmd
}

// tagged is what the language engine found and how long it took.
type tagged struct {
	Messages   int        `json:"messages"`
	Tokens     int        `json:"tokens"`
	Sentences  int        `json:"sentences"`
	Phrases    int        `json:"phrases"`
	Foreign    int        `json:"not_english"` // messages
	Workers    int        `json:"workers"`
	Load       float64    `json:"load_seconds"` // reading the model
	Seconds    float64    `json:"seconds"`      // in the language engine
	TokensASec float64    `json:"tokens_per_second"`
	Tags       []tagCount `json:"tags"` // most frequent first
}

type tagCount struct {
	Tag    string  `json:"tag"`
	Tokens int     `json:"tokens"`
	Share  float64 `json:"share"`
}

// tagAll takes every message apart.
func tagAll(ctx context.Context, r *analysis.Reading, workers int) (tagged, error) {
	start := time.Now()
	model, err := language.Load()
	if err != nil {
		return tagged{}, err
	}
	t := tagged{Workers: workers, Load: time.Since(start).Seconds()}
	start = time.Now()
	counts, err := model.Count(ctx, r.Corpus.Len(), r.Corpus.Text, workers)
	if err != nil {
		return tagged{}, err
	}
	t.Seconds = time.Since(start).Seconds()
	t.Messages, t.Tokens, t.Sentences, t.Phrases, t.Foreign = counts.Texts, counts.Tokens, counts.Sentences, counts.Phrases, counts.Foreign
	if t.Seconds > 0 {
		t.TokensASec = float64(t.Tokens) / t.Seconds
	}
	t.Tags = []tagCount{}
	for id, n := range counts.Tags {
		if n > 0 {
			t.Tags = append(t.Tags, tagCount{model.Name(language.Tag(id)), n, float64(n) / float64(t.Tokens)})
		}
	}
	slices.SortFunc(t.Tags, func(a, b tagCount) int { return cmp.Or(cmp.Compare(b.Tokens, a.Tokens), cmp.Compare(a.Tag, b.Tag)) })
	return t, nil
}

// writeTags prints the counts for people, with the most frequent tags.
func writeTags(w io.Writer, t tagged) error {
	const shown = 12
	fmt.Fprintf(w, "%d messages: %d tokens, %d sentences, %d noun phrases; %d messages are not English.\n",
		t.Messages, t.Tokens, t.Sentences, t.Phrases, t.Foreign)
	fmt.Fprintf(w, "The language engine took %.2f s with %d at a time: %.0f tokens a second. Reading its model took %.2f s.\n\n",
		t.Seconds, t.Workers, t.TokensASec, t.Load)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "TAG\tTOKENS\tSHARE\tPART OF SPEECH")
	for _, c := range t.Tags[:min(shown, len(t.Tags))] {
		fmt.Fprintf(table, "%s\t%d\t%.1f%%\t%s\n", c.Tag, c.Tokens, 100*c.Share, tagNames[c.Tag])
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	return nil
}

func writeTagsJSON(w io.Writer, t tagged) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(t); err != nil {
		return fmt.Errorf("printing JSON: %w", err)
	}
	return nil
}

// tagNames are the tags of the Penn Treebank in words.
var tagNames = map[string]string{
	"CC": "conjunction", "CD": "number", "DT": "article", "EX": "existential there", "FW": "foreign word",
	"IN": "preposition", "JJ": "adjective", "JJR": "adjective, comparative", "JJS": "adjective, superlative", "LS": "list mark",
	"MD": "modal verb", "NN": "noun", "NNS": "noun, plural", "NNP": "name", "NNPS": "name, plural", "PDT": "predeterminer",
	"POS": "possessive ending", "PRP": "pronoun", "PRP$": "possessive pronoun", "RB": "adverb", "RBR": "adverb, comparative",
	"RBS": "adverb, superlative", "RP": "particle", "SYM": "symbol, emoji", "TO": "to", "UH": "interjection",
	"VB": "verb", "VBD": "verb, past", "VBG": "verb, -ing", "VBN": "verb, past participle", "VBP": "verb, present",
	"VBZ": "verb, third person", "WDT": "wh-determiner", "WP": "wh-pronoun", "WP$": "possessive wh-pronoun", "WRB": "wh-adverb",
	".": "end of sentence", ",": "comma", ":": "colon, dash", "(": "bracket", ")": "bracket", "``": "opening quote",
	"''": "closing quote", "$": "currency", "#": "number sign",
}
