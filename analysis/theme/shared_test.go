package theme

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/internal/shared"
)

var ircLine = regexp.MustCompile(`^\[(\d\d:\d\d)\] <([^>]+)> (.*)$`)

// irc reads some shared sessions of a help channel.
func irc(t testing.TB) *corpus.Corpus {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared.Dir(t, "irc"), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	var b corpus.Builder
	for _, path := range files[:min(15, len(files))] {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		var records []corpus.Record
		day := filepath.Base(path)[:len("2006-01-02")]
		for s := bufio.NewScanner(f); s.Scan(); {
			m := ircLine.FindStringSubmatch(s.Text())
			if m == nil {
				continue
			}
			when, err := time.Parse("2006-01-02 15:04", day+" "+m[1])
			if err != nil {
				t.Fatal(err)
			}
			records = append(records, corpus.Record{
				Row: len(records) + 1, Time: corpus.Millis(when), Author: m[2], Text: strings.ToValidUTF8(m[3], ""), Channel: corpus.Chat,
			})
		}
		f.Close()
		b.Add(corpus.Source{Path: path, Sitting: true}, records)
	}
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Real talk gives themes, and nobody who talks much is one.
func TestRealTalk(t *testing.T) {
	c := irc(t)
	r := find(t, c, Options{})
	if len(r.Themes) < 10 || len(r.Themes) > mostNumber {
		t.Errorf("%d themes", len(r.Themes))
	}
	busy := map[string]bool{}
	for p, n := range c.ByPerson(c.All()) {
		if n >= 20 {
			busy[c.People()[p].Key] = true
		}
	}
	for _, th := range r.Themes {
		var phrases []string
		for _, p := range th.Phrases {
			phrases = append(phrases, p.Lemma)
		}
		t.Logf("%s: %d messages, %d people: %s", th.Label, th.Messages.Len(), th.People, strings.Join(phrases, ", "))
		for _, w := range strings.Fields(strings.ToLower(th.Label)) {
			if busy[w] && w != "ubuntu" { // somebody is called like what the channel is about
				t.Errorf("theme %q holds the name of a participant", th.Label)
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	c := irc(b)
	for b.Loop() {
		find(b, c, Options{})
	}
}
