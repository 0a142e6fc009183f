package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"yearbook/analysis/corpus"
)

// The mail reader takes mailboxes (mbox, also from the archives of groups.io and
// Mailman) and single messages (.eml). Of each message it keeps the name of the
// sender, the date and what the sender wrote: quoted replies and signatures are
// cut and counted, attachments are passed over. A message without a date in its
// header has that of the line that begins it in the mailbox. No address is kept: a sender
// without a name becomes "Sender 1", ids of messages are hashed, and addresses in
// the text are replaced.

// eMail is the channel of mailing lists.
const eMail = corpus.Channel("e-mail")

// maxMail is how much of one message is looked at; what lies beyond is the end
// of a large attachment.
const maxMail = 8 << 20

func detectMbox(h *head) float64 {
	lines := h.lines
	for len(lines) > 0 && len(trim(lines[0])) == 0 {
		lines = lines[1:]
	}
	if len(lines) > 1 && isFromLine(lines[0]) && isHeaderLine(lines[1]) {
		return 0.97
	}
	return 0
}

func detectEML(h *head) float64 {
	known := map[string]bool{}
	for _, line := range h.lines[:min(len(h.lines), 200)] {
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		if !isHeaderLine(line) {
			return 0
		}
		name, _, _ := bytes.Cut(line, []byte(":"))
		known[strings.ToLower(string(name))] = true
	}
	n := 0
	for _, name := range []string{"from", "to", "date", "subject", "message-id", "mime-version", "received", "return-path", "content-type", "in-reply-to", "references"} {
		if known[name] {
			n++
		}
	}
	switch {
	case !known["from"]:
		return 0
	case n >= 4:
		return 0.96
	case n >= 3 && (known["message-id"] || known["mime-version"] || known["received"] || h.ext == ".eml"):
		return 0.9
	}
	return 0
}

// isFromLine tells the line that begins a message in a mailbox: "From", an
// address and a date.
func isFromLine(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("From "))
	if !ok || len(rest) > 400 {
		return false
	}
	return len(rest) == 0 || len(bytes.Fields(rest)) == 1 || fromDate(rest)
}

// fromDate reports whether the words after From hold a clock or a year.
func fromDate(rest []byte) bool {
	for _, w := range bytes.Fields(rest) {
		c := cursor{s: w}
		var st stamp
		if c.clock(&st) && c.done() {
			return true
		}
	}
	return false
}

// fromTime is the time at the end of such a line, at which the message came in. It
// is in UTC where it names no zone (RFC 4155).
func fromTime(line []byte) stamp {
	words := bytes.Fields(line)
	for i := 1; i < len(words); i++ {
		if st, ok := universal(string(bytes.Join(words[i:], []byte(" ")))); ok && st.clock {
			return st
		}
	}
	return stamp{}
}

// isHeaderLine tells "Name: value".
func isHeaderLine(line []byte) bool {
	name, _, ok := bytes.Cut(line, []byte(":"))
	if !ok || len(name) == 0 || len(name) > 76 {
		return false
	}
	for _, b := range name {
		if b <= ' ' || b >= 0x7f {
			return false
		}
	}
	return true
}

// mailReader holds the message that is being gathered.
type mailReader struct {
	book    *book
	raw     bool // the file had bytes that were no UTF-8
	mbox    bool
	list    string         // the mailbox, for the names of senders without one
	senders map[string]int // addresses without names, by order

	open  bool
	line  int
	buf   []byte
	cut   bool // the message was longer than maxMail
	blank bool // the line above was blank
	large int

	quotes, signatures, charsets, addresses int
}

func readMail(j *job) error {
	list, _, _ := strings.Cut(j.head.base, "@")
	r := &mailReader{book: j.book, list: strings.TrimSpace(list), senders: map[string]int{}, mbox: detectMbox(j.head) > 0, blank: true}
	in := j.lines()
	for {
		line, ok := in.next()
		if !ok {
			break
		}
		r.raw = j.dec.odd > 0
		if !r.open && len(trim(line)) == 0 {
			continue // above the first message
		}
		if !r.open || r.mbox && r.blank && isFromLine(line) {
			r.flush()
			r.open, r.line, r.cut = true, in.n, false
			r.buf = r.buf[:0]
		}
		r.blank = len(line) == 0
		if len(r.buf)+len(line) > maxMail {
			r.cut = true
			continue
		}
		r.buf = append(append(r.buf, line...), '\n')
	}
	r.flush()
	r.close()
	return in.err
}

func (r *mailReader) close() {
	r.book.hidden += r.addresses // told together with those that the book finds
	for _, w := range []struct {
		n    int
		text string
	}{
		{r.quotes, "%d lines of quoted replies were left out: they are counted where they were first written."},
		{r.signatures, "%d lines of signatures and footers were left out."},
		{r.charsets, "%d messages are in an encoding that is not known: check their accents."},
		{r.large, "%d messages are larger than 8 MB: only their beginning was looked at."},
	} {
		if w.n > 0 {
			r.book.warn(w.text, w.n)
		}
	}
}

