package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"
	_ "time/tzdata" // the same zone rules on every computer
)

var london = func() *time.Location {
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err)
	}
	return loc
}()

var years = []int{2011, 2012, 2013}

// Wednesdays without a chat: Christmas, the week before Easter, and in 2012 four more, so that 2012 has fewer
// messages in all although no fewer in an evening.
var noChat = []string{
	"2011-04-20", "2011-12-28",
	"2012-02-15", "2012-04-04", "2012-05-09", "2012-06-06", "2012-10-31", "2012-12-26",
	"2013-01-02", "2013-03-27", "2013-12-25",
}

// How much is said: messages in an evening outside the summer, by year, and the part of that in July and August.
var (
	evenMean   = map[int]float64{2011: 64, 2012: 64, 2013: 64 * 1.35}
	summerPart = 0.55
	spread     = 0.22 // standard deviation of the logarithm, from evening to evening
)

// evening is one session: the chat on Twitter and, beside it, in the WhatsApp group.
type evening struct {
	start     time.Time // 20:00 in London
	index     int       // position in the calendar
	size      [2]int    // messages by platform
	questions int       // Q1 to Qn
	topic     int       // position in topics, or -1 for an open evening
	quota     []int     // messages by theme
	retweets  int
	blanks    int // placeholders, WhatsApp only
	messages  []*message
}

func (e *evening) year() int  { return e.start.Year() }
func (e *evening) total() int { return e.size[0] + e.size[1] }
func (e *evening) said() int  { return e.total() - e.retweets - e.blanks }
func (e *evening) summer() bool {
	return e.start.Month() == time.July || e.start.Month() == time.August
}

// calendar lists the evenings with their sizes. The sizes of a year are the quantiles of one distribution in
// random order: evenings differ a good deal, yet no year is larger by luck.
func calendar(rng *rand.Rand) []*evening {
	var cal []*evening
	for day := time.Date(2011, 1, 5, 20, 0, 0, 0, london); day.Year() < 2014; day = day.AddDate(0, 0, 7) {
		if !slices.Contains(noChat, day.Format(time.DateOnly)) {
			cal = append(cal, &evening{start: day, index: len(cal), topic: -1})
		}
	}
	for _, y := range years {
		for _, summer := range []bool{false, true} {
			group := where(cal, func(e *evening) bool { return e.year() == y && e.summer() == summer })
			mean := evenMean[y]
			if summer {
				mean *= summerPart
			}
			factors := quantiles(len(group))
			rng.Shuffle(len(factors), func(i, j int) { factors[i], factors[j] = factors[j], factors[i] })
			parts := jitter(rng, len(group), 0.60, 0.05)
			for i, e := range group {
				n := mean * factors[i]
				e.size[onTwitter] = int(math.Round(n * parts[i]))
				e.size[onWhatsApp] = int(math.Round(n)) - e.size[onTwitter]
			}
		}
	}
	var retweets, blanks carry
	for _, e := range cal {
		e.retweets = retweets.round(0.08 * float64(e.size[onTwitter]))
		e.blanks = blanks.round(0.016 * float64(e.size[onWhatsApp]))
		e.questions = int(clamp(math.Round(0.066*float64(e.total())), 2, 6))
	}
	return cal
}

// quantiles are n evenly spaced quantiles of a log-normal distribution, scaled to a mean of 1.
func quantiles(n int) []float64 {
	q, sum := make([]float64, n), 0.0
	for i := range q {
		p := (float64(i) + 0.5) / float64(n)
		q[i] = math.Exp(spread * math.Sqrt2 * math.Erfinv(2*p-1))
		sum += q[i]
	}
	for i := range q {
		q[i] *= float64(n) / sum
	}
	return q
}

// jitter is n evenly spaced numbers round mid, in random order.
func jitter(rng *rand.Rand, n int, mid, width float64) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = mid + width*(2*(float64(i)+0.5)/float64(n)-1)
	}
	rng.Shuffle(n, func(i, j int) { xs[i], xs[j] = xs[j], xs[i] })
	return xs
}

// carry rounds a series so that its sum stays right.
type carry float64

func (c *carry) round(x float64) int {
	*c += carry(x)
	n := math.Round(float64(*c))
	*c -= carry(n)
	return int(n)
}

func where(cal []*evening, ok func(*evening) bool) []*evening {
	var out []*evening
	for _, e := range cal {
		if ok(e) {
			out = append(out, e)
		}
	}
	return out
}

// monthSpan gives the positions of the first and the last evening of a month such as "2012-01".
func monthSpan(cal []*evening, month string) (from, to int) {
	from, to = -1, -1
	for _, e := range cal {
		if e.start.Format("2006-01") == month {
			if from < 0 {
				from = e.index
			}
			to = e.index
		}
	}
	return from, to
}
