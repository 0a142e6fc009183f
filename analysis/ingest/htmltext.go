package ingest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlWords is what a browser would show of a piece of HTML, without the
// elements for which not holds.
func htmlWords(s string, not func(*html.Node) bool) string {
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return withoutNUL(text([]byte(s)))
	}
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil { // nested deeper than any person writes
		return withoutNUL(text([]byte(html.UnescapeString(withoutTags(s)))))
	}
	var b textBuilder
	for _, n := range nodes {
		b.add(n, not)
	}
	return withoutNUL(text([]byte(b.text())))
}

// wordpressWords is htmlWords of a text whose line ends count, as WordPress has
// it where the text marks no paragraphs itself.
func wordpressWords(s string) string {
	if s = strings.TrimSpace(s); !strings.Contains(s, "<p") && !strings.Contains(s, "<br") {
		s = strings.ReplaceAll(s, "\n", "<br>\n")
	}
	return htmlWords(s, nil)
}

// withoutTags cuts everything between < and >.
func withoutTags(s string) string {
	var out strings.Builder
	for {
		before, after, ok := strings.Cut(s, "<")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		if _, s, ok = strings.Cut(after, ">"); !ok {
			return out.String()
		}
		out.WriteByte(' ')
	}
}

func withoutNUL(s string) string { return strings.ReplaceAll(s, "\x00", "") }
