package ingest

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// page is the whole file as a page of HTML.
func (j *job) page() (*html.Node, error) {
	in := &io.LimitedReader{R: j.in, N: maxPage + 1}
	doc, err := html.Parse(in)
	switch {
	case j.ctx.Err() != nil:
		return nil, j.ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("the page cannot be read (%w): copy its text into a text file and read that instead", err)
	case in.N == 0:
		return nil, errors.New("the page is larger than 64 MB: copy its text into text files and read those instead")
	}
	return doc, nil
}

// attr is the value of an element's attribute, "" where it has none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hasClass reports whether an element is of one of the classes.
func hasClass(n *html.Node, classes ...string) bool {
	list := attr(n, "class")
	if list == "" {
		return false
	}
	for c := range strings.FieldsSeq(list) {
		for _, want := range classes {
			if c == want {
				return true
			}
		}
	}
	return false
}

// first is the first element below root, or root itself, for which is holds.
// It does not enter elements for which not holds.
func first(root *html.Node, not, is func(*html.Node) bool) *html.Node {
	if root.Type == html.ElementNode && is(root) {
		return root
	}
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || not != nil && not(c) {
			continue
		}
		if n := first(c, not, is); n != nil {
			return n
		}
	}
	return nil
}

// readable is the text below an element, with a new line for each block, without
// the elements for which not holds.
func readable(root *html.Node, not func(*html.Node) bool) string {
	var b textBuilder
	b.add(root, not)
	return b.text()
}

// textBuilder gathers words as a browser would show them.
type textBuilder struct {
	out   strings.Builder
	space bool // a blank is due before the next word
	line  bool // so is a new line
}

func (b *textBuilder) add(n *html.Node, not func(*html.Node) bool) {
	switch {
	case n.Type == html.TextNode:
		b.words(n.Data)
		return
	case n.Type == html.CommentNode, n.Type == html.ElementNode && silent(n.Data), not != nil && n.Type == html.ElementNode && not(n):
		return
	}
	block := n.Type == html.ElementNode && isBlock(n.Data)
	b.line = b.line || block
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.add(c, not)
	}
	b.line = b.line || block
}

func (b *textBuilder) words(s string) {
	const blanks = " \n\t\r\f"
	b.space = b.space || s != "" && strings.IndexByte(blanks, s[0]) >= 0
	for i, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(blanks, r) }) {
		switch {
		case b.out.Len() == 0:
		case b.line:
			b.out.WriteByte('\n')
		case b.space || i > 0:
			b.out.WriteByte(' ')
		}
		b.out.WriteString(w)
		b.line, b.space = false, false
	}
	b.space = b.space || s != "" && strings.IndexByte(blanks, s[len(s)-1]) >= 0
}

func (b *textBuilder) text() string { return strings.TrimSpace(b.out.String()) }

// silent elements hold no words for readers.
func silent(tag string) bool {
	switch tag {
	case "script", "style", "noscript", "template", "form", "button", "svg", "iframe", "textarea", "select", "nav", "head", "object", "input":
		return true
	}
	return false
}

func isBlock(tag string) bool {
	switch tag {
	case "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
		"footer", "aside", "main", "small", "table", "tr", "td", "th", "blockquote", "pre", "figure", "figcaption", "hr", "address", "body":
		return true
	}
	return false
}
