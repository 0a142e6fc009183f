package review

import (
	"fmt"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
	"yearbook/analysis/stats"
)

// fewPeople is the number of people in a year below which nothing is said of how
// many came back.
const fewPeople = 10

// retention tells how many people come back to the next session, and of those of
// the year before how many came back this year.
func retention(s *scope) []finding.Finding {
	if len(s.now.sessions) < stats.MinSessions || s.countPeople(s.now.messages) < fewPeople {
		return nil
	}
	f := finding.Finding{
		ID: "retention", Section: finding.People, Selection: s.now.messages,
		Method:  fmt.Sprintf("Next %s: of the people in a %s, the share who were in the one after it, averaged over the year's %ss but the last. Next year: of the people who wrote in a year, the share who wrote in the year shown after it.", s.session(), s.session(), s.session()),
		Caveats: append(s.comparisonCaveats(), s.yearCaveats()...),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Year"}, {Name: sentence(s.session()) + "s", Number: true}, {Name: "Came to the next " + s.session(), Number: true},
			{Name: "People", Number: true}, {Name: "Wrote in the next year", Number: true}, {Name: "Share", Number: true},
		}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "People who came to the next " + s.session(), Subtitle: fmt.Sprintf("Mean share of the people in a %s", s.session()), Source: s.sourceLine(),
		Base: "Base: people with a name", X: finding.Axis{Label: "Year"}, Y: finding.Axis{Label: "Share of people", Unit: finding.Percent}, Series: []finding.Series{{Name: "Came back"}},
	}
	var now, before []float64
	parts := s.parts()
	for k, y := range s.years {
		whole := y
		for _, part := range parts {
			if part.number == y.number {
				y = part
			}
		}
		back := s.cameBack(y)
		mean, ok := stats.Mean(back)
		row := finding.Row{Selection: y.messages, Cells: []finding.Cell{finding.Label(sentence(y.Name)), number(len(y.sessions))}}
		if ok {
			fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: sentence(y.Name), Y: mean, Selection: y.messages, Note: things(len(back), s.session(), s.session()+"s")})
			row.Cells = append(row.Cells, finding.Number(mean, percent(mean)))
		} else {
			row.Cells = append(row.Cells, finding.Label("[x]"))
		}
		people := s.countPeople(whole.messages)
		row.Cells = append(row.Cells, number(people))
		if k+1 < len(s.years) && people > 0 && s.isOver(s.years[k+1]) {
			stayed := s.stayed(whole, s.years[k+1])
			share := float64(stayed) / float64(people)
			row.Cells = append(row.Cells, number(stayed), finding.Number(share, percent(share)))
		} else {
			row.Cells = append(row.Cells, finding.Label("[x]"), finding.Label("[x]"))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		switch y.number {
		case s.now.number:
			now = back
		case s.before.number:
			before = back
		}
	}
	mean, ok := stats.Mean(now)
	if !ok || len(fig.Series[0].Points) == 0 {
		return nil
	}
	f.Figure = fig
	f.Headline = fmt.Sprintf("%s came back to the next %s", sentence(oneIn(mean)), s.session())
	f.Sentence = fmt.Sprintf("On average %s of the people in a %s of %s came to the next one.", percent(mean), s.session(), parts[len(parts)-1].Name)
	if was, ok := stats.Mean(before); ok && s.compares() {
		f.Sentence = strings.TrimSuffix(f.Sentence, ".") + fmt.Sprintf(", compared with %s in %s.", percent(was), parts[0].Name)
		if n := s.countPeople(s.before.messages); n > 0 && s.isOver(s.now) {
			f.Sentence += fmt.Sprintf(" Of the %s of %s, %s wrote in %s again.", peopleOf(n), s.before.Name, count(s.stayed(s.before, s.now)), s.now.Name)
		}
		f.Caveats = append(f.Caveats, finding.Caveat{Kind: "not-tested", Text: "Who comes back depends much on who happened to join, so no change is claimed from these shares."})
	}
	f.AltText = fmt.Sprintf("Bar chart of the share of people who came to the next %s, by year. %s.", s.session(), f.Headline)
	return []finding.Finding{f}
}

// isOver reports whether the files go on to the end of a year.
func (s *scope) isOver(y year) bool {
	_, early := s.edges(y)
	return !early
}

