package language

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var kindNames = [...]string{"word", "number", "mark", "url", "email", "mention", "hashtag", "emoji", "emoticon", "redaction"}

// cut lists the tokens of a text as "kind:token".
func cut(text string) []string {
	var list []string
	for _, tok := range tokenize(nil, text) {
		list = append(list, kindNames[tok.Kind]+":"+tok.Text(text))
	}
	return list
}

func TestKinds(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"word", "ward", "word:ward"},
		{"letters of other scripts", "tŷ Łódź 日本", "word:tŷ|word:Łódź|word:日本"},
		{"a mark on a letter", "cafe\u0301 x", "word:cafe\u0301|word:x"},
		{"hyphens within", "pre-written - or -not well-", "word:pre-written|mark:-|word:or|mark:-|word:not|word:well|mark:-"},
		{"ampersand within", "A&E R&D & x", "word:A&E|word:R&D|mark:&|word:x"},
		{"underscore within", "kate_s _x_", "word:kate_s|mark:_|word:x|mark:_"},
		{"apostrophe within", "o'clock O’Neill", "word:o'clock|word:O’Neill"},
		{"quotes about", "'yes' “no”", "mark:'|word:yes|mark:'|mark:“|word:no|mark:”"},
		{"contractions", "don't I'll we're they've it's I'm he'd", "word:do|word:n't|word:I|word:'ll|word:we|word:'re|word:they|word:'ve|word:it|word:'s|word:I|word:'m|word:he|word:'d"},
		{"contractions in capitals and with curly quotes", "DON'T we’ll CAN’T", "word:DO|word:N'T|word:we|word:’ll|word:CA|word:N’T"},
		{"no contractions", "n't 't rock'n'roll patients'", "word:n't|mark:'|word:t|word:rock'n'roll|word:patients|mark:'"},
		{"numbers", "12 3.5 1,000 8:30 24/7 2012", "number:12|number:3.5|number:1,000|number:8:30|number:24/7|number:2012"},
		{"numbers and marks", "12. £3 5% (4) 1,a", "number:12|mark:.|mark:£|number:3|number:5|mark:%|mark:(|number:4|mark:)|number:1|mark:,|word:a"},
		{"words with digits", "7pm 3rd Q1 covid19", "word:7pm|word:3rd|word:Q1|word:covid19"},
		{"runs of one mark", "what?!! ... -- no", "word:what|mark:?|mark:!!|mark:...|mark:--|word:no"},
		{"initials", "U.K. e.g. i.e. p.m. U.S.A", "word:U.K|mark:.|word:e.g.|word:i.e.|word:p.m|mark:.|word:U.S.A"},
		{"abbreviations", "Dr. Prof. vs. end.", "word:Dr.|word:Prof.|word:vs.|word:end|mark:."},
		{"sentences without a space", "done.Next", "word:done|mark:.|word:Next"},
		{"hosts", "see nhs.uk or example.nhs.uk.", "word:see|word:nhs.uk|word:or|word:example.nhs.uk|mark:."},
		{"links", "HTTP://x.org/a_(b) (https://x.org). www.x.org, http://", "url:HTTP://x.org/a_(b|mark:)|mark:(|url:https://x.org|mark:)|mark:.|url:www.x.org|mark:,|word:http|mark::|mark://"},
		{"addresses", "a.b-c@x.nhs.uk, a@b me@x.", "email:a.b-c@x.nhs.uk|mark:,|word:a|mention:@b|word:me|mention:@x|mark:."},
		{"an address before a letter of two bytes", "a@b.cé", "email:a@b.c|word:é"},
		{"mentions and hashtags", "@a_b: #NHS2012 # @ ##x", "mention:@a_b|mark::|hashtag:#NHS2012|mark:#|mark:@|mark:##|word:x"},
		{"accounts elsewhere", "@kate@mastodon.social, @kate.bsky.social. @kate.", "mention:@kate@mastodon.social|mark:,|mention:@kate.bsky.social|mark:.|mention:@kate|mark:."},
		{"keycaps and signs drawn as pictures", "1️⃣ ❤️ ™️ ™ ℹ️ 12", "emoji:1️⃣|emoji:❤️|emoji:™️|mark:™|emoji:ℹ️|number:12"},
		{"the flag of Wales", "🏴󠁧󠁢󠁷󠁬󠁳󠁿x", "emoji:🏴󠁧󠁢󠁷󠁬󠁳󠁿|word:x"},
		{"signs that are no pictures", "a → b ≤ c │", "word:a|mark:→|word:b|mark:≤|word:c|mark:│"},
		{"emoticons with letters", "xD o_O, ward 8D (aged 8) :S :'( >:(", "emoticon:xD|emoticon:o_O|mark:,|word:ward|word:8D|mark:(|word:aged|number:8|mark:)|emoticon::S|emoticon::'(|emoticon:>:("},
		{"media placeholders", "[Image] [Photo] [image: a cat] <Media omitted> [video] [deleted]", "redaction:[Image]|redaction:[Photo]|redaction:[image: a cat]|redaction:<Media omitted>|redaction:[video]|redaction:[deleted]"},
		{"emoji", "ok👍🏽👨‍👩‍👧🇬🇧!", "word:ok|emoji:👍🏽|emoji:👨‍👩‍👧|emoji:🇬🇧|mark:!"},
		{"emoticons", "yes:) :-( <3 ;-). (: 8:30", "word:yes|emoticon::)|emoticon::-(|emoticon:<3|emoticon:;-)|mark:.|emoticon:(:|number:8:30"},
		{"no emoticons", "note:this (a) =x", "word:note|mark::|word:this|mark:(|word:a|mark:)|mark:=|word:x"},
		{"redactions", "[Name Redacted] <COMMENT TRUNCATED> [unreadable] XXXX XXX xxxx ****", "redaction:[Name Redacted]|redaction:<COMMENT TRUNCATED>|redaction:[unreadable]|redaction:XXXX|redaction:XXX|redaction:xxxx|redaction:****"},
		{"no redactions", "[sic] xxx xx ** [a\nredacted] <b", "mark:[|word:sic|mark:]|word:xxx|word:xx|mark:**|mark:[|word:a|word:redacted|mark:]|mark:<|word:b"},
		{"white space", "a\u00a0b\u2003c\r\n\td\u3000e", "word:a|word:b|word:c|word:d|word:e"},
		{"what cannot be seen", "\u200eKate\u202c \u200b\ufeff x\ufe0f", "word:Kate|word:x"},
		{"damaged text", "a\xff\xfeb", "word:a|mark:\xff|mark:\xfe|word:b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, strings.Join(cut(tt.text), "|")); d != "" {
				t.Error(d)
			}
		})
	}
}

