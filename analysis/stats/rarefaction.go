package stats

import (
	"fmt"
	"math"
)

// ExpectedPeople returns the number of distinct people to be expected in m
// sessions drawn at random from all sessions held, given in how many sessions
// each person took part. It lets years with unequal numbers of sessions be
// compared at the same number (sample-based rarefaction: Hurlbert 1971; Colwell,
// Mao and Chang 2004). People with no sessions do not count. The error is for m
// beyond the sessions held and for a person in more sessions than were held.
func ExpectedPeople(sessionsPerPerson []int, sessions, m int) (float64, error) {
	if err := checkAttendance(sessionsPerPerson, sessions); err != nil {
		return 0, err
	}
	if m < 0 || m > sessions {
		return 0, fmt.Errorf("%d sessions of %d: people can only be expected for as many sessions as were held", m, sessions)
	}
	return expectedPeople(attendance(sessionsPerPerson), sessions, m), nil
}

// RarefactionCurve returns [ExpectedPeople] for 0, 1, 2 and so on up to all
// sessions held: sessions+1 values. The error is for a person in more sessions
// than were held, and for more than 100,000 sessions.
func RarefactionCurve(sessionsPerPerson []int, sessions int) ([]float64, error) {
	if err := checkAttendance(sessionsPerPerson, sessions); err != nil {
		return nil, err
	}
	a := attendance(sessionsPerPerson)
	curve := make([]float64, sessions+1)
	for m := range curve {
		curve[m] = expectedPeople(a, sessions, m)
	}
	return curve, nil
}

// turnout is a number of people who each took part in the same number of
// sessions.
type turnout struct {
	sessions, people int
}

// attendance groups people by the number of their sessions, in order.
func attendance(sessionsPerPerson []int) []turnout {
	most := 0
	for _, h := range sessionsPerPerson {
		most = max(most, h)
	}
	people := make([]int, most+1)
	for _, h := range sessionsPerPerson {
		people[h]++
	}
	var out []turnout
	for h, p := range people {
		if h > 0 && p > 0 {
			out = append(out, turnout{h, p})
		}
	}
	return out
}

// expectedPeople adds up, over people, the chance of being in at least one of m
// sessions.
func expectedPeople(a []turnout, sessions, m int) float64 {
	var sum float64
	for _, t := range a {
		absent := 0.0
		if t.sessions <= sessions-m {
			absent = math.Exp(logChoose(sessions-t.sessions, m) - logChoose(sessions, m))
		}
		sum += float64(t.people) * clamp01(1-absent)
	}
	return sum
}

func checkAttendance(sessionsPerPerson []int, sessions int) error {
	const most = 100_000
	if sessions < 0 || sessions > most {
		return fmt.Errorf("%d sessions: give a number from 0 to %d", sessions, most)
	}
	for i, h := range sessionsPerPerson {
		if h < 0 || h > sessions {
			return fmt.Errorf("person %d took part in %d of %d sessions: count each session once", i+1, h, sessions)
		}
	}
	return nil
}
