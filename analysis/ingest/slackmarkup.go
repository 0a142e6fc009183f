package ingest

import "strings"

// plain turns Slack's markup into text: <@U1> into the person's name, <url|label>
// into its label, and the three characters that Slack escapes.
func (r *slackReader) plain(s string) string {
	if strings.ContainsAny(s, "<") {
		var b strings.Builder
		for {
			before, rest, ok := strings.Cut(s, "<")
			b.WriteString(before)
			if !ok {
				break
			}
			inside, after, ok := strings.Cut(rest, ">")
			if !ok {
				b.WriteString("<" + rest)
				break
			}
			b.WriteString(r.link(inside))
			s = after
		}
		s = b.String()
	}
	return escapes.Replace(s)
}

// link is the text of what stands between < and >.
func (r *slackReader) link(s string) string {
	target, label, labelled := strings.Cut(s, "|")
	if target == "" {
		return "<" + s + ">"
	}
	name := label
	switch target[0] {
	case '@':
		if known := r.people[target[1:]]; known != "" {
			name = known
		}
	case '#':
		if known := r.places[target[1:]]; !labelled && known != "" {
			name = known
		}
	case '!':
		if labelled {
			return label
		}
		name, _, _ = strings.Cut(target[1:], "^")
		return "@" + name
	default:
		if labelled && label != "" {
			return label
		}
		return target
	}
	if name == "" {
		name = target[1:]
	}
	return target[:1] + strings.TrimPrefix(name, target[:1])
}
