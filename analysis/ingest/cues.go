package ingest

import (
	"bytes"
	"html"
	"regexp"
)

// The cue reader takes transcripts of recordings as WebVTT and SRT: Microsoft
// Teams names speakers as <v Name>text</v>, Zoom and others write "Name: text",
// and subtitles name nobody. Known from real files of Teams and Zoom that other
// programs' tests describe.

// cueTime reads "00:00:10.087 --> 00:00:13.130", with or without hours.
func cueTime(line []byte) (ms int, ok bool) {
	start, end, ok := bytes.Cut(line, []byte("-->"))
	if !ok || len(trim(end)) == 0 {
		return 0, false
	}
	return elapsed(trim(start), true)
}

// elapsed reads the time since a start: 0:12 or 01:02:03. In the times of cues
// it also reads fractions of a second, and Word's 0:0:5.100.
func elapsed(s []byte, cue bool) (ms int, ok bool) {
	c := cursor{s: s}
	total, parts := 0, 0
	for {
		n, digits := c.number()
		if digits == 0 || parts > 0 && (n > 59 || digits != 2 && (digits != 1 || !cue)) {
			return 0, false
		}
		total, parts = total*60+n, parts+1
		if parts == 3 || !c.eat(':') {
			break
		}
	}
	ms = total * 1000
	if cue && c.eatAny(".,") {
		part, digits := c.fraction()
		if digits == 0 {
			return 0, false
		}
		ms += part
	}
	const week = 7 * 24 * 3600_000
	return ms, parts >= 2 && c.done() && ms < week
}

func isVTT(h *head) bool {
	rest, ok := bytes.CutPrefix(trim(h.text), []byte("WEBVTT"))
	return ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0)
}

func detectTeamsVTT(h *head) float64 {
	if isVTT(h) && bytes.Contains(h.text, []byte("<v ")) {
		return 1
	}
	return 0
}

func detectVTT(h *head) float64 {
	if isVTT(h) {
		return 0.98
	}
	return 0
}

func detectSRT(h *head) float64 {
	lines := h.sample(3)
	if len(lines) == 0 {
		return 0
	}
	_, first := cueTime(lines[0])
	second := false
	if n, digits := (&cursor{s: trim(lines[0])}).number(); digits > 0 && n >= 0 && len(lines) > 1 {
		_, second = cueTime(lines[1])
	}
	if second || first && !timesAboveNames(h.lines) {
		return 0.97
	}
	return 0
}

// wordTime is a time as Word writes it in transcripts of Teams: 0:0:5.100.
var wordTime = regexp.MustCompile(`^\d{1,2}:(?:\d:\d{1,2}|\d\d:\d)\.\d+ -->`)

// timesAboveNames tells an older transcript of Teams, copied from Word, from
// subtitles without numbers: below each time stands a name and below that the
// words, and the times are Word's or the names come again.
func timesAboveNames(lines [][]byte) bool {
	var block [][]byte // lines that hold something
	blocks, named, words := 0, 0, false
	names := map[string]bool{}
	end := func() {
		if len(block) == 0 {
			return
		}
		blocks++
		if len(block) > 1 && isSpeaker(block[0]) {
			named++
			names[string(block[0])] = true
		}
	}
	for _, line := range lines {
		line = trim(line)
		if _, ok := cueTime(line); ok {
			end()
			block = block[:0]
			words = words || wordTime.Match(line)
		} else if len(line) > 0 {
			block = append(block, line)
		}
	}
	end()
	return named > 0 && named*5 >= blocks*4 && (words || len(names)*2 <= named)
}

// cueReader goes through the blocks of a file, which blank lines part.
type cueReader struct {
	*speech
	named bool // pieces begin with "Name: "

	inCue bool
	first int // line of the cue's time
	start int // its time
	words []byte
	voice bool
	note  bool
	lines int
}

func readCues(j *job) error {
	r := &cueReader{speech: newSpeech(j.book, j.opt), named: cuesNameSpeakers(j.head)}
	in := j.lines()
	for {
		line, ok := in.next()
		if !ok {
			break
		}
		r.take(line, in)
	}
	r.cue()
	r.close()
	return in.err
}

