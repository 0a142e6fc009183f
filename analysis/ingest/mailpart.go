package ingest

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/net/html"
)

// mailPart is a message or a part of one.
type mailPart struct {
	header mailHeader
	body   []byte
	raw    bool // the file had bytes that were no UTF-8
}

// mailText is what was found to read in a part.
type mailText struct {
	text    string
	plain   bool // not made from HTML
	unknown bool // its encoding is not known
	quotes  int  // lines of quoted replies that were left out
}

// maxParts is how deep parts may lie within one another.
const maxParts = 12

// words is the text of a part: of several the first plain one that says
// anything, else the first HTML. Attachments and forwarded messages are none.
func (p mailPart) words(depth int) mailText {
	kind, params := p.header.media()
	switch {
	case depth > maxParts || strings.HasPrefix(strings.ToLower(p.header["content-disposition"]), "attachment"):
		return mailText{}
	case strings.HasPrefix(kind, "multipart/"):
		return p.best(params["boundary"], depth)
	case kind == "text/html":
		s, known := p.decode(params["charset"])
		found := mailText{unknown: !known}
		found.text = htmlWords(s, func(n *html.Node) bool {
			if !quotedHTML(n) {
				return false
			}
			if said := readable(n, nil); said != "" {
				found.quotes += strings.Count(said, "\n") + 1
			}
			return true
		})
		return found
	case kind == "text/plain" || kind == "text" || kind == "":
		s, known := p.decode(params["charset"])
		if strings.EqualFold(params["format"], "flowed") {
			s = unflow(s)
		}
		return mailText{text: s, plain: true, unknown: !known}
	}
	return mailText{}
}

// best chooses among the parts between boundaries.
func (p mailPart) best(boundary string, depth int) mailText {
	if boundary == "" {
		return mailPart{header: mailHeader{}, body: p.body, raw: p.raw}.words(depth + 1)
	}
	var best mailText
	take := func(part []byte) {
		h, body := splitMail(part)
		found := mailPart{header: h, body: body, raw: p.raw}.words(depth + 1)
		if strings.TrimSpace(found.text) != "" && (best.text == "" || found.plain && !best.plain) {
			best = found
		}
	}
	p.parts(boundary, func(part []byte) bool {
		take(part)
		return !best.plain
	})
	return best
}

// parts hands what lies between boundaries to take, until it says that it has
// enough.
func (p mailPart) parts(boundary string, take func(part []byte) (more bool)) {
	mark := []byte("--" + boundary)
	start := -1 // of the part that is open
	for at := 0; at < len(p.body); {
		next := len(p.body)
		if i := bytes.IndexByte(p.body[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		after, isMark := bytes.CutPrefix(p.body[at:next], mark)
		if after = trim(after); isMark && (len(after) == 0 || string(after) == "--") {
			if start >= 0 && !take(p.body[start:at]) {
				return
			}
			if start = next; len(after) > 0 {
				return
			}
		}
		at = next
	}
	if start >= 0 { // cut short
		take(p.body[start:])
	}
}

// decode undoes the transfer encoding and the charset of a part.
func (p mailPart) decode(charset string) (s string, known bool) {
	body := p.body
	switch strings.ToLower(strings.TrimSpace(p.header["content-transfer-encoding"])) {
	case "quoted-printable":
		out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
		if err != nil {
			out = append(out, '\n') // what could be read before the mistake
		}
		body = out
	case "base64":
		body = fromBase64(body)
	default:
		if !p.raw || readsAsWindows1252(charset) {
			return withoutNUL(valid(string(body))), true
		}
		b := make([]byte, len(body))
		n, _, _ := asBytes{}.Transform(b, body, true)
		body = b[:n]
	}
	s, known = fromCharset(body, charset)
	return withoutNUL(s), known
}

// fromBase64 decodes as far as it can be decoded.
func fromBase64(body []byte) []byte {
	clean := make([]byte, 0, len(body))
	for _, b := range body {
		if isLetter(b) || isDigit(b) || b == '+' || b == '/' {
			clean = append(clean, b)
		}
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

// unflow joins the lines that a mail program has broken softly (RFC 3676).
func unflow(s string) string {
	var out strings.Builder
	for line := range strings.Lines(s) {
		bare := strings.TrimRight(line, "\r\n")
		soft := strings.HasSuffix(bare, " ") && bare != "-- " && !strings.HasPrefix(bare, ">")
		out.WriteString(bare)
		if !soft {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// quotedHTML tells the parts of an HTML message that quote another.
func quotedHTML(n *html.Node) bool {
	return n.Data == "blockquote" || n.Data == "title" || hasClass(n, "gmail_quote", "moz-cite-prefix", "gmail_attr", "moz-signature", "gmail_signature", "yahoo_quoted") ||
		attr(n, "id") == "divRplyFwdMsg" || attr(n, "id") == "appendonsend"
}
