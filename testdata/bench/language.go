//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/jdkato/prose/v2"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
)

// chatTexts are the messages of a real chat, which lies beside the project or
// where YEARBOOK_DATA says, or else of the sample.
func chatTexts(paths []string) ([]string, error) {
	dir := os.Getenv("YEARBOOK_DATA")
	if dir == "" {
		dir = filepath.Join("..", "shared", "data")
	}
	files := []string{filepath.Join(dir, "irc")}
	if _, err := os.Stat(files[0]); err != nil {
		files = []string{find(paths, ".txt")}
	}
	r, err := analysis.Read(context.Background(), files, analysis.Options{}, nil)
	if err != nil {
		return nil, err
	}
	var texts []string
	for i := range r.Corpus.Len() {
		texts = append(texts, r.Corpus.Text(i))
	}
	return texts, nil
}

// languageRows times the language engine on one chat: beside prose, beside
// wink-nlp, on ever more text, and the memory that a million messages take.
func languageRows(t *tabwriter.Writer, paths []string) error {
	texts, err := chatTexts(paths)
	if err != nil {
		return err
	}
	model, err := language.Load()
	if err != nil {
		return err
	}
	once, err := model.Count(context.Background(), len(texts), func(i int) string { return texts[i] }, 2)
	if err != nil {
		return err
	}
	for _, rows := range []func(*tabwriter.Writer, *language.Model, []string, int) error{overProse, names, wink, linear, annotation} {
		if err := rows(t, model, texts, once.Tokens); err != nil {
			return err
		}
	}
	return nil
}

// engine takes all texts apart, with analysers that have seen nothing yet.
func engine(m *language.Model, texts []string, workers int) func() error {
	return func() error {
		_, err := m.Count(context.Background(), len(texts), func(i int) string { return texts[i] }, workers)
		return err
	}
}

// proseTags tags all texts with prose's fastest settings.
func proseTags(texts []string, workers int) func() error {
	peer := prose.ModelFromData("bench")
	return func() error {
		return inParallel(len(texts), workers, func(i int) error {
			_, err := prose.NewDocument(texts[i], prose.UsingModel(peer), prose.WithSegmentation(false), prose.WithExtraction(false))
			return err
		})
	}
}

