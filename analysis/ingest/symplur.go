package ingest

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"yearbook/analysis/corpus"
)

// The Symplur reader takes the transcript of a tweetchat as Symplur's Healthcare
// Hashtag Project showed it: a page with one row, list item or block for each
// tweet. The project has seen no real file, so that the reader goes by what a
// tweet must have: a @handle, a time, and words. Ids come from links to the
// tweets where there are any.

func detectSymplur(h *head) float64 {
	lower := bytes.ToLower(h.text)
	_, title, _ := bytes.Cut(lower, []byte("<title"))
	title, _, _ = bytes.Cut(title, []byte("</title"))
	named := bytes.Contains(lower, []byte("symplur")) || bytes.Count(lower, []byte("/status/")) >= 2 || bytes.Count(lower, []byte(`class="tweet`)) >= 2
	switch {
	case !bytes.Contains(title, []byte("transcript")) || !named:
		return 0 // perhaps a blog page about a transcript
	case bytes.Count(h.text, []byte("@")) < 2 || bytes.Contains(lower, []byte("comment-")):
		return 0
	case bytes.Contains(lower, []byte("<td")), bytes.Contains(lower, []byte("<li")), bytes.Contains(lower, []byte("<div")), bytes.Contains(lower, []byte("<p")):
		return 0.95
	}
	return 0
}

// symplurReader goes through the page.
type symplurReader struct {
	book *book
	row  int
}

func readSymplur(j *job) error {
	doc, err := j.page()
	if err != nil {
		return err
	}
	r := &symplurReader{book: j.book}
	r.walk(doc)
	return nil
}

// walk hands each innermost row to take. The bool says whether rows were found
// below n.
func (r *symplurReader) walk(n *html.Node) (found bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !silent(c.Data) && r.walk(c) {
			found = true
		}
	}
	if found || n.Type != html.ElementNode || !isTweetRow(n) {
		return found
	}
	r.take(n)
	return true
}

// isTweetRow tells an element that can hold one tweet.
func isTweetRow(n *html.Node) bool {
	switch n.Data {
	case "tr", "li", "article":
		return true
	case "div", "p":
		return hasClass(n, "tweet", "transcript-tweet", "transcript_tweet", "status", "entry", "transcript-row")
	}
	return false
}

// symplurTweet is what was found in a row.
type symplurTweet struct {
	handle string
	when   stamp
	words  []string
}

func (r *symplurReader) take(n *html.Node) {
	var t symplurTweet
	said := readable(n, t.field)
	if strings.TrimSpace(said) == "" {
		return
	}
	r.row++
	for line := range strings.SplitSeq(said, "\n") {
		t.line(strings.TrimSpace(line))
	}
	if n := len(t.words); n > 0 && t.when.form == noDate {
		t.words[n-1] = t.cutTime(t.words[n-1])
	}
	words := text([]byte(strings.Join(t.words, "\n")))
	switch {
	case t.handle == "":
		r.book.skip("not a tweet", r.row, []byte(said))
		return
	case words == "":
		r.book.skip("empty", r.row, []byte(t.handle))
		return
	}
	r.book.keep(tweet(corpus.Record{Row: r.row, ID: statusID(n), Author: r.book.name([]byte(t.handle)), Text: words}), t.when)
}

// field takes an element of a row that holds nothing but the time or the display
// name, and reports whether it did. The rest is read line by line.
func (t *symplurTweet) field(n *html.Node) bool {
	if n.Type != html.ElementNode || isTweetRow(n) {
		return false
	}
	said, short := shortText(n, 60)
	switch {
	case !short:
		return false
	case hasClass(n, "name", "fullname", "full-name", "display-name", "displayname", "author-name") && !strings.Contains(said, "@"):
		return true
	case t.when.form != noDate:
		return false
	}
	st, ok := parseStamp([]byte(said))
	if ok = ok && st.clock; ok {
		t.when = st
	}
	return ok
}

// shortText is the text of an element, where it has at most so many bytes.
func shortText(n *html.Node, most int) (said string, short bool) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			if said += d.Data; len(said) > most {
				return "", false
			}
		}
	}
	return strings.TrimSpace(said), true
}

// cutTime cuts a full time with a named month off the end of the words.
func (t *symplurTweet) cutTime(s string) string {
	for i := max(0, len(s)-40); i < len(s); i++ {
		if i > 0 && s[i-1] != ' ' {
			continue
		}
		if st, ok := parseStamp([]byte(s[i:])); ok && st.clock && st.form == exact {
			t.when = st
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

// line takes one line of a row: the handle, the time, or words.
func (t *symplurTweet) line(s string) {
	if s == "" {
		return
	}
	if st, ok := parseStamp([]byte(s)); ok && t.when.form == noDate {
		t.when = st
		return
	}
	if t.handle != "" {
		t.words = append(t.words, s)
		return
	}
	before, after, ok := strings.Cut(s, "@")
	if !ok || len(before) > 60 {
		if len(t.words) > 0 || len(s) > 60 { // a short line above the handle is the display name
			t.words = append(t.words, s)
		}
		return
	}
	end := 0
	for end < len(after) && (isLetter(after[end]) || isDigit(after[end]) || after[end] == '_') {
		end++
	}
	if end == 0 || end > 15 {
		t.words = append(t.words, s)
		return
	}
	t.handle = after[:end]
	if rest := strings.TrimLeft(after[end:], "): -–·"); rest != "" {
		t.line(rest)
	}
}

// statusID is the id in the first link to a tweet.
func statusID(n *html.Node) string {
	id := ""
	first(n, nil, func(n *html.Node) bool {
		_, rest, ok := strings.Cut(attr(n, "href"), "/status/")
		if !ok {
			_, rest, ok = strings.Cut(attr(n, "href"), "/statuses/")
		}
		end := 0
		for end < len(rest) && isDigit(rest[end]) {
			end++
		}
		id = rest[:end]
		return ok && end > 0
	})
	return id
}
