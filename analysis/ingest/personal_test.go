package ingest

import (
	"testing"

	"yearbook/analysis/corpus"
)

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

func TestAddressesInTexts(t *testing.T) {
	for text, want := range map[string]string{
		"write to jo.o'neill+x@mail.example.org, or not": "write to [e-mail], or not",
		"Mail me: jo@example.org.":                       "Mail me: [e-mail].",
		"<a@b.de>;c-d@e-f.co.uk":                         "<[e-mail]>;[e-mail]",
		"ask @kate.lowe or .@omar. thanks":               "ask @kate.lowe or .@omar. thanks",
		"see medium.com/@kate/why.html and a@b":          "see medium.com/@kate/why.html and a@b",
		"zoë@über.example":                               "[e-mail]",
		"from 192.0.2.7, at 10:30:05, v1.2.3":            "from [IP], at 10:30:05, v1.2.3",
		"from 2001:db8::7:1 since 9.":                    "from [IP] since 9.",
		"1. one 2. two 3. three 4. four":                 "1. one 2. two 3. three 4. four",
	} {
		b := newBook(blank("a.csv"), Options{}.filled())
		b.keep(corpus.Record{Row: 1, Text: text, Channel: "comment"}, stamp{})
		if got := b.res.Records[0].Text; got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
		if (b.hidden > 0) != (text != want) {
			t.Errorf("%q: %d counted", text, b.hidden)
		}
	}
	b := newBook(blank("a.log"), Options{}.filled())
	b.keep(corpus.Record{Row: 1, Text: "ping 192.0.2.7 and tell jo@example.org", Channel: corpus.Chat}, stamp{})
	if got := b.res.Records[0].Text; got != "ping 192.0.2.7 and tell [e-mail]" {
		t.Errorf("a chat says %q", got)
	}
}
