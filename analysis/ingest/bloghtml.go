package ingest

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"yearbook/analysis/corpus"
)

// The blog HTML reader takes a page saved from a browser: comment lists of
// WordPress and Blogger, pages marked up with schema.org/Comment, and what
// looks like them. Where it finds no comments it reads the page's text as the
// blog text reader does. Rows are numbered in the order of the page.

func detectBlogHTML(h *head) float64 {
	start := bytes.ToLower(h.text[:min(len(h.text), 4096)])
	trimmed := trim(start)
	named := h.ext == ".html" || h.ext == ".htm" || h.ext == ".xhtml"
	switch {
	case bytes.HasPrefix(trimmed, []byte("<!doctype html")), bytes.HasPrefix(trimmed, []byte("<html")), bytes.Contains(start, []byte("<html")) && trimmed[0] == '<':
		return 0.9
	case len(trimmed) > 0 && trimmed[0] == '<' && (bytes.Contains(start, []byte("<div")) || bytes.Contains(start, []byte("<li")) || bytes.Contains(start, []byte("<body")) || bytes.Contains(start, []byte("<article"))):
		return 0.7
	case named && bytes.Contains(start, []byte("</")):
		return 0.5
	}
	return 0
}

func readBlogHTML(j *job) error {
	doc, err := j.page()
	if err != nil {
		return err
	}
	p := &htmlPage{book: j.book, doc: doc, comments: map[*html.Node]*htmlComment{}}
	p.address = p.canonical()
	p.find(doc, nil)
	if p.useful() {
		p.read()
		return nil
	}
	page := pairHeads(pageOf(doc))
	if h := (&pageReader{page: page}); len(p.order) == 0 && h.anyHead() {
		j.book.page(page)
		return nil
	}
	p.read()
	return nil
}

// anyHead reports whether a page's text has heads of posts or comments.
func (r *pageReader) anyHead() bool {
	for _, line := range r.page {
		switch line.kind {
		case commentHead, postHead, saysHead, byAlone:
			return true
		}
	}
	return false
}

// pageOf is the text of a page as the blog text reader takes it.
func pageOf(doc *html.Node) []pageLine {
	var page []pageLine
	n := 0
	for line := range strings.SplitSeq(readable(doc, nil), "\n") {
		n++
		if b := trim([]byte(line)); len(b) > 0 {
			page = append(page, classify(n, b))
		}
	}
	return page
}

// htmlPage is a page in which posts and comments are looked for.
type htmlPage struct {
	book     *book
	doc      *html.Node
	address  string // the page's own address, "" where it does not say
	comments map[*html.Node]*htmlComment
	order    []*htmlComment
}

// htmlComment is a comment that was found.
type htmlComment struct {
	node   *html.Node
	number string // the number in its id, "" where it has none
	parent *htmlComment
}

