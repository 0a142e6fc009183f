package project

import (
	"os"
	"path/filepath"
	"testing"

	"yearbook/analysis/corpus"
)

// FuzzOpen changes bytes of a project and does everything to it. Nothing may
// panic, and every error must have a path before it.
func FuzzOpen(f *testing.F) {
	whole, err := os.ReadFile(filepath.Join("testdata", "v1.yearbook"))
	must(f, err)
	f.Add(uint32(0), []byte("S"), uint32(0))
	f.Add(uint32(28), []byte{0, 0, 255, 255}, uint32(5))
	f.Add(uint32(100), []byte{13, 0, 0, 0, 9}, uint32(0))
	f.Add(uint32(len(whole)/2), []byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff"), uint32(len(whole)/3))
	for page := 0; page < len(whole); page += 4096 {
		f.Add(uint32(page), []byte{5, 0xff, 0xff}, uint32(0))
		f.Add(uint32(page+8), []byte{0x0f, 0xf0, 0x0f, 0xf1}, uint32(0))
		f.Add(uint32(page+4000), []byte{0x7f, 0xff, 0xff}, uint32(0))
	}
	f.Fuzz(func(t *testing.T, at uint32, put []byte, cut uint32) {
		b := append([]byte(nil), whole...)
		copy(b[int(at)%len(b):], put)
		b = b[:len(b)-int(cut)%len(b)]
		path := filepath.Join(t.TempDir(), "x.yearbook")
		must(t, os.WriteFile(path, b, 0o644))
		p, err := Open(path, byKate)
		if err != nil {
			refused(t, err, path+": ")
			return
		}
		defer p.Close()
		useAll(p)
	})
}

// useAll calls everything that reads, and some that writes.
func useAll(p *Project) {
	p.Corpus(ctx, corpus.Options{})
	p.Receipts(ctx)
	p.Log(ctx)
	p.Marks(ctx)
	p.Aliases(ctx)
	p.Undo(ctx)
	p.MergePeople(ctx, "KS", "Kate Smith")
	p.Import(ctx, result("new.txt", chat(1, 1, "Jo", "new")), "f", nil)
	p.RemoveSource(ctx, 1)
	p.SaveCopy(ctx, p.path+".copy")
}
