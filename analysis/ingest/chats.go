package ingest

import (
	"fmt"
	"strings"
	"unicode"
)

// Some exports hold several chats: a Telegram account, a Slack workspace, a
// download of Facebook. Which of them are read is the user's choice, see
// [Options.Chats].

// Chat is one chat of an export that holds several.
type Chat struct {
	Name string
	Kind string // as the export calls it, "" where it does not
	Rows int    // entries of it that were looked at
	Left string // why it was left out, "" where it was read
}

// HasChat reports whether the file holds a chat of this name among several.
func (r *Receipt) HasChat(name string) bool {
	for _, c := range r.Chats {
		if sameChat(c.Name, name) {
			return true
		}
	}
	return false
}

// notChosen is the reason for leaving out what the user did not ask for.
const notChosen = "chat not chosen"

// chooses reports whether a chat is to be read. A chat that the user named is; one
// that he did not name is where he named none.
func (o Options) chooses(name string) (yes, named bool) {
	for _, want := range o.Chats {
		if sameChat(name, want) {
			return true, true
		}
	}
	return len(o.Chats) == 0, false
}

// sameChat compares names without capitals, blanks and marks, as some exports name
// their folders.
func sameChat(a, b string) bool { return a == b || chatKey(a) == chatKey(b) && chatKey(a) != "" }

func chatKey(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// tellChats says which chats a file holds and how to choose among them.
func (b *book) tellChats() {
	const most = 20
	all := b.res.Receipt.Chats
	var parts []string
	read := 0
	for _, c := range all {
		if c.Left == "" {
			read++
		}
		if len(parts) < most {
			parts = append(parts, c.String())
		}
	}
	if n := len(all) - most; n > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", n))
	}
	if len(all) > 1 {
		b.warn("The export holds %d chats, of which %d were read: %s. To read some only, choose them by name (on the command line: --chat NAME).", len(all), read, strings.Join(parts, ", "))
	}
}

// String is the chat's name and what is known of it.
func (c Chat) String() string {
	var about []string
	if c.Kind != "" {
		about = append(about, strings.ReplaceAll(c.Kind, "_", " "))
	}
	if c.Rows > 0 {
		about = append(about, fmt.Sprintf("%d entries", c.Rows))
	}
	if c.Left != "" {
		about = append(about, "not read: "+c.Left)
	}
	if about == nil {
		return quoted(c.Name)
	}
	return fmt.Sprintf("%s (%s)", quoted(c.Name), strings.Join(about, ", "))
}

func quoted(name string) string {
	if name = strings.TrimSpace(name); name == "" {
		return "one without a name"
	}
	return fmt.Sprintf("%q", shorten([]byte(name)))
}
