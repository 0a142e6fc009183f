package ingest

import (
	"encoding/xml"
	"strings"

	"yearbook/analysis/corpus"
)

// The Disqus reader takes the XML export of a Disqus forum: <thread> is a page,
// <post> a comment on one. Pages are no messages. Deleted comments and spam are
// skipped by reason; a comment whose date cannot be read is kept without one.

func detectDisqus(h *head) float64 {
	if xmlRoot(h) == "disqus" {
		return 0.99
	}
	return 0
}

// disqusPost is a comment that is being read.
type disqusPost struct {
	line       int
	id, parent string
	fields     map[string]string
}

func (p *disqusPost) is(field string) bool { return p.fields[field] == "true" }

type disqusReader struct {
	book     *book
	post     *disqusPost
	badDates int
}

func readDisqus(j *job) error {
	j.book.dates.base = DateDecision{Order: "year first", Evidence: "Disqus writes dates as year, month, day"}
	r := &disqusReader{book: j.book}
	x := newXMLFile(j.in, j.opt.MaxLine, j.dec.odd > 0)
	err := x.each(r)
	if r.post != nil {
		j.book.skip("cut off", r.post.line, nil)
	}
	if r.badDates > 0 {
		j.book.warn("Comments whose date cannot be read: %d. They were kept without one.", r.badDates)
	}
	return x.end(j.book, err)
}

func (r *disqusReader) end(name string) {
	if r.post != nil && name == "post" {
		r.flush()
	}
}

func (r *disqusReader) start(x *xmlFile, e xml.StartElement) error {
	name := e.Name.Local
	switch {
	case r.post == nil && name == "post":
		r.post = &disqusPost{line: x.line(), id: xmlAttr(e, "id"), fields: map[string]string{}}
	case r.post == nil:
	case name == "parent":
		r.post.parent = xmlAttr(e, "id")
	case name == "message", name == "createdAt", name == "isDeleted", name == "isSpam", name == "isApproved", name == "name":
		value, err := x.text()
		if err != nil {
			return err
		}
		r.post.fields[name] = strings.TrimSpace(value)
	}
	return nil
}

// flush ends the comment that is open.
func (r *disqusReader) flush() {
	p := r.post
	r.post = nil
	author := r.book.person([]byte(p.fields["name"]))
	said := htmlWords(p.fields["message"], nil)
	reason := ""
	switch {
	case p.is("isSpam"):
		reason = "spam"
	case p.is("isDeleted"):
		reason = "deleted"
	case p.fields["isApproved"] == "false":
		reason = "not approved"
	case said == "":
		reason = "empty"
	}
	if reason != "" {
		r.book.skip(reason, p.line, []byte(author+": "+said))
		return
	}
	when, ok := machineDate(p.fields["createdAt"])
	if !ok && p.fields["createdAt"] != "" {
		r.badDates++
	}
	r.book.keep(corpus.Record{Row: p.line, ID: safeID(p.id), ReplyTo: safeID(p.parent), Author: author, Text: said, Channel: corpus.BlogComment}, when)
}