func inParallel(n, workers int, work func(i int) error) error {
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n && errs[w] == nil; i += workers {
				errs[w] = work(i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// some are one in k of the texts: peers are too slow for all of them.
func some(texts []string, k int) []string {
	var few []string
	for i := 0; i < len(texts); i += k {
		few = append(few, texts[i])
	}
	return few
}

// count is the number of tokens in the texts.
func count(m *language.Model, texts []string) float64 {
	a, tokens := m.NewAnalyser(), 0
	for _, text := range texts {
		tokens += len(a.Tokens(text))
	}
	return float64(tokens)
}

// versus times two pieces of work on texts of their own, in turn, and prints how
// many tokens each does in a second.
func versus(t *tabwriter.Writer, name string, tokens float64, ours func() error, theirTokens float64, theirs func() error, baseline string) error {
	var best [2]time.Duration
	for range rounds {
		for k, work := range [...]func() error{ours, theirs} {
			start := time.Now()
			if err := work(); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if d := time.Since(start); best[k] == 0 || d < best[k] {
				best[k] = d
			}
		}
	}
	a, b := tokens/best[0].Seconds(), theirTokens/best[1].Seconds()
	row(t, name, fmt.Sprintf("%.4g tokens/s", a), fmt.Sprintf("%.4g tokens/s", b), fmt.Sprintf("%.2f", a/b), baseline)
	return nil
}

// overProse compares the engine with prose's fastest settings on a tenth of the
// texts: each alone, both with two workers, and two workers with prose as it
// comes, which has one.
func overProse(t *tabwriter.Writer, m *language.Model, texts []string, tokens int) error {
	few := some(texts, 10)
	theirs := count(m, few)
	for _, w := range [...]struct {
		ours, theirs int
		goal         string
	}{{1, 1, ""}, {2, 2, ""}, {2, 1, " (goal: 20 times)"}} {
		err := versus(t, fmt.Sprintf("tokens, tags and phrases, %d at a time%s", w.ours, w.goal), float64(tokens), engine(m, texts, w.ours),
			theirs, proseTags(few, w.theirs), fmt.Sprintf("prose with UsingModel, no segmentation, no names, %d at a time", w.theirs))
		if err != nil {
			return err
		}
	}
	return nil
}

// names compares finding names; prose does so on very few of the texts.
func names(t *tabwriter.Writer, m *language.Model, texts []string, _ int) error {
	few, fewest := some(texts, 10), some(texts, 200)
	peer := prose.ModelFromData("bench")
	m.NewAnalyser().Names("Leeds") // reads the model
	return versus(t, "tokens, tags and names, 1 at a time (goal: 20 times)", count(m, few), func() error {
		a := m.NewAnalyser()
		for _, text := range few {
			a.Names(text)
		}
		return nil
	}, count(m, fewest), func() error {
		for _, text := range fewest {
			if _, err := prose.NewDocument(text, prose.UsingModel(peer), prose.WithSegmentation(false)); err != nil {
				return err
			}
		}
		return nil
	}, "prose with UsingModel, no segmentation, with names")
}

// wink compares two workers with wink-nlp's fastest pipe that tags. It is
// installed by npm into a folder of its own; where that cannot be done the row
// says so.
func wink(t *tabwriter.Writer, m *language.Model, texts []string, tokens int) error {
	const name = "tokens, tags and phrases, 2 at a time (goal: 4 times)"
	dir, err := installWink()
	if err != nil {
		row(t, name, "-", "not installed", "-", "wink-nlp: "+err.Error())
		return nil
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "texts.json")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return err
	}
	var ours, theirs float64 // tokens in a second
	for range rounds {
		start := time.Now()
		if err := engine(m, texts, 2)(); err != nil {
			return err
		}
		ours = max(ours, float64(tokens)/time.Since(start).Seconds())
		speed, err := winkSpeed(dir, file)
		if err != nil {
			return fmt.Errorf("wink-nlp: %w", err)
		}
		theirs = max(theirs, speed)
	}
	row(t, name, fmt.Sprintf("%.4g tokens/s", ours), fmt.Sprintf("%.4g tokens/s", theirs), fmt.Sprintf("%.2f", ours/theirs), "wink-nlp 2.4.0, pipe sbd,pos (one thread, as it works)")
	return nil
}

// winkSpeed is how many tokens a second wink-nlp takes apart, its compiler warm.
func winkSpeed(dir, file string) (float64, error) {
	cmd := exec.Command("node", "run.mjs", file)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return 0, err
	}
	var best struct {
		Tokens  int     `json:"tokens"`
		Seconds float64 `json:"seconds"`
	}
	if err := json.Unmarshal(out, &best); err != nil {
		return 0, err
	}
	return float64(best.Tokens) / best.Seconds, nil
}

// installWink copies the script into a folder that git does not see, installs
// what it needs and returns the folder.
func installWink() (string, error) {
	dir, err := filepath.Abs(filepath.Join("out", "bench-wink"))
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for _, file := range []string{"package.json", "run.mjs"} {
		data, err := os.ReadFile(filepath.Join("testdata", "bench", "wink", file))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o644); err != nil {
			return "", err
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "wink-nlp")); err == nil {
		return dir, nil
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", fmt.Errorf("%s is not on this machine", tool)
		}
	}
	cmd := exec.Command("npm", "install", "--no-audit", "--no-fund", "--loglevel", "error")
	cmd.Dir = dir
	if err := cmd.Run(); err != nil {
		return "", errors.New("npm could not install it")
	}
	return dir, nil
}

// linear compares the time of a token in 30 million with that in a million.
func linear(t *tabwriter.Writer, m *language.Model, texts []string, tokens int) error {
	const much = 30_000_000
	little, most := max(1, 1_000_000/tokens), max(1, much/tokens)
	speed := func(times int) (float64, error) {
		start := time.Now()
		c, err := m.Count(context.Background(), times*len(texts), func(i int) string { return texts[i%len(texts)] }, 2)
		return float64(c.Tokens) / time.Since(start).Seconds(), err
	}
	var best [2]float64
	for range 2 {
		for k, times := range [...]int{most, little} {
			s, err := speed(times)
			if err != nil {
				return err
			}
			best[k] = max(best[k], s)
		}
	}
	row(t, fmt.Sprintf("%.3g million tokens, 2 at a time", float64(most*tokens)/1e6), fmt.Sprintf("%.4g tokens/s", best[0]), fmt.Sprintf("%.4g tokens/s", best[1]),
		fmt.Sprintf("%.2f", best[0]/best[1]), fmt.Sprintf("%.2g million tokens", float64(little*tokens)/1e6))
	return nil
}

// annotationChild is the variable that makes this program hold a million
// annotated messages and print the most memory it had.
const annotationChild = "YEARBOOK_BENCH_CHILD"

// annotation measures, in processes of their own, the memory that a million
// messages of 25 words take: while their phrases are found and kept, and while
// the command line reads them from a table and takes them apart.
func annotation(t *tabwriter.Writer, _ *language.Model, texts []string, _ int) error {
	file, err := os.CreateTemp("", "yearbook-bench-words")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	w := bufio.NewWriter(file)
	for _, text := range texts {
		fmt.Fprintln(w, strings.Join(strings.Fields(text), " "))
	}
	if err := errors.Join(w.Flush(), file.Close()); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "yearbook-bench-million")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self)
	table := filepath.Join(dir, "million.csv")
	cmd.Env = append(os.Environ(), annotationChild+"="+file.Name(), "GOMEMLIMIT=640MiB")
	cmd.Args = append(cmd.Args, table)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("holding a million messages: %w", err)
	}
	var peak, phrases int
	if _, err := fmt.Sscan(string(out), &peak, &phrases); err != nil {
		return fmt.Errorf("holding a million messages: %w", err)
	}
	row(t, "1,000,000 messages of 25 words and their phrases", fmt.Sprintf("%d MiB at most", peak), "700 MiB", fmt.Sprintf("%.2f", float64(peak)/700), fmt.Sprintf("the goal; %d phrases are kept", phrases))
	return tagMillion(t, dir, table)
}

