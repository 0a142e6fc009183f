// Package simulate invents chats of two years in which nothing changed, or in
// which it is known what did, to see how often a review claims a change.
//
// Purpose. The chats have what makes naive tests claim too much: some sessions
// are much busier than others and a busy one follows a busy one; a few people
// write most of the messages, keep to their own subjects, and mostly stay; in every
// other chat those who are there decide how much is said;
// a session has a subject of its own; years have unequal numbers of sessions.
//
// Guarantees. The same seed gives the same chat.
//
// Limits. It is for tests and for the command that measures calibration; no
// program for users depends on it.
package simulate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/theme"
)

// Years are the two years of a chat.
var Years = [...]int{2012, 2013}

// Themes is the number of themes in a chat.
const Themes = 20

// Chat says how a chat is drawn. Rise holds what is added in the second year to
// the log odds of each theme, and Busier the ratio by which sessions grow. Size
// makes all sessions so many times as large; 0 is 1.
type Chat struct {
	Seed   uint64
	Rise   [Themes]float64
	Busier float64
	Size   float64
}

// person is a participant.
type person struct {
	name   string
	active [2]bool
	weight float64 // how much they write
	comes  float64 // chance to be in a session
	tastes [Themes]float64
}

// Draw invents the chat: a corpus and the themes found in it.
func (c Chat) Draw() (*corpus.Corpus, *theme.Result, error) {
	r := rand.New(rand.NewPCG(c.Seed, 2013))
	people := draw(r)
	rates := make([]float64, Themes)
	for k := range rates {
		rates[k] = math.Log(0.005) + r.Float64()*(math.Log(0.12)-math.Log(0.005))
	}
	mean, spread, memory := 25+60*r.Float64(), 0.25+0.35*r.Float64(), 0.4*r.Float64()
	if c.Size > 0 {
		mean *= c.Size
	}
	moved := c.Seed%2 == 0
	var records []corpus.Record
	var carried [][]int // themes of each record
	mood := 0.0
	for y, year := range Years {
		sessions := 26 + r.IntN(26)
		start := time.Date(year, 1, 4, 20, 0, 0, 0, time.UTC)
		for week := range sessions {
			mood = memory*mood + math.Sqrt(1-memory*memory)*r.NormFloat64()
			size := mean * math.Exp(spread*mood-spread*spread/2)
			if y == 1 && c.Busier > 0 {
				size *= c.Busier
			}
			topic, pull := r.IntN(Themes), 1.5*r.Float64()
			present, weights := attend(r, people, y)
			if len(present) == 0 {
				continue
			}
			at := start.AddDate(0, 0, week*52/sessions*7)
			if moved { // those who are there decide how much is said
				size *= weights[len(weights)-1] / usual(people)
			}
			for k := range poisson(r, size) {
				p := present[choose(r, weights)]
				records = append(records, corpus.Record{
					Row: len(records) + 1, ID: fmt.Sprint(len(records)), Author: p.name, Channel: corpus.Chat,
					Time: at.Add(time.Duration(k) * time.Second).UnixMilli(), Text: fmt.Sprintf("message %d", len(records)),
				})
				var has []int
				for t := range Themes {
					odds := rates[t] + p.tastes[t]
					if t == topic {
						odds += pull
					}
					if y == 1 {
						odds += c.Rise[t]
					}
					if r.Float64() < 1/(1+math.Exp(-odds)) {
						has = append(has, t)
					}
				}
				carried = append(carried, has)
			}
		}
	}
	return build(records, carried)
}

// draw invents the people: some of one year only, most of both.
func draw(r *rand.Rand) []*person {
	people := make([]*person, 40+r.IntN(160))
	busy, taste := 0.7+0.8*r.Float64(), 0.3+0.7*r.Float64()
	for k := range people {
		p := &person{name: fmt.Sprintf("p%d", k), weight: math.Exp(busy * r.NormFloat64()), comes: 0.05 + 0.6*r.Float64()*r.Float64()}
		switch x := r.Float64(); {
		case x < 0.25:
			p.active[0] = true
		case x < 0.5:
			p.active[1] = true
		default:
			p.active = [2]bool{true, true}
		}
		for t := range p.tastes {
			p.tastes[t] = taste * r.NormFloat64()
		}
		people[k] = p
	}
	return people
}

// attend draws who is in a session, with the running sum of their weights.
func attend(r *rand.Rand, people []*person, year int) (present []*person, sums []float64) {
	sum := 0.0
	for _, p := range people {
		if p.active[year] && r.Float64() < p.comes {
			sum += p.weight
			present, sums = append(present, p), append(sums, sum)
		}
	}
	return present, sums
}

// usual is how much is said in a session of the year in which most is.
func usual(people []*person) float64 {
	var sum [2]float64
	for _, p := range people {
		for y := range sum {
			if p.active[y] {
				sum[y] += p.comes * p.weight
			}
		}
	}
	return max(sum[0], sum[1])
}

func choose(r *rand.Rand, sums []float64) int {
	x := r.Float64() * sums[len(sums)-1]
	low, high := 0, len(sums)-1
	for low < high {
		if mid := (low + high) / 2; sums[mid] > x {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// poisson draws a count; large means in parts, so that exp does not underflow.
func poisson(r *rand.Rand, mean float64) int {
	n := 0
	for mean > 30 {
		n += poisson(r, 30)
		mean -= 30
	}
	limit, p, k := math.Exp(-mean), r.Float64(), 0
	for p > limit {
		p *= r.Float64()
		k++
	}
	return n + k
}

func build(records []corpus.Record, carried [][]int) (*corpus.Corpus, *theme.Result, error) {
	var b corpus.Builder
	b.Add(corpus.Source{Path: "chat.txt", Name: "chat.txt"}, records)
	c, err := b.Build(corpus.Options{})
	if err != nil {
		return nil, nil, fmt.Errorf("building the chat: %w", err)
	}
	themes := &theme.Result{Read: c.All(), Themes: make([]theme.Theme, Themes)}
	for k := range themes.Themes {
		themes.Themes[k].ID, themes.Themes[k].Label = fmt.Sprintf("subject-%02d", k), fmt.Sprintf("subject %02d", k)
	}
	for i := range c.Len() {
		for _, t := range carried[c.Message(i).Row-1] {
			themes.Themes[t].Messages = append(themes.Themes[t].Messages, int32(i))
		}
	}
	return c, themes, nil
}
