package ingest

import (
	"bytes"
	"time"

	"yearbook/analysis/corpus"
)

// The transcript reader takes text whose messages begin with a line of their
// own that names the speaker and the time, and nothing else:
//
//	Ann Lee   0:12                transcripts of meetings, as .docx or copied
//	Ann Lee 0:00:12               the same with hours
//	0:0:12.5 --> 0:0:14.0         older ones, with the name on the next line
//	Ann Lee  31/12/2020 10:56     chats copied from Teams
//	[31/12/2020 10:56] Ann Lee    the same, from older versions
//
// The first two and the arrow are known from programs that read them, none from
// a real file, so that the reader takes what comes near them. Times since the start need a day: the transcript may state it
// above its first message, else see sitting.

// speechHead is a line that begins a message.
type speechHead struct {
	name    []byte
	st      stamp // with a date
	ms      int   // since the start, without one
	elapsed bool
	clock   bool // ms is the clock on the wall
}

// parseSpeechHead reads the head of a message.
func parseSpeechHead(line []byte) (speechHead, bool) {
	line = trim(line)
	if len(line) < 5 || len(line) > 240 {
		return speechHead{}, false
	}
	if line[0] == '[' {
		return bracketHead(line)
	}
	if last := line[len(line)-1]; !isDigit(last) && last != 'm' && last != 'M' && last != '.' {
		return speechHead{}, false
	}
	for i := 1; i < len(line); i++ {
		gap := line[i-1] == ' ' || line[i-1] == '\t' || line[i-1] == 0xa0
		if !gap || !isDigit(line[i]) {
			continue
		}
		if h, ok := headAt(line, i); ok {
			return h, true
		}
	}
	return speechHead{}, false
}

// headAt reads a name, a gap and a time that begins at i.
func headAt(line []byte, i int) (speechHead, bool) {
	name := bytes.TrimRight(trim(line[:i]), " ,-–—|·")
	h := speechHead{name: trim(name)}
	if st, ok := parseStamp(line[i:]); ok && st.clock && st.form != exact { // a named month heads a comment of a copied page
		h.st = st
		return h, isSpeaker(h.name)
	}
	wide := i >= 2 && isBlankByte(line[i-2]) || line[i-1] == '\t' || bytes.HasSuffix(line[:i], []byte("\u00a0"))
	ms, ok := elapsed(line[i:], false)
	if !ok {
		ms, ok = cueTime(line[i:])
	}
	if ok && (wide || bytes.Count(line[i:], []byte(":")) >= 2) {
		h.ms, h.elapsed = ms, true
		return h, isSpeaker(h.name)
	}
	return speechHead{}, false
}

func isBlankByte(b byte) bool { return b == ' ' || b == '\t' || b == 0xa0 }

// bracketHead reads "[31/12/2020 10:56] Name" and "[10:56] Name".
func bracketHead(line []byte) (speechHead, bool) {
	when, name, ok := bytes.Cut(line[1:], []byte("]"))
	h := speechHead{name: trim(name)}
	if !ok || !isSpeaker(h.name) {
		return h, false
	}
	if st, ok := parseStamp(when); ok && st.clock {
		h.st = st
		return h, true
	}
	c := cursor{s: trim(when)}
	var st stamp
	if c.clock(&st) && c.done() {
		h.ms, h.clock = st.ms, true
		return h, true
	}
	return h, false
}

// headShare is the part of the lines that are heads with words below them.
func headShare(lines [][]byte) (n int, part float64) {
	words := false
	for i := len(lines) - 1; i >= 0; i-- {
		_, is := parseSpeechHead(lines[i])
		if _, cue := cueTime(lines[i]); cue {
			is = true
		}
		if is && words {
			n++
		}
		words = !is
	}
	if len(lines) == 0 {
		return 0, 0
	}
	return n, float64(n) / float64(len(lines))
}

func detectTranscript(h *head) float64 {
	if h.ext == ".csv" || h.ext == ".tsv" || h.ext == ".html" {
		return 0
	}
	lines := h.sample(400)
	if strong, _ := waShares(lines); strong > 0 || detectIRC(h) > 0 {
		return 0
	}
	n, part := headShare(lines)
	switch {
	case n >= 2 && part >= 0.2:
		return 0.85
	case n >= 2 && part >= 0.05:
		return 0.6
	case n == 1 && part >= 0.3:
		return 0.5
	}
	return 0
}

// transcriptReader holds the message that is being put together.
type transcriptReader struct {
	*speech
	opened  bool // a head was seen
	full    int  // heads with a date
	elapsed int  // heads with the time since the start
	intro   stamp

	cue   bool // a line held a time only, so that the name is next
	cueAt int
	head  speechHead
	open  bool
	line  int
	name  string
	words []byte
}

