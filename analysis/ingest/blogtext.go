package ingest

import (
	"bytes"
	"errors"

	"yearbook/analysis/corpus"
)

// The blog text reader takes a page that was copied from a browser into a text
// file. The post begins with a date and "by" and its author, on one line or on
// two. Each comment begins with a line that holds a short name and a full date
// with a named month, perhaps with a time, and nothing else; or with a name and a
// date and time below it, see pairHeads; or with "Name says:" and the date on the same or the next line; or, as Blogger has it,
// with "Name said..." and the date below the comment. Everything else around
// them is furniture of the page: menus, headings, buttons, and all that follows
// "Leave a comment or Get a Trackback link".
//
// A page is held whole; the reader refuses one of more than 64 MB.

const maxPage = 64 << 20

// pageLine is one line of a page that holds something.
type pageLine struct {
	n    int
	text []byte
	kind lineKind
	name []byte // of an author, for heads of posts and comments
	when stamp
}

type lineKind int

const (
	words       lineKind = iota
	dateAlone            // "January 3, 2013"
	byAlone              // "by Name"
	postHead             // "January 3, 2013 by Name"
	commentHead          // "Name January 3, 2013"
	saysHead             // "Name says:", with the date on the next line or below
	trackback            // "Pingback: Title"
	furniture            // a button or a heading
	endOfPage            // what follows is the form for a new comment
	strictEnd            // the same, and certainly so
)

// classify says what a line of a page is, by itself.
func classify(n int, line []byte) pageLine {
	p := pageLine{n: n, text: line}
	p.kind = fixedKind(line)
	if p.kind != words || len(line) > 160 {
		return p
	}
	if st, ok := parseNamed(line); ok {
		p.kind, p.when = dateAlone, st
		return p
	}
	for _, head := range []func(*pageLine) bool{(*pageLine).asPostHead, (*pageLine).asByline, (*pageLine).asSays, (*pageLine).asCommentHead} {
		if head(&p) {
			break
		}
	}
	return p
}

// parseNamed reads a line that is a date with a named month and nothing else.
func parseNamed(line []byte) (stamp, bool) {
	st, ok := parseStamp(line)
	return st, ok && st.form == exact
}

// asByline reads "by Name".
func (p *pageLine) asByline() bool {
	rest, ok := cutWord(p.text, "by")
	if !ok || !isName(rest) {
		return false
	}
	p.kind, p.name = byAlone, rest
	return true
}

// asPostHead reads a date and an author in either order, parted by "by" and
// perhaps by a mark: "January 3, 2013 · by Name", "Posted on 3 January 2013 by
// Name", "By Name on January 3, 2013".
func (p *pageLine) asPostHead() bool {
	line := p.text
	for _, w := range []string{"posted", "published", "written"} {
		line, _ = cutWord(line, w)
	}
	if rest, ok := cutWord(line, "by"); ok {
		name, st, ok := nameThenDate(rest)
		if ok {
			p.kind, p.name, p.when = postHead, name, st
		}
		return ok
	}
	line, _ = cutWord(line, "on")
	c := cursor{s: line}
	st, ok := c.namedDate()
	if !ok || !st.possible() {
		return false
	}
	if !st.clock {
		c.clockAfterDate(&st)
	}
	rest := bytes.TrimLeft(c.rest(), " \u00a0·•|-–—,/")
	name, ok := cutWord(rest, "by")
	if !ok || !isName(name) {
		return false
	}
	p.kind, p.name, p.when = postHead, name, st
	return true
}

// asSays reads "Name says:", "Name said..." and "Name says: 3 March 2016 at
// 10:45 am".
func (p *pageLine) asSays() bool {
	for _, verb := range []string{" says:", " said:", " said...", " said…", " writes:", " wrote:", " says"} {
		name, rest, ok := bytes.Cut(p.text, []byte(verb))
		if !ok || !isName(trim(name)) {
			continue
		}
		rest = trim(rest)
		if len(rest) == 0 && verb != " says" {
			if n, st, ok := nameThenDate(trim(name)); ok { // "Name on March 3, 2016 at 10:45 am said:"
				p.kind, p.name, p.when = commentHead, n, st
				return true
			}
			p.kind, p.name = saysHead, trim(name)
			return true
		}
		rest, _ = cutWord(rest, "on")
		if st, ok := parseNamed(rest); ok {
			p.kind, p.name, p.when = commentHead, trim(name), st
			return true
		}
	}
	return false
}

// asCommentHead reads "Name January 3, 2013".
func (p *pageLine) asCommentHead() bool {
	line := bytes.TrimSuffix(bytes.TrimSuffix(p.text, []byte(" said:")), []byte(" says:"))
	name, st, ok := nameThenDate(line)
	if !ok {
		return false
	}
	p.kind, p.name, p.when = commentHead, name, st
	return true
}

