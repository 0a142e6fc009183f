package review_test

import (
	"testing"

	"yearbook/testdata/simulate"
)

// TestCalibration: over chats in which nothing changed, a review says that
// something did in few, where tests that take every message to stand for itself
// do in most. The command in testdata/calibration does it for 1,000 chats; its
// figures stand in docs/methods.md.
func TestCalibration(t *testing.T) {
	const chats = 48
	c, err := simulate.Measure(chats, func(seed uint64) simulate.Chat { return simulate.Chat{Seed: seed} })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", c)
	// With 1 chat in 20, more than 8 of 48 have a chance below 1 in 1,000.
	if c.Any > 8 || c.Themes > 8 || c.FalseShare > 8.0/chats {
		t.Errorf("a change was claimed in %d of %d chats, of a theme in %d", c.Any, chats, c.Themes)
	}
	if c.NaiveAny < chats/2 {
		t.Errorf("the chats are too easy: naive tests claim a change in %d of %d", c.NaiveAny, chats)
	}
}