// flush ends the message that is open.
func (r *mailReader) flush() {
	if !r.open {
		return
	}
	r.open = false
	if r.cut {
		r.large++
	}
	source := r.buf
	var received stamp
	if r.mbox {
		if line, rest, ok := bytes.Cut(source, []byte("\n")); ok && bytes.HasPrefix(line, []byte("From ")) {
			source, received = rest, fromTime(line)
		}
	}
	if len(trim(source)) == 0 {
		r.book.skip("empty", r.line, nil)
		return
	}
	header, body := splitMail(source)
	part := mailPart{header: header, body: body, raw: r.raw}
	found := part.words(0)
	subject := []byte(r.withoutAddresses(header.decoded("subject"), false))
	switch auto := strings.ToLower(header.get("auto-submitted")); {
	case len(header) == 0:
		r.book.skip("not a message", r.line, nil)
		return
	case auto != "" && !strings.HasPrefix(auto, "no"):
		r.book.skip("automatic reply", r.line, subject)
		return
	}
	said := r.own(found)
	if said == "" {
		r.book.skip("empty", r.line, subject)
		return
	}
	if found.unknown {
		r.charsets++
	}
	st := header.when()
	if st.form == noDate {
		st = received
	}
	r.book.keep(corpus.Record{
		Row: r.line, ID: hashedID(firstID(header.get("message-id"))), ReplyTo: hashedID(header.answers()),
		Author: r.sender(header), Text: said, Channel: eMail,
	}, st)
}

// own is what the sender wrote, without quotes, signature and addresses.
func (r *mailReader) own(found mailText) string {
	body := cutMail(found.text)
	r.quotes += body.quotes + found.quotes
	r.signatures += body.signature
	return r.withoutAddresses(body.text, true)
}

// withoutAddresses replaces e-mail addresses in a text.
func (r *mailReader) withoutAddresses(s string, count bool) string {
	if strings.IndexByte(s, '@') < 0 {
		return s
	}
	var out strings.Builder
	for len(s) > 0 {
		i, gap := strings.IndexAny(s, " \t\n\r\u00a0<>()[],;\""), 0
		if i < 0 {
			i = len(s)
		} else {
			_, gap = utf8.DecodeRuneInString(s[i:])
		}
		word := s[:i]
		if bare := strings.Trim(word, ".:'*_`"); isEmail(bare) || strings.HasPrefix(bare, "mailto:") {
			word = strings.Replace(word, bare, "[e-mail]", 1)
			if count {
				r.addresses++
			}
		}
		out.WriteString(word)
		out.WriteString(s[i : i+gap])
		s = s[i+gap:]
	}
	return strings.TrimSpace(valid(out.String()))
}

// sender is the name of who sent a message, or a stand-in that tells senders
// without names apart.
func (r *mailReader) sender(h mailHeader) string {
	name, address := mailName(h.decoded("from"))
	if name != "" {
		if author := r.book.person([]byte(name)); author != "" {
			return author
		}
	}
	if address = strings.ToLower(address); address == "" {
		return ""
	}
	n, ok := r.senders[address]
	if !ok {
		n = len(r.senders) + 1
		r.senders[address] = n
	}
	r.book.warn("Senders who give no name are called Sender 1, Sender 2 and so on: their addresses were not kept.")
	if r.list == "" || isIP(r.list) {
		return fmt.Sprintf("Sender %d", n)
	}
	return fmt.Sprintf("Sender %d of %s", n, valid(r.list)) // the same number in another file is another person
}

// mailName parts the name from the address: "Ann Lee <a@b.org>", "a@b.org (Ann
// Lee)" and, as archives write it, "a at b.org (Ann Lee)".
func mailName(from string) (name, address string) {
	from = strings.TrimSpace(from)
	if before, rest, ok := strings.Cut(from, "<"); ok {
		address, _, _ = strings.Cut(rest, ">")
		name = strings.TrimSpace(before)
	} else if before, rest, ok := strings.Cut(from, "("); ok {
		address = strings.TrimSpace(before)
		name, _, _ = strings.Cut(rest, ")")
	} else {
		address = from
	}
	name = strings.Trim(strings.TrimSpace(name), `"'`)
	name = strings.ReplaceAll(strings.ReplaceAll(name, `\"`, `"`), `\\`, `\`)
	for _, via := range []string{" via ", " (via "} {
		name, _, _ = strings.Cut(name, via)
	}
	if strings.Contains(name, "@") {
		var kept []string
		for word := range strings.FieldsSeq(name) {
			if !strings.Contains(word, "@") {
				kept = append(kept, word)
			}
		}
		name = strings.Join(kept, " ")
	}
	if _, domain, ok := strings.Cut(name, " at "); ok && strings.Contains(domain, ".") && !strings.Contains(domain, " ") {
		name = ""
	}
	return strings.Trim(name, "() "), strings.TrimSpace(address)
}

// firstID is the first id between < and >, or the whole.
func firstID(s string) string {
	if _, rest, ok := strings.Cut(s, "<"); ok {
		id, _, _ := strings.Cut(rest, ">")
		return id
	}
	return strings.TrimSpace(s)
}