// nameThenDate splits a line at the first place behind which everything is a
// date with a named month.
func nameThenDate(line []byte) (name []byte, st stamp, ok bool) {
	if !bytes.ContainsAny(line, "0123456789") {
		return nil, stamp{}, false
	}
	for i := 1; i < len(line); i++ {
		if line[i-1] != ' ' && line[i-1] != '\t' && line[i-1] != 0xa0 || line[i] == ' ' {
			continue
		}
		if !isLetter(line[i]) && !isDigit(line[i]) {
			continue
		}
		if st, ok = parseNamed(line[i:]); ok {
			name = bytes.TrimRight(trim(line[:i]), " ·•|-–—,:")
			name = trimWord(trim(name), "on")
			return name, st, isName(name)
		}
	}
	return nil, stamp{}, false
}

// notNames end or begin a phrase that stands before a date and is no name.
var notNamesFirst = []string{"updated", "posted", "published", "edited", "last", "since", "from", "until", "on", "in", "by", "the", "a",
	"an", "this", "that", "these", "due", "deadline", "date", "dated", "copyright", "©", "next", "previous", "page", "archive", "archives",
	"filed", "tagged", "created", "modified", "written", "our", "my", "we", "i", "it", "and", "but", "for", "to", "as", "at", "when", "see",
	"leave", "reply", "comments", "recent", "first", "started", "effective", "born", "version", "week", "there", "they", "he", "she",
	"conference", "meeting", "chat", "tweetchat", "transcript", "event"}

var notNamesLast = []string{"on", "in", "of", "by", "until", "since", "from", "before", "after", "to", "for", "the", "is", "was", "at",
	"and", "or", "till", "through", "between", "dated", "this", "last", "next", "than", "with", "are", "were", "be", "will", "about", "around", "due", "did", "do", "has", "have", "had", "our", "your"}

// isName reports whether what stands before a date can be a person's name: a
// few words, no sentence, no word that leads up to a date.
func isName(name []byte) bool {
	if len(name) == 0 || len(name) > 60 || bytes.ContainsAny(name, "?!;:\"“”[]<>=") || bytes.HasSuffix(name, []byte(",")) {
		return false
	}
	fields := bytes.Fields(name)
	if len(fields) == 0 || len(fields) > 6 || !bytes.ContainsFunc(name, isWord) || isEmail(string(name)) {
		return false
	}
	last := fields[len(fields)-1]
	if weekday(bytes.TrimRight(last, ",.")) {
		return false
	}
	for _, w := range notNamesLast {
		if len(fields) > 1 && foldEqual(last, w) {
			return false
		}
	}
	initial := len(fields[0]) == 1 && len(fields) > 1 && fields[1][0]-'A' < 26 // "A N Other"
	for _, w := range notNamesFirst {
		if foldEqual(fields[0], w) && !initial {
			return false
		}
	}
	return len(fields) == 1 || len(last) < 3 || last[len(last)-1] != '.'
}

// cutWord takes a word and the blanks behind it off the start of a line.
func cutWord(line []byte, word string) ([]byte, bool) {
	if len(line) > len(word) && foldEqual(line[:len(word)], word) && (line[len(word)] == ' ' || line[len(word)] == ':' || line[len(word)] >= 0x80) {
		return bytes.TrimLeft(trim(line[len(word):]), ": "), true
	}
	return line, false
}

// trimWord takes a word off the end of a line.
func trimWord(line []byte, word string) []byte {
	if n := len(line) - len(word); n > 1 && foldEqual(line[n:], word) && line[n-1] == ' ' {
		return trim(line[:n])
	}
	return line
}

func detectBlogText(h *head) float64 {
	const enough = 600 // lines in which a page shows what it is
	page := pairHeads(linesOf(h.lines[:min(len(h.lines), enough)]))
	posts, comments, dated := 0, 0, 0
	for i := range page {
		switch page[i].kind {
		case postHead:
			posts++
		case dateAlone:
			if i+1 < len(page) && page[i+1].kind == byAlone {
				posts++
			} else {
				dated++
			}
		case commentHead:
			comments++
		case saysHead:
			if i+1 < len(page) && page[i+1].kind == dateAlone || dated > 0 {
				comments++
			}
		case strictEnd:
			dated++
		}
	}
	switch {
	case posts > 0 && comments > 0:
		return 0.8
	case comments >= 2:
		return 0.6
	case posts > 0:
		return 0.5
	case comments > 0:
		return 0.4
	}
	return 0
}

// linesOf classifies the lines that hold something.
func linesOf(raw [][]byte) []pageLine {
	page := make([]pageLine, 0, len(raw))
	for i, line := range raw {
		if line = trim(line); len(line) > 0 {
			page = append(page, classify(i+1, line))
		}
	}
	return page
}

