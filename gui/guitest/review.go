package guitest

import (
	"fmt"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

// review is the made-up review of a chat.
func review(c *corpus.Corpus, q analysis.Question) *finding.Review {
	this, last := q.Calendar.Year(q.Year, c.Location()), q.Calendar.Year(q.Against, c.Location())
	r := &finding.Review{
		Title:  "Review of " + this.Name + " compared with " + last.Name,
		Period: this.Name, Against: last.Name,
		Findings: []finding.Finding{
			sessions(c, this, last), voices(c, this, q.Names), shares(c, this, last), themes(c, this, last), sources(c),
		},
	}
	for _, f := range r.Findings[:4] {
		r.Summary = append(r.Summary, finding.Line{Text: f.Sentence, Finding: f.ID})
	}
	return r
}

func sessions(c *corpus.Corpus, this, last corpus.Period) finding.Finding {
	f := finding.Finding{
		ID: "messages-per-session", Section: finding.Overview, Verdict: finding.Rose,
		Headline: "Each session drew more messages",
		Sentence: "Sessions had 15 messages on average in " + this.Name + ", up from 11 in " + last.Name +
			" (95% interval for the rise: 2 to 6; 24 sessions).",
		Caveats: []finding.Caveat{{Kind: "partial-year", Text: "There is only one session in each month, so a single busy evening moves the mean."}},
		AltText: "Line chart of messages per session.", Method: "Means per session, compared with Welch's test.",
		Selection: c.In(this),
		Table:     &finding.Table{Columns: []finding.Column{{Name: "Session"}, {Name: "Messages", Number: true}}},
	}
	s := finding.Series{Name: "Messages"}
	for _, session := range c.Sessions() {
		n := session.Messages.Len()
		s.Points = append(s.Points, finding.Point{
			Label: session.Name, X: float64(session.Start.Unix()), Y: float64(n), Selection: session.Messages,
		})
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: session.Messages,
			Cells: []finding.Cell{finding.Label(session.Name), finding.Number(float64(n), fmt.Sprint(n))}})
	}
	f.Figure = &finding.Figure{Kind: finding.LineChart, Title: "Messages per session", Subtitle: "Messages in each session, " + last.Name + " and " + this.Name,
		Source: "Source: made up", Base: "Base: all messages", X: finding.Axis{Unit: finding.Time}, Y: finding.Axis{Label: "Messages"},
		Zone: "Europe/London", Series: []finding.Series{s}}
	return f
}

func voices(c *corpus.Corpus, this corpus.Period, names bool) finding.Finding {
	f := finding.Finding{
		ID: "most-active", Section: finding.People, Headline: "Three people wrote half of the messages",
		Sentence: "The three most active people wrote 52% of the messages of " + this.Name + ".",
		AltText:  "Bar chart of messages by person.", Method: "Messages counted by person.",
		Selection: c.In(this),
		Table:     &finding.Table{Columns: []finding.Column{{Name: "Person"}, {Name: "Messages", Number: true}}},
	}
	s := finding.Series{Name: this.Name}
	for p, person := range c.People() {
		own := c.In(this).Filter(func(i int) bool { return c.Person(i) == corpus.PersonID(p) })
		label := fmt.Sprintf("Person %d", p+1)
		if names {
			label = person.Name
		}
		s.Points = append(s.Points, finding.Point{Label: label, Y: float64(own.Len()), Selection: own})
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: own,
			Cells: []finding.Cell{finding.Label(label), finding.Number(float64(own.Len()), fmt.Sprint(own.Len()))}})
	}
	f.Figure = &finding.Figure{Kind: finding.BarChart, Title: "Messages by person", Subtitle: "Messages, " + this.Name,
		Source: "Source: made up", Base: "Base: all messages", Y: finding.Axis{Label: "Messages"}, Series: []finding.Series{s}}
	return f
}

func shares(c *corpus.Corpus, this, last corpus.Period) finding.Finding {
	return finding.Finding{
		ID: "theme-change", Section: finding.Themes, Headline: "Car parking was talked about more", Verdict: finding.NoClearChange,
		Sentence: "Car parking was in 1 in 6 messages of " + this.Name + " and in 1 in 8 of " + last.Name + ".",
		AltText:  "Dumbbell chart of themes.", Method: "Shares compared with a two-sided test.", Selection: c.All(),
		Figure: &finding.Figure{Kind: finding.DumbbellChart, Title: "Themes", Subtitle: "Share of messages", Source: "Source: made up", Base: "Base: all",
			Y: finding.Axis{Label: "Share", Unit: finding.Percent},
			Series: []finding.Series{
				{Name: last.Name, Points: themePoints(c, last, 0.11)},
				{Name: this.Name, Points: themePoints(c, this, 0.14)},
			}},
	}
}

func themePoints(c *corpus.Corpus, p corpus.Period, share float64) []finding.Point {
	var list []finding.Point
	for k, name := range []string{"campaign toolkit", "waiting times", "flu jab", "car parking"} {
		list = append(list, finding.Point{Label: name, Y: share + 0.02*float64(k), Selection: c.In(p)})
	}
	return list
}

func themes(c *corpus.Corpus, this, last corpus.Period) finding.Finding {
	f := sessions(c, this, last)
	f.ID, f.Section, f.Verdict = "trend", finding.Trends, finding.TooFew
	f.Headline, f.Caveats = "Talk grew steadily over the two years", nil
	return f
}

func sources(c *corpus.Corpus) finding.Finding {
	f := finding.Finding{
		ID: "sources", Section: finding.Sources, Headline: "What the messages came from", Sentence: "All messages came from a chat.",
		Table: &finding.Table{Columns: []finding.Column{{Name: "File"}, {Name: "Messages", Number: true}}},
	}
	for _, s := range c.Sources() {
		f.Table.Rows = append(f.Table.Rows, finding.Row{
			Cells: []finding.Cell{finding.Label(s.Name), finding.Number(float64(s.Messages), fmt.Sprint(s.Messages))}})
	}
	return f
}
