package language

import (
	"strings"
	"testing"
)

// Each line is one base form and the words that share it.
func TestVerbLemma(t *testing.T) {
	for line := range strings.Lines(`
wait: wait waits waited waiting WAITING
tell: tell tells told telling
be: am is are was were been being
have: has had having
do: does did done doing
go: goes went gone going
call: calls called calling
travel: travels travelled traveling travelled travelling
cancel: cancelled canceled cancelling cancels
counsel: counselling counseling
control: controlled controls
organise: organizes organised organizing
prioritise: prioritizing prioritised
centre: centred centered
provide: provides provided providing
require: required requiring
share: shares shared sharing
hope: hoped hoping
hop: hopped hopping
stop: stopped stopping
plan: planned planning
use: used using uses
issue: issued issuing
queue: queueing queued queuing
argue: argued arguing
agree: agreed agreeing
exceed: exceeded exceeding
need: needed needing needs need
visit: visited visiting
edit: edited editing
focus: focused focusing focussed
discuss: discussed discussing discusses
manage: managed managing manages
handle: handled handling
treat: treated treating
appreciate: appreciated appreciating
reply: replied replying replies
try: tried tries trying
die: died dying dies
lie: lied lying
nurse: nursed nursing
change: changed changing
bring: bringing brought
belong: belonged
increase: increased increasing
please: pleased pleasing
choose: chose chosen choosing
write: wrote written writing
teach: taught teaching teaches
ache: aching aches
cache: caching caches
miss: missed missing misses
add: added adding
offer: offered offering
explain: explained
improve: improved improving
communicate: communicated communicating communicates
email: emailed emailing emails e-mailed
update: updated updating
tweet: tweeted tweeting
put: putting puts
tax: taxes taxed
undergo: underwent undergoes
thing: thing
red: red
hundred: hundred
s: s
`) {
		base, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		for word := range strings.FieldsSeq(words) {
			if got := VerbLemma(word); got != base {
				t.Errorf("VerbLemma(%q) = %q, want %q", word, got, base)
			}
		}
	}
}

func TestLemma(t *testing.T) {
	for line := range strings.Lines(`
wait: wait waits waited waiting
appointment: appointments Appointment
building: building buildings
meeting: meetings
meet: met meets
train: training trained trains
treat: treated treating
leaf: leaves
leave: leave left leaving
nurse: nurse nurses nursed nursing
organise: organising organized
organisation: organizations
care: caring cared care cares
policy: policies
morning: mornings
gp: GPs
a&e: A&E
`) {
		base, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		for word := range strings.FieldsSeq(words) {
			if got := Lemma(word); got != base {
				t.Errorf("Lemma(%q) = %q, want %q", word, got, base)
			}
		}
	}
	for word, want := range map[string]string{"meeting NN": "meeting", "meeting VBG": "meet", "left VBD": "leave", "leaves NNS": "leaf", "leaves VBZ": "leave"} {
		w, name, _ := strings.Cut(word, " ")
		tag, ok := model().tagID(name)
		if got := model().Lemma(w, tag); !ok || got != want {
			t.Errorf("Lemma(%q, %s) = %q, want %q", w, name, got, want)
		}
	}
}

// A base form stays what it is, whatever the word.
func TestVerbLemmaTwice(t *testing.T) {
	for w := range model().words {
		if base := VerbLemma(w); letters(w) && strings.HasSuffix(w, "ed") && len(VerbLemma(base))+3 < len(base) {
			t.Errorf("%q gives %q, and that %q", w, base, VerbLemma(base))
		}
	}
}

func FuzzLemma(f *testing.F) {
	for _, s := range []string{"", "ing", "ed", "aing", "ssed", "İng", "\xffed", "ies"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if len(Lemma(word)) > 3*len(word)+8 || len(VerbLemma(word)) > 3*len(word)+8 {
			t.Errorf("%q grew to %q and %q", word, Lemma(word), VerbLemma(word))
		}
	})
}
