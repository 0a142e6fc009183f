package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"math"
	"strings"
	"sync"
	"testing"

	"yearbook/analysis/finding"
)

func svg(t testing.TB, d *Drawing) string {
	t.Helper()
	var b strings.Builder
	if err := d.SVG(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPNG(t *testing.T) {
	for i, n := range golden() {
		for _, scale := range []float64{1, 1.25, 2} {
			if scale != 1 && i%4 != 0 {
				continue // one of each kind is enough
			}
			d, err := New(n.fig, Size{401, 300})
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := d.PNG(&b, scale); err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(&b)
			if err != nil {
				t.Fatal(n.name, err)
			}
			if got, want := img.Bounds().Size(), [2]int{int(math.Round(401 * scale)), int(math.Round(300 * scale))}; got.X != want[0] || got.Y != want[1] {
				t.Errorf("%s: %v, want %v", n.name, got, want)
			}
			// An opaque image is written without alpha, and read so.
			pixels, ok := img.(*image.RGBA)
			if !ok || !pixels.Opaque() {
				t.Fatalf("%s: a %T", n.name, img)
			}
			ink := 0
			for p := 0; p < len(pixels.Pix); p += 4 {
				if pixels.Pix[p] < 0x80 {
					ink++
				}
			}
			if ink < 500 {
				t.Errorf("%s: only %d dark pixels", n.name, ink)
			}
		}
	}
}

func TestOddScales(t *testing.T) {
	d, err := New(weekly(5), Size{200, 150})
	if err != nil {
		t.Fatal(err)
	}
	for _, scale := range []float64{0, -1, math.NaN()} {
		if got := d.Image(scale).Bounds().Size(); got.X != 200 || got.Y != 150 {
			t.Error(scale, got)
		}
	}
	if got := d.Image(0.0001).Bounds().Size(); got.X != 1 || got.Y != 1 {
		t.Error(got)
	}
}

func TestSVG(t *testing.T) {
	fig := extreme(themeBars(3, true))
	fig.Title = "Trust & <staff> \"say\" 🥰\x02"
	fig.Subtitle = `style="font-family:Liberation Sans;font-variant:normal;`
	d, err := New(fig, Size{})
	if err != nil {
		t.Fatal(err)
	}
	got := svg(t, d)
	for _, want := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg" width="960" height="`, `role="img"`,
		"<title>Trust &amp; &lt;staff&gt; &#34;say&#34; 🥰</title>", "<desc>Bar chart. ", "3 values. Lowest 60% (2 ",
		"font-family:Arial,'Liberation Sans',Helvetica,sans-serif;",
		"&lt;staff&gt;", `style=&#34;font-family:Liberation Sans;font-variant:normal;`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, bad := range []string{"<?xml", " id=", `"font-family:Liberation`, "xlink", "NaN", "Inf"} {
		if strings.Contains(got, bad) {
			t.Errorf("has %s", bad)
		}
	}
	valid(t, got)
}

// valid reads the XML to its end and checks that its texts are those laid out.
func valid(t testing.TB, s string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestSVGIsValid(t *testing.T) {
	drawings(t, func(t *testing.T, n named, d *Drawing) {
		got := svg(t, d)
		valid(t, got)
		if c := strings.Count(got, "<text textLength="); c != len(d.texts) {
			t.Errorf("%d texts in the SVG, %d laid out", c, len(d.texts))
		}
	})
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestWriteErrors(t *testing.T) {
	d, err := New(weekly(5), Size{})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SVG(full{}); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Error(err)
	}
	if err := d.PNG(full{}, 1); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Error(err)
	}
}

func TestSameBytesAlsoAtOnce(t *testing.T) {
	list := golden()
	want := make([]string, len(list))
	shared := make([]*Drawing, len(list))
	picture := func(d *Drawing) string {
		var b bytes.Buffer
		if err := d.SVG(&b); err != nil {
			t.Error(err)
		}
		if err := d.PNG(&b, 0.5); err != nil {
			t.Error(err)
		}
		d.At(100, 100)
		return b.String()
	}
	for i, n := range list {
		d, err := New(n.fig, Size{420, 300})
		if err != nil {
			t.Fatal(err)
		}
		shared[i], want[i] = d, picture(d)
	}
	var wg sync.WaitGroup
	for range 2 {
		for i, n := range list {
			wg.Go(func() {
				if picture(shared[i]) != want[i] {
					t.Errorf("%s: drawn again, it differs", n.name)
				}
				d, err := New(n.fig, Size{420, 300})
				if err != nil {
					t.Error(err)
				} else if picture(d) != want[i] {
					t.Errorf("%s: laid out again, it differs", n.name)
				}
			})
		}
	}
	wg.Wait()
}

func TestDescription(t *testing.T) {
	d, err := New(weekly(140), Size{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "Line chart. Messages in each weekly session, 2011 to 2013, with the mean of each year. 140 values. " +
		"Lowest 17 (8 February 2011), highest 77 (16 April 2013). " +
		"Base: 7,214 messages by 412 people in 140 weekly sessions, 4 January 2011 to 17 December 2013. " +
		"Source: 3 files, 9,120 messages, from the weekly chat of nurses."
	if d.desc != want {
		t.Errorf("got  %s\nwant %s", d.desc, want)
	}
	d, err = New(&finding.Figure{Kind: finding.LorenzCurve}, Size{})
	if err != nil {
		t.Fatal(err)
	}
	if d.title != "Lorenz curve" || d.desc != "Lorenz curve. No data to show." {
		t.Error(d.title, d.desc)
	}
}
