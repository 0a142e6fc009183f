package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// Every file that cannot be used gets one plain sentence.
func TestRefusals(t *testing.T) {
	noise := make([]byte, 5000)
	for i := range noise {
		noise[i] = byte(i * i >> 3)
	}
	tests := []struct{ name, text, want string }{
		{"empty.txt", "", "the file is empty"},
		{"blank.txt", " \n\t\r\n\u00a0\n", "holds no text"},
		{"zeros.txt", strings.Repeat("\x00", 999), "no text file"},
		{"noise.txt", string(noise), "no text file"},
		{"a.zip", "PK\x03\x04\x14\x00junk", "ZIP archive"},
		{"a.xlsx", "PK\x03\x04\x14\x00[Content_Types].xml....xl/workbook.xml", "spreadsheet workbook"},
		{"a.docx", "PK\x03\x04\x14\x00[Content_Types].xml....word/document.xml", "word processor"},
		{"a.png", "\x89PNG\r\n\x1a\n....", "picture"},
		{"a.jpg", "\xff\xd8\xff\xe0....", "picture"},
		{"a.pdf", "%PDF-1.7\n", "PDF"},
		{"a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old Office"},
		{"a.gz", "\x1f\x8b\x08....", "compressed"},
		{"a.rtf", "{\\rtf1 hello}", "rich text"},
		{"a.json", "{\"a\": 1}", "JSON"},
		{"a.jsonl", "{\"id\":1,\"created_at\":\"x\"}\n{\"id\":2}\n", "no field of the records"},
		{"users.json", "[{\"id\":\"U1\",\"team_id\":\"T1\",\"name\":\"ann\",\"profile\":{\"real_name\":\"Ann\"}}]", "Slack workspace"},
		{"tweets.js", "window.YTD.tweets.part0 = [ {", "cannot be read"},
		{"review.json", "{\"title\":\"x\",\"summary\":[{\"text\":\"More people took part.\"}],\"findings\":[{\"section\":\"a\",\"headline\":\"b\"}]}", "review that Yearbook wrote"},
		{"like.js", "window.YTD.like.part0 = [ ]", "not tweets"},
		{"a.xml", "<?xml version=\"1.0\"?><a/>", "XML"},
		{"code.txt", "x := a[1];\nif (x > 2) { y(x); }\nreturn {x: y[3]};\n", "could not be told"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			res, err := readString(t, test.name, test.text)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, want %q", err, test.want)
			}
			if s := err.Error(); strings.ContainsAny(s, "\n") || s[0] >= 'A' && s[0] <= 'Z' {
				t.Errorf("not one plain sentence in small letters: %q", s)
			}
			if len(res.Records) > 0 {
				t.Error("a refused file gave records")
			}
		})
	}
}

