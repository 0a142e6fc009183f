package ingest

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Files made to be slow are read in time that grows with their size only.
func TestHostileFiles(t *testing.T) {
	tests := map[string]string{
		"quotes.csv":   "name,text\n" + strings.Repeat("ann,\"never closed at all\n", 100000),
		"mixed.csv":    "name,text\n" + strings.Repeat("ann,\"never closed\nben,all is well here\n\"\",\"\n", 30000),
		"onequote.csv": "name,text\nann,all is well\n\"" + strings.Repeat("ben,all is well\n", 100000),
		"deep.html":    "<html><body>" + strings.Repeat("<div class=comment>", 20000),
		"nested.html":  "<html><body>" + strings.Repeat("<ul><li class=comment><cite>a</cite>words", 200),
		"flat.html":    "<html><body>" + strings.Repeat("<li class=comment><cite>a</cite>words</li>", 20000),
		"chat.txt":     "13/03/2019, 09:00 - Ann: hello\n" + strings.Repeat("more\n", 500000),
		"line.txt":     "13/03/2019, 09:00 - Ann: hello\n" + strings.Repeat("more ", 8<<20) + "\n13/03/2019, 09:01 - Ann: bye\n",
		"2013-08-06.x": strings.Repeat("[23:59] <a> b\n[00:00] <a> b\n", 50000),
		"page.txt":     strings.Repeat("Ann said...\nwords 1\n", 30000) + "January 3, 2013\n",
		"dates.txt":    "Tom January 3, 2013\nx\n" + strings.Repeat("January 3, 2013\n", 50000),
		"marks.txt":    "13/03/2019, 09:00 - Ann: " + strings.Repeat("\u200e", 1<<20) + "x\n",
	}
	for name, text := range tests {
		bounded(t, name, inProportion(text), func(ctx context.Context) { readWithin(ctx, t, name, text) })
	}
}

// bounded does work that must end, and in memory that a bound on all that it
// allocates proves, whether or not it is freed again. It times nothing: a busy
// machine must not fail a test. Two minutes stand for "never". How long hostile
// files take and what they hold at once is measured by make hostile.
func bounded(t *testing.T, name string, most uint64, work func(context.Context)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work(ctx)
	runtime.ReadMemStats(&after)
	if ctx.Err() != nil {
		t.Errorf("%s: %v", name, ctx.Err())
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > most {
		t.Errorf("%s: %d MB were allocated, more than %d MB", name, n>>20, most>>20)
	}
}

// inProportion is what reading a text may allocate: so many times its size that
// only work which grows faster than the text exceeds it.
func inProportion(text string) uint64 { return 64<<20 + 128*uint64(len(text)) }

// readWithin reads a text as a file of that name until the context ends.
func readWithin(ctx context.Context, t *testing.T, name, text string) (*Result, error) {
	t.Helper()
	res := blank(name)
	err := read(ctx, strings.NewReader(text), res, Options{}.filled())
	checkInvariants(t, res)
	return res, err
}

func TestLongestLine(t *testing.T) {
	text := "13/03/2019, 09:00 - Ann: hello\n" + strings.Repeat("more ", 8<<20) + "\n13/03/2019, 09:01 - Ann: bye\n"
	res := mustRead(t, "chat.txt", text)
	if res.Receipt.Messages != 2 || res.Receipt.Skipped["line too long"] != 1 {
		t.Errorf("%+v", res.Receipt)
	}
}

// Tables that encoding/csv wrote come back cell by cell.
func TestRowsLikeEncodingCSV(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"a", "word ", ",", ";", "\"", "\"\"", "\n", "é", "", " ", "x y", ",\"", "\",", "\n\n"}
	for range 2000 {
		var want [][]string
		width := rng.IntN(4) + 2
		for range rng.IntN(6) + 1 {
			row := make([]string, width)
			for i := range row {
				for range rng.IntN(4) {
					row[i] += pieces[rng.IntN(len(pieces))]
				}
			}
			want = append(want, row)
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.WriteAll(want)
		r := newRowReader(newLines(bufioOf(b.String()), '\n', 1<<20), ',')
		var got [][]string
		for {
			cells, ok := r.next()
			if !ok {
				break
			}
			row := make([]string, len(cells))
			for i, c := range cells {
				row[i] = string(c)
			}
			got = append(got, row)
		}
		if diff := cmp.Diff(want, got); diff != "" || r.stray+r.unclosed > 0 {
			t.Fatalf("%s\n%q", diff, b.String())
		}
	}
}

// Nothing is lost: every word written into a table comes out as a message or
// as a counted row.
func TestNothingLost(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for round := range 50 {
		var b strings.Builder
		b.WriteString("Date,Name,Comment\n")
		rows, empty := rng.IntN(200)+3, 0
		for i := range rows {
			text := fmt.Sprintf("\"what number %d had to say\nabout, it\"", i)
			if i > 0 && rng.IntN(5) == 0 {
				text = []string{"", " ", "\"\""}[rng.IntN(3)]
				empty++
			}
			fmt.Fprintf(&b, "%02d/%02d/2020,Person %d,%s\n", rng.IntN(28)+1, rng.IntN(12)+1, i%7, text)
		}
		res := mustRead(t, "a.csv", b.String())
		if r := res.Receipt; r.Rows != rows || r.Messages != rows-empty || r.Skipped["empty"] != empty {
			t.Fatalf("round %d: %d rows, %d empty: %+v", round, rows, empty, r)
		}
	}
}

// The row above a line without end is not lost, though it is the only one that
// the beginning of the file holds.
func TestRowBeforeLongLine(t *testing.T) {
	text := "Date,Name,Comment\n13/05/2021,Ann,The staff were kind\n14/05/2021,Ben," + strings.Repeat("words ", 1<<20) + "\n15/05/2021,Cat,It was late\n"
	res, err := readOpt(t, "a.csv", text, Options{MaxLine: 1 << 20})
	if err != nil || res.Receipt.Messages != 2 || res.Receipt.Skipped["line too long"] != 1 {
		t.Errorf("%v, %+v", err, res.Receipt)
	}
}
