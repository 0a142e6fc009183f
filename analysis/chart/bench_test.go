package chart

import (
	"io"
	"testing"

	"yearbook/analysis/finding"
)

func BenchmarkChart(b *testing.B) {
	for _, n := range []struct {
		name string
		fig  *finding.Figure
	}{
		{"line140", weekly(140)}, {"line300", weekly(300)}, {"bars60", themeBars(60, true)},
		{"dumbbell20", themePairs(20)}, {"lorenz4", lorenz(1.6, 2.2, 3.1, 5)},
	} {
		size := Size{960, 540}
		d, err := New(n.fig, size)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(n.name+"/New", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := New(n.fig, size); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(n.name+"/Image", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.Image(1)
			}
		})
		b.Run(n.name+"/SVG", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := d.SVG(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(n.name+"/At", func(b *testing.B) {
			for b.Loop() {
				d.At(500, 300)
			}
		})
	}
}
