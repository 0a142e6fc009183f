package ingest

import (
	"bytes"
	"regexp"
)

// What WhatsApp writes into a chat that nobody said: events of the group, and
// stand-ins for pictures and deleted messages. English wordings, and a few of
// other languages for stand-ins.

// eventPhrases stand in lines without an author. One in front of a colon shows
// that the colon belongs to an event's text.
var eventPhrases = phrases(` created group `, ` changed the `, ` changed this `, ` changed their `, ` added `, ` removed `,
	` joined using `, ` was added`, ` were added`, `security code`, ` turned o`, ` set the `, `"`, `“`, ` pinned a `)

// systemStarts begin a notice of WhatsApp itself, whoever stands as author.
var systemStarts = phrases("Messages and calls are end-to-end encrypted", "Messages to this group are now secured",
	"Messages you send to this group are now secured", "Messages to this chat and calls are now secured",
	"This chat is with a business account", "Your security code with ", "Missed voice call", "Missed video call",
	"Missed group ", "You're now an admin", "You're no longer an admin", "This business uses a secure service",
	"Waiting for this message. This may take a while")

// groupEvents are what a group says about itself where the export puts an
// invisible mark in front, or the group's own name as author.
var groupEvents = phrases(" created group ", "created this group", " added ", " removed ", " left", " joined", " changed ",
	" turned o", " pinned a message", "invite link", "were added", "was added", " an admin", "aiting for this message",
	"oice call", "ideo call", "security code", " requested to ", " started a ", "isappearing messages", "community", "message timer", "will disappear", " reset this group",
	" reset the group", " deleted this group", " created an event", "view once", "no longer ")

// lineEvents are further wordings of lines without an author, of which some may
// as well be a message that goes on. The last are of other languages.
var lineEvents = phrases(" created ", " joined using", " joined from", " joined the ", " joined this ", " requested to join", " started a call", " started a v",
	" invite link", "message timer", " disappearing messages", " pinned a message", " deleted this group", " deleted the group", " is now an admin",
	" no longer an admin", " new number", " this contact", " the community", " this community", "end-to-end", "Tap to ", "Tap for ", "ssed voice call", "ssed video call",
	" hat die ", " hat den ", " hat dich ", " hat dir ", " hinzugefügt", " entfernt", " verlassen", " beigetreten", " erstellt", "Ende-zu-Ende",
	" añadió ", " creó ", " salió", " se unió", " cambió ", " eliminó ", "extremo a extremo", " a ajouté ", " a créé ", " a quitté", " a rejoint", " a modifié ",
	" a supprimé ", "bout en bout", " ha aggiunto ", " ha creato ", " ha abbandonato", " heeft ", " adicionou ", " criou ", " saiu", " entrou")

// lineEnds end an event that says no more than who did it.
var lineEnds = phrases(" left", " joined", " was added", " were added", " was removed", " were removed")

// isEventLine reports whether a line without an author is an event.
func isEventLine(body []byte) bool {
	if hasMark(body) || beginsWithAny(body, systemStarts) || containsAny(body, lineEvents) {
		return true
	}
	for _, p := range eventPhrases {
		if len(p) > len(`“`) && bytes.Contains(body, p) { // a quotation mark alone is none
			return true
		}
	}
	body = bytes.TrimRight(trim(body), ".")
	for _, end := range lineEnds {
		if bytes.HasSuffix(body, end) {
			return true
		}
	}
	return false
}

// plainEvents are the wordings of groupEvents that no person would use.
var plainEvents = phrases(` created group "`, " created group “", " created this group", "joined using this group's invite link",
	"joined using this group’s invite link", "joined from the community", " changed the subject", " changed this group's icon",
	" changed the group ", "disappearing messages")

var deletedStarts = phrases("This message was deleted", "You deleted this message")

// placeholders stand for something that is no text. Each is a whole line, or
// follows an invisible mark.
var placeholders = phrases("<Media omitted>", "image omitted", "video omitted", "audio omitted", "GIF omitted", "sticker omitted",
	"document omitted", "Contact card omitted", "video note omitted", "Video message omitted", "Live location shared", "null",
	"<Medien ausgeschlossen>", "<Multimedia omitido>", "<Médias omis>", "<Media weggelaten>", "<Media omessi>")

func phrases(s ...string) [][]byte {
	out := make([][]byte, len(s))
	for i := range s {
		out[i] = []byte(s[i])
	}
	return out
}

func containsAny(b []byte, list [][]byte) bool {
	for _, p := range list {
		if bytes.Contains(b, p) {
			return true
		}
	}
	return false
}

func beginsWithAny(b []byte, list [][]byte) bool {
	for _, p := range list {
		if len(b) > 0 && b[0] == p[0] && bytes.HasPrefix(b, p) {
			return true
		}
	}
	return false
}

// isEvent reports whether what stands before a colon is part of an event
// rather than a name.
func isEvent(name []byte) bool { return containsAny(name, eventPhrases) }

