package ingest

import (
	"bytes"
	"net/netip"
	"regexp"
	"strings"

	"yearbook/analysis/corpus"
)

// person is a name without the e-mail or IP address that some exports put in
// its place or beside it.
func (b *book) person(cell []byte) string {
	cell = trim(cell)
	if bytes.IndexByte(cell, '@') < 0 && !isIP(string(cell)) {
		return b.name(cell)
	}
	if isIP(string(cell)) {
		b.warn("IP addresses in place of names were left out.")
		return ""
	}
	kept := make([]string, 0, 4)
	found := false
	for _, word := range strings.Fields(string(cell)) {
		if isEmail(word) {
			found = true
			continue
		}
		kept = append(kept, word)
	}
	if !found {
		return b.name(cell)
	}
	b.warn("E-mail addresses beside or in place of names were left out.")
	return b.name([]byte(strings.Join(kept, " ")))
}

// isEmail reports whether a word is an e-mail address, perhaps in brackets.
func isEmail(word string) bool {
	word = strings.TrimPrefix(strings.Trim(word, "<>()[],;:\"'"), "mailto:")
	local, domain, ok := strings.Cut(word, "@")
	return ok && local != "" && strings.Contains(domain, ".") && !strings.ContainsAny(word, " \t\n/") && len(word) < 255
}

// isAddress reports whether a cell is an e-mail or IP address and nothing else.
func isAddress(cell string) bool {
	return strings.IndexByte(cell, '@') > 0 && isEmail(cell) || isIP(cell)
}

// isIP reports whether a cell is an IP address.
func isIP(cell string) bool {
	if len(cell) < 3 || len(cell) > 45 || strings.Count(cell, ".") != 3 && strings.Count(cell, ":") < 2 {
		return false
	}
	_, err := netip.ParseAddr(cell)
	return err == nil
}

var (
	emailInText = regexp.MustCompile(`[^\s<>()\[\],;:"|]+@[^\s<>()\[\],;:"'|]+\.[^\s<>()\[\],;:"'|]+`)
	ipInText    = regexp.MustCompile(`[0-9A-Fa-f:.]{3,45}`)
)

// withoutAddresses hides e-mail and IP addresses in a row that a receipt
// quotes: a row was dropped because something is wrong with it, so what is
// quoted may be any column.
func withoutAddresses(text string) string {
	text = emailInText.ReplaceAllString(text, "[e-mail]")
	return ipInText.ReplaceAllStringFunc(text, withoutIP)
}

// withoutIP hides an address of the internet, perhaps with a full stop behind
// it. A time of day has one or two colons and is no address.
func withoutIP(s string) string {
	address := strings.TrimRight(s, ".:")
	if _, err := netip.ParseAddr(address); err != nil {
		return s
	}
	return "[IP]" + s[len(address):]
}

// hideAddresses takes e-mail addresses out of what somebody wrote, and IP
// addresses where texts are not about computers, as talk and tweets may be.
func (b *book) hideAddresses(rec *corpus.Record) {
	if hasEmail(rec.Text) {
		rec.Text = emailOfPerson.ReplaceAllStringFunc(rec.Text, func(string) string {
			b.hidden++
			return "[e-mail]"
		})
	}
	if rec.Channel != corpus.Chat && rec.Channel != corpus.Tweet && hasIP(rec.Text) {
		rec.Text = ipInText.ReplaceAllStringFunc(rec.Text, func(s string) string {
			out := withoutIP(s)
			if out != s {
				b.hidden++
			}
			return out
		})
	}
}

// emailOfPerson is an e-mail address in a text, without the full stop of the
// sentence or the address of a page that it may stand in.
var emailOfPerson = regexp.MustCompile(`[\pL\pN._%+'-]*[\pL\pN_%+-]@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)

// hasEmail reports whether a text may hold an e-mail address: an @ behind a
// letter or a digit. Names of accounts have it at their beginning.
func hasEmail(s string) bool {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '@')
		if i < 0 {
			return false
		}
		if at := from + i; at > 0 && s[at-1] > ' ' && (s[at-1] >= 0x80 || isLetter(s[at-1]) || isDigit(s[at-1]) || s[at-1] == '_' || s[at-1] == '-') {
			return true
		}
		from += i + 1
	}
}

// hasIP reports whether a text may hold an IP address: three full stops, or two
// colons, next to digits.
func hasIP(s string) bool {
	stops, colons := 0, 0
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '.' && isDigit(s[i-1]):
			stops++
		case s[i] == ':' && i+1 < len(s) && s[i+1] > ' ':
			colons++
		}
	}
	return stops >= 3 || colons >= 2
}
