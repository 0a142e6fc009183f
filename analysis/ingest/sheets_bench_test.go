package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// The three benchmarks read the same workbook of 100,000 rows: its rows alone,
// its rows with excelize's iterator, and the whole way to records.

const sheetBenchRows = 100000

// benchWorkbook is made by excelize, so that neither reader is at an advantage.
func benchWorkbook(b *testing.B) []byte {
	f := excelize.NewFile()
	defer f.Close()
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	f.SetSheetRow("Sheet1", "A1", &[]any{"Date", "Name", "Comment", "Score"})
	for i := range sheetBenchRows {
		row := []any{day.AddDate(0, 0, i/200), fmt.Sprintf("Person %d", i%50), fmt.Sprintf("%s %d", saying, i), i % 7}
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &row); err != nil {
			b.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func BenchmarkXLSXRows(b *testing.B) {
	data := benchWorkbook(b)
	b.ReportAllocs()
	for b.Loop() {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			b.Fatal(err)
		}
		w, err := newXLSX(&archive{ctx: context.Background(), zip: z})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := w.open(context.Background(), 0)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for {
			if _, ok := rows.next(); !ok {
				break
			}
			n++
		}
		if rows.Close(); n != sheetBenchRows+1 {
			b.Fatal(n)
		}
	}
}

func BenchmarkXLSXExcelize(b *testing.B) {
	data := benchWorkbook(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				b.Fatal(err)
			}
			n++
		}
		if rows.Close(); n != sheetBenchRows+1 {
			b.Fatal(n)
		}
		f.Close()
	}
}

func BenchmarkXLSX(b *testing.B) {
	data := benchWorkbook(b)
	b.ReportAllocs()
	for b.Loop() {
		res := blank("a.xlsx")
		_, err := readArchive(context.Background(), bytes.NewReader(data), int64(len(data)), res, Options{}.filled())
		if err != nil || len(res.Records) != sheetBenchRows {
			b.Fatal(err, len(res.Records))
		}
	}
}
