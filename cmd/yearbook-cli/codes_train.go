package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
	"yearbook/analysis/project"
	"yearbook/analysis/theme/coder"
)

// trainFlags are the choices of codes train.
type trainFlags struct{ from, text, labels string }

func codesTrain(stdout, stderr io.Writer) *cobra.Command {
	var f trainFlags
	cmd := &cobra.Command{
		Use:   "train PROJECT [--from CODED.csv]",
		Short: "Take over codes given by hand, and learn from them",
		Long: `Take over codes given by hand, and learn from them. CODED.csv is the table that
'codes suggest --assign' writes, with the codes that you gave in its column
"hand", set apart by semicolons; "none" where no code fits. Rows with nothing
there are not coded. With --text and --labels it can be any table with the same
texts and one column for each code instead.

The codes are kept in the project, also when its files are imported again, and
'project undo' takes them back. What is learnt from them is not kept: it is learnt
again when it is needed.`,
		Example: `  yearbook-cli codes suggest survey.yearbook --next 30 --assign coding.csv
  yearbook-cli codes train survey.yearbook --from coding.csv
  yearbook-cli codes train survey.yearbook --from coded.csv --text Comment --labels labels.txt`,
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), args[0], stdout, stderr) },
	}
	cmd.Flags().StringVar(&f.from, "from", "", "table with codes given by hand")
	cmd.Flags().StringVar(&f.text, "text", "", "column with what people wrote, where each code has a column of its own")
	cmd.Flags().StringVar(&f.labels, "labels", "", "file with the columns that are codes, one a line")
	return cmd
}

func (f *trainFlags) run(ctx context.Context, path string, stdout, stderr io.Writer) (err error) {
	if (f.text == "") != (f.labels == "") || f.text != "" && f.from == "" {
		return usageError{errors.New("--text and --labels go together, with --from: give all three or --from alone")}
	}
	p, err := project.Open(path, project.Options{ReadOnly: f.from == ""})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	h, err := analysis.HandCodes(ctx, p, analysis.Options{})
	if err != nil {
		return err
	}
	var unknown int
	if f.from != "" {
		if unknown, err = f.take(ctx, p, h, stdout); err != nil {
			return err
		}
		if h, err = analysis.HandCodes(ctx, p, analysis.Options{}); err != nil {
			return err
		}
	}
	watch := newProgress(stderr)
	m, err := h.Train(ctx, watch.watch)
	watch.clear()
	if err != nil {
		return err
	}
	writeLearnt(stdout, m, h.Lost)
	if unknown > 0 {
		fmt.Fprintf(stderr, "%s: %d rows with codes belong to no message of the project: import their file, or write the table again with 'codes suggest --assign'.\n", f.from, unknown)
		return errProblems
	}
	return nil
}

// take keeps the codes of the table in the project. It returns the number of
// rows that belong to no message.
func (f *trainFlags) take(ctx context.Context, p *project.Project, h *analysis.HandCoded, stdout io.Writer) (unknown int, err error) {
	t, err := ingest.Cells(ctx, f.from)
	if err != nil {
		return 0, err
	}
	var codes map[string][]string
	if f.labels == "" {
		codes, unknown, err = handColumn(t, h)
	} else {
		codes, unknown, err = f.labelColumns(t, h)
	}
	switch {
	case errors.Is(err, analysis.ErrNoColumn):
		return 0, usageError{fmt.Errorf("%s: %w", f.from, err)}
	case err != nil:
		return 0, fmt.Errorf("%s: %w", f.from, err)
	case len(codes) == 0 && unknown == 0:
		return 0, fmt.Errorf("%s: no row has a code: write them into the column \"hand\"", f.from)
	}
	changed, err := p.SetHandCodes(ctx, fmt.Sprintf("took over codes given by hand from %s", filepath.Base(f.from)), codes)
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(stdout, "Took over the codes of %d messages; %d of them are new or changed.\n", len(codes), changed)
	return unknown, nil
}