// learnGroup notes the group's name when an event tells it.
func (r *waReader) learnGroup() {
	_, after, ok := bytes.Cut(r.text, []byte(" created group "))
	if !ok {
		return
	}
	if name := bytes.Trim(trim(after), `"“”`); len(name) > 0 {
		r.group = bytes.Clone(name)
	}
}

// isSystem reports whether a text with an author is a notice: one that nobody
// but WhatsApp would write, or an event with the group itself as author.
func (r *waReader) isSystem(body []byte, marked bool) bool {
	if beginsWithAny(body, systemStarts) {
		return true
	}
	if marked && containsAny(body, groupEvents) && !isPlaceholder(body) && !beginsWithAny(body, deletedStarts) {
		if bytes.Contains(body, []byte("created group")) || bytes.Contains(body, []byte("created this group")) {
			r.group = []byte(r.author)
		}
		return true
	}
	own := string(r.group) == r.author
	return own && (marked || containsAny(body, plainEvents) || containsAny(body, groupEvents) && len(body) < 120)
}

// hasMark reports whether a text begins with the invisible mark that iOS puts
// before words of its own.
func hasMark(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, " "), []byte("\u200e"))
}

var editedMark = []byte("<This message was edited>")

// withoutMedia takes stand-ins out of a message. Where nothing is left it
// gives the reason for which the message is dropped.
func withoutMedia(body []byte) (rest []byte, reason string) {
	if bytes.HasSuffix(body, editedMark) {
		body = trim(body[:len(body)-len(editedMark)])
	}
	if len(body) == 0 {
		return nil, "empty"
	}
	if beginsWithAny(body, deletedStarts) && len(body) < 80 {
		return nil, "deleted message"
	}
	if bytes.HasPrefix(body, pollStart) {
		return pollWords(body), ""
	}
	if !mayHoldMedia(body) {
		return body, ""
	}
	var kept []byte
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		if line = caption(line); len(line) > 0 || len(kept) > 0 {
			kept = append(append(kept, line...), '\n')
		}
	}
	if kept = trim(kept); len(kept) == 0 {
		return nil, "media"
	}
	return kept, ""
}

// mayHoldMedia is a quick look that spares most messages the search.
func mayHoldMedia(body []byte) bool {
	if len(body) < 60 && isPlaceholder(body) {
		return true
	}
	if bytes.IndexByte(body, '\n') < 0 && bytes.IndexByte(body, '<') < 0 && bytes.IndexByte(body, '(') < 0 &&
		bytes.IndexByte(body, "\u200e"[0]) < 0 && bytes.IndexByte(body, '/') < 0 {
		return false // one line of words only
	}
	return bytes.Contains(body, []byte("omitted")) || bytes.Contains(body, []byte("attached")) ||
		bytes.Contains(body, []byte("//maps.google"))
}

// caption is what a line says beside a stand-in: all of it where it holds none.
func caption(line []byte) []byte {
	line = trim(line)
	if isPlaceholder(line) {
		return nil
	}
	if i := bytes.LastIndex(line, []byte("\u200e")); i >= 0 && isPlaceholder(trim(line[i:])) {
		if before := trim(line[:i]); !namesFile(before, trim(line[i:])) {
			return before
		}
		return nil
	}
	return line
}

// namesFile reports whether the words before a stand-in are the name of the file
// for which it stands: "Rota.docx", or "Rota.docx • 3 pages".
func namesFile(before, standIn []byte) bool {
	return bytes.HasSuffix(standIn, []byte("document omitted")) || bytes.Contains(before, []byte("• \u200e")) ||
		bytes.HasSuffix(bytes.TrimSuffix(standIn, []byte(">")), before) || bytes.IndexByte(before, ' ') < 0 && isMedia(string(before))
}

var pollStart = []byte("POLL:\n")

// pollVotes is how many chose an answer of a poll, which its author did not write.
var pollVotes = regexp.MustCompile(`\s*\(\x{200e}?\d+ votes?\)$`)

// pollWords are the question and the answers of a poll.
func pollWords(body []byte) []byte {
	var words []byte
	for line := range bytes.SplitSeq(body[len(pollStart):], []byte("\n")) {
		if answer, ok := bytes.CutPrefix(trim(line), []byte("OPTION: ")); ok {
			line = pollVotes.ReplaceAll(answer, nil)
		}
		words = append(append(words, line...), '\n')
	}
	return trim(words)
}

// isPlaceholder reports whether a line stands for something that is no text.
func isPlaceholder(line []byte) bool {
	for _, p := range placeholders {
		if len(p) == len(line) && bytes.EqualFold(line, p) {
			return true
		}
	}
	switch {
	case bytes.HasSuffix(line, []byte("(file attached)")):
		return len(line) < 200
	case bytes.HasPrefix(line, []byte("<attached: ")), bytes.HasPrefix(line, []byte("<View once ")), bytes.HasPrefix(line, []byte("<Video message ")):
		return bytes.HasSuffix(line, []byte(">"))
	}
	if i := bytes.IndexByte(line, ':'); i >= 0 && foldEqual(line[:i], "location") {
		line = trim(line[i+1:])
	}
	return bytes.HasPrefix(line, []byte("https://maps.google.com/?q=")) && bytes.IndexByte(line, ' ') < 0
}