// find registers the comments below n.
func (p *htmlPage) find(n *html.Node, parent *htmlComment) {
	if n.Type == html.ElementNode && isComment(n) {
		number := commentNumber(n)
		switch {
		case parent == nil || parent.holds(n, number):
			parent = &htmlComment{node: n, number: number, parent: parent}
			p.comments[n] = parent
			p.order = append(p.order, parent)
		case parent.number == "":
			parent.number = number
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.find(c, parent)
	}
}

// holds reports whether an element inside a comment is a comment of its own,
// a reply, rather than a part: it has another number, or stands in a list.
func (c *htmlComment) holds(n *html.Node, number string) bool {
	if number != "" && c.number != "" {
		return number != c.number
	}
	for n = n.Parent; n != nil && n != c.node; n = n.Parent {
		if n.Data == "ol" || n.Data == "ul" || hasClass(n, "children", "replies", "comment-replies") {
			return true
		}
	}
	return false
}

// isComment tells an element that holds one comment.
func isComment(n *html.Node) bool {
	switch n.Data {
	case "li", "div", "article", "section", "dt", "tr", "td", "p", "blockquote":
	default:
		return false
	}
	if commentNumber(n) != "" || strings.Contains(attr(n, "itemtype"), "schema.org/Comment") ||
		strings.Contains(attr(n, "itemtype"), "schema.org/UserComments") || attr(n, "itemprop") == "comment" {
		return true
	}
	if n.Data == "dt" {
		return hasClass(n, "comment-author")
	}
	return (n.Data == "li" || n.Data == "div" || n.Data == "article") && hasClass(n, "comment", "pingback", "trackback")
}

// commentNumber is the number in an id such as comment-12, li-comment-12,
// div-comment-12 or Blogger's c12345678.
func commentNumber(n *html.Node) string {
	id := attr(n, "id")
	rest, ok := strings.CutPrefix(strings.TrimPrefix(strings.TrimPrefix(id, "li-"), "div-"), "comment-")
	if !ok && len(id) >= 7 {
		rest, ok = strings.CutPrefix(id, "c")
	}
	if !ok || rest == "" || strings.Trim(rest, "0123456789") != "" {
		return ""
	}
	return rest
}

// useful reports whether some comment has words of its own.
func (p *htmlPage) useful() bool {
	for _, c := range p.order {
		if p.said(c) != "" {
			return true
		}
	}
	return false
}

// read hands posts and comments to the book.
func (p *htmlPage) read() {
	row := 0
	for _, post := range p.posts() {
		row++
		p.keepPost(post, row)
	}
	if row == 0 {
		p.book.warn("No post was found on this page, only comments: if it has one, copy the page's text into a text file.")
	}
	for _, c := range p.order {
		row++
		p.keepComment(c, row)
	}
}

func (p *htmlPage) keepComment(c *htmlComment, row int) {
	said := p.said(c)
	author := p.author(c)
	switch {
	case hasClass(c.node, "pingback", "trackback") || isTrackback(said):
		p.book.skip("trackback", row, []byte(said))
	case said == "":
		p.book.skip("empty", row, author)
	default:
		rec := corpus.Record{Row: row, ID: p.id(c), Author: p.book.person(author), Text: said, Channel: corpus.BlogComment}
		if c.parent != nil {
			rec.ReplyTo = p.id(c.parent)
		}
		p.book.keep(rec, p.when(c))
	}
}

// id is unique beyond the page, or "".
func (p *htmlPage) id(c *htmlComment) string {
	if p.address == "" || c.number == "" {
		return ""
	}
	return p.address + "#comment-" + c.number
}

// canonical is the address that a page gives as its own.
func (p *htmlPage) canonical() string {
	if n := first(p.doc, nil, func(n *html.Node) bool { return n.Data == "link" && attr(n, "rel") == "canonical" }); n != nil {
		return valid(attr(n, "href"))
	}
	if n := first(p.doc, nil, func(n *html.Node) bool { return n.Data == "meta" && attr(n, "property") == "og:url" }); n != nil {
		return valid(attr(n, "content"))
	}
	return ""
}

// inside keeps a search from entering the comments below c.
func (p *htmlPage) inside(c *htmlComment) func(*html.Node) bool {
	return func(n *html.Node) bool {
		other := p.comments[n]
		return other != nil && other != c
	}
}

// author is who wrote a comment.
func (p *htmlPage) author(c *htmlComment) []byte {
	if c.node.Data == "dt" {
		return authorName(readable(c.node, nil))
	}
	for _, is := range []func(*html.Node) bool{
		func(n *html.Node) bool { return hasClass(n, "fn") },
		func(n *html.Node) bool { return attr(n, "itemprop") == "author" || attr(n, "itemprop") == "creator" },
		func(n *html.Node) bool {
			return hasClass(n, "comment-author", "comment_author", "commentauthor", "comment-author-name", "comment__author", "author", "user", "commenter")
		},
		func(n *html.Node) bool { return n.Data == "cite" || attr(n, "rel") == "author" },
	} {
		n := first(c.node, p.inside(c), is)
		if n == nil {
			continue
		}
		if name := first(n, nil, func(n *html.Node) bool { return attr(n, "itemprop") == "name" || hasClass(n, "fn") }); name != nil {
			n = name
		}
		s := readable(n, func(n *html.Node) bool {
			return hasClass(n, "says", "comment-meta", "screen-reader-text") || n.Data == "time"
		})
		if s == "" {
			s = attr(n, "content")
		}
		if s != "" {
			return authorName(s)
		}
	}
	return nil
}

// authorName takes "by", "says" and the like off a name.
func authorName(s string) []byte {
	b, _, _ := bytes.Cut(trim([]byte(s)), []byte("\n"))
	b, _ = cutWord(b, "by")
	for _, verb := range []string{"says:", "said...", "said…", "said:", "says", "said", "wrote:", "writes:"} {
		if rest, ok := bytes.CutSuffix(b, []byte(" "+verb)); ok {
			b = trim(rest)
			break
		}
	}
	return cleanName(b)
}

// when is the time of a comment.
func (p *htmlPage) when(c *htmlComment) stamp {
	if c.node.Data == "dt" {
		for _, d := range following(c.node) {
			if st, ok := stampIn(readable(d, nil)); ok && !hasClass(d, "comment-body") {
				return st
			}
		}
		return stamp{}
	}
	return dateBelow(c.node, p.inside(c))
}

// dateBelow is the first date among the elements that hold dates.
func dateBelow(root *html.Node, not func(*html.Node) bool) stamp {
	var found stamp
	first(root, not, func(n *html.Node) bool {
		prop := attr(n, "itemprop")
		isDate := n.Data == "time" || prop == "datePublished" || prop == "dateCreated" || prop == "commentTime" ||
			hasClass(n, "comment-date", "comment_date", "comment-meta", "comment-metadata", "commentmetadata", "comment-timestamp",
				"comment-time", "datetime", "date", "entry-date", "post-date", "published", "posted-on", "date-header", "timestamp")
		if !isDate {
			return false
		}
		for _, s := range []string{attr(n, "datetime"), attr(n, "content"), attr(n, "title"), readable(n, nil)} {
			if st, ok := stampIn(s); ok {
				found = st
				return true
			}
		}
		return false
	})
	return found
}

// stampIn reads the date at the beginning of a text, after "on" or "Posted on".
func stampIn(s string) (stamp, bool) {
	b := trim([]byte(s))
	for _, w := range []string{"posted", "published", "on"} {
		b, _ = cutWord(b, w)
	}
	c := cursor{s: b}
	st, ok := c.date()
	if !ok || !st.possible() {
		return stamp{}, false
	}
	if !st.clock {
		c.clockAfterDate(&st)
	}
	return st, true
}

// said is what a comment says, without its author, date and buttons.
func (p *htmlPage) said(c *htmlComment) string {
	if c.node.Data == "dt" {
		var parts []string
		for _, d := range following(c.node) {
			if !hasClass(d, "comment-footer") {
				parts = append(parts, readable(d, notWords))
			}
		}
		return text([]byte(strings.Join(parts, "\n")))
	}
	body := first(c.node, p.inside(c), func(n *html.Node) bool {
		return attr(n, "itemprop") == "text" || attr(n, "itemprop") == "commentText" ||
			hasClass(n, "comment-content", "comment_content", "comment-text", "comment_text", "commenttext", "comment__content", "comment-entry", "comment-copy")
	})
	if body == nil {
		body = c.node
	}
	nested := p.inside(c)
	return text([]byte(readable(body, func(n *html.Node) bool { return nested(n) || n != body && notWords(n) })))
}

// notWords tells the parts of a comment that are not what it says.
func notWords(n *html.Node) bool {
	return n.Data == "time" || n.Data == "cite" || n.Data == "footer" || n.Data == "header" || attr(n, "itemprop") == "author" || attr(n, "itemprop") == "creator" ||
		hasClass(n, "reply", "comment-meta", "comment-author", "comment_author", "commentauthor", "commentmetadata", "comment-metadata", "comment-reply-link", "comment-actions",
			"vcard", "says", "fn", "author", "user", "comment-edit-link", "comment-awaiting-moderation", "sharedaddy", "comment-likes",
			"screen-reader-text", "comment-footer", "comment-header", "comment-date", "comment_date", "comment-timestamp", "datetime", "date", "comment-reply", "post-meta", "entry-meta")
}

// following is the descriptions that belong to a term of Blogger's list.
func following(dt *html.Node) []*html.Node {
	var out []*html.Node
	for n := dt.NextSibling; n != nil && n.Data != "dt"; n = n.NextSibling {
		if n.Type == html.ElementNode && n.Data == "dd" {
			out = append(out, n)
		}
	}
	return out
}