// cuesNameSpeakers reports whether the pieces of a file begin with names.
func cuesNameSpeakers(h *head) bool {
	cues, names, below := 0, 0, false
	for _, line := range h.lines {
		if below {
			cues++
			if _, _, ok := speakerPrefix(cueText(line)); ok {
				names++
			}
		}
		_, below = cueTime(line)
	}
	return names > 0 && names*5 >= cues
}

func (r *cueReader) take(line []byte, in *lines) {
	bare := trim(line)
	ms, isTime := cueTime(bare)
	switch {
	case in.long:
		r.cue()
		r.flush()
		r.book.skip("line too long", in.n, line)
	case len(bare) == 0:
		r.cue()
		r.note = false
	case isTime:
		r.cue()
		r.note, r.inCue, r.first, r.start = false, true, in.n, ms
	case bytes.Contains(bare, []byte("-->")):
		r.cue()
		r.note = true // to the end of the block
		r.book.skip("time that cannot be read", in.n, bare)
	case r.note:
	case r.inCue && len(r.words)+len(bare) < r.max:
		if len(r.words) > 0 {
			r.words = append(r.words, '\n')
		}
		r.words = append(r.words, bare...)
	case r.inCue:
		r.book.skip("message too long", in.n, line)
	default: // a heading, a note or the number of a cue
		r.note = bytes.HasPrefix(bare, []byte("NOTE")) || string(bare) == "STYLE" || string(bare) == "REGION"
	}
}

// cue ends the cue that is open.
func (r *cueReader) cue() {
	if !r.inCue {
		return
	}
	r.inCue = false
	words := r.words
	r.words = r.words[:0]
	for len(words) > 0 {
		i := bytes.Index(words, []byte("<v"))
		if i < 0 || i+2 >= len(words) || words[i+2] != ' ' && words[i+2] != '.' {
			r.plain(words)
			return
		}
		r.plain(words[:i])
		name, rest, ok := bytes.Cut(words[i+2:], []byte(">"))
		if !ok {
			r.flush()
			r.book.skip("cut off", r.first, words[i:])
			return
		}
		if _, after, classed := bytes.Cut(name, []byte(" ")); classed { // <v.loud Ann>
			name = after
		}
		said, after := rest, []byte(nil)
		if next := bytes.Index(rest, []byte("<v")); next >= 0 {
			said, after = rest[:next], rest[next:]
		}
		if own, outside, closed := bytes.Cut(said, []byte("</v>")); closed {
			said, after = own, rest[len(rest)-len(after)-len(outside):]
		}
		r.add(r.first, r.start, r.book.person(cueText(name)), cueText(said))
		words = after
	}
}

// plain takes words outside <v>.
func (r *cueReader) plain(words []byte) {
	if len(words) == 0 {
		return
	}
	said := cueText(words)
	if name, rest, ok := speakerPrefix(said); ok && r.named {
		r.add(r.first, r.start, r.book.person(name), rest)
		return
	}
	r.add(r.first, r.start, "", said)
}

// cueText is the words of a cue on one line, without tags and escapes.
func cueText(b []byte) []byte {
	b = bytes.ReplaceAll(trim(b), []byte("\n"), []byte(" "))
	if bytes.IndexByte(b, '<') >= 0 {
		out := make([]byte, 0, len(b))
		for len(b) > 0 {
			i := bytes.IndexByte(b, '<')
			if i < 0 {
				break
			}
			end := bytes.IndexByte(b[i:], '>')
			if end < 0 {
				break
			}
			out = append(out, b[:i]...)
			if !isCueTag(b[i+1 : i+end]) {
				out = append(out, b[i:i+end+1]...)
			}
			b = b[i+end+1:]
		}
		b = append(out, b...)
	}
	if bytes.IndexByte(b, '&') >= 0 {
		b = []byte(html.UnescapeString(string(b)))
	}
	return trim(b)
}

// isCueTag tells markup from words in angle brackets: i, /i, c.red, 00:01.000.
func isCueTag(tag []byte) bool {
	tag = bytes.TrimPrefix(tag, []byte("/"))
	if _, ok := elapsed(tag, true); ok {
		return true
	}
	word, _, _ := bytes.Cut(tag, []byte(" "))
	word, _, _ = bytes.Cut(word, []byte("."))
	switch string(bytes.ToLower(word)) {
	case "i", "b", "u", "c", "v", "lang", "ruby", "rt", "font":
		return true
	}
	return false
}
