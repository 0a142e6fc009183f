package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readDocumentAs reads text with one named reader of documents, whatever
// detection would say.
func readDocumentAs(t testing.TB, name, path, text string) *Result {
	t.Helper()
	res := blank(path)
	j, err := open(context.Background(), strings.NewReader(text), res, Options{MaxLine: 1 << 16}.filled())
	if err != nil {
		return res
	}
	for _, f := range append(documentFormats(), formats()...) {
		if f.Name == name {
			f.detect(j.head)
			if err := f.read(j); err != nil && (err.Error() == "" || strings.Contains(err.Error(), "\n\n")) {
				t.Errorf("no sentence: %v", err)
			}
		}
	}
	j.finish()
	checkInvariants(t, res)
	return res
}

// fuzzDocument feeds one reader with anything, beginning with its fixtures: it
// must not panic, must account for every row and must say the same twice.
func fuzzDocument(f *testing.F, name, path, folder string) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds in %s: %v", folder, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".want.json") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		s := string(text)
		f.Add(s)
		f.Add(s[:len(s)/2])
		f.Add(strings.ReplaceAll(s, "\n", "\r\n"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := readDocumentAs(t, name, path, text)
		b := readDocumentAs(t, name, path, text)
		if !reflect.DeepEqual(a, b) {
			t.Error(cmp.Diff(a, b))
		}
	})
}

func FuzzZoom(f *testing.F)       { fuzzDocument(f, "zoom", "2020-12-31.txt", "zoom") }
func FuzzCues(f *testing.F)       { fuzzDocument(f, "vtt", "GMT20201231-235900.vtt", "cues") }
func FuzzSignal(f *testing.F)     { fuzzDocument(f, "signal", "chat.md", "signal") }
func FuzzWXR(f *testing.F)        { fuzzDocument(f, "wxr", "a.xml", "wxr") }
func FuzzDisqus(f *testing.F)     { fuzzDocument(f, "disqus", "a.xml", "disqus") }
func FuzzFeed(f *testing.F)       { fuzzDocument(f, "feed", "a.rss", "feed") }
func FuzzMbox(f *testing.F)       { fuzzDocument(f, "mbox", "ward.mbox", "mail") }
func FuzzMHTML(f *testing.F)      { fuzzDocument(f, "mhtml", "a.mhtml", "mhtml") }
func FuzzEML(f *testing.F)        { fuzzDocument(f, "eml", "a.eml", "mail") }
func FuzzSymplur(f *testing.F)    { fuzzDocument(f, "symplur", "a.html", "symplur") }
func FuzzProse(f *testing.F)      { fuzzDocument(f, "prose", "a.txt", "prose") }
func FuzzTranscript(f *testing.F) { fuzzDocument(f, "transcript", "a.txt", "transcript") }

// FuzzDocx feeds the Word reader with any text inside a sound archive.
func FuzzDocx(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "docx", "*.xml"))
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		read := func() *Result {
			file := docxOf(t, text)
			z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				t.Fatal(err)
			}
			res := blank("2020-12-31.docx")
			opt := Options{MaxLine: 1 << 16}.filled()
			a := &archive{ctx: context.Background(), zip: z, opt: opt, book: newBook(res, opt)}
			detectDocx(a)
			readDocx(a)
			a.book.close()
			checkInvariants(t, res)
			return res
		}
		if a, b := read(), read(); !reflect.DeepEqual(a, b) {
			t.Error(cmp.Diff(a, b))
		}
	})
}
