package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

var update = flag.Bool("update", false, "write the golden files again")

// example is a small review with every part that a view must show, and text
// that tries to break out of it.
func example() *finding.Review {
	const nasty = `<script>alert(1)</script> "&' ]]> </style>`
	return &finding.Review{
		Title: "Review of 2013 compared with 2012", Period: "2013", Against: "2012",
		Summary: []finding.Line{{Text: "Each session had 89 messages.", Finding: "messages-per-session"}},
		Rule:    "at most 7 sentences.",
		Findings: []finding.Finding{{
			ID: "messages-per-session", Section: finding.Overview, Headline: "More messages in each session than in 2012",
			Sentence: "Each session in 2013 had 89 messages on average, compared with 65 in 2012.", Verdict: finding.Rose,
			Figure: &finding.Figure{
				Kind: finding.LineChart, Title: "Messages in each session", Subtitle: "Number of messages", Source: "Source: 2 files",
				Base: "Base: 3 sessions", X: finding.Axis{Label: "Date", Unit: finding.Time}, Y: finding.Axis{Label: "Messages"}, Zone: "Europe/London",
				Series: []finding.Series{{Name: "Messages", Points: []finding.Point{
					{Label: "4 January 2012", X: 1325707200, Y: 65, Selection: corpus.Selection{0, 1}},
					{Label: "2 January 2013", X: 1357156800, Y: 80, Interval: &finding.Interval{Low: 70, High: 90}},
					{Label: "9 January 2013", X: 1357761600, Y: 98},
				}}},
				Marks: []finding.Mark{{Label: "2013 mean: 89", X0: 1357156800, X1: 1357761600, Y: 89}},
			},
			Table: &finding.Table{
				Columns: []finding.Column{{Name: "Year"}, {Name: "Mean", Number: true}},
				Rows: []finding.Row{
					{Cells: []finding.Cell{finding.Label("2012"), finding.Number(65, "65")}, Selection: corpus.Selection{0, 1}},
					{Cells: []finding.Cell{finding.Label("2013"), finding.Number(89.0833, "89")}},
				},
			},
			Caveats: []finding.Caveat{{Kind: "few-sessions", Text: "Few sessions."}},
			AltText: "Line chart of messages in each session.", Method: "Ratio of means.", Selection: corpus.Selection{0, 1, 2},
		}, {
			ID: "../../etc/nasty" + nasty, Section: finding.Themes, Headline: nasty, Sentence: nasty,
			Figure: &finding.Figure{
				Kind: finding.BarChart, Title: nasty, Y: finding.Axis{Label: nasty},
				Series: []finding.Series{{Name: nasty, Points: []finding.Point{{Label: nasty, Y: 3, Note: nasty}}}},
			},
			Table:   &finding.Table{Columns: []finding.Column{{Name: nasty}}, Rows: []finding.Row{{Cells: []finding.Cell{finding.Label(nasty)}}}},
			Caveats: []finding.Caveat{{Kind: "x", Text: nasty}}, AltText: nasty, Method: nasty,
		}},
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (run with -update if this is meant):\n%s", name, d)
	}
}

func page(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteHTML(&b, example()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGoldenJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, example()); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) {
		t.Fatal("not JSON")
	}
	golden(t, "review.json", b.Bytes())
}

// TestGoldenHTML keeps the page but for its charts, which have goldens of
// their own.
func TestGoldenHTML(t *testing.T) {
	text := string(page(t))
	for {
		from := strings.Index(text, "<svg")
		if from < 0 {
			break
		}
		to := from + strings.Index(text[from:], "</svg>") + len("</svg>")
		text = text[:from] + "(chart)" + text[to:]
	}
	golden(t, "review.html", []byte(text))
}

// TestPageIsSafeAndAlone: no script, nothing fetched, nothing broken out of,
// and everything that a reader with a screen reader needs.
func TestPageIsSafeAndAlone(t *testing.T) {
	doc, err := html.Parse(bytes.NewReader(page(t)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		seen[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("two elements have the id %q", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s> has the script attribute %s", n.Data, a.Key)
			case (a.Key == "src" || a.Key == "href" || a.Key == "xlink:href") && !strings.HasPrefix(a.Val, "#"):
				t.Errorf("<%s %s=%q> asks for something", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, tag := range []string{"script", "link", "iframe", "img", "object", "form"} {
		if seen[tag] > 0 {
			t.Errorf("the page has <%s>", tag)
		}
	}
	if seen["h1"] != 1 || seen["main"] != 1 || seen["svg"] != 2 || seen["table"] != 2 || seen["style"] != 1 {
		t.Errorf("parts of the page: %v", seen)
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" {
			for _, a := range n.Attr {
				if a.Key == "href" && !ids[strings.TrimPrefix(a.Val, "#")] {
					t.Errorf("the link %q leads nowhere", a.Val)
				}
			}
		}
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	var steps []int
	files, err := Write(context.Background(), example(), dir, Formats(), func(done, total int) {
		if total != 6 {
			t.Errorf("total %d, want 6", total)
		}
		steps = append(steps, done)
	})
	if err != nil || len(files) != 6 || len(steps) != 6 {
		t.Fatalf("%d files, steps %v, %v", len(files), steps, err)
	}
	for _, f := range files {
		rel, err := filepath.Rel(dir, f)
		if err != nil || strings.HasPrefix(rel, "..") {
			t.Errorf("%s lies outside the folder", f)
		}
		info, err := os.Stat(f)
		if err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", f, err)
		}
	}
	f, err := os.Open(filepath.Join(dir, "charts", "messages-per-session.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if img, err := png.Decode(f); err != nil || img.Bounds().Dx() != 1920 {
		t.Errorf("the PNG: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*", ".yearbook-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestWriteProblems(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Write(context.Background(), example(), filepath.Join(blocked, "inside"), []Format{JSON}, nil)
	if err == nil || !strings.HasSuffix(err.Error(), "choose another folder") {
		t.Errorf("writing below a file: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	files, err := Write(ctx, example(), t.TempDir(), Formats(), func(done, _ int) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || len(files) != 2 {
		t.Errorf("cancelled after 2 files: %d, %v", len(files), err)
	}
}

func TestParseFormats(t *testing.T) {
	got, err := ParseFormats(" HTML,png,html,")
	if err != nil || cmp.Diff(got, []Format{HTML, PNG}) != "" {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "pdf", "html,docx"} {
		if _, err := ParseFormats(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add("plain", `<script>`)
	f.Add("'\"><svg onload=x>", "]]>\x00\xff")
	f.Fuzz(func(t *testing.T, label, text string) {
		r := example()
		r.Title, r.Findings[1].Headline, r.Findings[1].AltText = text, label, label
		r.Findings[1].Figure.Series[0].Points[0].Label = label
		r.Findings[1].Table.Rows[0].Cells[0] = finding.Label(text)
		var b bytes.Buffer
		if err := WriteHTML(&b, r); err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "iframe" || n.Data == "img") {
				t.Fatalf("%q and %q put a <%s> into the page", label, text, n.Data)
			}
		}
	})
}
