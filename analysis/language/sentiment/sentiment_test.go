package sentiment

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// Each sentence was written for this test.
var sentences = []struct {
	text string
	want Label
}{
	// Praise.
	{"The nurses on the ward were brilliant.", Positive},
	{"Lovely staff, nothing was too much trouble.", Positive},
	{"Not bad at all.", Positive},
	{"Not bad", Positive},
	{"I can't fault the care my mum had.", Positive},
	{"Cannot fault them", Positive},
	{"couldnt fault anything", Positive},
	{"No complaints from me.", Positive},
	{"I've no complaints whatsoever", Positive},
	{"Can't complain, really.", Positive},
	{"Mustn't grumble", Positive},
	{"The midwife could not have been more helpful.", Positive},
	{"They couldn't have done any more for us.", Positive},
	{"Could not be better!", Positive},
	{"I couldn't ask for better treatment.", Positive},
	{"The team went above and beyond for Dad.", Positive},
	{"Second to none, ten out of ten.", Positive},
	{"I felt listened to and never rushed.", Positive},
	{"No problems at all with the booking.", Positive},
	{"It wasn't painful.", Positive},
	{"The food was really tasty 😀", Positive},
	{"👍", Positive},
	{"Thanks :-)", Positive},
	{"She was kind and put me at ease.", Positive},
	{"I feel better for going.", Positive},
	{"My knee is much better now.", Positive},
	{"The clinic ran on time.", Positive},
	{"Over the moon with my new hearing aid", Positive},
	{"A bit of a wait but the doctor was superb.", Positive},
	{"The entrance is tatty, but the care is excellent.", Positive},
	{"Spot on.", Positive},
	{"Keep up the good work", Positive},
	{"Nothing could have been done better.", Positive},
	{"I do not think there is anything you could do better.", Positive},
	{"ABSOLUTELY FANTASTIC!!!", Positive},
	{"Brill service, chuffed to bits", Positive},
	{"Not only friendly but quick as well", Positive},

	// Neither.
	{"", Neutral},
	{"I came on Tuesday by bus.", Neutral},
	{"The leaflet has twelve pages.", Neutral},
	{"Not applicable", Neutral},
	{"I am not sure.", Neutral},
	{"Don't know", Neutral},
	{"What time does the session start?", Neutral},
	{"I look after my mental health and well-being.", Neutral},
	{"Good morning all", Neutral},
	{"She has heart failure and was seen on the stroke ward.", Neutral},

	// Complaints.
	{"The wait was dreadful.", Negative},
	{"It was not good.", Negative},
	{"The receptionist wasn't very friendly.", Negative},
	{"Could be better.", Negative},
	{"The signs could do with being clearer.", Negative},
	{"A bit of a wait", Negative},
	{"There was quite a long wait for the scan.", Negative},
	{"More staff on nights please", Negative},
	{"Quicker answers on the phone.", Negative},
	{"Better communication between wards", Negative},
	{"You need to improve the parking.", Negative},
	{"Should have been told sooner", Negative},
	{"It would be nice to have a choice of times.", Negative},
	{"The room was too hot and too small.", Negative},
	{"Not great, to be honest.", Negative},
	{"I was not best pleased.", Negative},
	{"It leaves a lot to be desired.", Negative},
	{"No help at all from the desk", Negative},
	{"Nobody told me what was happening and I felt ignored.", Negative},
	{"The porter was lovely but we waited six hours in agony.", Negative},
	{"Left in a corridor, no dignity.", Negative},
	{"They lost my notes again 😡", Negative},
	{"👎👎", Negative},
	{"Hardly helpful", Negative},
	{"Never again.", Negative},
	{"Thanks for nothing", Negative},
	{"Room for improvement", Negative},
	{"Answer the phone", Negative},
	{"Listen to patients and be more honest.", Negative},
	{"Fobbed off by the surgery and passed from pillar to post.", Negative},
	{"It is a shambles.", Negative},
}

func TestScore(t *testing.T) {
	for _, tt := range sentences {
		if r := Score(tt.text); r.Label != tt.want {
			t.Errorf("%q is %s (%.2f), want %s: %s", tt.text, r.Label, r.Score, tt.want, shown(tt.text, r))
		}
	}
}

