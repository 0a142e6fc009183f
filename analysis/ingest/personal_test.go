package ingest

import "testing"

func TestWithoutAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "",
		"at 10:30:15 on 06.08.2013":              "at 10:30:15 on 06.08.2013",
		"<kate.o'neil@nhs.net>, hello":           "<[e-mail]>, hello",
		"mail kate+x@a.nhs.uk.":                  "mail [e-mail]",
		"from 192.0.2.17.":                       "from [IP].",
		"2001:db8::8a2e:370:7334 and ::1 called": "[IP] and [IP] called",
		"@kate cc @jo":                           "@kate cc @jo",
	} {
		if got := withoutAddresses(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
