// Command codebook measures how well the shipped codebook of patient feedback
// agrees with people who read the same comments.
//
// It reads a table of labelled comments (--file) as the program itself does,
// codes them, and compares the codes with the label columns: precision, recall
// and F1 for each label, micro and macro. Respondents are split in two halves by
// the second byte of the SHA-256 sum of their id: the rules were written while
// looking at the even half only; the odd half was left untouched.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/theme/codebook"
)

func main() {
	file := flag.String("file", "../shared/data/fft/fft_feedback.csv", "table of labelled comments")
	book := flag.String("codebook", "nhs-patient-feedback", "codebook to measure")
	half := flag.String("half", "both", "tuning, untouched or both")
	wrong := flag.String("wrong", "", "list the comments of the tuning half that this label gets wrong")
	evidence := flag.String("evidence", "", "tell which rules and phrases of this label agree with people in the tuning half")
	flag.Parse()
	if err := run(os.Stdout, *file, *book, *half, *wrong, *evidence); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The columns of the table.
const (
	idColumn         = "Comment ID"
	respondentColumn = "Respondent ID"
	firstLabel       = "Not assigned" // every column from here on is a label
)

// row is one comment with what people and the codebook say of it.
type row struct {
	text   string
	tuning bool
	answer bool // not a non-answer
	read   bool // there is a text
	labels map[string]bool
	codes  map[int]bool
}

func run(w io.Writer, file, bookName, half, wrong, evidence string) error {
	rows, labels, err := readLabels(file)
	if err != nil {
		return err
	}
	book, err := codebook.Open(bookName)
	if err != nil {
		return err
	}
	if err := code(rows, file, book); err != nil {
		return err
	}
	if wrong != "" {
		return listWrong(w, rows, book, wrong)
	}
	if evidence != "" {
		return listEvidence(w, rows, book, evidence)
	}
	codeOf := map[string]int{}
	var unknown []string
	for _, l := range labels {
		if c := book.Find(l); c != nil {
			codeOf[l] = position(book, c.ID)
		} else {
			unknown = append(unknown, l)
		}
	}
	for _, h := range []string{"tuning", "untouched"} {
		if half != h && half != "both" {
			continue
		}
		var mine []*row
		for _, r := range rows {
			if r.tuning == (h == "tuning") && r.read && r.answer {
				mine = append(mine, r)
			}
		}
		report(w, h, mine, labels, codeOf)
		reportMerged(w, mine, labels, codeOf)
	}
	if len(unknown) > 0 {
		fmt.Fprintf(w, "Labels without a code, counted as missed: %s.\n", strings.Join(unknown, "; "))
	}
	return nil
}

func position(b *codebook.Book, id string) int {
	for k := range b.Codes {
		if b.Codes[k].ID == id {
			return k
		}
	}
	return -1
}

// readLabels reads what people said, by comment.
func readLabels(path string) (map[string]*row, []string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("the labelled comments cannot be opened (%w): name them with --file", err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	header, err := in.Read()
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", path, err)
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	at := map[string]int{}
	for i, h := range header {
		at[h] = i
	}
	first, ok := at[firstLabel]
	if _, id := at[idColumn]; !ok || !id {
		return nil, nil, fmt.Errorf("%s has no columns %q and %q", path, idColumn, firstLabel)
	}
	rows := map[string]*row{}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, header[first:], nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", path, err)
		}
		sum := sha256.Sum256([]byte(cells[at[respondentColumn]]))
		r := &row{tuning: sum[1]&1 == 0, labels: map[string]bool{}, codes: map[int]bool{}}
		for i := first; i < len(header); i++ {
			if strings.TrimSpace(cells[i]) != "" {
				r.labels[header[i]] = true
			}
		}
		rows[cells[at[idColumn]]] = r
	}
}

// code reads the table as the program does and gives every comment its codes.
func code(rows map[string]*row, file string, book *codebook.Book) error {
	r, err := analysis.Read(context.Background(), []string{file}, analysis.Options{}, nil)
	if err != nil {
		return err
	}
	m, err := codebook.Compile(book)
	if err != nil {
		return err
	}
	coding, err := m.Code(context.Background(), r.Corpus, r.Corpus.All(), book, codebook.Options{})
	if err != nil {
		return err
	}
	for i := range r.Corpus.Len() {
		msg := r.Corpus.Message(i)
		x := rows[msg.ID]
		if x == nil {
			return fmt.Errorf("no comment has the id %q", msg.ID)
		}
		x.text, x.read, x.answer = msg.Text, true, !msg.Marks.Has(corpus.NonAnswer)
		for _, k := range coding.Of(i) {
			x.codes[k] = true
		}
	}
	return nil
}

// tally counts agreement about one label.
type tally struct{ both, code, label int }

func (t tally) scores() (precision, recall, f1 float64) {
	return ratio(t.both, t.code), ratio(t.both, t.label), ratio(2*t.both, t.code+t.label)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func report(w io.Writer, half string, rows []*row, labels []string, codeOf map[string]int) {
	var all tally
	macro, n := 0.0, 0
	macro5, n5 := 0.0, 0
	fmt.Fprintf(w, "%s half: %d comments that say something\n%-60s %6s %6s %6s %6s %6s\n", half, len(rows), "label", "people", "codes", "P", "R", "F1")
	for _, l := range labels {
		var t tally
		k, known := codeOf[l]
		for _, r := range rows {
			has := known && r.codes[k]
			if has {
				t.code++
			}
			if r.labels[l] {
				t.label++
			}
			if has && r.labels[l] {
				t.both++
			}
		}
		if t.label == 0 {
			continue
		}
		p, r, f := t.scores()
		fmt.Fprintf(w, "%-60s %6d %6d %6.3f %6.3f %6.3f\n", l, t.label, t.code, p, r, f)
		all.both, all.code, all.label = all.both+t.both, all.code+t.code, all.label+t.label
		macro, n = macro+f, n+1
		if t.label >= 5 {
			macro5, n5 = macro5+f, n5+1
		}
	}
	p, r, f := all.scores()
	fmt.Fprintf(w, "micro P %.3f R %.3f F1 %.3f; macro F1 %.3f over %d labels, %.3f over the %d with 5 comments or more\n",
		p, r, f, macro/float64(max(1, n)), n, macro5/float64(max(1, n5)), n5)
}

// reportMerged counts labels that the newer framework has made one code as one.
func reportMerged(w io.Writer, rows []*row, labels []string, codeOf map[string]int) {
	byCode := map[int][]string{}
	for _, l := range labels {
		if k, ok := codeOf[l]; ok {
			byCode[k] = append(byCode[k], l)
		}
	}
	var all tally
	macro, n := 0.0, 0
	for _, k := range slices.Sorted(maps.Keys(byCode)) {
		names := byCode[k]
		var t tally
		for _, r := range rows {
			has := slices.ContainsFunc(names, func(l string) bool { return r.labels[l] })
			if has {
				t.label++
			}
			if r.codes[k] {
				t.code++
			}
			if has && r.codes[k] {
				t.both++
			}
		}
		if t.label == 0 {
			continue
		}
		_, _, f := t.scores()
		all.both, all.code, all.label = all.both+t.both, all.code+t.code, all.label+t.label
		macro, n = macro+f, n+1
	}
	p, r, f := all.scores()
	fmt.Fprintf(w, "labels of one code counted as one: micro P %.3f R %.3f F1 %.3f; macro F1 %.3f over %d codes\n\n", p, r, f, macro/float64(max(1, n)), n)
}