func shown(text string, r Result) string {
	var parts []string
	for _, s := range r.Words {
		parts = append(parts, text[s.Start:s.End])
	}
	return strings.Join(parts, " | ")
}

// TestWords names what decided.
func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"I can’t fault the kind nurses":      "can’t fault | kind",
		"Great staff 😀 but a bit of a wait!": "Great | 😀 | a bit of a wait",
		"It wasn't clean":                    "clean",
		"By bus":                             "",
	} {
		if got := shown(text, Score(text)); got != want {
			t.Errorf("%q: %q decided, want %q", text, got, want)
		}
	}
}

// TestOrder holds pairs of which the first must be the better.
func TestOrder(t *testing.T) {
	for _, p := range [...][2]string{
		{"very good", "good"}, {"good", "fairly good"}, {"good!", "good"}, {"GOOD", "good"}, {"excellent", "good"},
		{"good", "not bad"}, {"not bad", "bad"}, {"not good", "terrible"}, {"a bit slow", "very slow"},
		{"slow but kind", "kind but slow"}, {"I never felt rushed", "I felt rushed"},
	} {
		if a, b := Score(p[0]).Score, Score(p[1]).Score; a <= b {
			t.Errorf("%q scores %.2f, %q %.2f", p[0], a, p[1], b)
		}
	}
}

func TestAnswer(t *testing.T) {
	const better, good = "What could we do better?", "What was good?"
	tests := []struct {
		question, text string
		want           Label
	}{
		{better, "Nothing.", Positive}, {better, "Nothing, all fine", Positive}, {better, "can't think of anything", Positive},
		{better, "The car park", Negative}, {better, "Nothing works here, it is awful", Negative},
		{good, "Nothing", Negative}, {good, "The car park", Positive}, {good, "Terrible", Negative},
		{good, "Don't know", Neutral}, {better, "n/a", Neutral}, {better, "", Neutral}, {better, "?", Neutral},
		{"", "Nothing", Neutral}, {"Any other comments?", "The car park", Neutral},
		{"Was anything not so good?", "The car park", Negative},
	}
	for _, tt := range tests {
		if r := Answer(tt.question, tt.text); r.Label != tt.want {
			t.Errorf("%q to %q is %s (%.2f), want %s", tt.text, tt.question, r.Label, r.Score, tt.want)
		}
	}
}

func TestLexicon(t *testing.T) {
	lex := parseLexicon("# note\n2 good well_done cheer* :)\n-1 bad\nnonsense\n")
	want := map[string]float64{"good": 2, "well done": 2, "bad": -1}
	if d := cmp.Diff(want, lex.weight); d != "" {
		t.Error(d)
	}
	if w, ok := lex.find("cheerful"); !ok || w != 2 {
		t.Errorf("cheerful weighs %v, %v", w, ok)
	}
	if len(lex.marks) != 1 {
		t.Errorf("%d marks, want 1", len(lex.marks))
	}
	seen := map[string]bool{}
	for line := range strings.Lines(lexiconText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		for _, entry := range fields[min(1, len(fields)):] {
			if seen[entry] {
				t.Errorf("%q is in the lexicon twice", entry)
			}
			seen[entry] = true
		}
	}
}

func FuzzScore(f *testing.F) {
	for _, s := range sentences[:12] {
		f.Add("What was good?", s.text)
	}
	f.Add("", "\xff\xfe can't don’t :-( 👩‍👩‍👧 10/10 ...!!! \x00")
	f.Fuzz(func(t *testing.T, question, text string) {
		for _, r := range [...]Result{Score(text), Answer(question, text)} {
			if math.IsNaN(r.Score) || r.Score < -1 || r.Score > 1 {
				t.Fatalf("score %v", r.Score)
			}
			end := 0
			for _, s := range r.Words {
				if s.Start < end || s.End <= s.Start || s.End > len(text) {
					t.Fatalf("span %v after %d in %d bytes", s, end, len(text))
				}
				if utf8.ValidString(text) && !utf8.ValidString(text[s.Start:s.End]) {
					t.Fatalf("span %v cuts a character", s)
				}
				end = s.End
			}
		}
		if d := cmp.Diff(Score(text), Score(text)); d != "" {
			t.Fatal(d)
		}
	})
}

func BenchmarkScore(b *testing.B) {
	for b.Loop() {
		for _, s := range sentences {
			Score(s.text)
		}
	}
}
