package viewmodel

import (
	"context"
	"fmt"
	"strings"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

// Use works out the review of what was read, or shows it again where it is
// known already.
func (a *App) Use() {
	if a.reading == nil || a.work != nil {
		return
	}
	if a.review != nil && a.reviewOf == a.reading {
		a.stage = Reviewed
		a.tell(StageChanged)
		return
	}
	a.question.Year, a.question.Against, a.news = 0, 0, ""
	a.ask()
}

// ask works out the review that answers the question as it stands. Asking
// again while the answer is being worked out replaces the question.
func (a *App) ask() {
	r, q := a.reading, a.question
	a.begin(Reviewing, "Working out the review", func(ctx context.Context, watch analysis.Watch) func() {
		review, err := a.engine.Review(ctx, r, q, watch)
		return func() { a.answer(r, q, review, err) }
	})
}

func (a *App) answer(r *analysis.Reading, q analysis.Question, review *finding.Review, err error) {
	staying := a.staying
	a.staying = false
	if err != nil {
		a.question = a.answered
		if cancelled(err) {
			a.finish(a.back)
		} else {
			a.fail(explain("The review could not be worked out", err))
		}
		a.tell(ReviewChanged)
		return
	}
	if a.reviewOf != r && !staying {
		a.section, a.focus = finding.Overview, ""
	}
	a.Messages.Close()
	a.review, a.reviewOf = review, r
	a.question = a.resolve(q, review)
	a.answered = a.question
	a.Messages.about(r.Corpus, a.engine.Names(r, q.Names))
	a.Export.Forget()
	a.tell(ReviewChanged)
	a.finish(Reviewed)
}

// resolve replaces "the last year" and "the year before" by the years that the
// review turned out to be about.
func (a *App) resolve(q analysis.Question, review *finding.Review) analysis.Question {
	for _, p := range a.years(q.Calendar) {
		if p.Name == review.Period {
			q.Year = p.Year
		}
		if p.Name == review.Against {
			q.Against = p.Year
		}
	}
	if review.Against == "" {
		q.Against = 0
	}
	return q
}

// Review is the review shown, nil before there is one.
func (a *App) Review() *finding.Review { return a.review }

// Question is what is asked, with the years resolved once there is an answer.
func (a *App) Question() analysis.Question { return a.question }

// Period is a year to choose.
type Period struct {
	Year int
	Name string // "2013", "2012/13"
}

// Periods lists the years that can be reviewed, latest first.
func (a *App) Periods() []Period { return a.years(a.question.Calendar) }

// Earlier lists the years that the one under review can be compared with,
// latest first.
func (a *App) Earlier() []Period {
	var list []Period
	for _, p := range a.years(a.question.Calendar) {
		if p.Year < a.question.Year {
			list = append(list, p)
		}
	}
	return list
}

func (a *App) years(k corpus.Calendar) []Period {
	if a.reading == nil {
		return nil
	}
	c := a.reading.Corpus
	years := c.Years(k)
	list := make([]Period, 0, len(years))
	for i := len(years) - 1; i >= 0; i-- {
		list = append(list, Period{years[i], k.Year(years[i], c.Location()).Name})
	}
	return list
}

// ChooseYear reviews another year, compared with the year before it.
func (a *App) ChooseYear(year int) {
	a.change(func(q *analysis.Question) {
		if q.Year != year {
			q.Year, q.Against = year, 0
		}
	})
}

// ChooseAgainst compares with another year.
func (a *App) ChooseAgainst(year int) {
	a.change(func(q *analysis.Question) { q.Against = year })
}

// ChooseCalendar cuts time into calendar or financial years and remembers it.
func (a *App) ChooseCalendar(k corpus.Calendar) {
	a.Remember(func(s *Settings) { s.Calendar = k })
	a.change(func(q *analysis.Question) {
		if q.Calendar != k {
			*q = analysis.Question{Calendar: k, Names: q.Names, Codebook: q.Codebook}
		}
	})
}

// ShowNames shows people's names instead of pseudonyms, or hides them again.
// It is not remembered: every day begins with pseudonyms.
func (a *App) ShowNames(show bool) {
	a.change(func(q *analysis.Question) { q.Names = show })
}

// change asks again where the question became another one.
func (a *App) change(edit func(*analysis.Question)) {
	q := a.question
	edit(&q)
	if q == a.question || a.review == nil {
		return
	}
	a.question, a.news = q, ""
	a.tell(ReviewChanged)
	a.ask()
}

// Section is the section of the review that is shown.
func (a *App) Section() finding.Section { return a.section }

// Focus is the finding to be brought into view, "" for the top of the section.
func (a *App) Focus() string { return a.focus }

// GoTo shows a section of the review.
func (a *App) GoTo(s finding.Section) {
	if a.review == nil {
		return
	}
	a.section, a.focus, a.news = s, "", ""
	a.tell(SectionChanged)
}

// GoToFinding shows the section of a finding and brings it into view.
func (a *App) GoToFinding(id string) {
	if a.review == nil {
		return
	}
	f, ok := a.review.Find(id)
	if !ok {
		return
	}
	a.section, a.focus, a.news = f.Section, id, ""
	a.tell(SectionChanged)
}

// OpenPoint lists the messages behind a point of a finding's figure.
func (a *App) OpenPoint(f *finding.Finding, series, point int) {
	p, ok := At(f.Figure, series, point)
	if !ok || p.Selection.Len() == 0 {
		return
	}
	a.Messages.Open(pointTitle(f, series, point), f.Headline, p.Selection)
	a.take(f, p.Label)
}

// OpenRow lists the messages behind a row of a finding's table.
func (a *App) OpenRow(f *finding.Finding, row int) {
	if f.Table == nil || row < 0 || row >= len(f.Table.Rows) {
		return
	}
	r := f.Table.Rows[row]
	if r.Selection.Len() == 0 || len(r.Cells) == 0 {
		return
	}
	a.Messages.Open("Messages: "+r.Cells[0].Text, f.Headline, r.Selection)
	a.take(f, r.Cells[0].Text)
}

// OpenFinding lists all messages behind a finding.
func (a *App) OpenFinding(f *finding.Finding) {
	if f.Selection.Len() > 0 {
		a.Messages.Open("All messages of this finding", f.Headline, f.Selection)
		a.take(f, "")
	}
}

// At is a point of a figure, ok is false where there is none.
func At(f *finding.Figure, series, point int) (p *finding.Point, ok bool) {
	if f == nil || series < 0 || series >= len(f.Series) ||
		point < 0 || point >= len(f.Series[series].Points) {
		return nil, false
	}
	return &f.Series[series].Points[point], true
}

// pointTitle says in words which messages a point stands for.
func pointTitle(f *finding.Finding, series, point int) string {
	s := f.Figure.Series[series]
	label := s.Points[point].Label
	switch {
	case label == "":
		return "Messages: " + s.Name
	case f.Figure.Kind == finding.LineChart, f.Figure.Kind == finding.ControlChart:
		return "Messages of " + label
	case len(f.Figure.Series) > 1 && s.Name != "" && !strings.Contains(label, s.Name):
		return fmt.Sprintf("Messages: %s, %s", label, s.Name)
	}
	return "Messages: " + label
}
