package review

import (
	"fmt"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// TrendAsk says what [Trend] follows from session to session.
type TrendAsk struct {
	Calendar corpus.Calendar
	Measure  string // "messages", "people" or "theme:NAME"
	// Chart is "xmr" for a control chart of counts, "p" for one that allows for
	// sessions of unequal size (P′ of shares, U′ of messages for each person), or
	// "line" for values without limits.
	Chart string
}

// Trend charts one measure over all sessions of the files and says whether it
// rose or fell. The error is an [AskError] in a plain sentence.
func Trend(sub Subject, ask TrendAsk) (*finding.Finding, error) {
	f, err := trendAsked(sub, ask)
	if err != nil {
		return nil, &AskError{err}
	}
	return f, nil
}

func trendAsked(sub Subject, ask TrendAsk) (*finding.Finding, error) {
	s, err := newScope(sub, Question{Calendar: ask.Calendar})
	if err != nil {
		return nil, err
	}
	s.years = s.years[:0]
	for _, y := range s.Years(ask.Calendar) {
		s.years = append(s.years, s.year(y))
	}
	x, err := s.asked(ask)
	if err != nil {
		return nil, err
	}
	comers := s.comers()
	_, p, _ := trendOf(x.values)
	if len(comers) > 0 {
		p = 1 // what accounts bring and take with them is no trend
	}
	f, ok := s.trendFinding("trend", x, p, comers)
	if !ok {
		return nil, fmt.Errorf("%s cannot be charted: there are too many sessions or none", x.noun)
	}
	if ask.Chart == "line" {
		f.Figure.Kind = finding.LineChart
		f.Figure.Title = fmt.Sprintf("%s in each %s", sentence(x.noun), s.session())
		f.Figure.Base = "Base: " + things(len(x.sessions), s.session(), s.session()+"s")
		for k := range f.Figure.Series[0].Points {
			f.Figure.Series[0].Points[k].Control = nil
		}
	}
	return &f, nil
}

// noSessions says what to do where a table holds a chat that it does not call one.
const noSessions = "if they hold a chat, say so with --sessions sessions"

// asked is the series that is asked for.
func (s *scope) asked(ask TrendAsk) (series, error) {
	if len(s.allSessions()) == 0 {
		return series{}, fmt.Errorf("there are no sessions in these files, so nothing can be followed from one to the next: " + noSessions)
	}
	all := func(sel corpus.Selection) corpus.Selection { return sel }
	rates := s.rates()
	name, isTheme := strings.CutPrefix(ask.Measure, "theme:")
	switch {
	case isTheme:
		t, err := s.theme(name)
		if err != nil {
			return series{}, err
		}
		noun := "messages about " + quoted(t)
		with := func(sel corpus.Selection) corpus.Selection { return sel.And(t.Messages) }
		if ask.Chart == "xmr" {
			x := s.counted(rate{id: "theme", noun: noun, one: noun, count: countMessages}, with)
			x.noun = noun
			return x, nil
		}
		return s.parted(noun, finding.Percent, with, func(sel corpus.Selection) int { return len(sel.And(s.themes.Read)) }), nil
	case ask.Measure == "messages" && ask.Chart == "p":
		return s.parted("messages for each person", finding.Decimal, all, s.countPeople), nil
	case ask.Measure == "messages":
		return s.counted(rates[0], all), nil
	case ask.Measure == "people" && ask.Chart == "p":
		return series{}, fmt.Errorf("people are counted, not a share of anything: choose the chart xmr or line")
	case ask.Measure == "people":
		return s.counted(rates[1], all), nil
	}
	return series{}, fmt.Errorf("%q is not a measure: choose messages, people or theme:NAME", ask.Measure)
}

// parted is a series of parts of a size that differs from session to session.
func (s *scope) parted(noun string, unit finding.Unit, part func(corpus.Selection) corpus.Selection, size func(corpus.Selection) int) series {
	x := series{noun: noun, unit: unit}
	for _, id := range s.allSessions() {
		sel := s.Sessions()[id].Messages
		of := size(sel)
		if of == 0 {
			continue
		}
		hits := part(sel)
		x.sessions = append(x.sessions, id)
		x.behind = append(x.behind, hits)
		x.parts = append(x.parts, stats.Subgroup{Count: float64(len(hits)), Size: float64(of)})
		x.values = append(x.values, float64(len(hits))/float64(of))
	}
	return x
}
