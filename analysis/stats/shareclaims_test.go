package stats

import (
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// personSession is what one person said in one session.
type personSession struct {
	person, session int
	later           bool
	hits, of        int
}

// nullYears draws two years that do not differ: sessions of unequal size, the
// same kinds of people in both with a few who write most, themes that people
// favour by habit and sessions by subject. Spread is the standard deviation, on
// the logit scale, of both.
type nullYears struct {
	sessionsA, sessionsB, people int
	messages                     float64
	share, spread                float64
	change                       float64 // added to the logit of the later year
}

func (m nullYears) draw(rng *rand.Rand) []personSession {
	habit, weight := make([]float64, m.people), make([]float64, m.people)
	var total float64
	for i := range habit {
		habit[i] = m.spread * rng.NormFloat64()
		weight[i] = 1 / float64(1+rng.IntN(m.people))
		total += weight[i]
	}
	var cells []personSession
	for s := range m.sessionsA + m.sessionsB {
		later := s >= m.sessionsA
		subject := m.spread * rng.NormFloat64()
		size := m.messages * math.Exp(0.5*rng.NormFloat64()-0.125)
		for i := range m.people {
			if rng.Float64() > 0.3 { // who comes
				continue
			}
			c := personSession{person: i, session: s, later: later}
			for mean := size * weight[i] / total / 0.3; mean > 0; mean-- {
				if rng.Float64() < mean {
					c.of++
				}
			}
			logit := math.Log(m.share/(1-m.share)) + habit[i] + subject
			if later {
				logit += m.change
			}
			for range c.of {
				if rng.Float64() < 1/(1+math.Exp(-logit)) {
					c.hits++
				}
			}
			cells = append(cells, c)
		}
	}
	return cells
}

// compared compares the share of the two years by people and sessions together.
func compared(t *testing.T, cells []personSession) ShareComparison {
	t.Helper()
	var obs []Observation
	var hits []int
	for _, c := range cells {
		for k := range c.of {
			if k < c.hits {
				hits = append(hits, len(obs))
			}
			obs = append(obs, Observation{Later: c.later, Clusters: [Ways]int{c.person, c.session}})
		}
	}
	s := must(NewShareSample(obs, 1))
	return must(s.Compare(hits))
}

// claims returns the share of simulated pairs of years in which a change is
// claimed: by people and sessions together, as if messages were independent, and
// with the larger effect of people or sessions in each year.
func claims(t *testing.T, m nullYears, sets int, seed uint64) (honest, naive, oneWay float64) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 17))
	for range sets {
		cells := m.draw(rng)
		d := compared(t, cells)
		if d.Pooled.HasP && d.Pooled.P < 0.05 {
			honest++
		}
		if e := must(Newcombe(d.A, d.B)); e.HasP && e.P < 0.05 {
			naive++
		}
		if e := oneWayDifference(cells, d); e.HasP && e.P < 0.05 {
			oneWay++
		}
	}
	n := float64(sets)
	return honest / n, naive / n, oneWay / n
}

// oneWayDifference uses, in each year, the larger of the design effects by
// person and by session.
func oneWayDifference(cells []personSession, d ShareComparison) Estimate {
	var effect [2]float64
	for y := range effect {
		people, sessions := map[int]Proportion{}, map[int]Proportion{}
		for _, c := range cells {
			if c.later == (y == 1) {
				people[c.person] = people[c.person].plus(Proportion{c.hits, c.of})
				sessions[c.session] = sessions[c.session].plus(Proportion{c.hits, c.of})
			}
		}
		for _, m := range []map[int]Proportion{people, sessions} {
			var p []Proportion
			for _, v := range m {
				p = append(p, v)
			}
			effect[y] = max(effect[y], must(DesignEffect(p)))
		}
	}
	return must(NewcombeDesign(d.A, d.B, effect[0], effect[1]))
}

// Where nothing changed, a change must be claimed in no more than 1 of 20; of
// the same years the naive test claims a third and more.
func TestShareSampleClaimsLittle(t *testing.T) {
	sets := 200
	if n, err := strconv.Atoi(os.Getenv("YEARBOOK_SIMULATE")); err == nil {
		sets = n
	}
	for _, c := range []struct {
		name string
		m    nullYears
	}{
		{"weekly chats", nullYears{40, 45, 150, 60, 0.08, 0.8, 0}},
		{"monthly chats", nullYears{12, 12, 150, 80, 0.08, 0.8, 0}},
		{"a rare theme", nullYears{40, 45, 150, 60, 0.01, 0.8, 0}},
		{"few chats", nullYears{8, 10, 60, 60, 0.1, 1, 0}},
		{"strong habits", nullYears{40, 45, 150, 60, 0.08, 1.5, 0}},
		{"few people", nullYears{100, 45, 40, 60, 0.08, 1, 0}},
	} {
		if sets == 200 && c.m.sessionsA > 12 {
			continue // the long ones only when asked for
		}
		t.Run(c.name, func(t *testing.T) {
			honest, naive, oneWay := claims(t, c.m, sets, 5)
			t.Logf("%d sets: %.3f; naive %.3f, one kind of cluster %.3f", sets, honest, naive, oneWay)
			if slack := 2 * math.Sqrt(0.05*0.95/float64(sets)); honest > 0.05+slack {
				t.Errorf("a change was claimed in %.3f of years without one", honest)
			}
			if naive < 0.1 {
				t.Errorf("the naive test claims only %.3f: these years are too easy", naive)
			}
		})
	}
}

func TestShareSampleFindsChanges(t *testing.T) {
	m := nullYears{30, 30, 100, 50, 0.1, 0.5, 1}
	honest, _, _ := claims(t, m, 60, 7)
	if honest < 0.9 {
		t.Errorf("a share that more than doubles was found in %.2f", honest)
	}
}
