package stats

import (
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

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

func (m nullYears) draw(rng *rand.Rand) []ClusteredCount {
	habit, weight := make([]float64, m.people), make([]float64, m.people)
	var total float64
	for i := range habit {
		habit[i] = m.spread * rng.NormFloat64()
		weight[i] = 1 / float64(1+rng.IntN(m.people))
		total += weight[i]
	}
	var cells []ClusteredCount
	for s := range m.sessionsA + m.sessionsB {
		later := s >= m.sessionsA
		subject := m.spread * rng.NormFloat64()
		size := m.messages * math.Exp(0.5*rng.NormFloat64()-0.125)
		for i := range m.people {
			if rng.Float64() > 0.3 { // who comes
				continue
			}
			c := ClusteredCount{Person: i, Session: s, Later: later}
			for mean := size * weight[i] / total / 0.3; mean > 0; mean-- {
				if rng.Float64() < mean {
					c.Of++
				}
			}
			logit := math.Log(m.share/(1-m.share)) + habit[i] + subject
			if later {
				logit += m.change
			}
			for range c.Of {
				if rng.Float64() < 1/(1+math.Exp(-logit)) {
					c.Hits++
				}
			}
			cells = append(cells, c)
		}
	}
	return cells
}

func claims(t *testing.T, m nullYears, sets int, seed uint64) (twoWay, naive, oneWay float64) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 17))
	for range sets {
		cells := m.draw(rng)
		d := must(ShareDifference(cells))
		if d.HasP && d.P < 0.05 {
			twoWay++
		}
		if e := must(Newcombe(d.Before, d.After)); e.HasP && e.P < 0.05 {
			naive++
		}
		if e := oneWayDifference(cells, d); e.HasP && e.P < 0.05 {
			oneWay++
		}
	}
	n := float64(sets)
	return twoWay / n, naive / n, oneWay / n
}

// oneWayDifference uses, in each year, the larger of the design effects by
// person and by session.
func oneWayDifference(cells []ClusteredCount, d ClusteredDifference) Estimate {
	var effect [2]float64
	for y := range effect {
		people, sessions := map[int]Proportion{}, map[int]Proportion{}
		for _, c := range cells {
			if period(c) == y {
				people[c.Person] = people[c.Person].plus(Proportion{c.Hits, c.Of})
				sessions[c.Session] = sessions[c.Session].plus(Proportion{c.Hits, c.Of})
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
	return must(NewcombeDesign(d.Before, d.After, effect[0], effect[1]))
}

// Where nothing changed, a change must be claimed in no more than 1 of 20; of
// the same years the naive test claims a third and more.
func TestShareDifferenceClaimsLittle(t *testing.T) {
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
			twoWay, naive, oneWay := claims(t, c.m, sets, 5)
			t.Logf("%d sets: %.3f; naive %.3f, one kind of cluster %.3f", sets, twoWay, naive, oneWay)
			if slack := 2 * math.Sqrt(0.05*0.95/float64(sets)); twoWay > 0.05+slack {
				t.Errorf("a change was claimed in %.3f of years without one", twoWay)
			}
			if naive < 0.1 {
				t.Errorf("the naive test claims only %.3f: these years are too easy", naive)
			}
		})
	}
}

func TestShareDifferenceFindsChanges(t *testing.T) {
	m := nullYears{30, 30, 100, 50, 0.1, 0.5, 1}
	twoWay, _, _ := claims(t, m, 60, 7)
	if twoWay < 0.9 {
		t.Errorf("a share that more than doubles was found in %.2f", twoWay)
	}
}

// Without clusters the two-way difference is Newcombe's, but for Student's t.
func TestShareDifferenceOfIndependentMessages(t *testing.T) {
	var cells []ClusteredCount
	for i := range 4000 {
		c := ClusteredCount{Person: i, Session: i / 2, Later: i >= 2000, Of: 1}
		if i%5 == 0 || c.Later && i%7 == 0 {
			c.Hits = 1
		}
		cells = append(cells, c)
	}
	d := must(ShareDifference(cells))
	e := must(Newcombe(d.Before, d.After))
	nearTo(t, "value", d.Value, e.Value, 1e-12)
	nearTo(t, "low", d.Low, e.Low, 0.01)
	nearTo(t, "high", d.High, e.High, 0.01)
	if d.People != 4000 || d.Sessions != 2000 || d.Effect > 1.05 {
		t.Errorf("%+v", d)
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	if again := must(ShareDifference(cells)); again.P != d.P || again.Low != d.Low {
		t.Errorf("the order of the cells matters: %v and %v", again.P, d.P)
	}
}

func TestShareDifferenceEdges(t *testing.T) {
	cell := func(person, session int, later bool, hits, of int) ClusteredCount {
		return ClusteredCount{person, session, later, hits, of}
	}
	for name, cells := range map[string][]ClusteredCount{
		"nothing":     nil,
		"one period":  {cell(1, 1, false, 1, 2)},
		"no messages": {cell(1, 1, false, 0, 0), cell(1, 2, true, 0, 0)},
		"no hits":     {cell(1, 1, false, 0, 5), cell(2, 2, true, 0, 5)},
		"one session": {cell(1, 1, false, 2, 5), cell(2, 2, true, 1, 5)},
		"one person":  {cell(1, 1, false, 2, 5), cell(1, 2, false, 1, 5), cell(1, 3, true, 2, 5), cell(1, 4, true, 2, 5)},
	} {
		d := must(ShareDifference(cells))
		if d.Note == "" {
			t.Errorf("%s: no note: %+v", name, d)
		}
		wantFinite(t, d)
	}
	if _, err := ShareDifference([]ClusteredCount{cell(1, 1, false, 3, 2)}); err == nil {
		t.Error("3 of 2: no error")
	}
}
