package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// packZip packs files given by name.
func packZip(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(f, files[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readZip reads bytes as a file with the name.
func readZip(t testing.TB, name string, b []byte, opt Options) (*Result, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	res, err := File(context.Background(), path, opt)
	if res == nil {
		t.Fatal("no result")
	}
	checkInvariants(t, res)
	if err != nil && (!strings.HasPrefix(err.Error(), path+": ") || strings.Contains(err.Error(), "inside Yearbook")) {
		t.Errorf("not a sentence about the file: %v", err)
	}
	return res, err
}

const dayOne = `[{"type":"message","user":"U1","text":"hello <@U2>","ts":"1575460800.000100"},{"type":"message","subtype":"channel_join","user":"U2","text":"x","ts":"1575460801.000100"}]`

func TestSlackZip(t *testing.T) {
	files := map[string]string{
		"users.json":              `[{"id":"U1","profile":{"display_name":"","real_name":"Ann Wood","email":"ann@example.org"}},{"id":"U2","name":"ben","profile":{}}]`,
		"channels.json":           `[{"id":"C1","name":"general"}]`,
		"general/2019-12-04.json": dayOne,
		"general/2019-12-05.json": `[{"type":"message","user":"U2","text":"in <#C1>","ts":"1575547200.000100","thread_ts":"1575460800.000100"},{"type":"message","user":"U3","text":"who","ts":"1575547201.000100"}]`,
		"other/2019-12-04.json":   dayOne,
		"other/canvas.json":       `{}`,
	}
	res, err := readZip(t, "export.zip", packZip(t, files), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2019-12-04 12:00 Ann Wood: hello @ben", "2019-12-05 12:00 ben: in #general", "2019-12-05 12:00 U3: who", "2019-12-04 12:00 Ann Wood: hello @ben"}
	if diff := cmp.Diff(want, messages(res)); diff != "" {
		t.Error(diff)
	}
	if r := res.Records[1]; r.ID != "general:1575547200.000100" || r.ReplyTo != "general:1575460800.000100" || res.Records[3].ID != "other:1575460800.000100" {
		t.Errorf("%+v", res.Records)
	}
	files["general/2019-12-05.json"] = `[{"type":"message"`
	if res, err = readZip(t, "export.zip", packZip(t, files), Options{}); err != nil || res.Receipt.Messages != 2 || res.Receipt.Skipped["broken off"] != 1 {
		t.Errorf("%v %+v", err, res.Receipt)
	}
	if _, err = readZip(t, "export.zip", packZip(t, map[string]string{"users.json": `[]`, "channels.json": `[]`}), Options{}); err != nil {
		t.Error(err) // no channel at all is no fault
	}
}

// An unpacked export reads as the archive does.
func TestSlackFolder(t *testing.T) {
	files := map[string]string{
		"users.json":              `[{"id":"U1","profile":{"real_name":"Ann Wood"}},{"id":"U2","name":"ben","profile":{}}]`,
		"channels.json":           `[{"id":"C1","name":"general"}]`,
		"integration_logs.json":   `[]`,
		"general/2019-12-04.json": dayOne,
		"other/2019-12-04.json":   dayOne,
		"other/canvas.json":       `{}`,
		"survey.csv":              "x",
	}
	packed, err := readZip(t, "export.zip", packZip(t, files), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for name, text := range files {
		path := filepath.Join("slack", filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	paths, problems := Expand([]string{"."})
	if diff := cmp.Diff([]string{"slack"}, paths); diff != "" || len(problems) > 0 {
		t.Fatalf("%s %v", diff, problems)
	}
	res, err := File(context.Background(), "slack", Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkInvariants(t, res)
	if diff := cmp.Diff(packed.Records, res.Records); diff != "" {
		t.Error(diff)
	}
	res.Receipt.Path = packed.Receipt.Path
	if diff := cmp.Diff(packed.Receipt, res.Receipt); diff != "" {
		t.Error(diff)
	}
	if err := os.Remove(filepath.Join("slack", "users.json")); err != nil {
		t.Fatal(err)
	}
	if paths, _ := Expand([]string{"slack"}); len(paths) != 6 {
		t.Errorf("without its list of people the folder is not an export, but was offered as %v", paths)
	}
}

func TestWhatsAppZip(t *testing.T) {
	alone := mustRead(t, "_chat.txt", ward)
	res, err := readZip(t, "WhatsApp Chat - Ward 7.zip", packZip(t, map[string]string{"_chat.txt": ward, "IMG-1.jpg": "\xff\xd8\xff", "minutes.txt": ward, "a.docx": "PK\x03\x04"}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(alone.Records, res.Records); diff != "" {
		t.Error(diff)
	}
	r := res.Receipt
	if r.Format != "WhatsApp text in a ZIP" || r.Rows != alone.Receipt.Rows || r.People != alone.Receipt.People ||
		!strings.Contains(strings.Join(r.Warnings, " "), "1 pictures") || !strings.Contains(strings.Join(r.Warnings, " "), "2 files beside the chat were taken for files sent in it and were not read: a.docx, minutes.txt.") {
		t.Errorf("%+v", r)
	}
}

// What lies beside the chat was sent in it; what lies elsewhere is read.
func TestZipOfChatAndMore(t *testing.T) {
	survey := "Date,Name,Comment\n13/05/2021,Ann,The staff were kind\n14/05/2021,Ben,The wait was long\n"
	alone := mustRead(t, "_chat.txt", ward)
	res, err := readZip(t, "mix.zip", packZip(t, map[string]string{"chat/_chat.txt": ward, "chat/rota.csv": survey, "survey.csv": survey, "README.txt": "About", "note.pdf": "%PDF"}), Options{})
	r := res.Receipt
	if err != nil || r.Messages != alone.Receipt.Messages+2 || r.Format != "ZIP of Table (CSV), WhatsApp text" {
		t.Fatalf("%v %+v", err, r)
	}
	all := strings.Join(r.Warnings, "\n")
	for _, want := range []string{"2 files of the archive were read as one source (chat/_chat.txt, survey.csv)", "not read: chat/rota.csv.", "2 pictures"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in %s", want, all)
		}
	}
}

// Files that are no part of an export, and a second export, are named.
func TestZipOfExportAndMore(t *testing.T) {
	slack := map[string]string{"users.json": "[]", "channels.json": "[]", "general/2019-12-04.json": dayOne}
	if res, err := readZip(t, "a.zip", packZip(t, slack), Options{}); err != nil || len(res.Receipt.Warnings) != 1 {
		t.Fatalf("%v %+v", err, res.Receipt) // of people by their ids
	}
	slack["survey.csv"], slack["chats/_chat.txt"] = "x", ward
	res, err := readZip(t, "a.zip", packZip(t, slack), Options{})
	all := strings.Join(res.Receipt.Warnings, "\n")
	for _, want := range []string{"another export as well (WhatsApp chat in a ZIP)", "not read: chats/_chat.txt, survey.csv."} {
		if err != nil || !strings.Contains(all, want) {
			t.Errorf("%v: no %q in %s", err, want, all)
		}
	}
}

func TestTwitterZip(t *testing.T) {
	tweets := `window.YTD.tweets.part0 = [{"tweet":{"id_str":"1","full_text":"hello","created_at":"Wed Oct 19 20:07:25 +0000 2022"}}]`
	files := map[string]string{
		"data/account.js": `window.YTD.account.part0 = [ { "account": { "email": "x@example.org", "username": "ward7" } } ]`,
		"data/tweets.js":  tweets, "data/tweets-part1.js": strings.ReplaceAll(strings.ReplaceAll(tweets, `"1"`, `"2"`), "part0", "part1"),
		"data/like.js": `window.YTD.like.part0 = []`, "Your archive.html": "<html>",
	}
	res, err := readZip(t, "twitter.zip", packZip(t, files), Options{})
	if err != nil || res.Receipt.Messages != 2 || res.Records[0].Author != "ward7" || len(res.Receipt.Warnings) > 0 {
		t.Errorf("%v %+v", err, res)
	}
}

func TestMetaZip(t *testing.T) {
	chat := `{"participants":[{"name":"Ann"}],"messages":[{"sender_name":"Ann","timestamp_ms":1600000000000,"content":"hello"}]}`
	res, err := readZip(t, "facebook.zip", packZip(t, map[string]string{
		"your_facebook_activity/messages/inbox/x/message_1.json":                 chat,
		"your_facebook_activity/comments_and_reactions/comments.json":            `{"comments_v2":[{"timestamp":1600000000,"data":[{"comment":{"timestamp":1600000000,"comment":"yes","author":"Ann"}}]}]}`,
		"your_facebook_activity/other/your_search_history.json":                  `{"searches":[{"text":"a search that nobody else should see","timestamp":1600000000}]}`,
		"your_facebook_activity/messages/inbox/x/photos/1.jpg":                   "\xff\xd8\xff",
		"your_facebook_activity/comments_and_reactions/likes_and_reactions.json": `[]`,
	}), Options{})
	if err != nil || res.Receipt.Messages != 2 || res.Receipt.Channels["chat"] != 1 || res.Receipt.Channels["comment"] != 1 {
		t.Errorf("%v %+v", err, res)
	}
}

// Of the chats of a download those are read that the user names.
func TestMetaZipOfChats(t *testing.T) {
	chat := func(said string) string {
		return `{"participants":[{"name":"Ann"}],"messages":[{"sender_name":"Ann","timestamp_ms":1600000000000,"content":"` + said + `"}]}`
	}
	files := map[string]string{
		"your_facebook_activity/messages/inbox/nightshift_12345/message_1.json": chat("one"),
		"your_facebook_activity/messages/inbox/nightshift_12345/message_2.json": chat("two"),
		"your_facebook_activity/messages/inbox/mum_6/message_1.json":            chat("home at six"),
		"your_facebook_activity/comments_and_reactions/comments.json":           `{"comments_v2":[{"timestamp":1600000000,"data":[{"comment":{"timestamp":1600000000,"comment":"yes","author":"Ann"}}]}]}`,
	}
	res, err := readZip(t, "facebook.zip", packZip(t, files), Options{Chats: []string{"Night shift"}})
	if r := res.Receipt; err != nil || r.Messages != 2 || !r.HasChat("NIGHT SHIFT") || r.HasChat("ward") ||
		!strings.Contains(strings.Join(r.Warnings, " "), `2 chats, of which 1 were read: "mum" (not read: chat not chosen), "nightshift".`) {
		t.Errorf("%v %+v", err, r)
	}
	if res, err := readZip(t, "facebook.zip", packZip(t, files), Options{}); err != nil || res.Receipt.Messages != 4 {
		t.Errorf("%v %+v", err, res.Receipt)
	}
}

func TestZipOfFiles(t *testing.T) {
	log := mustRead(t, "2013-08-06.txt", ward9)
	res, err := readZip(t, "a.zip", packZip(t, map[string]string{
		"2013-08-06.txt": ward9, "table.csv": "Date,Name,Comment\n13/05/2021,Ann,The staff were kind\n14/05/2021,Ben,\n", "__MACOSX/._x": "x", ".DS_Store": "x",
		"notes.pdf": "%PDF", "odd.bin": "\x00\x01\x02", "inner.zip": string(packZip(t, map[string]string{"a.csv": "x"})),
	}), Options{})
	r := res.Receipt
	if err != nil || r.Messages != log.Receipt.Messages+1 || r.Format != "ZIP of IRC log, Table (CSV)" || r.Rows != log.Receipt.Rows+2 || res.Source.Sitting {
		t.Errorf("%v %+v", err, r)
	}
	all := strings.Join(r.Warnings, "\n")
	for _, want := range []string{"1 pictures", "1 archives", "1 files in the archive could not be read: odd.bin", "2 files of the archive were read as one source"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in %s", want, all)
		}
	}
	rows := map[int]bool{}
	for _, rec := range res.Records {
		if rows[rec.Row] {
			t.Errorf("row %d twice", rec.Row)
		}
		rows[rec.Row] = true
	}
	if one, err := readZip(t, "a.zip", packZip(t, map[string]string{"2013-08-06.txt": ward9}), Options{}); err != nil || !one.Source.Sitting || one.Receipt.DateOrder.Order != log.Receipt.DateOrder.Order {
		t.Errorf("%v %+v", err, one)
	}
}

func TestZipRefusals(t *testing.T) {
	inner := string(packZip(t, map[string]string{"a.csv": "x"}))
	many := map[string]string{}
	for i := range 30 {
		many[fmt.Sprint("file", i, ".txt")] = "x"
	}
	locked := packZip(t, map[string]string{"a.csv": "Date,Name,Comment\n13/05/2021,Ann,Kind\n"})
	for i := 0; i+10 < len(locked); i++ { // the flag of a password, in both headers
		if string(locked[i:i+4]) == "PK\x03\x04" {
			locked[i+6] |= 1
		} else if string(locked[i:i+4]) == "PK\x01\x02" {
			locked[i+8] |= 1
		}
	}
	broken := packZip(t, map[string]string{"a.csv": "Date,Name,Comment\n" + strings.Repeat("13/05/2021,Ann,Kind\n", 1000)})
	copy(broken[60:90], strings.Repeat("\xff", 30))
	tests := []struct {
		name, want string
		zip        []byte
		opt        Options
	}{
		{"nested", "holds other archives", packZip(t, map[string]string{"a.zip": inner, "b.zip": inner}), Options{}},
		{"pictures", "holds no files that Yearbook can read", packZip(t, map[string]string{"a.jpg": "x"}), Options{}},
		{"empty", "ZIP archive", packZip(t, nil), Options{}},
		{"unknown", "holds no file that Yearbook can read: a.bin", packZip(t, map[string]string{"a.bin": "\x00\x01\x02\x03"}), Options{}},
		{"many", "30 files, more than the limit of 20", packZip(t, many), Options{MaxEntries: 20}},
		{"locked", "password", locked, Options{}},
		{"broken", "damaged", broken, Options{}},
		{"large", "more than the limit of 1 MB", packZip(t, map[string]string{"_chat.txt": strings.Repeat(ward, 1<<21/len(ward))}), Options{MaxExpanded: 1 << 20}},
		{"zeros", "no file that Yearbook can read", packZip(t, map[string]string{"a.csv": strings.Repeat("\x00", 1<<20)}), Options{}},
		{"ratio", "more than 50 times its size", packZip(t, map[string]string{"a.csv": "Date,Name,Comment\n" + strings.Repeat("13/05/2021,Ann,"+strings.Repeat("Kind ", 400)+"\n", 3000)}), Options{MaxRatio: 50}},
		{"office", "the workbook lacks its part", packZip(t, map[string]string{"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), Options{}},
		{"slack", "more than the limit of 1 MB", packZip(t, map[string]string{"users.json": "[]", "general/2020-01-01.json": "[" + strings.TrimSuffix(strings.Repeat(`{"ts":"1"},`, 1<<18), ",") + "]"}), Options{MaxExpanded: 1 << 20}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readZip(t, "a.zip", test.zip, test.opt)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

// bomb is a zip of about 10 GB of one piece repeated, after a beginning. Its
// header declares any size.
func bomb(t *testing.T, name, begin, piece string, declared uint64) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	io.WriteString(w, begin)
	w.Flush()
	io.WriteString(w, strings.Repeat(piece, (64<<10)/len(piece)))
	w.Flush()
	// A piece that refers to the one before it may follow itself as often as one
	// likes.
	whole := bytes.Clone(packed.Bytes())
	var second bytes.Buffer
	w2, _ := flate.NewWriterDict(&second, flate.BestCompression, []byte(strings.Repeat(piece, (32<<10)/len(piece)+1)))
	io.WriteString(w2, strings.Repeat(piece, (4<<20)/len(piece)))
	w2.Flush()
	whole = append(whole, bytes.Repeat(second.Bytes(), 10<<30/(4<<20))...)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	f, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(nil), CompressedSize64: uint64(len(whole)), UncompressedSize64: declared})
	if err != nil {
		t.Fatal(err)
	}
	f.Write(whole)
	z.Close()
	return out.Bytes()
}

// Archives that unpack to 10 GB end with a sentence and in little memory.
func TestZipBombs(t *testing.T) {
	const stopped = "more than 200 times its size"
	want := map[string]string{"zeros": "is no text file", "blanks": "holds no rows", "lie": "it is damaged",
		"chat": stopped, "line": stopped, "slack": stopped, "json": stopped}
	for name, b := range map[string][]byte{
		"zeros":  bomb(t, "a.csv", "", strings.Repeat("\x00", 64), 10<<30),
		"blanks": bomb(t, "a.csv", "", strings.Repeat(" ", 64), 10<<30),
		"lie":    bomb(t, "a.csv", "Date,Name,Comment\n", strings.Repeat("13/05/2021,Ann,Kind\n", 4), 100),
		"chat":   bomb(t, "_chat.txt", ward, "13/03/2019, 09:00 - Ann: "+strings.Repeat("hello ", 20)+"\n", 10<<30),
		"line":   bomb(t, "_chat.txt", ward, "hello ", 10<<30),
		"slack":  bomb(t, "users.json", "[", `{"id":"U1"},`, 10<<30),
		"json":   bomb(t, "a.json", `[{"text":"hello","by":"`, "hello ", 10<<30),
	} {
		if name == "slack" {
			r, _ := zip.NewReader(bytes.NewReader(b), int64(len(b)))
			var out bytes.Buffer
			w := zip.NewWriter(&out)
			w.Copy(r.File[0])
			f, _ := w.Create("general/2020-01-01.json")
			io.WriteString(f, dayOne)
			w.Close()
			b = out.Bytes()
		}
		path := save(t, "a.zip", b)
		bounded(t, name, 300<<20, func(ctx context.Context) {
			res, err := File(ctx, path, Options{})
			checkInvariants(t, res)
			if err == nil || !strings.Contains(err.Error(), want[name]) {
				t.Errorf("%s: %v", name, err)
			}
			if n := len(res.Records); n > 0 && !strings.Contains(err.Error(), fmt.Sprintf("The %d messages read before the limit were kept", n)) {
				t.Errorf("%s: %d messages were kept, which %v does not say", name, n, err)
			}
		})
	}
}

func FuzzZip(f *testing.F) {
	f.Add(packZip(f, map[string]string{"users.json": "[]", "general/2020-01-01.json": dayOne}))
	f.Add(packZip(f, map[string]string{"_chat.txt": ward}))
	f.Add(packZip(f, map[string]string{"a.csv": "a,b\n1,2\n", "x.zip": "PK\x03\x04"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		res := blank("a.zip")
		readArchive(context.Background(), bytes.NewReader(b), int64(len(b)), res, Options{MaxExpanded: 1 << 20, MaxLine: 1 << 16}.filled())
		checkInvariants(t, res)
	})
}
