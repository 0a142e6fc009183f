package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

// readJSONAs reads text with one named reader of JSON, whatever detection would say.
func readJSONAs(t testing.TB, format, name, text string) *Result {
	t.Helper()
	res := blank(name)
	j, err := open(context.Background(), strings.NewReader(text), res, Options{MaxLine: 1 << 16}.filled())
	if err != nil {
		return res
	}
	for _, f := range jsonFormats() {
		if f.Name == format {
			f.read(j)
		}
	}
	j.finish()
	checkInvariants(t, res)
	return res
}

// plainValue is a value as encoding/json would have it, numbers as written.
func plainValue(v jsonValue) any {
	switch v.kind {
	case jsonObject:
		out := map[string]any{}
		for _, item := range v.items {
			out[item.key] = plainValue(item)
		}
		return out
	case jsonArray:
		out := []any{}
		for _, item := range v.items {
			out = append(out, plainValue(item))
		}
		return out
	case jsonString:
		return v.text
	case jsonNumber:
		return json.Number(v.text)
	case jsonTrue, jsonFalse:
		return v.kind == jsonTrue
	}
	return nil
}

// sameAsEncodingJSON holds the scanner against encoding/json for valid JSON.
func sameAsEncodingJSON(t *testing.T, text string) {
	t.Helper()
	s := newJSONScanner(strings.NewReader(text), Options{MaxLine: 1 << 20}.filled())
	got, err := s.value()
	if !json.Valid([]byte(text)) || !utf8.ValidString(text) || strings.Contains(text, `\u0000`) {
		return
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var want any
	if d.Decode(&want) != nil || longKeyOrNumber(want) {
		return
	}
	if err != nil || !reflect.DeepEqual(plainValue(got), want) {
		t.Errorf("%q: %v\n got %#v\nwant %#v", text, err, plainValue(got), want)
	}
	s = newJSONScanner(strings.NewReader(text), Options{}.filled())
	if err := s.skip(); err != nil || s.next() != 0 {
		t.Errorf("skip %q: %v", text, err)
	}
}

// longKeyOrNumber tells values beyond the limits of the scanner.
func longKeyOrNumber(v any) bool {
	switch v := v.(type) {
	case json.Number:
		return len(v) > 64
	case []any:
		for _, item := range v {
			if longKeyOrNumber(item) {
				return true
			}
		}
	case map[string]any:
		for key, item := range v {
			if len(key) > 1000 || longKeyOrNumber(item) {
				return true
			}
		}
	}
	return false
}

var jsonTexts = []string{
	`{"a":[1,2.5e3,-0,"x\n\u00e9\ud83d\ude00\ud83dz\\\"/"],"b":{"c":null,"d":[true,false,{}]},"a":[[]]}`,
	`[]`, `{}`, `"\ud83d\ud83d\ude00\udc00\u12"`, `[{"a":1},{"a":"é👋"}]`, ` [ 1 , "two" , { "three" : 3 } ] `, `"a\/b"`, `12`, `-`, `[1,,2]`, `{"a" 1}`, "\"a\nb\"",
}

func TestScannerLikeEncodingJSON(t *testing.T) {
	for _, text := range jsonTexts {
		sameAsEncodingJSON(t, text)
	}
	long := `{"` + strings.Repeat("k", 100) + `":"` + strings.Repeat(`é\n`, 100000) + `"}`
	sameAsEncodingJSON(t, long)
}

func FuzzScanner(f *testing.F) {
	for _, text := range jsonTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { sameAsEncodingJSON(t, text) })
}

