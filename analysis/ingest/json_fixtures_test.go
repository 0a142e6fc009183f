package ingest

import (
	"context"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// Other tests of the package may have the flag too.
func init() {
	if flag.Lookup("update") == nil {
		flag.Bool("update", false, "write what is expected of the files in testdata anew")
	}
}

func updating() bool { return flag.Lookup("update").Value.String() == "true" }

// wanted is what reading a file of testdata is expected to give.
type wanted struct {
	Error     string            `json:",omitempty"`
	Format    string            `json:",omitempty"`
	Rows      int               `json:",omitempty"`
	Messages  int               `json:",omitempty"`
	People    int               `json:",omitempty"`
	Zone      string            `json:",omitempty"`
	DateOrder string            `json:",omitempty"`
	Skipped   map[string]int    `json:",omitempty"`
	Channels  map[string]int    `json:",omitempty"`
	Columns   map[string]string `json:",omitempty"`
	Warnings  []string          `json:",omitempty"`
	Records   []wantedRecord    `json:",omitempty"`
}

type wantedRecord struct {
	Row     int
	ID      string `json:",omitempty"`
	ReplyTo string `json:",omitempty"`
	Time    string `json:",omitempty"`
	Author  string `json:",omitempty"`
	Text    string
	Repost  bool `json:",omitempty"`
	Empty   bool `json:",omitempty"` // marked as saying nothing
}

func wantedOf(res *Result, err error) wanted {
	r := res.Receipt
	w := wanted{Format: r.Format, Rows: r.Rows, Messages: r.Messages, People: r.People, Zone: r.Zone, DateOrder: r.DateOrder.Order, Warnings: r.Warnings}
	if err != nil {
		w.Error = strings.TrimPrefix(err.Error(), r.Path+": ")
	}
	if len(r.Skipped) > 0 {
		w.Skipped = r.Skipped
	}
	if len(r.Channels) > 0 {
		w.Channels = r.Channels
	}
	for _, c := range r.Columns {
		if w.Columns == nil {
			w.Columns = map[string]string{}
		}
		w.Columns[c.Role] = c.Name
	}
	for _, rec := range res.Records {
		at := ""
		if rec.Time != corpus.NoTime {
			at = time.UnixMilli(rec.Time).UTC().Format("2006-01-02T15:04:05.000Z")
		}
		w.Records = append(w.Records, wantedRecord{rec.Row, rec.ID, rec.ReplyTo, at, rec.Author, rec.Text, rec.Marks.Has(corpus.Repost), rec.Marks.Has(corpus.NonAnswer)})
	}
	return w
}

// TestFixturesJSON reads every file in the folders of the formats of JSON and
// holds it against the expectation beside it.
func TestFixturesJSON(t *testing.T) {
	for _, f := range jsonFormats() {
		dir := filepath.Join("testdata", "json", f.Name)
		if f.Name == "slacklist" {
			continue // in the folder of Slack
		}
		files := 0
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !strings.HasSuffix(path, ".want.json") {
				files++
				t.Run(filepath.ToSlash(path), func(t *testing.T) { checkFixture(t, path, f.Title) })
			}
			return err
		})
		if err != nil || files < 3 {
			t.Errorf("%s: %d files, %v", dir, files, err)
		}
	}
}

func checkFixture(t *testing.T, path, title string) {
	res, err := File(context.Background(), path, Options{})
	checkInvariants(t, res)
	if got := res.Receipt.Format; got != title && got != "Slack list" {
		t.Errorf("read as %q, want %q", got, title)
	}
	got := wantedOf(res, err)
	name := strings.TrimSuffix(path, filepath.Ext(path)) + ".want.json"
	if updating() {
		b, _ := json.MarshalIndent(got, "", "\t")
		if err := os.WriteFile(name, append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var want wanted
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, secret := range []string{"example.org\",", "ann@", "192.0.2"} {
		if whole, _ := json.Marshal(res.Records); strings.Contains(string(whole), secret) && !strings.Contains(path, "slack") {
			t.Errorf("%s holds %q", path, secret)
		}
	}
}