// tagMillion runs the command line on a table of a million messages.
func tagMillion(t *tabwriter.Writer, dir, table string) error {
	cli := filepath.Join(dir, "yearbook-cli")
	build := exec.Command("go", "build", "-o", cli, "./cmd/yearbook-cli")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the command line: %w\n%s", err, out)
	}
	if err := forgetPeak(); err != nil {
		return err
	}
	cmd := exec.Command(cli, "tag", "--workers", "2", "--json", table)
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("tagging a million messages: %w", err)
	}
	var told struct {
		Tokens int     `json:"tokens"`
		Speed  float64 `json:"tokens_per_second"`
	}
	if err := json.Unmarshal(out, &told); err != nil {
		return fmt.Errorf("tagging a million messages: %w", err)
	}
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	row(t, "yearbook-cli tag on 1,000,000 messages of 25 words", fmt.Sprintf("%d MiB at most", peak), "700 MiB", fmt.Sprintf("%.2f", float64(peak)/700),
		fmt.Sprintf("the goal; reading included; %.3g million tokens at %.4g tokens/s", float64(told.Tokens)/1e6, told.Speed))
	return nil
}

// holdMillion is the child: it cuts the words of a file into messages of 25,
// again and again, writes them to a table, finds their phrases and keeps them,
// and prints the peak of its memory since the messages were there, in MiB, and
// the number of phrases.
func holdMillion(words, table string) error {
	c, err := millionMessages(words)
	if err != nil {
		return err
	}
	if err := writeMessages(c, table); err != nil {
		return err
	}
	model, err := language.Load()
	if err != nil {
		return err
	}
	if err := forgetPeak(); err != nil {
		return err
	}
	notes := annotate(model, c)
	most, err := peakMemory()
	if err != nil {
		return err
	}
	fmt.Println(most, len(notes.phrases))
	runtime.KeepAlive(c)
	return nil
}

// writeMessages writes a corpus as a table.
func writeMessages(c *corpus.Corpus, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	w.Write([]string{"Date", "Author", "Comment"})
	day := time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC)
	for i := range c.Len() {
		w.Write([]string{day.Add(time.Duration(i) * 31 * time.Second).Format(time.DateTime), "user" + strconv.Itoa(i*7919%2000), c.Text(i)})
	}
	w.Flush()
	return errors.Join(w.Error(), f.Close())
}

// annotated are the phrases of messages, as the search for themes keeps them:
// those of message k are phrases[from[k]:from[k+1]].
type annotated struct {
	phrases []struct{ lemma, start, end int32 }
	from    []int32
	lemmas  map[string]int32
}

func annotate(m *language.Model, c *corpus.Corpus) annotated {
	a := m.NewAnalyser()
	n := annotated{from: make([]int32, 1, c.Len()+1), lemmas: map[string]int32{}}
	for i := range c.Len() {
		for _, p := range a.Phrases(c.Text(i)) {
			id, ok := n.lemmas[p.Lemma]
			if !ok {
				id = int32(len(n.lemmas))
				n.lemmas[p.Lemma] = id
			}
			n.phrases = append(n.phrases, struct{ lemma, start, end int32 }{id, p.Start, p.End})
		}
		n.from = append(n.from, int32(len(n.phrases)))
	}
	return n
}

// peakMemory is the most memory this process had, in MiB.
func peakMemory() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmHWM:" {
			kib, err := strconv.Atoi(f[1])
			return kib >> 10, err
		}
	}
	return 0, errors.New("the system does not tell the peak of memory")
}

// millionMessages builds a corpus of a million messages by 2,000 people in a
// year.
func millionMessages(path string) (*corpus.Corpus, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(string(data))
	if len(words) == 0 {
		return nil, errors.New("there are no words")
	}
	var b corpus.Builder
	day := time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC)
	const parts = 50
	for part := range parts {
		records := make([]corpus.Record, million/parts)
		for k := range records {
			i := part*len(records) + k
			var text strings.Builder
			for n := range 25 {
				if n > 0 {
					text.WriteByte(' ')
				}
				text.WriteString(words[(i*25+n+i/977)%len(words)])
			}
			records[k] = corpus.Record{
				Row: k + 1, Text: strings.Clone(text.String()), Author: "user" + strconv.Itoa(i*7919%2000),
				Time: corpus.Millis(day.Add(time.Duration(i) * 31 * time.Second)), Channel: "chat",
			}
		}
		b.Add(corpus.Source{Path: fmt.Sprintf("part%d", part), Name: "part", Format: "bench"}, records)
	}
	return b.Build(corpus.Options{})
}