// cameBack is, for each session of a year but the last, the share of its people who
// were in the one after it.
func (s *scope) cameBack(y year) []float64 {
	var out []float64
	for k := 0; k+1 < len(y.sessions); k++ {
		here, there := s.inSession(y.sessions[k]), s.inSession(y.sessions[k+1])
		if len(here) == 0 {
			continue
		}
		n := 0
		for p := range here {
			if there[p] > 0 {
				n++
			}
		}
		out = append(out, float64(n)/float64(len(here)))
	}
	return out
}

// stayed counts the people of one year who wrote in another.
func (s *scope) stayed(y, next year) int {
	there := s.ByPerson(next.messages)
	n := 0
	for p, k := range s.ByPerson(y.messages) {
		if k > 0 && there[p] > 0 {
			n++
		}
	}
	return n
}

// oneIn writes a share of people as the service manual prefers: "1 in 7 people".
func oneIn(x float64) string {
	switch {
	case x <= 0:
		return "nobody"
	case x >= 0.995:
		return "everybody"
	case x > 0.5:
		tenths := int(10*x + 0.5)
		return fmt.Sprintf("%d in 10 people", min(9, max(6, tenths)))
	case x > 7.0/24: // half way from 1 in 4 to 1 in 3
		// nearest of 1 in 2, 2 in 5 and 1 in 3
		switch {
		case x > 0.45:
			return "1 in 2 people"
		case x > 0.366:
			return "2 in 5 people"
		}
		return "1 in 3 people"
	}
	n := int(1/x + 0.5)
	return fmt.Sprintf("1 in %s people", count(n))
}

// fewQuestions is the number of questions or replies below which nothing is said
// of them.
const fewQuestions = 20

// answered is the time within which a message of somebody else in the same session
// counts as following a question, where files do not say what answers what.
const answered = 10 // minutes

// questions tells how many messages ask something, and how many of these are
// followed by somebody else.
func questions(s *scope) []finding.Finding {
	replies := s.hasReplies()
	type tallied struct {
		year      year
		own, asks corpus.Selection
		followed  corpus.Selection
		minutes   []float64
	}
	var list []tallied
	for _, y := range s.years {
		t := tallied{year: y}
		t.own = y.messages.Filter(func(i int) bool { return s.Session(i) != corpus.NoSession && s.answers(i) })
		t.asks = t.own.Filter(func(i int) bool { return asks(s.Text(i)) })
		t.followed, t.minutes = s.followed(t.asks, y.messages, replies)
		list = append(list, t)
	}
	var now tallied
	for _, t := range list {
		if t.year.number == s.now.number {
			now = t
		}
	}
	if len(now.asks) < fewQuestions || s.countPeople(s.now.messages) < fewPeople {
		return nil
	}
	how := fmt.Sprintf("somebody else wrote within %d minutes in the same %s", answered, s.session())
	verb := "followed"
	if replies {
		how, verb = "a message answers it, as the files say", "answered"
	}
	f := finding.Finding{
		ID: "questions", Section: finding.People, Selection: now.asks,
		Method: fmt.Sprintf("A question is a message in its writer's own words with a question mark at the end of a word. It counts as %s where %s. Time is from the question to the first such message.", verb, how),
		Table: &finding.Table{Columns: []finding.Column{
			{Name: "Year"}, {Name: "Messages", Number: true}, {Name: "Questions", Number: true}, {Name: "Share of messages", Number: true},
			{Name: sentence(verb), Number: true}, {Name: "Share of questions", Number: true}, {Name: "Median minutes", Number: true},
		}},
		Caveats: s.totalCaveats(),
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Questions " + verb + " by somebody else", Subtitle: "Share of questions in each year", Source: s.sourceLine(),
		Base: fmt.Sprintf("Base: %s in %s", things(len(now.asks), "question", "questions"), s.now.Name), X: finding.Axis{Label: "Year"},
		Y: finding.Axis{Label: "Share of questions", Unit: finding.Percent}, Series: []finding.Series{{Name: sentence(verb)}},
	}
	for _, t := range list {
		asked := stats.Proportion{Hits: len(t.asks), Of: len(t.own)}
		got := stats.Proportion{Hits: len(t.followed), Of: len(t.asks)}
		row := finding.Row{Selection: t.asks, Cells: []finding.Cell{
			finding.Label(t.year.Name), number(asked.Of), number(asked.Hits), finding.Number(ratioOf(asked), percent(ratioOf(asked))),
			number(got.Hits), finding.Number(ratioOf(got), percent(ratioOf(got))),
		}}
		if m, ok := stats.Median(t.minutes); ok {
			row.Cells = append(row.Cells, finding.Number(m, average(m)))
		} else {
			row.Cells = append(row.Cells, finding.Label("[x]"))
		}
		f.Table.Rows = append(f.Table.Rows, row)
		if got.Of > 0 {
			fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: t.year.Name, Y: ratioOf(got), Selection: t.followed, Note: fmt.Sprintf("%s of %s", count(got.Hits), things(got.Of, "question", "questions"))})
		}
	}
	share := float64(len(now.followed)) / float64(len(now.asks))
	f.Figure = fig
	f.Headline = fmt.Sprintf("%s of questions were %s", sentence(percent(share)), verb)
	f.Sentence = fmt.Sprintf("In %s, %s of %s asked something. %s of these %s were %s by somebody else", s.now.Name,
		count(len(now.asks)), messagesOf(len(now.own)), sentence(percent(share)), things(len(now.asks), "question", "questions"), verb)
	if m, ok := stats.Median(now.minutes); ok {
		f.Sentence += fmt.Sprintf(", half of them within %s", minutesOf(m))
	}
	f.Sentence += "."
	if !replies {
		f.Caveats = append(f.Caveats, finding.Caveat{Kind: "followed-not-answered", Text: fmt.Sprintf(
			"The files do not say which message answers which. A question counts as followed where %s; that need not be an answer.", how)})
	}
	f.AltText = fmt.Sprintf("Bar chart of the share of questions %s by somebody else in each year. %s.", verb, f.Headline)
	return []finding.Finding{f}
}

