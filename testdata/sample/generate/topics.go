package main

import (
	"math"
	"math/rand/v2"
	"time"
)

// topic is one theme of the chat.
type topic struct {
	name      string
	kind      string   // "rising", "falling" or "steady"
	phrases   []string // in lower case; every message of the theme holds one of them, no other message does
	share     [3]float64
	evenings  [3]int // evenings given over to the theme, by year
	lines     []string
	questions []string
	seasonal  bool // talked about more from September to January, alike in every year
}

func steady(x float64) [3]float64 { return [3]float64{x, x, x} }

var topics = []topic{
	{"campaign toolkit", "rising", []string{"toolkit", "pre-written tweets"},
		[3]float64{0.04, 0.04, 0.10}, [3]int{1, 1, 4}, toolkitLines, toolkitQuestions, false},
	{"press release", "falling", []string{"press release"},
		[3]float64{0.09, 0.09, 0.04}, [3]int{3, 3, 1}, pressLines, pressQuestions, false},
	{"patient feedback", "steady", []string{"patient feedback", "feedback from patients"},
		steady(0.08), [3]int{3, 3, 3}, feedbackLines, feedbackQuestions, false},
	{"social media policy", "steady", []string{"social media policy", "social media policies"},
		steady(0.045), [3]int{2, 2, 2}, policyLines, policyQuestions, false},
	{"blocked websites and the IT department", "steady", []string{"blocked", "it department"},
		steady(0.045), [3]int{2, 2, 2}, blockedLines, blockedQuestions, false},
	{"public consultation", "steady", []string{"consultation"},
		steady(0.035), [3]int{2, 2, 2}, consultationLines, consultationQuestions, false},
	{"patient confidentiality", "steady", []string{"confidentiality"},
		steady(0.035), [3]int{2, 2, 2}, confidentialityLines, confidentialityQuestions, false},
	{"staff newsletter", "steady", []string{"newsletter"},
		steady(0.035), [3]int{2, 2, 2}, newsletterLines, newsletterQuestions, false},
	{"flu campaign", "steady", []string{"flu campaign", "flu jab", "flu"},
		steady(0.04), [3]int{2, 2, 2}, fluLines, fluQuestions, true},
	{"hospital website", "steady", []string{"hospital website"},
		steady(0.035), [3]int{2, 2, 2}, hospitalWebsiteLines, hospitalWebsiteQuestions, false},
	{"clinicians on Twitter", "steady", []string{"clinicians", "clinical lead"},
		steady(0.04), [3]int{2, 2, 2}, clinicianLines, clinicianQuestions, false},
	{"Facebook page", "steady", []string{"facebook page"},
		steady(0.03), [3]int{2, 2, 2}, facebookLines, facebookQuestions, false},
	{"evaluation", "steady", []string{"evaluation", "measuring"},
		steady(0.04), [3]int{2, 2, 2}, evaluationLines, evaluationQuestions, false},
}

// plan gives evenings their topic and every evening its number of messages on each theme, so that each theme
// has exactly its share of what is said in a year.
func plan(rng *rand.Rand, cal []*evening) {
	for yi, y := range years {
		group := where(cal, func(e *evening) bool { return e.year() == y })
		said := 0
		for _, e := range group {
			said += e.said()
			e.quota = make([]int, len(topics))
		}
		giveTopics(rng, group, yi)
		for t := range topics {
			left := int(math.Round(topics[t].share[yi] * float64(said)))
			for _, e := range group {
				if e.topic == t {
					e.quota[t] = 2*e.questions + e.said()/7
					left -= e.quota[t]
				}
			}
			spreadOut(rng, group, t, left)
		}
	}
}

// giveTopics deals the themed evenings of a year at random; two evenings in a row never have the same topic.
func giveTopics(rng *rand.Rand, group []*evening, yi int) {
	var hand []int
	for t := range topics {
		for range topics[t].evenings[yi] {
			hand = append(hand, t)
		}
	}
	for len(hand) < len(group) {
		hand = append(hand, -1)
	}
	for {
		rng.Shuffle(len(hand), func(i, j int) { hand[i], hand[j] = hand[j], hand[i] })
		ok := true
		for i := range group {
			group[i].topic = hand[i]
			ok = ok && (hand[i] < 0 || !topics[hand[i]].seasonal || season(group[i].start) > 1)
			ok = ok && (i == 0 || hand[i] < 0 || hand[i] != hand[i-1])
		}
		if ok {
			return
		}
	}
}

func season(day time.Time) float64 {
	switch day.Month() {
	case time.September, time.October, time.November, time.December, time.January:
		return 1.7
	}
	return 0.6
}

// spreadOut deals n messages on theme t over the evenings in proportion to their size (systematic sampling).
func spreadOut(rng *rand.Rand, group []*evening, t, n int) {
	order := rng.Perm(len(group))
	weight := func(e *evening) float64 {
		w := float64(e.said())
		if topics[t].seasonal {
			w *= season(e.start)
		}
		return w
	}
	sum := 0.0
	for _, i := range order {
		sum += weight(group[i])
	}
	step, at, next := sum/float64(n), 0.0, rng.Float64()
	for _, i := range order {
		at += weight(group[i]) / step
		for ; next < at; next++ {
			group[i].quota[t]++
		}
	}
}