func newTranscriptReader(b *book, opt Options) *transcriptReader {
	return &transcriptReader{speech: newSpeech(b, opt)}
}

func readTranscript(j *job) error {
	r := newTranscriptReader(j.book, j.opt)
	in := j.lines()
	for {
		line, ok := in.next()
		if !ok {
			break
		}
		if in.long {
			r.end()
			r.flush()
			r.book.skip("line too long", in.n, line)
			continue
		}
		r.take(line, in.n)
	}
	r.finish()
	return in.err
}

func (r *transcriptReader) take(line []byte, n int) {
	bare := trim(line)
	h, starts := parseSpeechHead(bare)
	if ms, ok := cueTime(bare); ok {
		r.end()
		r.cue, r.cueAt = true, ms
		return
	}
	if r.cue && len(bare) > 0 {
		r.afterCue(bare, n)
		return
	}
	switch {
	case starts:
		r.end()
		r.begin(h, n)
	case isTranscriptEvent(bare):
		r.end()
		r.flush()
		r.book.skip("system", n, bare)
	case r.open && len(r.words)+len(bare) < r.max:
		r.words = append(append(r.words, '\n'), bare...)
	case r.open:
		r.book.skip("message too long", n, bare)
	case len(bare) > 0:
		r.above(bare)
		r.book.skip("before the first message", n, bare)
	}
}

// afterCue takes the first line below a time: the name, or words of nobody.
func (r *transcriptReader) afterCue(line []byte, n int) {
	r.cue = false
	h := speechHead{ms: r.cueAt, elapsed: true}
	if isSpeaker(line) {
		h.name = line
	}
	r.begin(h, n)
	if h.name == nil {
		r.words = append(r.words, line...)
	}
}

// above looks for the day among the lines above the first message.
func (r *transcriptReader) above(line []byte) {
	if r.opened || r.intro.form != noDate {
		return
	}
	if st, ok := parseStamp(line); ok {
		r.intro = st
	}
}

func (r *transcriptReader) begin(h speechHead, n int) {
	if !r.opened {
		r.opened = true
		r.useIntro()
	}
	r.open, r.head, r.line, r.name = true, h, n, r.book.person(h.name)
	r.words = r.words[:0]
}

// useIntro takes the day, and the start, that the transcript itself states.
func (r *transcriptReader) useIntro() {
	if r.intro.form != exact && r.intro.form != yearFirst || !validDate(r.intro.x, r.intro.y, r.intro.z) {
		return
	}
	day := time.Date(r.intro.x, time.Month(r.intro.y), r.intro.z, 0, 0, 0, 0, time.UTC)
	if r.when.known && !r.when.day.date.Equal(day) && r.when.day.order != "given" {
		r.book.warn("The file's name and the transcript's own heading name two days: the heading was believed.")
	}
	r.when.settle(meetingDay{date: day, start: r.intro.ms, order: "named month", evidence: "the transcript's heading says " + day.Format("2 January 2006")})
}

// end completes the message that is open.
func (r *transcriptReader) end() {
	if !r.open {
		return
	}
	r.open = false
	said := trim(r.words)
	switch {
	case len(said) == 0:
		r.flush()
		r.book.skip("empty", r.line, []byte(r.name))
	case r.head.elapsed:
		r.elapsed++
		r.add(r.line, r.head.ms, r.name, said)
	case r.head.clock:
		r.flush()
		r.book.keep(corpus.Record{Row: r.line, Author: r.name, Text: text(said), Channel: corpus.Chat}, r.when.clock(r.head.ms))
	default:
		r.flush()
		r.full++
		r.book.keep(corpus.Record{Row: r.line, Author: r.name, Text: text(said), Channel: corpus.Chat}, r.head.st)
	}
}

// finish ends the file.
func (r *transcriptReader) finish() {
	r.end()
	if r.full > 0 {
		r.when.dated(r.elapsed == 0)
	}
	r.close()
}

// isTranscriptEvent reads "Ann Lee started transcription" and the like.
func isTranscriptEvent(line []byte) bool {
	if len(line) == 0 || len(line) > 200 {
		return false
	}
	for _, end := range phrases(" started transcription", " stopped transcription", " joined the meeting", " left the meeting", " has joined the conversation.",
		" has left the conversation.", " started recording", " stopped recording") {
		if bytes.HasSuffix(bytes.TrimRight(line, "."), bytes.TrimRight(end, ".")) {
			return true
		}
	}
	return false
}
