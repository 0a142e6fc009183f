package coder

// Count compares codes that a program gave with those that people gave.
type Count struct {
	Both   int // given by both
	Extra  int // by the program only
	Missed int // by people only
}

// Add counts one message.
func (c *Count) Add(truth, given bool) {
	switch {
	case truth && given:
		c.Both++
	case given:
		c.Extra++
	case truth:
		c.Missed++
	}
}

// Given is how often the program gave the code, Support how often people did.
func (c Count) Given() int   { return c.Both + c.Extra }
func (c Count) Support() int { return c.Both + c.Missed }

// Precision is the share of the codes given that are right, Recall that of the
// right ones that were given. Both are 0 where there is nothing to share.
func (c Count) Precision() float64 { return share(c.Both, c.Given()) }
func (c Count) Recall() float64    { return share(c.Both, c.Support()) }

// F1 is the harmonic mean of precision and recall, 0 where nothing was right.
func (c Count) F1() float64 { return share(2*c.Both, 2*c.Both+c.Extra+c.Missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Figures are precision, recall and F1 over several codes.
type Figures struct{ Precision, Recall, F1 float64 }

// Micro puts the counts of all codes together, so that frequent codes weigh
// more.
func Micro(counts []Count) Figures {
	var sum Count
	for _, c := range counts {
		sum.Both += c.Both
		sum.Extra += c.Extra
		sum.Missed += c.Missed
	}
	return Figures{sum.Precision(), sum.Recall(), sum.F1()}
}

// Macro is the mean over the codes, so that all weigh the same. No codes give
// noughts.
func Macro(counts []Count) Figures {
	var f Figures
	for _, c := range counts {
		f.Precision += c.Precision()
		f.Recall += c.Recall()
		f.F1 += c.F1()
	}
	if n := float64(len(counts)); n > 0 {
		f = Figures{f.Precision / n, f.Recall / n, f.F1 / n}
	}
	return f
}

// Supported are the counts of the codes that people gave at least once.
func Supported(counts []Count) []Count {
	var some []Count
	for _, c := range counts {
		if c.Support() > 0 {
			some = append(some, c)
		}
	}
	return some
}