// handColumn reads a table of one row per message.
func handColumn(t *ingest.Table, h *analysis.HandCoded) (codes map[string][]string, unknown int, err error) {
	hand := t.Column("hand")
	if hand < 0 {
		hand = t.Column("codes")
	}
	columns := [...]int{t.Column("key"), t.Column("message_id"), t.Column("file"), t.Column("row")}
	if hand < 0 || columns[0] < 0 && columns[1] < 0 && (columns[2] < 0 || columns[3] < 0) {
		return nil, 0, fmt.Errorf("%w: the table needs \"hand\" or \"codes\", and \"key\", \"message_id\" or \"file\" and \"row\": write one with 'codes suggest --assign'", analysis.ErrNoColumn)
	}
	places := findMessages(h)
	codes = map[string][]string{}
	for _, cells := range t.Rows {
		list := splitCodes(plainCell(cells[hand]))
		if list == nil {
			continue
		}
		var at [len(columns)]string
		for k, column := range columns {
			if column >= 0 {
				at[k] = plainCell(cells[column])
			}
		}
		i, ok := places.find(at[0], at[1], at[2], at[3])
		if !ok {
			unknown++
			continue
		}
		codes[h.Keys[i]] = list
	}
	return codes, unknown, nil
}

// plainCell takes off blanks, and the apostrophe that [safeCell] puts before what
// a spreadsheet would take for a formula.
func plainCell(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && s[0] == '\'' && safeCell(s[1:]) == s {
		return s[1:]
	}
	return s
}

// splitCodes cuts a list of codes; nil stands for none given, an empty list for
// "none fits".
func splitCodes(s string) []string {
	var list []string
	for _, code := range strings.Split(s, ";") {
		if code = strings.TrimSpace(code); code != "" {
			list = append(list, code)
		}
	}
	if len(list) == 1 && strings.EqualFold(list[0], "none") {
		return []string{}
	}
	return list
}

// places finds messages by key, id, or file and row. An id or a row that several
// messages share finds none.
type places map[string]int

func findMessages(h *analysis.HandCoded) places {
	c, p := h.Corpus, places{}
	add := func(name string, i int) {
		if _, known := p[name]; known {
			i = -1
		}
		p[name] = i
	}
	for i := range c.Len() {
		m := c.Message(i)
		p["key "+h.Keys[i]] = i
		if m.ID != "" {
			add("id "+m.ID, i)
		}
		source := c.Sources()[m.Source]
		add(fmt.Sprintf("path %s %d", source.Path, m.Row), i)
		add(fmt.Sprintf("name %s %d", source.Name, m.Row), i)
	}
	return p
}

func (p places) find(key, id, file, row string) (int, bool) {
	for _, name := range []string{"key " + key, "id " + id, "path " + file + " " + row, "name " + filepath.Base(file) + " " + row} {
		if i, ok := p[name]; ok && i >= 0 {
			return i, true
		}
	}
	return 0, false
}

// labelColumns reads a table with one column for each code, whose rows are
// matched to messages by their text; equal texts are taken in order.
func (f *trainFlags) labelColumns(t *ingest.Table, h *analysis.HandCoded) (codes map[string][]string, unknown int, err error) {
	labels, err := readLabels(f.labels)
	if err != nil {
		return nil, 0, err
	}
	examples, err := analysis.Labelled(t, f.text, labels)
	if err != nil {
		return nil, 0, err
	}
	fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	with := map[string][]int{}
	for _, i := range inFileOrder(h.Corpus) {
		text := fold(h.Corpus.Text(i))
		with[text] = append(with[text], i)
	}
	codes = map[string][]string{}
	for _, e := range examples {
		text := fold(e.Text)
		if text == "" {
			continue
		}
		list := with[text]
		if len(list) == 0 {
			unknown++
			continue
		}
		with[text] = list[1:]
		codes[h.Keys[list[0]]] = append([]string{}, e.Codes...)
	}
	return codes, unknown, nil
}

// fewExamples is below which a code is hardly learnt.
const fewExamples = 20

func writeLearnt(w io.Writer, m *coder.Model, lost int) {
	var few []string
	for _, l := range m.Labels() {
		if l.Examples < fewExamples {
			few = append(few, fmt.Sprintf("%s (%d)", l.Name, l.Examples))
		}
	}
	fmt.Fprintf(w, "Learnt %d codes from %d messages coded by hand.\n", len(m.Labels()), m.Examples())
	if len(few) > 0 {
		fmt.Fprintf(w, "Fewer than %d messages have these codes, so they are hardly learnt: %s.\n", fewExamples, strings.Join(few, ", "))
	}
	if lost > 0 {
		fmt.Fprintf(w, "%d messages coded by hand are not in the project at present; they count again when their file is imported.\n", lost)
	}
	fmt.Fprintln(w, "'codes report' says how far this can be trusted, 'codes suggest' codes the other messages.")
}
