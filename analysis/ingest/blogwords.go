package ingest

import (
	"bytes"
	"strings"
)

// Lines of a web page that are not somebody's words.

// strictEnds are lines after which nothing is text.
var strictEnds = []string{"leave a comment or get a trackback link", "leave a reply cancel reply",
	"your email address will not be published", "your email address will not be published. required fields are marked",
	"comments are closed", "fill in your details below or click an icon to log in"}

// pageEnds are lines that can also stand above the comments.
var pageEnds = []string{"leave a reply", "leave a comment", "post a comment", "add a comment", "add your comment", "write a comment",
	"join the discussion", "post your comment", "cancel reply"}

// buttons are lines that stand among the words and are none.
var buttons = []string{"comments", "responses", "reply", "like", "edit", "delete", "share", "tweet", "permalink", "log in to reply",
	"reply ↓", "↩ reply", "share this", "like this", "loading...", "loading…", "report abuse", "report comment", "flag", "recommend",
	"newer comments", "older comments", "previous post", "next post", "print", "email", "e-mail", "facebook", "twitter", "more", "unlike",
	"newer posts", "older posts", "home", "read more", "trackbacks", "pingbacks", "quote", "link", "liked by", "upvote", "be the first to like this",
	"sort by", "newest", "oldest", "no comments", "no comments yet", "be the first to comment"}

// fixedKind tells lines that are recognised by their words alone.
func fixedKind(line []byte) lineKind {
	if len(line) > 120 {
		return words
	}
	bare := strings.ToLower(strings.TrimRight(string(line), " .*:!»«→←↓"))
	switch {
	case strings.HasPrefix(bare, "leave a comment or get a trackback"):
		return strictEnd
	case oneOf(bare, strictEnds):
		return strictEnd
	case strings.HasPrefix(bare, "pingback:"), strings.HasPrefix(bare, "trackback:"):
		return trackback
	case oneOf(bare, pageEnds):
		return endOfPage
	case oneOf(strings.TrimLeft(bare, "←«→» "), buttons), isCount(bare), isTally(bare):
		return furniture
	}
	return words
}

func oneOf(s string, list []string) bool {
	for _, l := range list {
		if s == l {
			return true
		}
	}
	return false
}

// isCount reads "12 comments", "One thought on “Title”" and "3 thoughts on".
func isCount(bare string) bool {
	first, rest, ok := strings.Cut(bare, " ")
	if !ok || !isNumber(first) && first != "one" && first != "no" {
		return false
	}
	switch strings.TrimSpace(rest) {
	case "comment", "comments", "response", "responses", "reply", "replies", "trackback", "trackbacks", "pingback", "pingbacks", "like", "likes",
		"comments so far", "comment so far", "people like this":
		return true
	}
	for _, start := range []string{"thought on ", "thoughts on ", "response to ", "responses to ", "comments on ", "comment on ", "replies to ", "reply to ",
		"comments:", "comments to ", "comment to "} {
		if strings.HasPrefix(rest, start) {
			return true
		}
	}
	return false
}

// isTally reads the bare numbers of a list, "1." or "12", and "Like (3)".
func isTally(bare string) bool {
	return len(bare) <= 4 && isNumber(bare) || strings.HasPrefix(bare, "like (") && strings.HasSuffix(bare, ")")
}

// isTrackback reports whether a comment is an extract that another blog sent:
// "[…] words [...]".
func isTrackback(said string) bool {
	mark := func(s string, cut func(s, part string) (string, bool)) bool {
		for _, m := range []string{"[...]", "[…]", "[..]"} {
			if _, ok := cut(s, m); ok {
				return true
			}
		}
		return false
	}
	return mark(said, strings.CutPrefix) && mark(said, strings.CutSuffix)
}

// cleanName takes numbers of a list and quotation marks off a name.
func cleanName(name []byte) []byte {
	return trim(bytes.Trim(trim(name), "\"“”‘’:,"))
}
