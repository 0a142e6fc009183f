// Command generate writes the sample year data in testdata/sample: an invented weekly chat of an invented community of
// health communicators over three years, as WhatsApp text, a TAGS sheet and a blog page with comments, and
// truth.json with the facts planted in them. Run it from the module's root:
//
//	go run ./testdata/sample/generate
//
// The same seed gives the same bytes; neither the clock nor the zone of the computer matters. People, places
// and handles are invented.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

const (
	hashtag = "#wellcomms"
	// defaultSeed was picked from a few dozen so that nothing that is not planted moves much by chance.
	defaultSeed = 12
)

func main() {
	out := flag.String("out", filepath.Join("testdata", "sample"), "folder to write to")
	seed := flag.Uint64("seed", defaultSeed, "seed of the random numbers")
	flag.Parse()
	if err := write(*out, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// sample is everything that is written.
type sample struct {
	seed   uint64
	cal    []*evening
	people []*account
}

func build(seed uint64) *sample {
	rng := rand.New(rand.NewPCG(seed, 0x77656c6c636f6d6d))
	cal := calendar(rng)
	plan(rng, cal)
	people := cast(rng, cal)
	s := &studio{rng: rng, w: newWriter(rng, limit), people: people}
	for _, e := range cal {
		s.evening(e)
	}
	return &sample{seed: seed, cal: cal, people: people}
}

// write makes the sample and puts its files into a folder.
func write(dir string, seed uint64) error {
	s := build(seed)
	chat, chatFacts := whatsappText(s)
	sheet, sheetFacts := tagsSheet(s)
	page, pageFacts := blogPage()
	truth, err := truthJSON(s, chatFacts, sheetFacts, pageFacts)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{"whatsapp.txt", chat}, {"tags.csv", sheet}, {"blog.html", page}, {"truth.json", truth}} {
		if err := os.WriteFile(filepath.Join(dir, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// messages lists what was said on a platform in order of time.
func (s *sample) messages(on platform) []*message {
	var out []*message
	for _, e := range s.cal {
		for _, m := range e.messages {
			if m.by.on == on {
				out = append(out, m)
			}
		}
	}
	return out
}
