package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

var updateDocuments = flag.Bool("update-documents", false, "write the expected results of TestFixturesDocuments again")

// documentFolders are the folders of fixtures of transcripts, XML, mail and
// other documents. Each file has its expected result beside it.
func documentFolders() []string {
	return []string{"zoom", "cues", "docx", "signal", "wxr", "disqus", "feed", "mail", "symplur", "prose", "transcript", "mhtml"}
}

// wantRecord is a record as an expected result writes it.
type wantRecord struct {
	Row     int    `json:"row"`
	ID      string `json:"id,omitempty"`
	ReplyTo string `json:"replyTo,omitempty"`
	Time    string `json:"time,omitempty"`
	Author  string `json:"author,omitempty"`
	Text    string `json:"text"`
	Channel string `json:"channel"`
	Repost  bool   `json:"repost,omitempty"`
}

// wantResult is what is expected of a fixture.
type wantResult struct {
	Date     string         `json:"date,omitempty"` // given to the reader
	Error    string         `json:"error,omitempty"`
	Format   string         `json:"format"`
	Rows     int            `json:"rows"`
	Messages int            `json:"messages"`
	People   int            `json:"people"`
	Sitting  bool           `json:"sitting,omitempty"`
	Order    string         `json:"order,omitempty"`
	Encoding string         `json:"encoding"`
	Skipped  map[string]int `json:"skipped,omitempty"`
	Warnings []string       `json:"warnings,omitempty"`
	Records  []wantRecord   `json:"records,omitempty"`
}

// fixtures calls f with every fixture and the file of its expected result.
func fixtures(t *testing.T, f func(t *testing.T, path, wantPath string)) {
	for _, folder := range documentFolders() {
		files, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no fixtures in %s: %v", folder, err)
		}
		for _, path := range files {
			if strings.HasSuffix(path, ".want.json") {
				continue
			}
			t.Run(folder+"/"+filepath.Base(path), func(t *testing.T) {
				f(t, path, strings.TrimSuffix(path, filepath.Ext(path))+".want.json")
			})
		}
	}
}

// readFixture reads a fixture as the program would. The text of a Word document
// is put into its archive first.
func readFixture(t *testing.T, path, date string) (*Result, error) {
	t.Helper()
	opt := Options{}
	if date != "" {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		opt.Date = day
	}
	if strings.HasSuffix(path, ".docx.xml") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		path = filepath.Join(t.TempDir(), strings.TrimSuffix(filepath.Base(path), ".xml"))
		if err := os.WriteFile(path, docxOf(t, text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	res, err := File(context.Background(), path, opt)
	checkInvariants(t, res)
	return res, err
}

// docxOf is a Word document that holds no more than its text.
func docxOf(t testing.TB, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string][]byte{"word/document.xml": text} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asWant(res *Result, err error) wantResult {
	r := res.Receipt
	w := wantResult{Format: r.Format, Rows: r.Rows, Messages: r.Messages, People: r.People, Sitting: res.Source.Sitting,
		Order: r.DateOrder.Order, Encoding: r.Encoding, Skipped: r.Skipped, Warnings: r.Warnings}
	if err != nil {
		_, w.Error, _ = strings.Cut(err.Error(), ": ") // without the path
	}
	if len(w.Skipped) == 0 {
		w.Skipped = nil
	}
	for _, rec := range res.Records {
		v := wantRecord{Row: rec.Row, ID: rec.ID, ReplyTo: rec.ReplyTo, Author: rec.Author, Text: rec.Text, Channel: string(rec.Channel), Repost: rec.Marks.Has(corpus.Repost)}
		if rec.Time != corpus.NoTime {
			v.Time = time.UnixMilli(rec.Time).UTC().Format(time.RFC3339)
		}
		w.Records = append(w.Records, v)
	}
	return w
}

func TestFixturesDocuments(t *testing.T) {
	fixtures(t, func(t *testing.T, path, wantPath string) {
		var want wantResult
		old, err := os.ReadFile(wantPath)
		if err == nil {
			err = json.Unmarshal(old, &want)
		}
		if err != nil && !(*updateDocuments && errors.Is(err, fs.ErrNotExist)) {
			t.Fatal(err)
		}
		res, err := readFixture(t, path, want.Date)
		got := asWant(res, err)
		got.Date = want.Date
		if *updateDocuments {
			var b bytes.Buffer
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			if err := enc.Encode(got); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(wantPath, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// No address that stands in a fixture comes out, in a record or in the receipt.
func TestNoAddressKept(t *testing.T) {
	address := regexp.MustCompile(`[\w.+-]+@[\w-]+(\.[\w-]+)+`)
	planted := regexp.MustCompile(`[\w.+-]+@[\w-]+(\.[\w-]+)+|[\w.]+ at ward\.example|\b(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+\b|2001:db8::[0-9a-f]+`)
	found := 0
	fixtures(t, func(t *testing.T, path, wantPath string) {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		res, _ := readFixture(t, path, "")
		all, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range planted.FindAll(file, -1) {
			found++
			if bytes.Contains(all, secret) {
				t.Errorf("%s was kept", secret)
			}
		}
		if a := address.Find(all); a != nil {
			t.Errorf("an address was kept: %s", a)
		}
	})
	if found < 40 {
		t.Errorf("only %d addresses are planted", found)
	}
}