// Text without a space takes time in proportion to its length: a picture pasted
// as text must not stop the program. In time that grew with the square of the
// length this test would not end within the limit of the test run.
func TestLongRuns(t *testing.T) {
	a, size := model().NewAnalyser(), 1<<17
	if raced {
		size = 1 << 14
	}
	for _, piece := range []string{"ab.", "!?", "a+b/", "@a", "a@", "x'", "[a", "://", ":)", "http://", "1,", "U.", "😀", "e\u0301", "redacted<", "\" ", "😀 ", "Dr ", "X of ", "A and ", "nie ", "1. ", "U. "} {
		text := strings.Repeat(piece, size/len(piece))
		a.Names(text)
		a.Candidates(text)
		a.Foreign(text)
		if len(a.Sentences(text)) == 0 {
			t.Errorf("no sentence in %d bytes of %q", len(text), piece)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "a@b.cé", "don’t 👍🏽", "www.", "[image", "\xe2\x80", "U.K.a@b.c.:-)", "1:2,3.4/5x@y.z", "’t n’t"} {
		f.Add(s)
	}
	a := model().NewAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		var again []Token
		end := 0
		for _, tok := range a.Tokens(text) {
			start := int(tok.Start)
			if start < end || int(tok.End) <= start || int(tok.End) > len(text) {
				t.Fatalf("token [%d,%d) after %d in %d bytes", tok.Start, tok.End, end, len(text))
			}
			for _, r := range text[end:start] { // what is between tokens cannot be seen
				if !strings.ContainsRune(" \t\r\n\v\f\u0085", r) && r < 0xa0 {
					t.Fatalf("%q is in no token", r)
				}
			}
			end = int(tok.End)
			if utf8.ValidString(text) && !utf8.ValidString(tok.Text(text)) {
				t.Fatalf("token %q is cut within a letter", tok.Text(text))
			}
			if int(tok.Tag) >= len(model().Tags()) {
				t.Fatalf("tag %d", tok.Tag)
			}
			again = append(again, tok)
		}
		if d := cmp.Diff(again, model().NewAnalyser().Tokens(text)); d != "" && len(again) > 0 {
			t.Fatalf("a fresh analyser says otherwise: %s", d)
		}
	})
}