func minutesOf(m float64) string {
	switch {
	case m < 1:
		return "a minute"
	case m >= 120:
		return things(int(m/60+0.5), "hour", "hours")
	}
	return things(int(m+0.5), "minute", "minutes")
}

// asks reports whether a text asks something: a question mark ends a word of it
// that is no address.
func asks(text string) bool {
	for _, w := range strings.Fields(text) {
		if strings.Contains(w, "://") || strings.HasPrefix(w, "www.") {
			continue
		}
		if k := strings.IndexByte(w, '?'); k > 0 || k == 0 && len(w) == 1 {
			if strings.Trim(w[k:], "?!.)\"'”’…") == "" {
				return true
			}
		}
	}
	return false
}

// replying are the sources that say which message answers which.
func (s *scope) replying() map[int]bool {
	found := map[int]bool{}
	for i := range s.Len() {
		if k := s.Source(i); !found[k] && s.Message(i).ReplyTo != "" {
			found[k] = true
		}
	}
	return found
}

// hasReplies reports whether nearly all messages of the year come from sources
// that say which message answers which.
func (s *scope) hasReplies() bool {
	sources := s.replying()
	known := s.now.messages.Filter(func(i int) bool { return sources[s.Source(i)] })
	return 10*len(known) >= 9*len(s.now.messages)
}

// followed selects the questions that somebody else answered, or wrote after, and
// gives the minutes that it took.
func (s *scope) followed(asks, all corpus.Selection, replies bool) (corpus.Selection, []float64) {
	first := map[int32]int64{} // question to the time of the first answer
	if replies {
		question := map[string]int32{}
		for _, i := range asks {
			if id := s.Message(int(i)).ID; id != "" {
				question[id] = i
			}
		}
		for _, i := range all {
			m := s.Message(int(i))
			q, ok := question[m.ReplyTo]
			if !ok || m.ReplyTo == "" || s.Person(int(q)) == m.Person {
				continue
			}
			if at, known := first[q]; !known || m.Time < at {
				first[q] = m.Time
			}
		}
	} else {
		for _, q := range asks {
			end := s.Time(int(q)).UnixMilli() + answered*60*1000
			for j := int(q) + 1; j < s.Len() && s.Time(j).UnixMilli() <= end; j++ {
				if s.Session(j) == s.Session(int(q)) && s.Person(j) != s.Person(int(q)) {
					first[q] = s.Time(j).UnixMilli()
					break
				}
			}
		}
	}
	var out corpus.Selection
	var minutes []float64
	for _, q := range asks {
		if at, ok := first[q]; ok {
			out = append(out, q)
			minutes = append(minutes, max(0, float64(at-s.Time(int(q)).UnixMilli())/60000))
		}
	}
	return out, minutes
}

