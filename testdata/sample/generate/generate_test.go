package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// The committed files are what the generator writes today.
func TestReproducible(t *testing.T) {
	dir := t.TempDir()
	if err := write(dir, defaultSeed); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"whatsapp.txt", "tags.csv", "blog.html", "truth.json"} {
		got, want := read(t, filepath.Join(dir, name)), read(t, filepath.Join("..", name))
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes generated, %d committed, and they differ; run: go run ./testdata/sample/generate", name, len(got), len(want))
		}
	}
}

// Any seed makes a sample, if not a committed one.
func TestOtherSeeds(t *testing.T) {
	for seed := uint64(1); seed <= 4; seed++ {
		if err := write(t.TempDir(), seed); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// row is a message as the simplest reader would find it.
type row struct {
	when     time.Time
	by, text string
	tweet    bool
}

func (r row) own() bool {
	return !strings.HasPrefix(r.text, "RT @") && r.text != "<Media omitted>" && r.text != "This message was deleted"
}

// committed reads the committed files without any of the generator's code.
func committed(t *testing.T) ([]row, truth) {
	t.Helper()
	var facts truth
	if err := json.Unmarshal(read(t, filepath.Join("..", "truth.json")), &facts); err != nil {
		t.Fatal(err)
	}
	rows := append(tagsRows(t, facts), whatsappRows(t, facts)...)
	slices.SortStableFunc(rows, func(a, b row) int { return a.when.Compare(b.when) })
	return rows, facts
}

func tagsRows(t *testing.T, facts truth) []row {
	t.Helper()
	cells, err := csv.NewReader(bytes.NewReader(read(t, filepath.Join("..", "tags.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(cells[0], ","); got != strings.Join(tagsColumns, ",") {
		t.Fatalf("columns: %s", got)
	}
	var rows []row
	seen := map[string]bool{}
	doubled, blank := 0, 0
	for _, c := range cells[1:] {
		when, err := time.Parse("Mon Jan 02 15:04:05 +0000 2006", c[3])
		if err != nil {
			t.Fatal(err)
		}
		clock, err := time.ParseInLocation("2006-01-02T15:04:05Z", c[4], london)
		if err != nil {
			t.Fatal(err)
		}
		if gap := when.Sub(clock); gap < 0 || gap > time.Second {
			t.Errorf("%s: column time is not London's clock: %s", c[0], c[4])
		}
		switch {
		case c[2] == "NA":
			blank++
		case seen[c[0]]:
			doubled++
		default:
			seen[c[0]] = true
			text := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(c[2])
			if n := utf8.RuneCountInString(text); n > 140 {
				t.Errorf("tweet of %d characters: %s", n, text)
			}
			if !strings.Contains(text, facts.Hashtag) && !strings.HasSuffix(text, "…") {
				t.Errorf("tweet without hashtag: %s", text)
			}
			if !json.Valid([]byte(c[17])) {
				t.Errorf("entities: %s", c[17])
			}
			rows = append(rows, row{when.In(london), c[1], text, true})
		}
	}
	f := facts.Files["tags.csv"]
	equal(t, "tags.csv messages", len(rows), f.Messages)
	equal(t, "tags.csv duplicate ids", doubled, f.Skipped["duplicate ids"])
	equal(t, "tags.csv rows without text", blank, f.Skipped["rows without text"])
	return rows
}

var (
	stamp  = regexp.MustCompile(`^(\d\d/\d\d/\d{4}, \d\d:\d\d) - (.*)$`)
	author = regexp.MustCompile(`^([^:"]+): ((?s).+)$`)
	urls   = regexp.MustCompile(`https?://[^\s"'<>]+`)
)

func whatsappRows(t *testing.T, facts truth) []row {
	t.Helper()
	var rows []row
	system, placeholders := 0, 0
	for i, line := range strings.Split(strings.TrimSuffix(string(read(t, filepath.Join("..", "whatsapp.txt"))), "\n"), "\n") {
		m := stamp.FindStringSubmatch(line)
		if m == nil {
			rows[len(rows)-1].text += "\n" + line
			continue
		}
		when, err := time.ParseInLocation(whatsappLayout, m[1], london)
		if err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		said := author.FindStringSubmatch(m[2])
		if said == nil {
			system++
			continue
		}
		rows = append(rows, row{when, said[1], said[2], false})
		if !rows[len(rows)-1].own() {
			placeholders++
		}
	}
	f := facts.Files["whatsapp.txt"]
	equal(t, "whatsapp.txt messages", len(rows), f.Messages)
	equal(t, "whatsapp.txt system lines", system, f.Skipped["system lines"])
	equal(t, "whatsapp.txt placeholders", placeholders, f.Placeholders)
	return rows
}

func equal(t *testing.T, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %d in the files, %d in truth.json", what, got, want)
	}
}

func between(t *testing.T, what string, x, lo, hi float64) {
	t.Helper()
	if !(x >= lo && x <= hi) {
		t.Errorf("%s is %.4g, wanted from %.4g to %.4g", what, x, lo, hi)
	}
}

// The totals of truth.json are what is in the files, and as large as they should be.
func TestTotals(t *testing.T) {
	rows, facts := committed(t)
	people := map[string]bool{}
	perYear, own := map[string]int{}, map[string]int{}
	names := map[string]map[string]bool{}
	for _, r := range rows {
		y := strconv.Itoa(r.when.Year())
		people[r.by] = true
		perYear[y]++
		if r.own() {
			own[y]++
		}
		if names[y] == nil {
			names[y] = map[string]bool{}
		}
		names[y][r.by] = true
	}
	equal(t, "messages", len(rows), facts.Totals.Messages)
	equal(t, "names", len(people), facts.Totals.Names)
	equal(t, "people", facts.Totals.Names-len(facts.Aliases), facts.Totals.People)
	for y, f := range facts.Years {
		equal(t, y+" messages", perYear[y], f.Messages)
		equal(t, y+" own messages", own[y], f.Own)
		equal(t, y+" people", len(names[y]), f.People)
		equal(t, y+" parts", f.Own+f.Retweets+f.Placeholders, f.Messages)
	}
	between(t, "messages", float64(len(rows)), 8000, 11000)
	between(t, "people", float64(facts.Totals.People), 90, 120)
	between(t, "sessions", float64(facts.Totals.Sessions), 130, 156)
	between(t, "size of tags.csv", float64(len(read(t, filepath.Join("..", "tags.csv")))), 1e6, 4e6)
}

// Every message was written on a listed Wednesday between a quarter to eight and half past nine.
func TestSessions(t *testing.T) {
	rows, facts := committed(t)
	type count struct {
		wa, tw int
		people map[string]bool
	}
	counts := map[string]*count{}
	for _, r := range rows {
		day := r.when.Format(time.DateOnly)
		if counts[day] == nil {
			counts[day] = &count{people: map[string]bool{}}
		}
		c := counts[day]
		c.people[r.by] = true
		if r.tweet {
			c.tw++
		} else {
			c.wa++
		}
		if clock := r.when.Format("15:04"); r.when.Weekday() != time.Wednesday || clock < "19:45" || clock > "21:30" {
			t.Errorf("outside the evening: %s %s", r.when, r.text)
		}
	}
	equal(t, "sessions", len(counts), len(facts.Sessions))
	for _, s := range facts.Sessions {
		c := counts[s.Date]
		if c == nil {
			t.Errorf("%s: no messages", s.Date)
			continue
		}
		equal(t, s.Date+" WhatsApp", c.wa, s.WhatsApp)
		equal(t, s.Date+" tags", c.tw, s.Tags)
		equal(t, s.Date+" messages", c.wa+c.tw, s.Messages)
		equal(t, s.Date+" people", len(c.people), s.People)
	}
}

// perSession lists messages and people of the sessions of a year.
func perSession(facts truth, year string, keep func(month string) bool) (messages, people []float64) {
	for _, s := range facts.Sessions {
		if s.Date[:4] == year && (keep == nil || keep(s.Date[5:7])) {
			messages = append(messages, float64(s.Messages))
			people = append(people, float64(s.People))
		}
	}
	return messages, people
}

func variance(xs []float64) float64 {
	m, sum := mean(xs), 0.0
	for _, x := range xs {
		sum += (x - m) * (x - m)
	}
	return sum / float64(len(xs)-1)
}

// welch is the t statistic of the difference b - a.
func welch(a, b []float64) float64 {
	return (mean(b) - mean(a)) / math.Sqrt(variance(a)/float64(len(a))+variance(b)/float64(len(b)))
}

func TestGrowth(t *testing.T) {
	_, facts := committed(t)
	m11, p11 := perSession(facts, "2011", nil)
	m12, p12 := perSession(facts, "2012", nil)
	m13, p13 := perSession(facts, "2013", nil)
	between(t, "growth of messages per session", mean(m13)/mean(m12), 1.30, 1.40)
	between(t, "growth of people per session", mean(p13)/mean(p12), 1.25, 1.40)
	between(t, "its t", welch(m12, m13), 4, 12)
	between(t, "its t for people", welch(p12, p13), 4, 12)
	between(t, "t of messages 2011 to 2012", welch(m11, m12), -0.5, 0.5)
	between(t, "t of people 2011 to 2012", welch(p11, p12), -0.5, 0.5)
	between(t, "recorded growth", facts.Growth.Messages, mean(m13)/mean(m12)-1e-3, mean(m13)/mean(m12)+1e-3)
	for _, y := range []string{"2011", "2012", "2013"} {
		m, _ := perSession(facts, y, func(month string) bool { return month != "07" && month != "08" })
		between(t, y+" variance to mean outside the summer", variance(m)/mean(m), 2, 8)
		all, _ := perSession(facts, y, nil)
		between(t, y+" Mann-Kendall z", mannKendall(all), -1.64, 1.64)
	}
}

func mannKendall(xs []float64) float64 {
	s, n := 0.0, float64(len(xs))
	for i := range xs {
		for _, later := range xs[i+1:] {
			switch {
			case later > xs[i]:
				s++
			case later < xs[i]:
				s--
			}
		}
	}
	return s / math.Sqrt(n*(n-1)*(2*n+5)/18)
}

func TestQuietSummer(t *testing.T) {
	_, facts := committed(t)
	for _, y := range []string{"2011", "2012", "2013"} {
		summer, _ := perSession(facts, y, func(m string) bool { return m == "07" || m == "08" })
		rest, _ := perSession(facts, y, func(m string) bool { return m != "07" && m != "08" })
		between(t, y+" summer to other months", mean(summer)/mean(rest), 0.50, 0.60)
		between(t, y+" recorded", facts.QuietSummer[y].Ratio, mean(summer)/mean(rest)-1e-3, mean(summer)/mean(rest)+1e-3)
	}
}

// A theme's phrases find exactly the messages that were written for the theme, and its share moves as it should.
func TestThemes(t *testing.T) {
	rows, facts := committed(t)
	kinds := map[string]int{}
	for _, th := range facts.Themes {
		kinds[th.Kind]++
		found := map[string]int{}
		for _, r := range rows {
			text := strings.ToLower(r.text)
			if r.own() && slices.ContainsFunc(th.Phrases, func(p string) bool { return strings.Contains(text, p) }) {
				found[strconv.Itoa(r.when.Year())]++
			}
		}
		share := map[string]float64{}
		for y, f := range facts.Years {
			equal(t, th.Name+" "+y, found[y], th.Messages[y])
			share[y] = float64(found[y]) / float64(f.Own)
			between(t, th.Name+" recorded share "+y, th.Share[y], share[y]-1e-3, share[y]+1e-3)
		}
		z := func(a, b string) float64 {
			na, nb := float64(facts.Years[a].Own), float64(facts.Years[b].Own)
			p := float64(found[a]+found[b]) / (na + nb)
			return (share[b] - share[a]) / math.Sqrt(p*(1-p)*(1/na+1/nb))
		}
		between(t, th.Name+" z 2011 to 2012", z("2011", "2012"), -0.5, 0.5)
		switch th.Kind {
		case "rising":
			between(t, th.Name+" z", z("2012", "2013"), 5, 20)
		case "falling":
			between(t, th.Name+" z", z("2012", "2013"), -20, -5)
		default:
			between(t, th.Name+" z", z("2012", "2013"), -0.5, 0.5)
		}
	}
	equal(t, "rising themes", kinds["rising"], 1)
	equal(t, "falling themes", kinds["falling"], 1)
	if kinds["steady"] < 9 {
		t.Errorf("%d steady themes", kinds["steady"])
	}
}

func TestHeavyPosters(t *testing.T) {
	rows, facts := committed(t)
	counts, years := map[string]int{}, map[string]map[string]int{}
	for _, r := range rows {
		counts[r.by]++
		y := strconv.Itoa(r.when.Year())
		if years[y] == nil {
			years[y] = map[string]int{}
		}
		years[y][r.by]++
	}
	equal(t, "heavy posters", len(facts.HeavyPosters), 5)
	sum, least := 0, math.MaxInt
	for _, p := range facts.HeavyPosters {
		equal(t, p.Name, counts[p.Name], p.Messages)
		sum += p.Messages
		least = min(least, p.Messages)
		delete(counts, p.Name)
	}
	between(t, "share of the heavy posters", float64(sum)/float64(len(rows)), 0.28, 0.32)
	for y, by := range years {
		n := 0
		for _, p := range facts.HeavyPosters {
			n += by[p.Name]
		}
		between(t, "share of the heavy posters in "+y, float64(n)/float64(facts.Years[y].Messages), 0.28, 0.32)
	}
	for name, n := range counts {
		if float64(n)*1.3 > float64(least) {
			t.Errorf("%s writes %d messages, the least of the heavy posters %d", name, n, least)
		}
	}
}

func TestNewcomers(t *testing.T) {
	rows, facts := committed(t)
	first, months := map[string]bool{}, map[string]int{}
	for _, r := range rows {
		if !first[r.by] {
			first[r.by] = true
			months[r.when.Format("2006-01")]++
		}
	}
	for month, n := range months {
		equal(t, "newcomers in "+month, n, facts.NewcomersByMonth[month])
		equal(t, "newcomers named in "+month, n, len(facts.Newcomers[month]))
		switch month {
		case "2011-01":
		case "2012-01", "2013-01":
			between(t, "newcomers in "+month, float64(n), 8, 12)
		default:
			between(t, "newcomers in "+month, float64(n), 0, 2)
		}
	}
	equal(t, "months with newcomers", len(months), len(facts.NewcomersByMonth))
	for _, a := range facts.Aliases {
		for _, n := range a.Names {
			if !first[n.Name] {
				t.Errorf("alias %s of %s says nothing", n.Name, a.Person)
			}
		}
	}
}

// Nothing that is not planted moves: the mix of platforms, and what sort of messages there are.
func TestNotPlanted(t *testing.T) {
	rows, facts := committed(t)
	for _, f := range []struct {
		name string
		is   func(row) bool
	}{
		{"tweets", func(r row) bool { return r.tweet }},
		{"retweets", func(r row) bool { return strings.HasPrefix(r.text, "RT @") }},
		{"placeholders", func(r row) bool { return !r.own() && !r.tweet }},
		{"questions", func(r row) bool { return r.own() && strings.Contains(r.text, "?") }},
		{"links", func(r row) bool { return r.own() && strings.Contains(r.text, "http") }},
		{"replies", func(r row) bool { return r.own() && strings.HasPrefix(r.text, "@") }},
		{"thanks", func(r row) bool { return r.own() && strings.Contains(strings.ToLower(r.text), "thank") }},
	} {
		n := map[int]float64{}
		for _, r := range rows {
			if f.is(r) {
				n[r.when.Year()]++
			}
		}
		for _, y := range []int{2011, 2012} {
			na, nb := float64(facts.Years[strconv.Itoa(y)].Messages), float64(facts.Years[strconv.Itoa(y+1)].Messages)
			p := (n[y] + n[y+1]) / (na + nb)
			z := (n[y+1]/nb - n[y]/na) / math.Sqrt(p*(1-p)*(1/na+1/nb))
			between(t, f.name+" z from "+strconv.Itoa(y), z, -1.64, 1.64)
		}
	}
}

// No sentence but a greeting comes again and again, and no link leads to a real place.
func TestTexts(t *testing.T) {
	rows, _ := committed(t)
	label := regexp.MustCompile(`^(@\S+|[AQ]\d:) `)
	times := map[string]int{}
	hello := map[string]bool{}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, list := range [][]string{greetings, introductions, goodbyes} {
		for _, line := range list {
			for range 400 {
				for _, s := range sentences(spin(rng, line, func(string) string { return "" })) {
					hello[s] = true
				}
			}
		}
	}
	for _, r := range rows {
		if !r.own() {
			continue
		}
		text := label.ReplaceAllString(strings.TrimSuffix(r.text, " "+hashtag), "")
		for _, link := range urls.FindAllString(text, -1) {
			if !strings.HasPrefix(link, "http://example.org/") {
				t.Errorf("link to %s", link)
			}
		}
		for _, s := range sentences(urls.ReplaceAllString(text, "")) {
			times[s]++
		}
		if strings.ContainsAny(text, "{}|$") {
			t.Errorf("template showing: %s", text)
		}
	}
	for s, n := range times {
		if n > 6 && !hello[s] {
			t.Errorf("%d times: %s", n, s)
		}
	}
}

func TestBlog(t *testing.T) {
	_, facts := committed(t)
	page := string(read(t, filepath.Join("..", "blog.html")))
	f := facts.Files["blog.html"]
	equal(t, "comments", strings.Count(page, `class="comment-content"`), f.Messages)
	equal(t, "comments in the totals", f.Messages, facts.Totals.Comments)
	equal(t, "pingbacks", strings.Count(page, "Pingback:"), f.Skipped["pingbacks"])
	names := map[string]bool{}
	for _, m := range regexp.MustCompile(`<span class="fn">([^<]+)</span>`).FindAllStringSubmatch(page, -1) {
		names[m[1]] = true
	}
	equal(t, "people on the blog", len(names), f.People)
	for _, link := range urls.FindAllString(page, -1) {
		if !strings.HasPrefix(link, "http://example.org/") {
			t.Errorf("link to %s", link)
		}
	}
}