func TestFileErrors(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.txt")
	if err := os.WriteFile(secret, []byte("13/03/2019, 09:00 - Ann: hello\n"), 0); err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{filepath.Join(dir, "none.txt"): "no such file", dir: "this is a folder"}
	if os.Getuid() != 0 {
		tests[secret] = "may not be read"
	}
	for path, want := range tests {
		res, err := File(context.Background(), path, Options{})
		if err == nil || !strings.Contains(err.Error(), want) || res == nil || res.Receipt.Path != path {
			t.Errorf("%s: %v", path, err)
		}
	}
	big := filepath.Join(dir, "big.txt")
	if err := os.WriteFile(big, make([]byte, 3000), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := File(context.Background(), big, Options{MaxFile: 1000}); err == nil || !strings.Contains(err.Error(), "larger than the limit") {
		t.Error(err)
	}
}

func TestEncodings(t *testing.T) {
	const text = "13/03/2019, 09:00 - Zoë: café – “naïve” £5 👋🏽\n13/03/2019, 09:01 - Ben: ok then\n"
	const plain = "13/03/2019, 09:00 - Zo\xeb: caf\xe9 \x96 \x93na\xefve\x94 \xa35\n13/03/2019, 09:01 - Ben: ok then\n"
	wide := func(little, mark bool) string {
		s := text
		if mark {
			s = "\ufeff" + s
		}
		var out []byte
		for _, u := range utf16.Encode([]rune(s)) {
			if little {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
		return string(out)
	}
	tests := []struct{ name, text, encoding, want string }{
		{"UTF-8", text, "UTF-8", "café – “naïve” £5 👋🏽"},
		{"UTF-8 with mark", "\ufeff" + text, "UTF-8", "café – “naïve” £5 👋🏽"},
		{"Windows-1252", plain, "Windows-1252", "café – “naïve” £5"},
		{"UTF-16LE with mark", wide(true, true), "UTF-16LE", "café – “naïve” £5 👋🏽"},
		{"UTF-16BE with mark", wide(false, true), "UTF-16BE", "café – “naïve” £5 👋🏽"},
		{"UTF-16LE", wide(true, false), "UTF-16LE", "café – “naïve” £5 👋🏽"},
		{"UTF-16BE", wide(false, false), "UTF-16BE", "café – “naïve” £5 👋🏽"},
		{"NUL bytes", strings.ReplaceAll(text, "ca", "c\x00a"), "UTF-8", "café – “naïve” £5 👋🏽"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			res := mustRead(t, "chat.txt", test.text)
			if res.Receipt.Encoding != test.encoding || res.Records[0].Text != test.want || res.Records[0].Author != "Zoë" {
				t.Errorf("%s: %+v", res.Receipt.Encoding, res.Records[0])
			}
		})
	}
}

// Characters that fall across the chunks in which a file is read stay whole.
func TestDecoderChunks(t *testing.T) {
	text := strings.Repeat("é€👋a", 50)
	for _, r := range []io.Reader{iotest.OneByteReader(strings.NewReader(text)), iotest.HalfReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
		got, err := io.ReadAll(newDecoder(context.Background(), r, []byte(text[:8])))
		if err != nil || string(got) != text {
			t.Errorf("%v %q", err, got)
		}
	}
}

func TestReadError(t *testing.T) {
	bad := errors.New("disk gone")
	res := blank("chat.txt")
	in := io.MultiReader(strings.NewReader(strings.Repeat("13/03/2019, 09:00 - Ann: hello\n", 20000)), iotest.ErrReader(bad))
	if err := read(context.Background(), in, res, Options{}.filled()); !errors.Is(err, bad) {
		t.Error(err)
	}
}

func TestCancel(t *testing.T) {
	inputs := map[string]string{
		"chat.txt":       strings.Repeat("13/03/2019, 09:00 - Ann: hello there everybody\n", 100000),
		"2013-08-06.txt": strings.Repeat("[09:00] <ann> hello there everybody\n", 100000),
		"news.txt":       strings.Repeat("585978391360220001|Thu Apr 09 01:31:50 +0000 2015|hello there everybody\n", 50000),
		"a.csv":          "date,name,text\n" + strings.Repeat("13/03/2019,Ann,hello there everybody\n", 100000),
	}
	for name, text := range inputs {
		ctx, cancel := context.WithCancel(context.Background())
		res := blank(name)
		half := &cancelling{r: strings.NewReader(text), after: len(text) / 2, cancel: cancel}
		err := read(ctx, half, res, Options{}.filled())
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		all := strings.Count(text, "\n")
		if got := res.Receipt.Rows; got > all/2+12000 {
			t.Errorf("%s: read %d of %d rows", name, got, all)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := File(ctx, "testdata/copied_page.txt", Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

type cancelling struct {
	r      io.Reader
	after  int
	cancel func()
}

func (c *cancelling) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.after -= n; c.after < 0 {
		c.cancel()
	}
	return n, err
}

// The same input gives the same output.
func TestSameTwice(t *testing.T) {
	texts := map[string]string{"_chat.txt": ward, "2013-08-06.txt": ward9, "page.html": wordpressPage,
		"a.csv": "id,Channel,Date,Name,Comment\nrespondent-0001,Web,01/02/2019,Ann,none\nrespondent-0002,Web,02/02/2019,Ben,The food was good\n"}
	for name, text := range texts {
		a, b := mustRead(t, name, text), mustRead(t, name, text)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// What a reader gives is fit for the corpus.
func TestIntoCorpus(t *testing.T) {
	res := mustRead(t, "chat.txt", ward)
	var b corpus.Builder
	b.Add(res.Source, res.Records)
	c, err := b.Build(corpus.Options{})
	if err != nil || c.Len() != res.Receipt.Messages {
		t.Errorf("%v: %d messages", err, c.Len())
	}
}

func TestFormatsAreToldApart(t *testing.T) {
	tests := map[string][]string{
		"WhatsApp text":           {"chat.txt", "chat.csv", "x"},
		"IRC log":                 {"2013-08-06.txt", "2013-08-06.csv"},
		"Tweets as id|date|text":  {"news.txt", "news.csv"},
		"TAGS sheet":              {"a.csv", "a.txt"},
		"Table (CSV)":             {"a.csv", "a.txt", "2013-08-06"},
		"Blog page (HTML)":        {"a.html", "a.txt"},
		"Blog page (copied text)": {"a.txt", "a"},
	}
	texts := map[string]string{
		"WhatsApp text": ward, "IRC log": ward9, "Blog page (HTML)": wordpressPage,
		"Tweets as id|date|text":  "585978391360220001|Thu Apr 09 01:31:50 +0000 2015|hello, all | of you\n585978391360220002|Thu Apr 09 01:31:50 +0000 2015|hello\n",
		"TAGS sheet":              "id_str,from_user,text,created_at,time\n1,a,hello,Sun Apr 19 19:22:23 +0000 2020,x\n",
		"Table (CSV)":             "Date,Name,Comment\n13/05/2021,Ann,\"Ben says: 3 March 2016\"\n14/05/2021,Ben,parking\n",
		"Blog page (copied text)": "Menu, and more\nJanuary 3, 2013\nby Ann Lee\nWords, words.\nBen Roe January 4, 2013\nMore words, all fine.\n",
	}
	for format, names := range tests {
		for _, name := range names {
			res, err := readString(t, name, texts[format])
			if err != nil || res.Receipt.Format != format {
				t.Errorf("%s as %s: read as %q, %v", format, name, res.Receipt.Format, err)
			}
			if c := res.Receipt.Confidence; c < sure || c > 1 {
				t.Errorf("%s: confidence %v", format, c)
			}
		}
	}
}

func ExampleFile() {
	res, err := File(context.Background(), "testdata/copied_page.txt", Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := res.Receipt
	fmt.Printf("%s: %d rows, %d messages by %d people, %s to %s\n", r.Format, r.Rows, r.Messages, r.People,
		r.First.Format("2 January 2006"), r.Last.Format("2 January 2006"))
	// Output: Blog page (copied text): 18 rows, 5 messages by 4 people, 3 January 2013 to 6 January 2013
}
