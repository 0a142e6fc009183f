package ingest

import (
	"bytes"
	"io"
	"mime"
	"strings"
)

// mailHeader holds the header of a message or of a part of one. The names are in
// small letters; of fields that come twice the first counts.
type mailHeader map[string]string

// splitMail parts the header from the body.
func splitMail(source []byte) (h mailHeader, body []byte) {
	h = mailHeader{}
	last := ""
	for len(source) > 0 {
		line, rest, _ := bytes.Cut(source, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		switch {
		case len(line) == 0:
			return h, rest
		case line[0] == ' ' || line[0] == '\t':
			if last != "" && len(h[last]) < 64<<10 {
				h[last] += " " + string(trim(line))
			}
		case isHeaderLine(line):
			name, value, _ := bytes.Cut(line, []byte(":"))
			last = strings.ToLower(string(name))
			if _, twice := h[last]; twice || len(h) > 500 {
				last = ""
			} else {
				h[last] = string(trim(value))
			}
		default: // no header: the body has begun without a blank line
			return h, source
		}
		source = rest
	}
	return h, nil
}

func (h mailHeader) get(name string) string { return h[name] }

// decoded is a field with its encoded words read: =?utf-8?q?caf=C3=A9?=
func (h mailHeader) decoded(name string) string {
	value := h[name]
	if !strings.Contains(value, "=?") {
		return valid(value)
	}
	dec := mime.WordDecoder{CharsetReader: func(charset string, in io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(in)
		s, _ := fromCharset(b, charset)
		return strings.NewReader(s), err
	}}
	s, err := dec.DecodeHeader(value)
	if err != nil {
		return valid(value)
	}
	return withoutNUL(valid(s))
}

// when is the date of a message: as the sender's computer gives it, else as the
// last server on the way does.
func (h mailHeader) when() stamp {
	if st, ok := machineDate(h["date"]); ok {
		return st
	}
	if i := strings.LastIndexByte(h["received"], ';'); i >= 0 {
		if st, ok := machineDate(h["received"][i+1:]); ok {
			return st
		}
	}
	return stamp{}
}

// answers is the id of the message that this one answers.
func (h mailHeader) answers() string {
	if id := firstID(h["in-reply-to"]); id != "" {
		return id
	}
	if fields := strings.Fields(h["references"]); len(fields) > 0 {
		return firstID(fields[len(fields)-1])
	}
	return ""
}

// media is the type of a part and its parameters.
func (h mailHeader) media() (kind string, params map[string]string) {
	value := h["content-type"]
	if value == "" {
		return "text/plain", nil
	}
	kind, params, err := mime.ParseMediaType(value)
	if err != nil {
		kind, _, _ = strings.Cut(value, ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
		if params == nil {
			params = map[string]string{}
		}
		if _, rest, ok := strings.Cut(value, "boundary="); ok && params["boundary"] == "" {
			rest, _, _ = strings.Cut(rest, ";")
			params["boundary"] = strings.Trim(strings.TrimSpace(rest), `"`)
		}
	}
	return kind, params
}