// replyShare tells how many messages answer another, where the files say so.
func replyShare(s *scope) []finding.Finding {
	sources := s.replying()
	if len(sources) == 0 {
		return nil
	}
	from := func(sel corpus.Selection) corpus.Selection {
		return sel.Filter(func(i int) bool { return sources[s.Source(i)] })
	}
	all := s.All().Filter(func(i int) bool { return s.Message(i).ReplyTo != "" })
	if len(s.now.messages.And(all)) < fewQuestions {
		return nil
	}
	f := finding.Finding{
		ID: "replies", Section: finding.People, Selection: s.now.messages.And(all), Caveats: s.yearCaveats(),
		Table: &finding.Table{Columns: []finding.Column{{Name: "Year"}, {Name: "Replies", Number: true}, {Name: "Messages", Number: true}, {Name: "Share", Number: true}}},
	}
	fig := &finding.Figure{
		Kind: finding.BarChart, Title: "Messages that answer another", Subtitle: "Share of messages in each year", Source: s.sourceLine(),
		Base: "Base: messages of files that mark replies", X: finding.Axis{Label: "Year"}, Y: finding.Axis{Label: "Share of messages", Unit: finding.Percent}, Series: []finding.Series{{Name: "Replies"}},
	}
	for _, y := range s.years {
		sel := y.messages.And(all)
		p := stats.Proportion{Hits: len(sel), Of: len(from(y.messages))}
		fig.Series[0].Points = append(fig.Series[0].Points, finding.Point{Label: y.Name, Y: ratioOf(p), Selection: sel, Note: messagesOf(p.Hits)})
		f.Table.Rows = append(f.Table.Rows, finding.Row{Selection: sel, Cells: []finding.Cell{finding.Label(y.Name), number(p.Hits), number(p.Of), finding.Number(ratioOf(p), percent(ratioOf(p)))}})
	}
	f.Figure = fig
	now := stats.Proportion{Hits: len(f.Selection), Of: len(from(s.now.messages))}
	f.Headline = fmt.Sprintf("%s of messages answered another", sentence(percent(ratioOf(now))))
	f.Sentence = fmt.Sprintf("In %s, %s of %s answered another message.", s.now.Name, count(now.Hits), messagesOf(now.Of))
	f.Method = "Replies as the files mark them; messages of files that mark none are left out."
	if s.compares() {
		s.compareReplies(&f, all, from)
	}
	f.AltText = "Bar chart of the share of messages that answer another in each year. " + f.Headline + "."
	return []finding.Finding{f}
}

func (s *scope) compareReplies(f *finding.Finding, replies corpus.Selection, from func(corpus.Selection) corpus.Selection) {
	before, now := s.shareYears()
	before, now = from(before), from(now)
	if len(before) == 0 || len(now) == 0 {
		return
	}
	split, _ := s.splitBy("", before, now)
	x, err := s.sample(before, now, split)
	if err != nil {
		return
	}
	hits := replies.And(x.base)
	c, err := x.share(hits)
	if err != nil {
		return
	}
	if c.direction() != 0 {
		c.people = x.overPeople(hits)[0]
	}
	d := x.drivers(hits, &c)
	f.Verdict = c.verdict()
	if !d.stands() {
		f.Verdict = finding.NoClearChange
	}
	switch f.Verdict {
	case finding.Rose, finding.Fell:
		f.Sentence += fmt.Sprintf(" In %s it was %s of messages. %s", s.before.Name, percent(ratioOf(c.A)), moved(c.estimate()))
	case finding.NoClearChange:
		f.Sentence += fmt.Sprintf(" In %s it was %s of messages, no clear change.", s.before.Name, percent(ratioOf(c.A)))
	}
	f.Method += " " + sentence(c.estimate().Method) + "." + pValue(c.estimate()) + overPeopleMethod(&c)
	f.Caveats = append(append(f.Caveats, d.told...), s.shareCaveats(&c)...)
}