func readBlogText(j *job) error {
	var page []pageLine
	in := j.lines()
	size := 0
	for {
		line, ok := in.next()
		if !ok {
			break
		}
		if in.long {
			j.book.skip("line too long", in.n, line)
			continue
		}
		if size += len(line); size > maxPage {
			return errors.New("this looks like a copied web page but is larger than 64 MB: split it into one file for each page")
		}
		if line = trim(line); len(line) > 0 {
			page = append(page, classify(in.n, bytes.Clone(line)))
		}
	}
	if in.err != nil {
		return in.err
	}
	j.book.page(page)
	return nil
}

// pageReader puts posts and comments together from classified lines.
type pageReader struct {
	book *book
	page []pageLine

	open    bool
	channel corpus.Channel
	head    pageLine
	body    [][]byte
	post    bool // a post was found
	heads   int  // comments found
	sample  string
}

// page reads a classified page.
func (b *book) page(page []pageLine) {
	page = pairHeads(page)
	r := &pageReader{book: b, page: page}
	end := r.end()
	for i := 0; i < end; {
		i += r.take(i)
	}
	r.flush()
	for _, line := range page[end:] {
		b.skip("page furniture", line.n, line.text)
	}
	switch {
	case r.heads > 0:
		b.warn("%d comments were told apart by lines such as %q: check that none is missing.", r.heads, r.sample)
	case r.post:
		b.warn("A post was found but no comments: if the page has some, save it as HTML and read that instead.")
	}
	if r.heads > 0 && !r.post {
		b.warn("No post was found above the comments: it begins with a date and \"by\" and a name.")
	}
}

// end is where the page's words end: at a line that is certain, or at the last
// of those that can also stand above the comments, if none comes after it.
func (r *pageReader) end() int {
	last := len(r.page)
	for i, line := range r.page {
		switch line.kind {
		case strictEnd:
			return min(last, i)
		case endOfPage:
			last = min(last, i)
		case commentHead, saysHead, trackback, postHead:
			last = len(r.page)
		}
	}
	return last
}

// take reads what begins at line i and says how many lines that was.
func (r *pageReader) take(i int) int {
	line := r.page[i]
	next := pageLine{}
	if i+1 < len(r.page) {
		next = r.page[i+1]
	}
	switch {
	case line.kind == postHead, line.kind == dateAlone && next.kind == byAlone:
		r.flush()
		if line.kind == dateAlone {
			line.name = next.name
		}
		r.begin(corpus.BlogPost, line)
		r.post = true
		if line.name != nil && line.kind == dateAlone {
			return 2
		}
	case line.kind == dateAlone && !r.open && !r.post && r.heads == 0 && r.commentsBelow(i):
		r.begin(corpus.BlogPost, line)
		r.post = true
	case line.kind == commentHead, line.kind == saysHead && (next.kind == dateAlone || r.dateBelow(i)):
		r.flush()
		taken := 1
		if line.kind == saysHead && next.kind == dateAlone {
			line.when, taken = next.when, 2
		}
		r.begin(corpus.BlogComment, line)
		if r.heads++; r.heads == 1 {
			r.sample = shorten(line.text)
		}
		return taken
	case line.kind == trackback:
		r.flush()
		r.book.skip("trackback", line.n, line.text)
	case line.kind == dateAlone && r.open && r.head.when.form == noDate: // Blogger: below the comment
		r.head.when = line.when
		r.flush()
	case !r.open, line.kind == furniture, line.kind == endOfPage:
		r.book.skip("page furniture", line.n, line.text)
	default:
		r.body = append(r.body, line.text)
	}
	return 1
}

// commentsBelow reports whether a comment begins after line i.
func (r *pageReader) commentsBelow(i int) bool {
	for _, line := range r.page[i+1:] {
		if line.kind == commentHead || line.kind == saysHead {
			return true
		}
		if line.kind == postHead || line.kind == dateAlone {
			return false
		}
	}
	return false
}

// dateBelow reports whether a date stands alone before the next head.
func (r *pageReader) dateBelow(i int) bool {
	for _, line := range r.page[i+1:] {
		switch line.kind {
		case dateAlone:
			return true
		case saysHead, commentHead, postHead, strictEnd:
			return false
		}
	}
	return false
}

func (r *pageReader) begin(channel corpus.Channel, head pageLine) {
	r.open, r.channel, r.head = true, channel, head
	r.body = r.body[:0]
}

// flush ends the post or comment that is open.
func (r *pageReader) flush() {
	if !r.open {
		return
	}
	r.open = false
	said := text(bytes.Join(r.body, []byte("\n")))
	switch {
	case said == "":
		r.book.skip("empty", r.head.n, r.head.text)
	case r.channel == corpus.BlogComment && isTrackback(said):
		r.book.skip("trackback", r.head.n, r.head.text)
	default:
		r.book.keep(corpus.Record{Row: r.head.n, Author: r.book.person(r.head.name), Text: said, Channel: r.channel}, r.head.when)
	}
}