// JSON that is nested without end is refused at once, wherever the depth lies.
func TestDeepJSON(t *testing.T) {
	const deep = 10000
	for name, text := range map[string]string{
		"lists":   strings.Repeat("[", deep) + strings.Repeat("]", deep),
		"objects": strings.Repeat(`{"a":`, deep) + "1" + strings.Repeat("}", deep),
		"open":    strings.Repeat(`[{"a":`, 100*deep),
		"within":  `{"guild":{"id":"1"},"channel":{"id":"2"},"messages":[{"content":"x","timestamp":"x","author":{"name":"x"},"y":` + strings.Repeat("[", deep) + strings.Repeat("]", deep) + "}]}",
	} {
		bounded(t, name, 32<<20, func(ctx context.Context) {
			_, err := readWithin(ctx, t, name+".json", text)
			if err == nil || !strings.Contains(err.Error(), "nested more than 1000 levels deep") {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
	if _, err := readOpt(t, "a.json", `[{"text":"hello there","by":[[[[1]]]]}]`, Options{MaxDepth: 3}); err == nil || !strings.Contains(err.Error(), "more than 3 levels") {
		t.Error(err)
	}
}

// An entry that is longer than the limit costs itself only.
func TestLongEntry(t *testing.T) {
	entry := func(text string) string {
		return fmt.Sprintf(`{"type":"message","user":"U1","ts":"1575460800.%06d","text":"%s"}`, len(text), text)
	}
	text := "[" + entry("before") + "," + entry(strings.Repeat("long ", 20000)) + "," + entry("the end") + "]"
	res, err := readOpt(t, "x/day.json", text, Options{MaxLine: 1 << 14})
	if err != nil || res.Receipt.Messages != 2 || res.Receipt.Skipped["entry too long"] != 1 {
		t.Errorf("%v %+v", err, res.Receipt)
	}
}

// What goes beyond the limit is not held, not even for a moment.
func TestLongString(t *testing.T) {
	for _, piece := range []string{"words ", `\n`, `\u00e9`} {
		s := newJSONScanner(strings.NewReader(`"`+strings.Repeat(piece, 1<<21)+`"`), Options{MaxLine: 1 << 14}.filled())
		if v, err := s.value(); err != nil || !s.long || v.text != "" || cap(s.buf) > 1<<19 {
			t.Errorf("%q: %v, %d bytes held", piece, err, cap(s.buf))
		}
	}
}

// bigChat writes a chat of many megabytes and watches the memory meanwhile.
type bigChat struct {
	left, n int
	part    bytes.Buffer
	most    uint64
}

func (b *bigChat) Read(p []byte) (int, error) {
	if b.part.Len() == 0 {
		switch {
		case b.n == 0:
			b.part.WriteString(`{"guild":{"id":"1"},"channel":{"id":"2"},"messages":[`)
		case b.left > 0:
			b.part.WriteByte(',')
		case b.left == 0:
			b.part.WriteString("]}")
		default:
			return 0, io.EOF
		}
		if b.n++; b.left > 0 {
			fmt.Fprintf(&b.part, `{"id":"%d","type":"Default","timestamp":"2021-07-04T10:00:00+00:00","content":"hello","author":{"name":"ann"},"embeds":[{"x":"%s"}]}`, b.n, strings.Repeat("y", 100000))
		}
		b.left--
	}
	if b.n%200 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.most = max(b.most, m.HeapAlloc)
	}
	return b.part.Read(p)
}

// A file is not held in memory, however large it is.
func TestMemory(t *testing.T) {
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	in := &bigChat{left: 2000} // 200 MB
	res := blank("big.json")
	if err := read(context.Background(), in, res, Options{}.filled()); err != nil || res.Receipt.Messages != 2000 {
		t.Fatal(err, res.Receipt)
	}
	if in.most > before.HeapAlloc+50<<20 {
		t.Errorf("%d MB in memory", (in.most-before.HeapAlloc)>>20)
	}
}

func TestCancelJSON(t *testing.T) {
	text := "[" + strings.TrimSuffix(strings.Repeat(`{"type":"message","user":"U1","ts":"1575460800.1","text":"hello"},`, 100000), ",") + "]"
	ctx, cancel := context.WithCancel(context.Background())
	res := blank("day.json")
	err := read(ctx, &cancelling{r: strings.NewReader(text), after: len(text) / 2, cancel: cancel}, res, Options{}.filled())
	if !errors.Is(err, context.Canceled) || res.Receipt.Rows > 80000 {
		t.Errorf("%v, %d rows", err, res.Receipt.Rows)
	}
}

func TestUnmangle(t *testing.T) {
	mangled := func(s string) string {
		var out []rune
		for _, b := range []byte(s) {
			out = append(out, rune(b))
		}
		return string(out)
	}
	for _, s := range []string{"plain", "naïve café", "“so” – 👍🏽", "Zoë"} {
		if got := unmangle(mangled(s)); got != s {
			t.Errorf("%q from %q", got, mangled(s))
		}
		if got := unmangle(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

// Damage costs as little as can be, and is told.
func TestDamagedJSON(t *testing.T) {
	line := func(i int) string {
		return fmt.Sprintf(`{"id":"%d","text":"number %d","author_id":"1","conversation_id":"1","created_at":"2021-04-08T19:34:16Z"}`, i, i)
	}
	text := line(1) + "\n" + line(2)[:35] + "\n" + line(3) + "\n\x00\x01\n" + line(4) + "\n" + line(5)[:70]
	res := mustRead(t, "a.jsonl", text)
	if r := res.Receipt; r.Messages != 3 || r.Rows < 5 || len(r.Warnings) == 0 {
		t.Errorf("%+v", r)
	}
}

// Of the versions of an edited tweet in an archive the newest counts.
func TestEditedTweetInArchive(t *testing.T) {
	tweet := func(id, text, edit string) string {
		return fmt.Sprintf(`{"tweet":{"edit_info":%s,"id_str":"%s","full_text":"%s","created_at":"Wed Oct 19 20:07:25 +0000 2022"}}`, edit, id, text)
	}
	first := tweet("1", "hand hygeine", `{"initial":{"editTweetIds":["1","2"],"editsRemaining":"5"}}`)
	second := tweet("2", "hand hygiene", `{"edit":{"initialTweetId":"1","editControlInitial":{"editTweetIds":["1","2"]}}}`)
	alone := tweet("3", "soap", `{"initial":{"editTweetIds":["3"]}}`)
	for _, order := range [][]string{{first, second, alone}, {second, alone, first}} {
		res := mustRead(t, "tweets-ward7.js", "window.YTD.tweets.part0 = ["+strings.Join(order, ",")+"]")
		if r := res.Receipt; r.Messages != 2 || r.Rows != 3 || res.Records[0].Text != "hand hygiene" || res.Records[1].Text != "soap" {
			t.Errorf("%+v %+v", r, res.Records)
		}
	}
}

// Damage in one record of a list costs that record, however the list is written.
func TestDamagedRecord(t *testing.T) {
	record := func(i int) string {
		return fmt.Sprintf(`{"sender_name": "Ann", "timestamp_ms": %d, "content": "number %d", "reactions": [{"reaction": "x", "actor": "Ben"}]}`, 1600000000000+i, i)
	}
	tests := []struct {
		name, damage  string // the record in the middle
		kept, damaged int
	}{
		{"a line break in a text", strings.Replace(record(2), "number", "num\nber", 1), 5, 0},
		{"control characters in a text", strings.Replace(record(2), "number", "num\x01\tber", 1), 5, 0},
		{"quotation marks in a text", strings.Replace(record(2), "number", `the "big" number`, 1), 4, 1},
		{"an escape that is none", strings.Replace(record(2), "number", `\q`, 1), 4, 1},
		{"a key without its end", strings.Replace(record(2), `content"`, "content", 1), 4, 1},
		{"no bracket", strings.TrimSuffix(record(2), "}"), 4, 1},
		{"a piece lost", record(2)[:60] + record(2)[73:], 4, 1},
		{"a text without its end", strings.TrimSuffix(record(2), `"}]}`) + "}]}", 3, 2}, // the next record's first quotation mark ends it
		{"words between", record(2) + " oops", 5, 1},
	}
	for layout, between := range map[string]string{"one line": ", ", "lines": ",\n", "indented": ",\n    "} {
		for _, test := range tests {
			all := []string{record(0), record(1), test.damage, record(3), record(4)}
			res := mustRead(t, "message_1.json", `{"participants": [{"name": "Ann"}], "messages": [`+strings.TrimPrefix(between, ",")+strings.Join(all, between)+`], "title": "Ward"}`)
			if test.name == "a text without its end" && layout == "lines" {
				test.kept, test.damaged = 4, 1 // a bracket at the beginning of a line ends it
			}
			if r := res.Receipt; r.Messages != test.kept || r.Skipped["damaged"] != test.damaged || (len(r.Warnings) > 0) != (test.damaged > 0) {
				t.Errorf("%s, %s: %d kept, %v, %v", layout, test.name, r.Messages, r.Skipped, r.Warnings)
			}
		}
	}
	first := mustRead(t, "a.json", `[{"text":"he said "no" to me","name":"Ann"},{"text":"yes, that is it","name":"Ben"},{"text":"and so it goes","name":"Ann"}]`)
	if r := first.Receipt; r.Messages != 2 || r.Skipped["damaged"] != 1 {
		t.Errorf("%+v", r)
	}
	page := func(id int) string {
		return fmt.Sprintf(`{"data":[{"id":"%d1","text":"one","author_id":"1"},{"id":"%d2","text":"two","author_id":"1"}],"includes":{"users":[{"id":"1","username":"ann%d"}]}}`, id, id, id)
	}
	pages := mustRead(t, "a.jsonl", page(1)[:60]+"\n"+page(2)+"\n")
	if r := pages.Receipt; r.Messages != 3 || r.Skipped["damaged"] != 1 || pages.Records[1].Author != "ann2" {
		t.Errorf("%+v %+v", r, pages.Records)
	}
}

// Many broken lines take no longer than whole ones.
func TestHostileJSON(t *testing.T) {
	for name, text := range map[string]string{
		"open.json":   strings.Repeat("{\n", 500000),
		"broken.json": strings.Repeat(`{"a":"b`+"\n", 500000),
		"holes.json":  `[{"text":"a","by":"x"}` + strings.Repeat(`,{"text":"a" "by":"x"}`, 200000) + "]",
		"keys.json":   "[{" + strings.TrimSuffix(strings.Repeat(`"k":1,`, 300000), ",") + "}]",
		"fields.json": "[" + strings.TrimSuffix(strings.Repeat(`{"text":"hello there you","by":"x"},`, 200000), ",") + "]",
	} {
		bounded(t, name, inProportion(text), func(ctx context.Context) { readWithin(ctx, t, name, text) })
	}
}
