//go:build unix

package main

import (
	"bufio"
	"context"
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
	"text/tabwriter"
	"time"

	"github.com/jdkato/prose/v2"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/language"
	"yearbook/analysis/theme"
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
	cmd := exec.Command("node", "run.mjs", file)
	cmd.Dir = dir
	out, err := cmd.Output()
	var theirs struct {
		Tokens  int     `json:"tokens"`
		Seconds float64 `json:"seconds"`
	}
	if err == nil {
		err = json.Unmarshal(out, &theirs)
	}
	if err != nil {
		return fmt.Errorf("wink-nlp: %w", err)
	}
	best, err := fastest(engine(m, texts, 2))
	if err != nil {
		return err
	}
	a, b := float64(tokens)/best.Seconds(), float64(theirs.Tokens)/theirs.Seconds
	row(t, name, fmt.Sprintf("%.4g tokens/s", a), fmt.Sprintf("%.4g tokens/s", b), fmt.Sprintf("%.2f", a/b), "wink-nlp 2.4.0, pipe sbd,pos (one thread, as it works)")
	return nil
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

func fastest(work func() error) (best time.Duration, err error) {
	for range rounds {
		start := time.Now()
		if err := work(); err != nil {
			return 0, err
		}
		if d := time.Since(start); best == 0 || d < best {
			best = d
		}
	}
	return best, nil
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

// annotation measures, in a process of its own, the memory of a million
// messages of 25 words with their phrases and themes.
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
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), annotationChild+"="+file.Name())
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("holding a million messages: %w", err)
	}
	var peak int
	var seconds float64
	if _, err := fmt.Sscan(string(out), &peak, &seconds); err != nil {
		return fmt.Errorf("holding a million messages: %w", err)
	}
	row(t, "1,000,000 messages of 25 words with annotation and themes", fmt.Sprintf("%d MiB at most, %.1f s", peak, seconds), "700 MiB", fmt.Sprintf("%.2f", float64(peak)/700), "the goal")
	return nil
}

// holdMillion is the child: it cuts the words of a file into messages of 25,
// again and again, finds their themes, and prints the process's peak of memory
// in MiB and the seconds that finding took.
func holdMillion(path string) error {
	c, err := millionMessages(path)
	if err != nil {
		return err
	}
	model, err := language.Load()
	if err != nil {
		return err
	}
	start := time.Now()
	found, err := theme.Find(context.Background(), c, c.All(), model, theme.Options{})
	if err != nil {
		return err
	}
	took := time.Since(start).Seconds()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	runtime.KeepAlive(found)
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmHWM:" {
			kib, err := strconv.Atoi(f[1])
			if err != nil {
				return err
			}
			fmt.Println(kib>>10, took)
			return nil
		}
	}
	return errors.New("the system does not tell the peak of memory")
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
