package ingest

import (
	"bytes"
	"encoding/xml"
	"strings"

	"yearbook/analysis/corpus"
)

// The WordPress reader takes the export of a WordPress blog (WXR 1.0 to 1.2):
// an <item> for each post, with its comments inside. Elements are told by their
// own names, since prefixes and addresses of namespaces differ. Comments that
// were not published, and the pingbacks and trackbacks of other blogs, are
// skipped by reason. Addresses of authors are never read.

func detectWXR(h *head) float64 {
	if xmlRoot(h) == "rss" && (bytes.Contains(h.text, []byte("wordpress.org/export/")) || bytes.Contains(h.text, []byte("<wp:"))) {
		return 0.99
	}
	return 0
}

// wxrFields are what is read of posts and comments; nothing else is looked at.
func wxrFields(name xml.Name) (field string, ok bool) {
	switch name.Local {
	case "author_login", "author_display_name", "title", "link", "pubDate", "creator", "post_id", "post_date", "post_date_gmt", "status", "post_type",
		"comment_id", "comment_author", "comment_date", "comment_date_gmt", "comment_content", "comment_approved", "comment_type", "comment_parent":
		return name.Local, true
	case "encoded": // of the content, or of the excerpt
		return name.Local, !strings.Contains(name.Space, "excerpt")
	}
	return "", false
}

// wxrEntry is a post or a comment.
type wxrEntry struct {
	line   int
	fields map[string]string
}

func (e *wxrEntry) get(name string) string { return strings.TrimSpace(e.fields[name]) }

// wxrReader holds the post that is open, with its comments, since the address
// of the post may stand below them.
type wxrReader struct {
	book     *book
	site     string
	login    string            // of the author last listed
	names    map[string]string // what the authors listed call themselves
	post     *wxrEntry
	comments []*wxrEntry
	comment  *wxrEntry
}

func readWXR(j *job) error {
	j.book.dates.base = DateDecision{Order: "year first", Evidence: "WordPress writes dates as year, month, day"}
	r := &wxrReader{book: j.book, names: map[string]string{}}
	x := newXMLFile(j.in, j.opt.MaxLine, j.dec.odd > 0)
	err := x.each(r)
	r.cutOff()
	return x.end(j.book, err)
}

func (r *wxrReader) start(x *xmlFile, e xml.StartElement) error {
	switch {
	case r.post == nil && e.Name.Local == "item":
		r.post = &wxrEntry{line: x.line(), fields: map[string]string{}}
		return nil
	case r.post != nil && r.comment == nil && e.Name.Local == "comment":
		r.comment = &wxrEntry{line: x.line(), fields: map[string]string{}}
		return nil
	}
	field, ok := wxrFields(e.Name)
	if !ok {
		return nil
	}
	value, err := x.text()
	switch {
	case err != nil:
	case r.comment != nil:
		r.comment.fields[field] = value
	case r.post != nil:
		r.post.fields[field] = value
	case field == "link" && r.site == "":
		r.site = strings.TrimSpace(value)
	case field == "author_login":
		r.login = strings.TrimSpace(value)
	case field == "author_display_name":
		r.names[r.login] = strings.TrimSpace(value)
	}
	return err
}

func (r *wxrReader) end(name string) {
	switch {
	case r.comment != nil && name == "comment":
		r.comments = append(r.comments, r.comment)
		r.comment = nil
	case r.post != nil && name == "item":
		r.flush()
	}
}

// cutOff counts what the end of a broken file left open.
func (r *wxrReader) cutOff() {
	open := r.comment
	if r.post == nil {
		return
	}
	r.flush()
	if open != nil {
		r.book.skip("cut off", open.line, []byte(r.book.person([]byte(open.get("comment_author")))))
	}
}

// flush hands the post and its comments to the book.
func (r *wxrReader) flush() {
	r.keepPost()
	for _, c := range r.comments {
		r.keepComment(c)
	}
	r.post, r.comments, r.comment = nil, nil, nil
}

func (r *wxrReader) keepPost() {
	p := r.post
	said := wordpressWords(p.get("encoded"))
	kind, status := p.get("post_type"), p.get("status")
	title := []byte(p.get("title"))
	author := p.get("creator")
	if name := r.names[author]; name != "" {
		author = name
	}
	switch {
	case kind != "" && kind != "post" && kind != "page":
		r.book.skip("not a post", p.line, title)
	case status != "" && status != "publish" && status != "inherit":
		r.book.skip("not published", p.line, title)
	case said == "":
		r.book.skip("post without text", p.line, title)
	default:
		rec := corpus.Record{Row: p.line, ID: safeID(p.get("link")), Author: r.book.person([]byte(author)), Text: said, Channel: corpus.BlogPost}
		r.book.keep(rec, wxrDate(p.get("post_date_gmt"), p.get("post_date"), p.get("pubDate")))
	}
}

func (r *wxrReader) keepComment(c *wxrEntry) {
	author := r.book.person([]byte(c.get("comment_author")))
	said := wordpressWords(c.get("comment_content"))
	reason := ""
	switch kind, approved := c.get("comment_type"), c.get("comment_approved"); {
	case kind == "pingback" || kind == "trackback":
		reason = "trackback"
	case kind != "" && kind != "comment":
		reason = "not a comment"
	case approved == "spam":
		reason = "spam"
	case approved == "trash" || approved == "post-trashed":
		reason = "deleted"
	case approved != "1" && approved != "approved" && approved != "":
		reason = "not approved"
	case said == "":
		reason = "empty"
	}
	if reason != "" {
		r.book.skip(reason, c.line, []byte(author+": "+said))
		return
	}
	rec := corpus.Record{Row: c.line, ID: r.id(c.get("comment_id")), ReplyTo: r.id(c.get("comment_parent")), Author: author, Text: said, Channel: corpus.BlogComment}
	r.book.keep(rec, wxrDate(c.get("comment_date_gmt"), c.get("comment_date"), ""))
}

// id is a comment's id as saved pages of the same blog have it: unique beyond
// the blog. Without an address there is none.
func (r *wxrReader) id(number string) string {
	base := r.post.get("link")
	if base == "" {
		base = r.site
	}
	if number == "" || number == "0" || base == "" {
		return ""
	}
	return safeID(base + "#comment-" + number)
}

// wxrDate is the date in UTC where it is given, else in local time.
func wxrDate(utc, local, published string) stamp {
	if st, ok := universal(utc); ok {
		return st
	}
	if st, ok := machineDate(published); ok {
		return st
	}
	st, _ := machineDate(local)
	return st
}
