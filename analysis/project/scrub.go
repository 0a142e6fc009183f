package project

import (
	"net/netip"
	"regexp"
	"strings"

	"yearbook/analysis/ingest"
)

var (
	email = regexp.MustCompile(`[^\s<>()\[\],;:"'|]+@[^\s<>()\[\],;:"'|]+\.[^\s<>()\[\],;:"'|]+`)
	bits  = regexp.MustCompile(`[0-9A-Fa-f:.]{3,45}`)
)

// scrub takes e-mail and IP addresses out of the rows that a receipt quotes: a
// row was dropped because something is wrong with it, so its first cell may be
// any column.
func scrub(r ingest.Receipt) ingest.Receipt {
	examples := make(map[string][]ingest.Example, len(r.Examples))
	for reason, list := range r.Examples {
		for _, e := range list {
			e.Text = email.ReplaceAllString(e.Text, "[e-mail]")
			e.Text = bits.ReplaceAllStringFunc(e.Text, withoutIP)
			examples[reason] = append(examples[reason], e)
		}
	}
	if r.Examples != nil {
		r.Examples = examples
	}
	return r
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
