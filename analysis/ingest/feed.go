package ingest

import (
	"bytes"
	"encoding/xml"
	"strings"

	"yearbook/analysis/corpus"
)

// The feed reader takes RSS (0.9 to 2.0) and Atom: feeds of comments, and feeds
// of posts. An entry is a comment where its address, its title or the feed's
// title says so, or where it answers another; else it is a post.

func detectFeed(h *head) float64 {
	switch xmlRoot(h) {
	case "rss", "feed":
		return 0.95
	case "RDF":
		if bytes.Contains(h.text, []byte("purl.org/rss/")) {
			return 0.95
		}
	}
	return 0
}

// feedEntry is an <item> or <entry> that is being read.
type feedEntry struct {
	line   int
	fields map[string]string
	link   string
	reply  string
}

type feedReader struct {
	book     *book
	title    string // of the feed
	entry    *feedEntry
	inAuthor bool
}

func readFeed(j *job) error {
	j.book.dates.base = DateDecision{Order: "named month", Evidence: "feeds name the month or put the year first"}
	r := &feedReader{book: j.book}
	x := newXMLFile(j.in, j.opt.MaxLine, j.dec.odd > 0)
	err := x.each(r)
	if r.entry != nil {
		j.book.skip("cut off", r.entry.line, []byte(r.entry.fields["title"]))
	}
	return x.end(j.book, err)
}

func (r *feedReader) end(name string) {
	switch name {
	case "author":
		r.inAuthor = false
	case "item", "entry":
		r.flush()
	}
}

func (r *feedReader) start(x *xmlFile, e xml.StartElement) error {
	name := e.Name.Local
	if r.entry == nil {
		switch {
		case name == "item" || name == "entry":
			r.entry = &feedEntry{line: x.line(), fields: map[string]string{}}
		case name == "title" && r.title == "":
			title, err := x.text()
			r.title = strings.TrimSpace(title)
			return err
		}
		return nil
	}
	switch name {
	case "in-reply-to":
		r.entry.reply = xmlAttr(e, "ref")
		return nil
	case "author":
		if strings.Contains(e.Name.Space, "Atom") || strings.Contains(e.Name.Space, "atom") {
			r.inAuthor = true
			return nil
		}
	case "name":
		if !r.inAuthor {
			return nil
		}
	case "link":
		if href := xmlAttr(e, "href"); href != "" {
			if rel := xmlAttr(e, "rel"); rel == "" || rel == "alternate" {
				r.entry.link = href
			}
			return nil
		}
	case "email", "uri": // addresses of the author
		return nil
	case "title", "guid", "id", "pubDate", "date", "published", "updated", "creator", "description", "summary", "content", "encoded":
	default:
		return nil
	}
	return r.field(x, name)
}

// field reads an element with text; the first of each name counts.
func (r *feedReader) field(x *xmlFile, name string) error {
	value, err := x.text()
	if value = strings.TrimSpace(value); value != "" && r.entry.fields[name] == "" {
		r.entry.fields[name] = value
	}
	return err
}

// flush ends the entry that is open.
func (r *feedReader) flush() {
	e := r.entry
	if e == nil {
		return
	}
	r.entry, r.inAuthor = nil, false
	said := ""
	for _, name := range []string{"encoded", "content", "description", "summary"} {
		if said = htmlWords(e.fields[name], nil); said != "" {
			break
		}
	}
	if said == "" {
		r.book.skip("empty", e.line, []byte(e.fields["title"]))
		return
	}
	rec := corpus.Record{Row: e.line, ID: e.id(), ReplyTo: safeID(e.reply), Author: r.author(e), Text: said, Channel: corpus.BlogPost}
	if r.isComment(e) {
		rec.Channel = corpus.BlogComment
	}
	r.book.keep(rec, e.when())
}

func (e *feedEntry) address() string {
	if e.link != "" {
		return e.link
	}
	return e.fields["link"]
}

// id is the address of a comment, as the other readers of blogs have it, or
// what the feed calls the entry.
func (e *feedEntry) id() string {
	if link := e.address(); strings.Contains(link, "#comment-") {
		return safeID(link)
	}
	for _, id := range []string{e.fields["id"], e.fields["guid"], e.address()} {
		if id != "" {
			return safeID(id)
		}
	}
	return ""
}

func (e *feedEntry) when() stamp {
	for _, name := range []string{"published", "pubDate", "date", "updated"} {
		if st, ok := machineDate(e.fields[name]); ok {
			return st
		}
	}
	return stamp{}
}

// author is the name beside or without the address: "a@b.org (Ann)" is Ann.
func (r *feedReader) author(e *feedEntry) string {
	for _, name := range []string{"creator", "name", "author"} {
		if s := e.fields[name]; s != "" {
			author := r.book.person([]byte(s))
			if bare := strings.Trim(author, "() "); bare != author {
				return r.book.name([]byte(bare))
			}
			return author
		}
	}
	for _, start := range []string{"By: ", "By ", "by: "} { // WordPress's title of a comment
		if name, ok := strings.CutPrefix(e.fields["title"], start); ok {
			return r.book.person([]byte(name))
		}
	}
	return ""
}

func (r *feedReader) isComment(e *feedEntry) bool {
	title := strings.ToLower(r.title)
	for _, s := range []string{e.address(), e.fields["guid"]} {
		if strings.Contains(s, "#comment") || strings.Contains(s, "showComment=") || strings.Contains(s, "/comments/") {
			return true
		}
	}
	return e.reply != "" || strings.HasPrefix(e.fields["title"], "By: ") || strings.HasPrefix(e.fields["title"], "Comment on ") ||
		strings.HasPrefix(title, "comment") || strings.Contains(title, "comments on") || strings.Contains(title, "comments for")
}
