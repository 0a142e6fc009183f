package review

import (
	"fmt"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/language/sentiment"
	"yearbook/analysis/stats"
)

// mostScored is the number of messages of a year that are scored: of more, as
// many are taken at even distances.
const mostScored = 5000

// tone is how the messages of one year sound.
type tone struct {
	year  year
	base  corpus.Selection // those scored
	parts [len(tones)]corpus.Selection
}

// tones are the labels in the order in which they are shown.
var tones = [...]struct {
	label sentiment.Label
	name  string
}{{sentiment.Positive, "Praise"}, {sentiment.Neutral, "Neither"}, {sentiment.Negative, "Complaint"}}

// mood tells how many messages praise and how many complain, by their words. It
// is never a headline: a list of words is right about four times in five.
func mood(s *scope) []finding.Finding {
	var shown []tone
	before, now := s.shareYears()
	if s.compares() {
		shown = append(shown, s.toneOf(s.before, before))
	} else {
		now = s.now.messages
	}
	shown = append(shown, s.toneOf(s.now, now))
	last := shown[len(shown)-1]
	if len(last.base) < fewForProfile {
		return nil
	}
	f := finding.Finding{
		ID: "sentiment", Section: finding.Themes, Headline: "How messages sound, by their words", Selection: last.base,
		Method: "A list of about 1,600 words and phrases with rules for “not”, “very” and “but”; the question that was answered counts where it is known. Messages in people's own words only.",
		Table:  &finding.Table{Columns: []finding.Column{{Name: "Sound"}}},
		Caveats: []finding.Caveat{{Kind: "sentiment", Text: "A list of words decides. It agrees with people about 4 times in 5, so the shares are rough, a single message is often judged wrongly, " +
			"and irony and plain facts are not seen. Use it to find messages to read, not as a result."}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Praise and complaint", Subtitle: "Share of messages by how their words sound, " + last.year.Name, Source: s.sourceLine(),
		Base: "Base: " + messagesOf(len(last.base)) + " in people's own words", Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent},
	}
	if len(shown) == 2 && len(shown[0].base) > 0 {
		fig.Kind = finding.DumbbellChart
		fig.Subtitle = fmt.Sprintf("Share of messages by how their words sound, %s and %s", shown[0].year.Name, last.year.Name)
	} else {
		shown = shown[len(shown)-1:]
	}
	rows := make([]finding.Row, len(tones))
	for k := range tones {
		rows[k].Cells = append(rows[k].Cells, finding.Label(tones[k].name))
	}
	sampled := false
	for _, t := range shown {
		f.Table.Columns = append(f.Table.Columns, finding.Column{Name: "Messages in " + t.year.Name, Number: true}, finding.Column{Name: "Share in " + t.year.Name, Number: true})
		sr := finding.Series{Name: t.year.Name}
		for k := range tones {
			p := stats.Proportion{Hits: len(t.parts[k]), Of: len(t.base)}
			sr.Points = append(sr.Points, finding.Point{Label: tones[k].name, Y: ratioOf(p), Selection: t.parts[k], Note: messagesOf(p.Hits)})
			rows[k].Cells = append(rows[k].Cells, number(p.Hits), finding.Number(ratioOf(p), percent(ratioOf(p))))
			rows[k].Selection = rows[k].Selection.Or(t.parts[k])
		}
		fig.Series = append(fig.Series, sr)
		sampled = sampled || len(t.base) == mostScored
	}
	f.Table.Rows, f.Figure = rows, fig
	share := func(k int) string { return percent(float64(len(last.parts[k])) / float64(len(last.base))) }
	f.Sentence = fmt.Sprintf("By their words, around %s of messages in %s praise and %s complain.", share(0), last.year.Name, share(len(tones)-1))
	if len(shown) == 2 {
		f.Sentence += s.complaints(shown[0], last)
	}
	if sampled {
		f.Caveats = append(f.Caveats, finding.Caveat{Kind: "sample", Text: fmt.Sprintf("Of a year with more messages, %s at even distances were looked at.", count(mostScored))})
	}
	f.Caveats = append(f.Caveats, s.yearCaveats()...)
	f.AltText = fmt.Sprintf("Chart of the share of messages that praise, do neither, or complain. %s", f.Sentence)
	return []finding.Finding{f}
}

// toneOf scores the messages of a year that are in their writer's own words.
func (s *scope) toneOf(y year, messages corpus.Selection) tone {
	own := messages.Filter(s.answers)
	if n := len(own); n > mostScored {
		some := make(corpus.Selection, mostScored)
		for k := range some {
			some[k] = own[k*n/mostScored]
		}
		own = some
	}
	labels := make([]sentiment.Label, len(own))
	const piece = 256
	inParallel((len(own)+piece-1)/piece, func(k int) {
		for j := k * piece; j < min((k+1)*piece, len(own)); j++ {
			i := int(own[j])
			labels[j] = sentiment.Answer(s.Question(i), s.Text(i)).Label
		}
	})
	t := tone{year: y, base: own}
	for j, l := range labels {
		for k := range tones {
			if tones[k].label == l {
				t.parts[k] = append(t.parts[k], own[j])
			}
		}
	}
	return t
}

// complaints says what became of the share of complaints, like with like.
func (s *scope) complaints(before, now tone) string {
	split, _ := s.splitBy("", before.base, now.base)
	x, err := s.sample(before.base, now.base, split)
	if err != nil {
		return ""
	}
	last := len(tones) - 1
	c, err := x.share(before.parts[last].Or(now.parts[last]))
	if err != nil {
		return ""
	}
	was := fmt.Sprintf(" In %s, %s complained", before.year.Name, percent(ratioOf(c.A)))
	switch v := c.verdict(); {
	case v == finding.TooFew:
		return was + ", too few to compare."
	case v == finding.NoClearChange && split != nil && claims(c.Pooled) != 0:
		return was + fmt.Sprintf(", but there is no overall change once the mix of %s is taken into account.", split.many)
	case v == finding.NoClearChange:
		return was + ", no clear change."
	default:
		mixed := "."
		if split != nil {
			mixed = fmt.Sprintf(". This allows for the mix of %s.", split.many)
		}
		return was + mixed + " " + moved(c.estimate())
	}
}
