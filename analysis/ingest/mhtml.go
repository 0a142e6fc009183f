package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// The MHTML reader takes a web page that a browser saved as a single file, which
// is built like an e-mail with the page and its pictures as parts, and reads the
// page in it as the same page saved as HTML.

func detectMHTML(h *head) float64 {
	header, _ := splitMail(bytes.ReplaceAll(h.text[:min(len(h.text), 16<<10)], []byte("\r\n"), []byte("\n")))
	kind, params := header.media()
	saved := header.get("snapshot-content-location") != "" || strings.HasPrefix(header.get("from"), "<Saved by ") ||
		h.ext == ".mhtml" || h.ext == ".mht"
	switch {
	case !saved || header.get("mime-version") == "":
		return 0
	case kind == "multipart/related" && (params["type"] == "" || params["type"] == "text/html"), kind == "text/html":
		return 0.98
	}
	return 0
}

func readMHTML(j *job) error {
	source, err := io.ReadAll(io.LimitReader(j.in, maxPage)) // the page comes first, pictures after it
	if err != nil {
		return err
	}
	header, body := splitMail(source)
	page, ok := mailPart{header: header, body: body, raw: j.dec.odd > 0}.page(0)
	if !ok {
		return errors.New("this file looks like a web page saved as a single file but holds no page: save it again as \"web page, HTML only\"")
	}
	j.head = newHead(strings.TrimSuffix(j.book.res.Source.Path, j.head.ext)+".html", page[:min(len(page), headSize)], len(page) <= headSize)
	j.in = bufio.NewReader(bytes.NewReader(page))
	f, confidence, err := recognise(j.head)
	if err != nil || f.Name == "mhtml" {
		return errors.Join(err, errors.New("the page in this file cannot be read: save it again as \"web page, HTML only\""))
	}
	j.book.res.Receipt.Format, j.book.res.Receipt.Confidence = f.Title, confidence
	j.book.res.Source.Format = f.Title
	return f.read(j)
}

// page is the first part that is a page.
func (p mailPart) page(depth int) (page []byte, ok bool) {
	kind, params := p.header.media()
	switch {
	case depth > maxParts:
	case kind == "text/html":
		s, _ := p.decode(params["charset"])
		return []byte(s), strings.TrimSpace(s) != ""
	case strings.HasPrefix(kind, "multipart/"):
		p.parts(params["boundary"], func(part []byte) bool {
			h, body := splitMail(part)
			page, ok = mailPart{header: h, body: body, raw: p.raw}.page(depth + 1)
			return !ok
		})
	}
	return page, ok
}
