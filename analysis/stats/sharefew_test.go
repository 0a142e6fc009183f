package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// accounts is a few accounts, each of which writes in every session about as often
// as any other, with its own habit and each session with its own subject.
type accounts struct {
	accounts, sessions int
	messages           float64 // of an account in a session
	share              float64
	habit, subject     float64 // standard deviations on the logit scale
	change             float64 // added to the logit of the later half
	own                bool    // each account is a stratum of its own
	leave              bool    // the accounts of the later half are other people
}

func (a accounts) compare(r *rand.Rand) ShareComparison {
	var obs []Observation
	var hits []int
	habits := make([]float64, 2*a.accounts)
	for k := range habits {
		habits[k] = a.habit * r.NormFloat64()
	}
	for session := range a.sessions {
		later := 2*session >= a.sessions
		subject := a.subject * r.NormFloat64()
		for k := range a.accounts {
			o := Observation{Later: later, Clusters: [Ways]int{k, session}}
			if a.own {
				o.Stratum = k
			}
			if later && a.leave {
				o.Clusters[0] += a.accounts
			}
			logit := math.Log(a.share/(1-a.share)) + habits[o.Clusters[0]] + subject
			if later {
				logit += a.change
			}
			for range int(a.messages * 2 * r.Float64()) {
				if r.Float64() < 1/(1+math.Exp(-logit)) {
					hits = append(hits, len(obs))
				}
				obs = append(obs, o)
			}
		}
	}
	return must(must(NewShareSample(obs, a.accounts)).Compare(hits))
}

// TestFewAccounts: three accounts that all write much more about something are
// said to, though each is the whole of its source; where nothing changed, or where
// other accounts came, nothing is.
func TestFewAccounts(t *testing.T) {
	const runs = 200
	for _, tt := range []struct {
		name        string
		a           accounts
		least, most float64
	}{
		{"three accounts, no change", accounts{3, 48, 20, 0.05, 1, 0.5, 0, true, false}, 0, 0.05},
		{"three accounts, a rare theme", accounts{3, 48, 20, 0.01, 1, 0.5, 0, true, false}, 0, 0.05},
		{"three accounts, one mix", accounts{3, 48, 20, 0.05, 1, 0.5, 0, false, false}, 0, 0.05},
		{"two accounts, few sessions", accounts{2, 12, 40, 0.1, 1, 0.5, 0, true, false}, 0, 0.05},
		{"other accounts", accounts{3, 48, 20, 0.05, 1, 0.5, 0, true, true}, 0, 0.05},
		{"one other account", accounts{1, 48, 60, 0.05, 1, 0.5, 0, true, true}, 0, 0.05},
		{"three accounts, one to fourteen in a hundred", accounts{3, 48, 20, 0.01, 0.3, 0.5, 2.8, true, false}, 0.95, 1},
	} {
		r := rand.New(rand.NewPCG(7, 3))
		claimed, apart := 0.0, 0
		for range runs {
			c := tt.a.compare(r)
			both := c.Common.P < 0.05 && c.Standard.P < 0.05
			claimed += float64(b2i(both && c.Common.HasP && c.Standard.HasP))
			if c.Common.HasInterval && (c.Common.P < 0.05) != (c.Common.Direction() != 0) {
				apart++
			}
		}
		claimed /= runs
		t.Logf("%s: claimed in %.3f", tt.name, claimed)
		if slack := 2 * math.Sqrt(0.05*0.95/runs); claimed > tt.most+slack || claimed < tt.least {
			t.Errorf("%s: claimed in %.3f, want %.2f to %.2f", tt.name, claimed, tt.least, tt.most)
		}
		if apart > 0 {
			t.Errorf("%s: P and interval of the ratio disagree %d times", tt.name, apart)
		}
	}
}
