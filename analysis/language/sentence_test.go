package language

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sentences(a *Analyser, text string) []string {
	var list []string
	for _, s := range a.Sentences(text) {
		list = append(list, text[s.Start:s.End])
	}
	return list
}

func TestSentences(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"full stops", "We waited. Nobody came. ", "We waited.|Nobody came."},
		{"no space after a stop", "All done.Next please", "All done.|Next please"},
		{"small letters after a stop", "was fine. then we left. ok", "was fine.|then we left.|ok"},
		{"repeated marks", "Great!!! Really?! Yes... No. wow!!", "Great!!!|Really?!|Yes...|No.|wow!!"},
		{"dots that go on", "well... maybe… not sure … Then", "well... maybe… not sure …|Then"},
		{"titles", "I saw Dr. Smith and Mrs. Jones. Both were kind.", "I saw Dr. Smith and Mrs. Jones.|Both were kind."},
		{"an initial", "J. Smith came. We left", "J. Smith came.|We left"},
		{"abbreviations", "Bring notes, letters etc. to the clinic, e.g. by post. Or not etc. Then", "Bring notes, letters etc. to the clinic, e.g. by post.|Or not etc.|Then"},
		{"U.K. within and at the end", "the U.K. average. In the U.K. We do", "the U.K. average.|In the U.K.|We do"},
		{"times", "open at 8 a.m. daily. Come at 5 p.m. Thanks", "open at 8 a.m. daily.|Come at 5 p.m.|Thanks"},
		{"numbers", "Paid £3.50 at 10.30. Ward no. 5, p. 12. Fine", "Paid £3.50 at 10.30.|Ward no. 5, p. 12.|Fine"},
		{"lists", "1. Staff were kind\n2. Food was cold", "1. Staff were kind|2. Food was cold"},
		{"addresses", "see www.example.org. or a@example.org. Bye", "see www.example.org.|or a@example.org.|Bye"},
		{"line breaks", "first line\nsecond line\r\n\r\nthird", "first line|second line|third"},
		{"quotes and brackets", "She said “Go home.” We went (slowly.) \"Why?\" he asked", "She said “Go home.”|We went (slowly.)|\"Why?\"|he asked"},
		{"emoji after a mark", "Thank you! 😀👍🏽 See you", "Thank you! 😀👍🏽|See you"},
		{"emoji instead of a mark", "Lovely staff 😀 They helped me :-) Now ok 😀 bye", "Lovely staff 😀|They helped me :-)|Now ok 😀 bye"},
		{"hearts are verbs", "I ❤️ Leeds and <3 Hull", "I ❤️ Leeds and <3 Hull"},
		{"only marks", "!!! ?", "!!! ?"},
		{"nothing", " \n ", ""},
	}
	a := model().NewAnalyser()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, strings.Join(sentences(a, tt.text), "|")); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSplitHashtag(t *testing.T) {
	for line := range strings.Lines(`
#CampaignToolkit: campaign toolkit
#campaignToolkit: campaign toolkit
#NHSComms: nhs comms
#NHSComms2012: nhs comms 2012
#GPs: gps
#GPsInTheUK: gps in the uk
#Covid19: covid 19
#7DayServices: 7 day services
#mentalhealth: mentalhealth
#NHSSM: nhssm
#nhs_comms_chat: nhs comms chat
#IBelieveÉire: i believe éire
@AmaraComms: amara comms
#: 
`) {
		tag, want, ok := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		if !ok {
			continue
		}
		if got := strings.Join(SplitHashtag(tag), " "); got != want {
			t.Errorf("SplitHashtag(%q) = %q, want %q", tag, got, want)
		}
	}
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"", "a. b", "1. x\n2. y!!! 😀 Z", "\xff.\u2028", "“a.” (b.) …C", "#ABc_D9"} {
		f.Add(s)
	}
	a := model().NewAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		end, token := int32(0), int32(0)
		for _, s := range a.Sentences(text) {
			if s.Start < end || s.End <= s.Start || int(s.End) > len(text) || s.From != token || s.To <= s.From {
				t.Fatalf("sentence %+v after byte %d and token %d", s, end, token)
			}
			end, token = s.End, s.To
		}
		if int(token) != len(a.LastTokens()) {
			t.Fatalf("%d of %d tokens are in a sentence", token, len(a.LastTokens()))
		}
		if n := len(strings.Join(SplitHashtag(text), "")); n > 3*len(text) {
			t.Fatalf("%d bytes of words from %d", n, len(text))
		}
	})
}
