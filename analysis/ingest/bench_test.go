package ingest

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
)

// Each benchmark reads about 4 MB and is to be held against the walk over the
// same bytes by bufio.Scanner or encoding/csv.

const benchRows = 40000

const saying = "the ward round was late again but the staff were kind and told us why, thank you"

func benchText(row func(b *strings.Builder, i int)) string {
	var b strings.Builder
	for i := range benchRows {
		row(&b, i)
	}
	return b.String()
}

func benchRead(b *testing.B, name, text string) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		res := blank(name)
		if err := read(context.Background(), strings.NewReader(text), res, Options{}.filled()); err != nil || len(res.Records) < benchRows {
			b.Fatal(err, len(res.Records))
		}
	}
}

func benchScan(b *testing.B, text string) {
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s := bufio.NewScanner(strings.NewReader(text))
		for s.Scan() {
			_ = s.Text()
		}
	}
}

func benchCSV(b *testing.B, text string) {
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r := csv.NewReader(strings.NewReader(text))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err != nil {
				break
			}
		}
	}
}

func whatsAppText() string {
	return benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "%02d/%02d/2019, %02d:%02d - Person %d: %s %d\n", i/2000+1, i%12+1, i%24, i%60, i%50, saying, i)
	})
}

func ircText() string {
	return benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "[%02d:%02d] <person%d> %s %d\n", i/2400%24, i/40%60, i%50, saying, i)
	})
}

func pipeText() string {
	return benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "5859783913602%05d|Thu Apr 09 01:31:50 +0000 2015|%s %d\n", i, saying, i)
	})
}

func tableText() string {
	return "Date,Name,Comment,Score\n" + benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "%02d/%02d/2019,Person %d,\"%s %d\",%d\n", i/2000+1, i%12+1, i%50, saying, i, i%7)
	})
}

func tagsText() string {
	return "id_str,from_user,text,created_at,time\n" + benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "5859783913602%05d,person%d,\"%s %d\",Thu Apr 09 01:31:50 +0000 2015,x\n", i, i%50, saying, i)
	})
}

func blogText() string {
	return "January 3, 2013\nby Priya Nair\nWords.\n" + benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "Person %d January %d, 2013\n%s %d\n", i%50, i%28+1, saying, i)
	})
}

func blogHTML() string {
	return "<html><body><ol class=\"commentlist\">" + benchText(func(b *strings.Builder, i int) {
		fmt.Fprintf(b, "<li class=\"comment\" id=\"comment-%d\"><cite class=\"fn\">Person %d</cite><div class=\"comment-meta\">January %d, 2013</div><p>%s %d</p></li>\n", i, i%50, i%28+1, saying, i)
	})
}

func BenchmarkWhatsApp(b *testing.B)     { benchRead(b, "_chat.txt", whatsAppText()) }
func BenchmarkWhatsAppScan(b *testing.B) { benchScan(b, whatsAppText()) }
func BenchmarkIRC(b *testing.B)          { benchRead(b, "2013-08-06.txt", ircText()) }
func BenchmarkIRCScan(b *testing.B)      { benchScan(b, ircText()) }
func BenchmarkPipe(b *testing.B)         { benchRead(b, "news.txt", pipeText()) }
func BenchmarkPipeScan(b *testing.B)     { benchScan(b, pipeText()) }
func BenchmarkTable(b *testing.B)        { benchRead(b, "a.csv", tableText()) }
func BenchmarkTableCSV(b *testing.B)     { benchCSV(b, tableText()) }
func BenchmarkTAGS(b *testing.B)         { benchRead(b, "a.csv", tagsText()) }
func BenchmarkTAGSCSV(b *testing.B)      { benchCSV(b, tagsText()) }
func BenchmarkBlogText(b *testing.B)     { benchRead(b, "page.txt", blogText()) }
func BenchmarkBlogTextScan(b *testing.B) { benchScan(b, blogText()) }
func BenchmarkBlogHTML(b *testing.B)     { benchRead(b, "page.html", blogHTML()) }
func BenchmarkBlogHTMLScan(b *testing.B) { benchScan(b, blogHTML()) }
