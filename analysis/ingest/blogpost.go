package ingest

import (
	"strings"

	"golang.org/x/net/html"

	"yearbook/analysis/corpus"
)

// htmlPost is a post that was found on a page.
type htmlPost struct {
	node *html.Node // with author and date
	body *html.Node // with the words
}

// posts are the posts of a page: the elements that hold the body of one, or
// the first element that looks like a post at all.
func (p *htmlPage) posts() []htmlPost {
	var out []htmlPost
	var whole *html.Node
	isCommentNode := func(n *html.Node) bool { return p.comments[n] != nil }
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && isPost(n) {
			if whole == nil {
				whole = n
			}
			if body := first(n, isCommentNode, isPostBody); body != nil {
				out = append(out, htmlPost{n, body})
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !isCommentNode(c) {
				walk(c)
			}
		}
	}
	walk(p.doc)
	if len(out) > 0 {
		return out
	}
	if body := first(p.doc, isCommentNode, isPostBody); body != nil {
		return []htmlPost{{p.doc, body}}
	}
	if whole != nil {
		return []htmlPost{{whole, whole}}
	}
	return nil
}

func isPost(n *html.Node) bool {
	kind := attr(n, "itemtype")
	return n.Data == "article" || hasClass(n, "hentry", "post", "blog-post", "type-post", "post-outer") ||
		strings.Contains(kind, "schema.org/BlogPosting") || strings.Contains(kind, "schema.org/Article") || strings.Contains(kind, "schema.org/NewsArticle")
}

func isPostBody(n *html.Node) bool {
	return attr(n, "itemprop") == "articleBody" ||
		hasClass(n, "entry-content", "post-body", "post-content", "article-body", "entrytext", "storycontent", "post-entry", "article-content")
}

func (p *htmlPage) keepPost(post htmlPost, row int) {
	said := text([]byte(readable(post.body, func(n *html.Node) bool {
		return p.comments[n] != nil || n != post.body && (notWords(n) || hasClass(n, "comments", "comments-area") || attr(n, "id") == "comments")
	})))
	if said == "" {
		p.book.skip("empty", row, nil)
		return
	}
	author, when := p.postAuthor(post), p.postDate(post)
	if name, st := p.headLine(post); when.form == noDate && len(author) == 0 {
		author, when = name, st
	}
	p.book.keep(corpus.Record{Row: row, Author: p.book.person(author), Text: said, Channel: corpus.BlogPost}, when)
}

// headLine reads author and date from words such as "January 3, 2013 by Name"
// where no element says which is which.
func (p *htmlPage) headLine(post htmlPost) ([]byte, stamp) {
	beside := readable(post.node, func(n *html.Node) bool { return p.comments[n] != nil || n == post.body && n != post.node })
	for line := range strings.SplitSeq(beside, "\n") {
		if l := classify(1, trim([]byte(line))); l.kind == postHead {
			return l.name, l.when
		}
	}
	return nil, stamp{}
}

// postAuthor is who wrote a post.
func (p *htmlPage) postAuthor(post htmlPost) []byte {
	outside := func(n *html.Node) bool { return p.comments[n] != nil || n == post.body && post.body != post.node }
	for _, is := range []func(*html.Node) bool{
		func(n *html.Node) bool { return hasClass(n, "fn") },
		func(n *html.Node) bool { return attr(n, "itemprop") == "author" || attr(n, "rel") == "author" },
		func(n *html.Node) bool {
			return hasClass(n, "author", "byline", "post-author", "entry-author", "author-name")
		},
	} {
		if n := first(post.node, outside, is); n != nil {
			if name := authorName(readable(n, nil)); len(name) > 0 {
				return name
			}
		}
	}
	meta := first(p.doc, nil, func(n *html.Node) bool { return n.Data == "meta" && attr(n, "name") == "author" })
	if meta != nil {
		return authorName(attr(meta, "content"))
	}
	return nil
}

// postDate is when a post appeared.
func (p *htmlPage) postDate(post htmlPost) stamp {
	outside := func(n *html.Node) bool { return p.comments[n] != nil || n == post.body && post.body != post.node }
	if st := dateBelow(post.node, outside); st.form != noDate {
		return st
	}
	meta := first(p.doc, nil, func(n *html.Node) bool { return n.Data == "meta" && attr(n, "property") == "article:published_time" })
	if meta != nil {
		if st, ok := stampIn(attr(meta, "content")); ok {
			return st
		}
	}
	return dateBelow(p.doc, outside)
}
