package sentiment

import (
	"testing"

	"github.com/jonreiter/govader"
)

// TestBesideGovader holds the two against each other on the sentences of this
// package: on plain praise and complaint they agree, on understatement and on
// wishes ours must be right more often.
func TestBesideGovader(t *testing.T) {
	peer := govader.NewSentimentIntensityAnalyzer()
	label := func(text string) Label {
		switch x := peer.PolarityScores(text).Compound; {
		case x >= 0.05:
			return Positive
		case x <= -0.05:
			return Negative
		}
		return Neutral
	}
	for _, text := range []string{
		"The staff were friendly and helpful.", "I love this ward, it is great!", "Very good care", "Thank you :)",
		"This was a terrible and horrible day.", "I hate the smell", "It was not good", "The food is bad", "She was rude!",
	} {
		if a, b := Score(text).Label, label(text); a != b {
			t.Errorf("%q is %s, govader says %s", text, a, b)
		}
	}
	ours, theirs := 0, 0
	for _, s := range sentences {
		if Score(s.text).Label == s.want {
			ours++
		}
		if label(s.text) == s.want {
			theirs++
		}
	}
	if ours <= theirs {
		t.Errorf("right for %d of %d sentences, govader for %d", ours, len(sentences), theirs)
	}
	t.Logf("right for %d of %d sentences, govader for %d", ours, len(sentences), theirs)
}
