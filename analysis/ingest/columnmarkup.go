package ingest

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Some programs put texts into their tables as HTML: YouTube Data Tools writes
// "Don&#39;t worry<br>it is fine". Such a column is read as a browser would
// show it. People write "a < b" and "R&D" themselves, so that a column counts as
// HTML only where hardly a cell has a mark that HTML would have written
// otherwise.

// markup is how a column of text is written.
type markup uint8

const (
	plainText markup = iota
	entities         // characters are written as &amp; and the like
	tags             // with tags such as <br>
)

var (
	entityInText = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)
	// The last four are those of messages in Teams.
	tagInText = regexp.MustCompile(`(?i)</?(?:p|br|a|b|i|u|s|em|strong|span|div|ul|ol|li|h[1-6]|blockquote|img|hr|pre|code|font|table|tbody|tr|td|th|sub|sup|small|at|attachment|emoji|codeblock)(?:\s[^<>]*)?/?>`)
)

// markupOf tells how the cells of a column are written, from a sample.
func markupOf(cells []string) markup {
	marked, tagged, bare := 0, 0, 0
	for _, cell := range cells {
		if strings.IndexByte(cell, '<') < 0 && strings.IndexByte(cell, '&') < 0 {
			continue
		}
		rest := entityInText.ReplaceAllString(cell, "")
		without := tagInText.ReplaceAllString(rest, "")
		switch {
		case strings.ContainsAny(without, "<&"):
			bare++
		case len(without) < len(rest):
			tagged++
			fallthrough
		default:
			marked++
		}
	}
	switch {
	case marked == 0 || marked < 4*bare:
		return plainText
	case tagged > 0:
		return tags
	}
	return entities
}

// words is the text of a cell as people read it.
func (m markup) words(s string) string {
	if m == plainText || strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	if m == entities || !tagInText.MatchString(s) {
		return text([]byte(unescapeEntities(s)))
	}
	return wordpressWords(s)
}

// unescapeEntities reads entities that end in a semicolon, so that the
// parameters of a web address stay as they are.
func unescapeEntities(s string) string {
	return withoutNUL(entityInText.ReplaceAllStringFunc(s, html.UnescapeString))
}
