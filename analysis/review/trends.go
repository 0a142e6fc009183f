package review

import (
	"fmt"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// sessions lists every session of the years compared, with what was counted.
func sessions(s *scope) []finding.Finding {
	if len(s.now.sessions) == 0 {
		return nil
	}
	f := finding.Finding{
		ID: "sessions", Section: finding.Trends, Selection: s.now.messages,
		Method: fmt.Sprintf("Counts. New: first message in these files. Returning: wrote in an earlier %s. Lapsed: wrote in the %s before and not in this one.", s.session(), s.session()),
		Table:  &finding.Table{Columns: append([]finding.Column{{Name: sentence(s.session())}}, tallyColumns...)},
	}
	rows, returning := s.sessionRows()
	f.Table.Rows = rows
	f.Headline = fmt.Sprintf("%s in %s", sentence(things(len(s.now.sessions), s.session(), s.session()+"s")), s.now.Name)
	f.Sentence = fmt.Sprintf("%s had %s.", s.now.Name, things(len(s.now.sessions), s.session(), s.session()+"s"))
	fig := &finding.Figure{
		Kind: finding.LineChart, Title: fmt.Sprintf("People who came back, for each %s", s.session()), Subtitle: "Share of people who had taken part before, " + s.now.Name,
		Source: s.sourceLine(), Base: "Base: " + things(len(s.now.sessions), s.session(), s.session()+"s"),
		X: finding.Axis{Label: "Date", Unit: finding.Time}, Y: finding.Axis{Label: "Share of people", Unit: finding.Percent},
		Zone: s.Location().String(), Series: []finding.Series{{Name: "Returning"}},
	}
	var shares []float64
	for _, id := range s.now.sessions {
		session := s.Sessions()[id]
		n := s.countPeople(session.Messages)
		if n == 0 {
			continue
		}
		share := float64(returning[id]) / float64(n)
		shares = append(shares, share)
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{
			Label: session.Name, X: float64(session.Start.Unix()), Y: share, Selection: session.Messages,
			Note: fmt.Sprintf("%s of %s", count(returning[id]), peopleOf(n)),
		})
	}
	if mean, ok := stats.Mean(shares); ok {
		f.Sentence += fmt.Sprintf(" On average %s of the people in a %s had taken part before.", percent(mean), s.session())
		f.Figure = fig
	}
	f.AltText = fmt.Sprintf("Line chart of the share of people in each %s who had taken part before. %s.", s.session(), f.Headline)
	f.Caveats = s.firstYear(s.now)
	return []finding.Finding{f}
}

// sessionRows tallies the sessions of the years compared, and counts for every
// session of the corpus the people who had been in one before.
func (s *scope) sessionRows() ([]finding.Row, []int) {
	wanted := map[corpus.SessionID]bool{}
	for _, y := range s.shown() {
		for _, id := range y.sessions {
			wanted[id] = true
		}
	}
	returning := make([]int, len(s.Sessions()))
	last := make([]int, len(s.People())) // 1 + the last session each person was in
	previous := 0
	var rows []finding.Row
	for id, session := range s.Sessions() {
		t := tally{}
		who := s.Who(session.Messages)
		if wanted[corpus.SessionID(id)] {
			t = s.tally(session.Messages)
		}
		t.hasHistory = id > 0
		stayed := 0
		for _, p := range who {
			if last[p] > 0 {
				returning[id]++
			}
			if last[p] == id && id > 0 {
				stayed++
			}
			if first := s.People()[p].First; first >= session.Start.UnixMilli() && first <= session.End.UnixMilli() {
				t.newcomers++
			}
			last[p] = id + 1
		}
		t.returners, t.lapsed = returning[id], previous-stayed
		previous = len(who)
		if wanted[corpus.SessionID(id)] {
			rows = append(rows, finding.Row{Cells: append([]finding.Cell{finding.Label(session.Name)}, t.cells()...), Selection: session.Messages})
		}
	}
	return rows, returning
}
