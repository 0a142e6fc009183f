package project_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
	"yearbook/analysis/project"
)

// A chat is imported, then a longer export of it: the corpus counts once what
// both hold.
func Example() {
	dir, _ := os.MkdirTemp("", "example")
	defer os.RemoveAll(dir)
	ctx := context.Background()
	p, err := project.Create(filepath.Join(dir, "2013.yearbook"), project.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer p.Close()

	first := "06/08/2013, 20:00 - Kate: Hello\n06/08/2013, 20:00 - Kate: Hello\n"
	longer := first + "06/08/2013, 20:01 - Jo: Good evening\n"
	for name, text := range map[string]string{"july.txt": first, "august.txt": longer} {
		path := filepath.Join(dir, name)
		os.WriteFile(path, []byte(text), 0o644)
		fingerprint, _ := project.Fingerprint(path)
		res, err := ingest.File(ctx, path, ingest.Options{})
		if err != nil {
			fmt.Println(err)
			return
		}
		if _, err := p.Import(ctx, res, fingerprint, nil); err != nil {
			fmt.Println(err)
			return
		}
	}
	c, err := p.Corpus(ctx, corpus.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range c.Sources() {
		fmt.Printf("%s: %d messages, %d of them held elsewhere too\n", s.Name, s.Messages+s.Duplicates, s.Duplicates)
	}
	fmt.Println(c.Len(), "messages in all")
	// Output:
	// august.txt: 3 messages, 0 of them held elsewhere too
	// july.txt: 2 messages, 2 of them held elsewhere too
	// 3 messages in all
}
