package ingest

import (
	"bytes"
	"strings"
)

// Many pages head a comment with two lines, a name and below it a date with its
// time, and nothing else. So does a list of appointments within a post. A name
// and a date are therefore taken for a head only below a heading such as "3
// comments", or, on a page without one, where a button such as "Reply" follows
// or where the page has several of them.

// pairHeads makes one comment head out of each name with a date below it.
func pairHeads(page []pageLine) []pageLine {
	from, headed := commentsHeading(page)
	pairs := 0
	for i := range page {
		if isPair(page, i) {
			pairs++
		}
	}
	if pairs == 0 {
		return page
	}
	out := make([]pageLine, 0, len(page))
	below := false // the date of the comment that is open stands below its words
	for i := 0; i < len(page); i++ {
		line := page[i]
		switch {
		case isPair(page, i) && !below && (headed && i > from || !headed && (pairs > 1 || buttonBelow(page[i+2:]))):
			line.kind, line.name, line.when = commentHead, line.text, page[i+1].when
			i++
		case line.kind == saysHead:
			below = i+1 < len(page) && page[i+1].kind != dateAlone
		case line.kind == dateAlone, line.kind == commentHead, line.kind == postHead:
			below = false
		}
		out = append(out, line)
	}
	return out
}

// isPair reports whether line i is a name and the next one a date with a time.
func isPair(page []pageLine, i int) bool {
	if i+1 >= len(page) || page[i].kind != words || page[i+1].kind != dateAlone || !page[i+1].when.clock {
		return false
	}
	if i+2 < len(page) && page[i+2].kind == byAlone { // the title, the date and the author of a post
		return false
	}
	return isProperName(page[i].text)
}

// isProperName is isName for a line that stands alone: each of several words
// begins with a capital letter, which titles and sentences seldom do.
func isProperName(line []byte) bool {
	fields := bytes.Fields(line)
	if !isName(line) || len(fields) > 4 {
		return false
	}
	for _, f := range fields {
		if len(fields) > 1 && (f[0] >= 'a' && f[0] <= 'z' || isDigit(f[0])) {
			return false
		}
	}
	return true
}

// commentsHeading is the line of a page that stands above its comments.
func commentsHeading(page []pageLine) (at int, ok bool) {
	for i, line := range page {
		if line.kind != furniture {
			continue
		}
		bare := strings.ToLower(strings.TrimRight(string(line.text), " .*:!»→↓"))
		for _, word := range []string{"comment", "response", "thought", "replies"} {
			if strings.HasPrefix(bare, word) || isCount(bare) && strings.Contains(bare, word) {
				return i, true
			}
		}
	}
	return 0, false
}

// buttonBelow reports whether a button stands before the next head.
func buttonBelow(page []pageLine) bool {
	for i, line := range page {
		switch {
		case line.kind == furniture:
			return true
		case line.kind != words, isPair(page, i):
			return false
		}
	}
	return false
}
