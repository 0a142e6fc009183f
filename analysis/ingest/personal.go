package ingest

import (
	"bytes"
	"net/netip"
	"regexp"
	"strings"
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
