package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// These tests hold the readers of documents against facts about real data
// that other people wrote down, and against files made to do harm.

func TestSharedZoom(t *testing.T) {
	res := readShared(t, "zoom/saved_chat.txt")
	if r := res.Receipt; r.Format != "Zoom chat" || r.Messages != 121 || r.People != 21 || r.Rows != 121 || !r.First.IsZero() || !strings.Contains(strings.Join(r.Warnings, " "), "08:58:13 to 11:59:57") {
		t.Errorf("%+v", r)
	}
	for i, rec := range res.Records {
		if rec.Time != corpus.NoTime || i > 0 && rec.Row <= res.Records[i-1].Row {
			t.Errorf("%+v", rec)
		}
	}
	path := filepath.Join(sharedData(t), "zoom", "saved_chat.txt")
	dated, err := File(context.Background(), path, Options{Date: time.Date(2020, 12, 3, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	first, last := dated.Receipt.First.Format(time.DateTime), dated.Receipt.Last.Format(time.DateTime)
	if first != "2020-12-03 08:58:13" || last != "2020-12-03 11:59:57" || !dated.Source.Sitting || dated.Receipt.DateOrder.Order != "given" {
		t.Errorf("%s to %s, %+v", first, last, dated.Receipt)
	}
}

func TestSharedBlogs(t *testing.T) {
	wp := readShared(t, "blog/wordpress.wxr.xml")
	if r := wp.Receipt; r.Channels["blog comment"] != 8 || r.Messages != 8 || r.People != 5 || r.Skipped["post without text"] != 3 || r.Rows != 11 {
		t.Errorf("%+v", r)
	}
	ids := map[string]bool{}
	for _, rec := range wp.Records {
		ids[rec.ID] = true
	}
	if len(ids) != 8 || wp.Records[2].ReplyTo != wp.Records[1].ID || wp.Records[5].Text != "When you have a comment with multiple lines:\nWordPress exports it like this." {
		t.Errorf("%v", wp.Records)
	}
	dq := readShared(t, "blog/disqus.xml")
	if r := dq.Receipt; r.Messages != 5 || r.Rows != 6 || r.Skipped["spam"] != 1 || r.First.Format(time.DateOnly) != "2011-08-31" {
		t.Errorf("%+v", r)
	}
	if last := dq.Records[4]; last.Time != corpus.NoTime || last.Text != "some bad comment" || dq.Records[3].ID != "" {
		t.Errorf("%+v", last)
	}
	if all := strings.Join(dq.Receipt.Warnings, " "); !strings.Contains(all, "Comments whose date cannot be read: 1") {
		t.Error(all)
	}
}

func TestDayOfMeeting(t *testing.T) {
	yes, no := true, false
	day := Options{Date: time.Date(1999, 5, 4, 0, 0, 0, 0, time.UTC)}
	tests := []struct {
		path string
		opt  Options
		want string // "" where there is none
	}{
		{"chat 2020-12-31.txt", day, "2020-12-31"},
		{"31-12-2020.txt", Options{}, "2020-12-31"},
		{"chat_31.12.2020_2.txt", Options{}, "2020-12-31"},
		{"12-31-2020.txt", Options{}, "2020-12-31"},
		{"03-04-2020.txt", Options{}, "2020-04-03"},
		{"03-04-2020.txt", Options{DayFirst: &no}, "2020-03-04"},
		{"03-04-2020.txt", Options{DayFirst: &yes}, "2020-04-03"},
		{"GMT20201231-105600_Recording.txt", Options{}, "2020-12-31"},
		{"2020-12-31 10.56.00 Ward round 123/meeting_saved_chat.txt", Options{}, "2020-12-31"},
		{"2020-12-31/meeting_saved_chat.txt", Options{}, ""},
		{"131-12-2020.txt", Options{}, ""},
		{"31-13-2020.txt", Options{}, ""},
		{"chat.txt", day, "1999-05-04"},
		{"chat.txt", Options{}, ""},
	}
	for _, test := range tests {
		got := ""
		if d, ok := dayOfMeeting(filepath.FromSlash(test.path), test.opt); ok {
			got = d.date.Format(time.DateOnly)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.path, got, test.want)
		}
	}
}

func TestParseZoom(t *testing.T) {
	tests := []struct {
		line, name, text string
		private, ok      bool
	}{
		{"08:58:13\t From Ann : hello : you", "Ann", "hello : you", false, true},
		{"08:58:13 From Ann to Everyone : hello", "Ann", "hello", false, true},
		{"08:58:13 From Ann to Everyone:", "Ann", "", false, true},
		{"08:58:13 From Ann to Ben : hello", "Ann", "hello", true, true},
		{"08:58:13 From Ann to Everyone to Ben : hello", "Ann", "hello", true, true},
		{"08:58:13\t From Ann (Privately) : hello", "Ann", "hello", true, true},
		{"08:58:13 From Ann (Direct Message):", "Ann", "", true, true},
		{"08:58:13 Von Uwe an Alle : Tag", "Uwe", "Tag", false, true},
		{"08:58:13 Von Uwe an Ann (Direktnachricht) : Tag", "Uwe", "Tag", true, true},
		{"08:58:13\tAnn:\thello", "Ann", "hello", false, true},
		{"08:58:13\tDe Wit:\thello : you", "De Wit", "hello : you", false, true},
		{"08:58:13\t From Ann : look:\there", "Ann", "look:\there", false, true},
		{"08:58:13 From  Ann  to  Everyone : hello", "Ann", "hello", false, true},
		{"08:58:13\t From  Ann   to   Ben(Privately) : hello", "Ann", "hello", true, true},
		{"08:58:13 De Ann à tout le monde : salut", "Ann", "salut", false, true},
		{"08:58:13 De Ann à Ben : salut", "Ann", "salut", true, true},
		{"08:58:13 Van Ann aan Iedereen:", "Ann", "", false, true},
		{"08:58:13 hello there", "", "", false, false},
		{"8:58:13\t From Ann : hello", "", "", false, false},
		{"08:58\t From Ann : hello", "", "", false, false},
		{"08:58:13\t From : hello", "", "", false, false},
	}
	for _, test := range tests {
		z, ok := parseZoom([]byte(test.line))
		if ok != test.ok || ok && (string(z.name) != test.name || string(trim(z.text)) != test.text || z.private != test.private) {
			t.Errorf("%q: %v %+v", test.line, ok, z)
		}
	}
}

func TestNotSignal(t *testing.T) {
	for _, text := range []string{
		"[2019-12-24, 12:23:05] Ann: seconds\n[2019-12-24, 12:24:05] Ben: more\n",
		"[2019-12-24, 12:23] Ann: one\n[2019-12-24, 12:24] Ben: \u200eimage omitted\n",
		"[2019-12-24 12:23:05] Ann: seconds\n[2019-12-24 12:24:05] Ben: more\n",
		"[24/12/2019, 12:23] Ann: one\n[24/12/2019, 12:24] Ben: two\n",
		"[2019-12-24, 12:23] Messages and calls are end-to-end encrypted.\n[2019-12-24, 12:24] Ben: two\n",
	} {
		if res := mustRead(t, "chat.txt", text); res.Receipt.Format != "WhatsApp text" {
			t.Errorf("%q was read as %s", text, res.Receipt.Format)
		}
	}
}

// Files that other readers take stay theirs.
func TestDocumentsAreToldApart(t *testing.T) {
	docs := map[string]string{
		"copied.txt":  strings.Join([]string{"January 3, 2013 by Priya Nair", "Words of the post.", "Tom Okafor January 4, 2013 at 9:05 am", "Yes.", "Ann January 4, 2013 at 9:06 am", "No."}, "\n"),
		"drupal.html": "<!DOCTYPE html><html prefix=\"content: http://purl.org/rss/1.0/modules/content/\"><head><title>Ward talk</title></head><body><p>Comments by http://disqus.com, see the Symplur transcript of @a and @b</p><div class=\"comment\" id=\"comment-5\"><cite>Tom</cite><p>Yes, wordpress.org/export/ works.</p></div></body></html>",
		"2013-08-06":  ward9, "chat.txt": ward, "page.html": wordpressPage,
	}
	for name, text := range docs {
		res := mustRead(t, name, text)
		for _, f := range append(documentFormats(), format{Title: "Comments as plain text"}) {
			if res.Receipt.Format == f.Title {
				t.Errorf("%s was read as %s", name, f.Title)
			}
		}
	}
}

func TestCutMail(t *testing.T) {
	tests := []struct {
		name, text, want  string
		quotes, signature int
	}{
		{"plain", "Hello\n\nthere", "Hello\n\nthere", 0, 0},
		{"top", "Yes.\n\nOn 3 March 2016 at 10:45, Ann Lee wrote:\n\n> old\n> older\n", "Yes.", 3, 0},
		{"between", "> one?\nYes.\n> two?\nNo.", "Yes.\nNo.", 2, 0},
		{"wrapped", "Yes.\nOn Thu, 3 Mar 2016 at 10:45, Ann Lee\nof Ward 7 <x> wrote:\n>old", "Yes.", 3, 0},
		{"said, not quoted", "On Monday she wrote:\nplease refill the gel.", "On Monday she wrote:\nplease refill the gel.", 0, 0},
		{"outlook", "Yes.\n\n-----Original Message-----\nFrom: Ann\nSent: x\nold", "Yes.", 4, 0},
		{"header", "Yes.\n\nFrom: Ann\nSent: x\nTo: y\nSubject: z\n\nold", "Yes.", 5, 0},
		{"signature", "Yes.\n-- \nAnn\nWard 7\n", "Yes.", 0, 3},
		{"signature, then quote", "Yes.\n-- \nAnn\n> old\n", "Yes.", 1, 2},
		{"footer", "Yes.\n_______________________________________________\nlist\nleave", "Yes.", 0, 3},
		{"escaped", ">From here", "From here", 0, 0},
	}
	for _, test := range tests {
		got := cutMail(test.text)
		if diff := cmp.Diff(mailBody{test.want, test.quotes, test.signature}, got, cmp.AllowUnexported(mailBody{})); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestMailName(t *testing.T) {
	tests := map[string][2]string{
		"Ann Lee <a@b.org>":               {"Ann Lee", "a@b.org"},
		`"Lee, Ann" <a@b.org>`:            {"Lee, Ann", "a@b.org"},
		"a@b.org (Ann Lee)":               {"Ann Lee", "a@b.org"},
		"a at b.org (Ann Lee)":            {"Ann Lee", "a at b.org"},
		"a at b.org":                      {"", "a at b.org"},
		"a@b.org":                         {"", "a@b.org"},
		`"a@b.org" <a@b.org>`:             {"", "a@b.org"},
		"Ann Lee via ward <ward@b.org>":   {"Ann Lee", "ward@b.org"},
		"Ann at Home <a@b.org>":           {"Ann at Home", "a@b.org"},
		"'a@b.org' via ward <ward@b.org>": {"", "ward@b.org"},
		"":                                {"", ""},
		"<>":                              {"", ""},
		"Ann":                             {"", "Ann"},
	}
	for from, want := range tests {
		name, address := mailName(from)
		if name != want[0] || address != want[1] {
			t.Errorf("%q: %q, %q", from, name, address)
		}
	}
}

// A part within parts is found whatever is around it; a boundary that never
// closes is no harm.
func TestMailParts(t *testing.T) {
	deep := "x"
	for i := range 30 {
		b := strings.Repeat("b", i+1)
		deep = "Content-Type: multipart/mixed; boundary=" + b + "\n\n--" + b + "\n" + deep
	}
	tests := map[string]string{
		"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>no\n--b\n\nyes\n--b--\n--a\n\nother\n": "yes",
		"Content-Type: multipart/mixed\n\nno boundary":                                                     "no boundary",
		"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/html\n\n<p>only":             "only",
		"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\naGVsbG8gdGhlcmU":    "hello there",
		"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nsoft=\n break =E2=82=AC": "soft break €",
		"Content-Type: image/png\n\nnot text":                                                              "",
		deep:                                                                                               "",
	}
	for source, want := range tests {
		h, body := splitMail([]byte(source))
		got := mailPart{header: h, body: body}.words(0)
		if strings.TrimSpace(got.text) != want {
			t.Errorf("%.60q: %q, want %q", source, got.text, want)
		}
	}
}

// XML made to do harm ends with a sentence, before much of it is read or held.
func TestHostileXML(t *testing.T) {
	const longest = 1 << 20 // of a piece; the default is 16 times as much
	const first = `<disqus xmlns="http://disqus.com"><post><message>hello</message></post>`
	laughs := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">`
	for i := range 20 {
		a, b := string(rune('a'+i)), string(rune('b'+i))
		laughs += "<!ENTITY " + b + ` "` + strings.Repeat("&"+a+";", 10) + `">`
	}
	laughs += `]><disqus xmlns="http://disqus.com"><post><message>&u;</message></post></disqus>`
	tests := []struct {
		name, want string
		messages   int
		in         io.Reader
	}{
		{"deep", "more than 200 deep", 1, io.MultiReader(strings.NewReader(first), endless("<a>", 50<<20))},
		{"long line", "larger than Yearbook reads", 1, io.MultiReader(strings.NewReader(first+"<post><message>"), endless("words ", 200<<20))},
		{"long CDATA", "larger than Yearbook reads", 1, io.MultiReader(strings.NewReader(first+"<post><message><![CDATA["), endless("words ", 200<<20))},
		{"long tag", "larger than Yearbook reads", 1, io.MultiReader(strings.NewReader(first+"<post x='"), endless("words ", 200<<20))},
		{"many pieces", "larger than Yearbook reads", 1, io.MultiReader(strings.NewReader(first+"<post><message>"), endless("<b>words words words words words </b>", 200<<20))},
		{"billion laughs", "", 1, strings.NewReader(laughs)},
		{"XML 1.1", "unsupported version", 0, strings.NewReader(`<?xml version="1.1"?>` + first)},
		{"first broken", "before its first comment", 0, strings.NewReader(`<disqus><post><message>hello <<< </message></post>`)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := &countingReader{r: test.in}
			bounded(t, test.name, 32*longest, func(ctx context.Context) {
				res := blank("d.xml")
				err := read(ctx, in, res, Options{MaxLine: longest}.filled())
				checkInvariants(t, res)
				said := strings.Join(res.Receipt.Warnings, " ")
				if err != nil {
					said += err.Error()
				}
				if !strings.Contains(said, test.want) || len(res.Records) != test.messages {
					t.Errorf("%d messages, %v, %q", len(res.Records), err, said)
				}
			})
			if in.n > 4*longest {
				t.Errorf("%d bytes were read", in.n)
			}
		})
	}
}

// endless gives n bytes of a text over and over.
func endless(text string, n int64) io.Reader {
	return io.LimitReader(&repeater{text: strings.Repeat(text, 1000)}, n)
}

type repeater struct {
	text string
	at   int
}

func (r *repeater) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

// Other files made to be slow are read in time that grows with their size only.
func TestHostileDocuments(t *testing.T) {
	tests := map[string]string{
		"zoom.txt":   "08:58:13\t From Ann : hello\n" + strings.Repeat("more\n", 500000),
		"a.vtt":      "WEBVTT\n\n00:01.000 --> 00:02.000\n" + strings.Repeat("<v Ann>a", 300000) + "\n",
		"b.vtt":      "WEBVTT\n\n" + strings.Repeat("00:01.000 --> 00:02.000\nAnn: a\n\n", 100000),
		"c.vtt":      "WEBVTT\n\n00:01.000 --> 00:02.000\n" + strings.Repeat("<", 1<<20) + "\n",
		"chat.md":    "[2019-12-24, 12:23] Ann: x\n" + strings.Repeat("![a](./media/b)", 100000) + "\n",
		"list.mbox":  "From a b 10:00\nFrom: Ann <a@b.org>\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\n", 300000),
		"cut.mbox":   "From a b 10:00\nFrom: Ann <a@b.org>\n\n" + strings.Repeat("On x wrote:\n\n\n", 200000),
		"at.mbox":    "From a b 10:00\nFrom: Ann <a@b.org>\n\n" + strings.Repeat("@", 1<<20) + strings.Repeat("-- \n", 200000),
		"head.eml":   "From: a\nTo: b\nDate: c\nSubject: d\nMessage-ID: e\n" + strings.Repeat("X-A: b\n c\n", 200000),
		"teams.txt":  strings.Repeat("Ann Lee  31/12/2020 10:56\nhello\n", 100000),
		"prose.txt":  strings.Repeat("The staff were kind and the ward was clean.\n", 200000),
		"d.xml":      "<disqus xmlns=\"http://disqus.com\">" + strings.Repeat("<post><message>&lt;b&gt;&lt;div&gt;x</message></post>", 30000),
		"nested.xml": "<disqus xmlns=\"http://disqus.com\"><post><message><![CDATA[" + strings.Repeat("<div><b>", 200000) + "]]></message></post></disqus>",
		"s.html":     "<html><title>transcript</title>symplur @a @b" + strings.Repeat("<li>@ann hello", 50000),
		"deep.html":  "<html><title>transcript</title>symplur @a @b" + strings.Repeat("<div class=tweet>@ann hello", 400),
	}
	for name, text := range tests {
		bounded(t, name, inProportion(text), func(ctx context.Context) {
			if _, err := readWithin(ctx, t, name, text); err != nil && strings.Contains(err.Error(), "inside Yearbook") {
				t.Error(err)
			}
		})
	}
}

// A document whose text is packed very small is not unpacked without end.
func TestDocxBomb(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bomb.docx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, `<w:document xmlns:w="x"><w:p><w:t>Ann Lee   0:12</w:t></w:p><w:p><w:t>hello</w:t></w:p><w:p><w:t>Ben   0:13</w:t></w:p><w:p><w:t>`)
	if _, err := io.Copy(w, endless("words ", 400<<20)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	bounded(t, "bomb", 300<<20, func(ctx context.Context) {
		res, err := File(ctx, path, Options{})
		checkInvariants(t, res)
		if res.Receipt.Messages != 1 && err == nil {
			t.Errorf("%v, %+v", err, res.Receipt)
		}
	})
	if bad, err := File(context.Background(), writeTemp(t, "bad.docx", bytes.Replace(docxOf(t, []byte("<w:document/>")), []byte("w:doc"), []byte("xxxxx"), 1)), Options{}); err == nil {
		t.Errorf("%+v", bad.Receipt)
	}
}

func writeTemp(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCancelDocuments(t *testing.T) {
	inputs := map[string]string{
		"zoom.txt": strings.Repeat("08:58:13\t From Ann : hello there everybody\n", 100000),
		"a.vtt":    "WEBVTT\n\n" + strings.Repeat("00:01.000 --> 00:02.000\n<v Ann>a\n\n00:01.000 --> 00:02.000\n<v Ben>a\n\n", 50000),
		"d.xml":    "<disqus xmlns=\"http://disqus.com\">" + strings.Repeat("<post><message>x</message></post>\n", 100000),
		"l.mbox":   strings.Repeat("From a b 10:00\nFrom: Ann <a@b.org>\n\nhello\n\n", 100000),
	}
	for name, text := range inputs {
		ctx, cancel := context.WithCancel(context.Background())
		res := blank(name)
		half := &cancelling{r: strings.NewReader(text), after: len(text) / 2, cancel: cancel}
		if err := read(ctx, half, res, Options{}.filled()); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
