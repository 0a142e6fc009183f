package ingest

import "strings"

// mailBody is what is left of a message's text, and how many lines were cut.
type mailBody struct {
	text              string
	quotes, signature int
}

// cutMail takes quoted replies, the line above them and the signature off a text.
func cutMail(s string) mailBody {
	s = newlines.Replace(s)
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	var b mailBody
	kept := make([]string, 0, len(lines))
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		bare := strings.TrimSpace(line)
		switch n := attribution(lines[i:]); {
		case strings.HasPrefix(line, ">From "): // as mailboxes write "From " at the start of a line
			kept = append(kept, line[1:])
		case strings.HasPrefix(bare, ">"):
			b.quotes++
		case n > 0:
			b.quotes += n
			i += n - 1
		case isQuoteMark(lines[i:]):
			b.quotes += filledLines(lines[i:])
			i = len(lines)
		case isSignatureMark(line, bare):
			end := i + 1
			for end < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[end]), ">") && attribution(lines[end:]) == 0 {
				end++
			}
			b.signature += filledLines(lines[i:end])
			i = end - 1
		default:
			kept = append(kept, line)
		}
	}
	b.text = text([]byte(strings.Join(kept, "\n")))
	return b
}

// attribution is the number of lines that say whose words follow: "On 3 March,
// Ann wrote:", which mail programs break over up to three lines.
func attribution(lines []string) int {
	start := strings.TrimSpace(lines[0])
	if !strings.HasPrefix(start, "On ") && !strings.HasPrefix(start, "Am ") && !strings.HasPrefix(start, "Le ") && !strings.HasPrefix(start, "El ") &&
		!strings.HasSuffix(start, " wrote:") && !strings.HasSuffix(start, " writes:") {
		return 0
	}
	for n := 1; n <= min(3, len(lines)); n++ {
		line := strings.TrimSpace(lines[n-1])
		if line == "" || len(line) > 300 {
			return 0
		}
		for _, end := range []string{"wrote:", "writes:", "schrieb:", "a écrit :", "a écrit:", "escribió:"} {
			if strings.HasSuffix(line, end) && quoteBelow(lines[n:]) {
				return n
			}
		}
	}
	return 0
}

// quoteBelow reports whether quoted words, or nothing, follow.
func quoteBelow(lines []string) bool {
	for _, line := range lines {
		if bare := strings.TrimSpace(line); bare != "" {
			return strings.HasPrefix(bare, ">") || isSignatureMark(line, bare)
		}
	}
	return true
}

// isQuoteMark tells the line from which on everything is quoted, as Outlook
// writes it: a heading, or the header of the message that is answered.
func isQuoteMark(lines []string) bool {
	bare := strings.TrimSpace(lines[0])
	if strings.HasPrefix(bare, "-----") && strings.HasSuffix(bare, "-----") {
		inner := strings.ToLower(strings.Trim(bare, "- "))
		return inner == "original message" || inner == "forwarded message" || inner == "original appointment"
	}
	if isRule(bare) && len(lines) > 1 {
		lines = lines[1:]
		bare = strings.TrimSpace(lines[0])
	}
	if !strings.HasPrefix(strings.Trim(bare, "*"), "From:") {
		return false
	}
	n := 0
	for _, line := range lines[1:min(len(lines), 7)] {
		field := strings.Trim(strings.TrimSpace(line), "*")
		for _, name := range []string{"Sent:", "Date:", "To:", "Subject:"} {
			if strings.HasPrefix(field, name) {
				n++
			}
		}
	}
	return n >= 2
}

// isSignatureMark tells the line above a signature, or above the footer of a
// mailing list.
func isSignatureMark(line, bare string) bool {
	return line == "-- " || bare == "--" || isRule(bare) || strings.HasPrefix(bare, "-=-=-=-=-=-")
}

// isRule tells a long line of underscores.
func isRule(bare string) bool { return len(bare) >= 30 && strings.Trim(bare, "_") == "" }

// filledLines counts the lines that hold something.
func filledLines(lines []string) int {
	n := 0
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	return n
}
