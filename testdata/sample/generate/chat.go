package main

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

type kind int

const (
	talk     kind = iota // a contribution: on a theme, or side talk
	question             // Q1 to Qn by the host
	greeting
	goodbye
	retweet
	media   // "<Media omitted>"
	deleted // "This message was deleted"
)

// message is one thing said.
type message struct {
	when  time.Time // London
	by    *account
	kind  kind
	theme int // position in topics, or -1
	q     int // number of the question, for a question
	text  string
	to    *message // the message answered or retweeted
	id    uint64   // Twitter's number
}

func (m *message) placeholder() bool { return m.kind == media || m.kind == deleted }

// said reports whether the message is somebody's own words.
func (m *message) said() bool { return !m.placeholder() && m.kind != retweet }

// studio writes all evenings, one after the other.
type studio struct {
	rng    *rand.Rand
	w      *writer
	people []*account
	heavy  [2]carry // how much of the heavy posters' part is still to come, by platform
	host   [2]int
	blanks int
	dated  int // multi-line messages with a line that looks like a date
}

const limit = 6 // the most times one sentence is said, greetings apart

func (s *studio) evening(e *evening) {
	var slots [2][]*message
	kinds := s.deal(e)
	for on := range slots {
		guests, counts := s.guests(e, platform(on), len(kinds[on]))
		slots[on] = s.seat(e, platform(on), kinds[on], guests, counts)
	}
	e.messages = append(slots[onTwitter], slots[onWhatsApp]...)
	slices.SortStableFunc(e.messages, func(a, b *message) int { return a.when.Compare(b.when) })
	s.words(e)
}

// deal lists the messages of the evening by platform, not yet written and not yet anybody's. The host's
// questions come first on each.
func (s *studio) deal(e *evening) [2][]*message {
	var out [2][]*message
	for on := range out {
		for q := range e.questions {
			out[on] = append(out[on], &message{kind: question, theme: e.topic, q: q + 1})
		}
	}
	var rest []*message
	add := func(n int, k kind, theme int) {
		for range n {
			rest = append(rest, &message{kind: k, theme: theme})
		}
	}
	left := e.said() - 2*e.questions
	for t, n := range e.quota {
		if t == e.topic {
			n -= 2 * e.questions
		}
		add(n, talk, t)
		left -= n
	}
	if left < 0 {
		panic(fmt.Sprintf("%s: more themes than messages", e.start))
	}
	hello := min(left, int(math.Round(0.09*float64(e.said()))))
	bye := min(left-hello, int(math.Round(0.045*float64(e.said()))))
	add(hello, greeting, -1)
	add(bye, goodbye, -1)
	add(left-hello-bye, talk, -1)
	s.rng.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	n := e.size[onTwitter] - e.questions - e.retweets
	out[onTwitter] = append(out[onTwitter], rest[:n]...)
	out[onWhatsApp] = append(out[onWhatsApp], rest[n:]...)
	for range e.retweets {
		out[onTwitter] = append(out[onTwitter], &message{kind: retweet, theme: -1})
	}
	for range e.blanks {
		k := media
		if s.blanks++; s.blanks%10 == 0 {
			k = deleted
		}
		out[onWhatsApp] = append(out[onWhatsApp], &message{kind: k, theme: -1})
	}
	return out
}

// guests picks who comes on a platform and how many of the n messages each writes. The host is the first.
func (s *studio) guests(e *evening, on platform, n int) ([]*account, []int) {
	var heavy, due, others []*account
	for _, a := range s.people {
		switch {
		case a.on != on || e.index < a.from || e.index > a.to:
		case a.heavy > 0:
			heavy = append(heavy, a)
		case a.from == e.index:
			due = append(due, a)
		default:
			others = append(others, a)
		}
	}
	keep := slices.DeleteFunc(slices.Clone(heavy), func(*account) bool { return s.rng.Float64() < 0.08 })
	if len(keep) == 0 {
		keep = heavy[:1]
	}
	heavy = keep
	count := int(math.Round((0.29 + 0.03*(s.rng.Float64()-0.5)) * float64(n)))
	others = append(due, s.sample(others, count-len(due))...)
	host := s.pickHost(on, heavy, others)

	counts := map[*account]int{host: e.questions}
	heavyLeft := s.heavy[on].round(0.30 * float64(n))
	otherLeft := n - heavyLeft
	if host.heavy > 0 {
		heavyLeft -= e.questions
	} else {
		otherLeft -= e.questions
	}
	if heavyLeft < 0 {
		otherLeft += heavyLeft
		s.heavy[on] += carry(heavyLeft)
		heavyLeft = 0
	}
	s.hand(heavy, counts, heavyLeft, func(a *account) float64 { return a.heavy })
	for _, a := range others {
		if otherLeft > 0 {
			counts[a]++
			otherLeft--
		}
	}
	s.hand(others, counts, otherLeft, func(a *account) float64 { return a.talk })

	guests := append([]*account{host}, slices.DeleteFunc(append(heavy, others...), func(a *account) bool { return a == host })...)
	ns := make([]int, len(guests))
	for i, a := range guests {
		ns[i] = counts[a]
	}
	return guests, ns
}

// sample draws n accounts without replacement by readiness to come.
func (s *studio) sample(from []*account, n int) []*account {
	type ticket struct {
		a   *account
		key float64
	}
	tickets := make([]ticket, len(from))
	for i, a := range from {
		tickets[i] = ticket{a, -math.Log(1-s.rng.Float64()) / a.attend}
	}
	slices.SortStableFunc(tickets, func(x, y ticket) int { return cmp.Compare(x.key, y.key) })
	var out []*account
	for i := 0; i < min(n, len(tickets)); i++ {
		out = append(out, tickets[i].a)
	}
	return out
}

// hand gives n messages to people by weight.
func (s *studio) hand(people []*account, counts map[*account]int, n int, weight func(*account) float64) {
	sum := 0.0
	for _, a := range people {
		sum += weight(a)
	}
	for range n {
		x := s.rng.Float64() * sum
		for i, a := range people {
			if x -= weight(a); x < 0 || i == len(people)-1 {
				counts[a]++
				break
			}
		}
	}
}

// pickHost takes turns between the heavy posters and those others who host at times.
func (s *studio) pickHost(on platform, heavy, others []*account) *account {
	s.host[on]++
	if s.host[on]%2 == 0 {
		for _, a := range others {
			if a.host {
				return a
			}
		}
	}
	return heavy[s.host[on]/2%len(heavy)]
}

// seat gives every message its author and its time.
func (s *studio) seat(e *evening, on platform, slots []*message, guests []*account, counts []int) []*message {
	counts = slices.Clone(counts)
	for _, m := range slots[:e.questions] {
		m.by = guests[0]
	}
	counts[0] -= e.questions
	var authors []*account
	for i, a := range guests {
		for range counts[i] {
			authors = append(authors, a)
		}
	}
	s.rng.Shuffle(len(authors), func(i, j int) { authors[i], authors[j] = authors[j], authors[i] })
	rest := slots[e.questions:]
	if len(authors) != len(rest) {
		panic(fmt.Sprintf("%s: %d authors for %d messages", e.start, len(authors), len(rest)))
	}
	// People say hello and good night once; those who are new say hello.
	slices.SortStableFunc(authors, func(a, b *account) int { return b2i(b.from == e.index) - b2i(a.from == e.index) })
	for _, k := range []kind{greeting, goodbye} {
		done := map[*account]bool{}
		for _, m := range rest {
			if m.kind != k {
				continue
			}
			i := max(0, slices.IndexFunc(authors, func(a *account) bool { return !done[a] }))
			m.by = authors[i]
			done[m.by] = true
			authors = slices.Delete(authors, i, i+1)
		}
	}
	s.rng.Shuffle(len(authors), func(i, j int) { authors[i], authors[j] = authors[j], authors[i] })
	for _, m := range rest {
		if m.by == nil {
			m.by, authors = authors[0], authors[1:]
		}
	}
	for _, m := range slots {
		m.when = e.start.Add(s.clock(m, e, on))
	}
	return slots
}

// clock says how long after eight a message comes.
func (s *studio) clock(m *message, e *evening, on platform) time.Duration {
	between := func(from, to float64) time.Duration { // minutes
		return time.Duration((from + (to-from)*s.rng.Float64()) * float64(time.Minute)).Truncate(time.Second)
	}
	switch m.kind {
	case question:
		at := 5 + 50*float64(m.q-1)/float64(e.questions)
		if on == onWhatsApp {
			return between(at+0.3, at+1.8) // copied over by the second host
		}
		return between(at, at+0.3)
	case greeting:
		return (between(-8, 5) + between(-4, 7)) / 2
	case goodbye:
		return between(57, 70)
	case retweet:
		return between(12, 66)
	case media, deleted:
		return between(6, 62)
	}
	return between(4, 60)
}

// words writes the messages of an evening in order of time.
func (s *studio) words(e *evening) {
	var asked [7]string // what the host has asked, so that both platforms get the same
	now := 0            // the question under discussion
	host := e.messages[slices.IndexFunc(e.messages, func(m *message) bool { return m.kind == question })].by
	var before [2][]*message
	for _, m := range e.messages {
		on := m.by.on
		if on == onTwitter {
			ms := uint64(m.when.UnixMilli()-1288834974657) + s.rng.Uint64N(1000)
			m.id = ms<<22 | s.rng.Uint64N(1<<22)
		}
		switch m.kind {
		case question:
			if asked[m.q] == "" {
				asked[m.q] = s.ask(e, m)
			}
			now = m.q
			m.text = fmt.Sprintf("Q%d: %s", m.q, asked[m.q])
		case greeting:
			name, lines := "greetings", greetings
			if m.by.from == e.index && e.index > 3 && !m.by.spoke {
				name, lines = "introductions", introductions
			}
			m.text = s.free(name, lines, m, host)
		case goodbye:
			m.text = s.free("goodbyes", goodbyes, m, host)
		case media:
			m.text = "<Media omitted>"
		case deleted:
			m.text = "This message was deleted"
		case retweet:
			if m.to = s.toRetweet(m, before[on]); m.to == nil {
				m.kind = talk // nobody else has spoken yet
				s.contribute(e, m, host, now, before[on])
			} else {
				m.text = "RT @" + m.to.by.name + ": " + m.to.text
			}
		default:
			s.contribute(e, m, host, now, before[on])
		}
		m.by.spoke = true
		before[on] = append(before[on], m)
	}
}

// ask words a question. It is used on both platforms, hence twice.
func (s *studio) ask(e *evening, m *message) string {
	name, lines := "ask", openQuestions
	if e.topic >= 0 {
		name, lines = "ask "+topics[e.topic].name, topics[e.topic].questions
	}
	text := s.w.write(name, lines, 118, 2, s.slots(m, m.by))
	if text == "" {
		panic("out of questions: " + name)
	}
	return text
}

// free writes a greeting or a good night; these may be said any number of times.
func (s *studio) free(name string, lines []string, m *message, host *account) string {
	return spin(s.rng, s.draw(name, lines), s.slots(m, host))
}

// draw takes the next of a list that is dealt evenly.
func (s *studio) draw(name string, lines []string) string { return s.w.bag(name, lines).draw(s.rng) }

// slots fills the blanks of a template for the author of m.
func (s *studio) slots(m *message, host *account) func(string) string {
	return func(name string) string {
		switch name {
		case "host":
			return host.first()
		case "mine":
			return m.by.town
		case "town":
			if m.kind == greeting {
				return m.by.town
			}
			return s.draw("towns", towns)
		case "link":
			return s.link()
		case "name":
			if m.kind == greeting {
				return m.by.first()
			}
			for {
				if a := s.people[s.rng.IntN(len(s.people))]; a.on == m.by.on && a != m.by && a.spoke {
					return a.first()
				}
			}
		}
		panic("no such blank: " + name)
	}
}

func (s *studio) link() string {
	words := []string{"notes", "ideas", "story", "photos", "draft", "slides", "example"}
	return fmt.Sprintf("http://example.org/%s/%d", words[s.rng.IntN(len(words))], 10+s.rng.IntN(900))
}

// toRetweet picks an earlier tweet of somebody else, nil if there is none.
func (s *studio) toRetweet(m *message, before []*message) *message {
	var can []*message
	for _, b := range before {
		if b.by != m.by && b.kind != retweet && b.kind != goodbye && b.kind != greeting {
			can = append(can, b)
		}
	}
	if len(can) == 0 {
		return nil
	}
	return can[s.rng.IntN(len(can))]
}

// contribute writes a message on a theme or some side talk.
func (s *studio) contribute(e *evening, m *message, host *account, now int, before []*message) {
	chance := func(p float64) bool { return s.rng.Float64() < p }
	on := m.by.on
	prefix := ""
	switch p := s.rng.Float64(); {
	case p < [2]float64{0.60, 0.22}[on]:
		if m.to = s.toAnswer(e, m, before); m.to != nil {
			prefix = "@" + m.to.by.name + " "
			if on == onWhatsApp {
				prefix = "@" + m.to.by.first() + " "
			}
		}
	case now > 0 && (e.topic < 0 || m.theme == e.topic) && p < [2]float64{0.70, 0.28}[on]:
		prefix = fmt.Sprintf("A%d: ", now)
	}
	room := 1000
	if on == onTwitter {
		room = 140 - len(" "+hashtag) - len(prefix) - 1
	}
	name, lines := "side talk", sideTalk
	if m.theme >= 0 {
		name, lines = topics[m.theme].name, topics[m.theme].lines
	}
	text := s.w.write(name, lines, room, 1, s.slots(m, host))
	if text == "" {
		panic("out of words: " + name)
	}
	statement := !strings.HasSuffix(text, "?")
	if m.theme >= 0 && statement && prefix == "" && chance(0.14) {
		opener := spin(s.rng, openers[s.rng.IntN(len(openers))], s.slots(m, host))
		if len([]rune(opener+text)) <= room {
			text = opener + lowerFirst(text)
		}
	}
	if statement {
		text += []string{".", ".", ".", ".", ".", ".", "", "", "", "!"}[s.rng.IntN(10)]
	}
	ended := strings.ContainsAny(text[len(text)-1:], ".!?")
	tailed := false
	if statement && ended && !strings.Contains(text, "http") && chance([2]float64{0.08, 0.17}[on]) {
		if tail := s.w.write("tails", tails, room-len([]rune(text))-1, 1, s.slots(m, host)); tail != "" {
			gap := " "
			if on == onWhatsApp && chance(0.25) {
				gap = "\n"
				if s.dated < 3 && e.index > 40*(s.dated+1) {
					s.dated++ // a continuation that begins like a message
					gap = "\n" + e.start.AddDate(0, 0, 20).Format("02/01/2006") + ", 10:30 in the main hall, do come\n"
				}
			}
			text += gap + tail
			tailed = true
		}
	}
	fits := func(extra string) bool { return len([]rune(text+extra)) <= room }
	switch p := s.rng.Float64(); {
	case p < 0.035 && !tailed && !strings.Contains(text, "http"):
		if link := " " + s.link(); fits(link) {
			text += link
		}
	case p < [2]float64{0.06, 0.10}[on]:
		marks := [2][]string{{" :)", " :)", " ;)", " :-)", " 👍"}, {" 👍", " 😊", " 🙈", " 🎉", " ☕", " 😂", " 🙏"}}[on]
		if mark := marks[s.rng.IntN(len(marks))]; fits(mark) {
			text += mark
		}
	}
	if chance(0.012) {
		text = mistype(text)
	}
	m.text = prefix + text
}

// toAnswer picks a recent message of somebody else: on a theme one on the same theme, else the host's question.
func (s *studio) toAnswer(e *evening, m *message, before []*message) *message {
	var can []*message
	for i := len(before) - 1; i >= 0 && i >= len(before)-14; i-- {
		b := before[i]
		if b.by == m.by || !b.said() || b.kind == goodbye {
			continue
		}
		if m.theme >= 0 && b.theme == m.theme {
			return b
		}
		if m.theme < 0 || b.kind == question && m.theme == e.topic {
			can = append(can, b)
		}
	}
	if len(can) == 0 {
		return nil
	}
	return can[s.rng.IntN(len(can))]
}

// lowerFirst makes a sentence go on from an opener.
func lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if slices.Contains([]string{"I", "IT", "Facebook", "Twitter", "Teenagers"}, first) || slices.Contains(towns, first) ||
		first == strings.ToUpper(first) && first != "A" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

var slips = []struct{ right, wrong string }{
	{" because ", " becuase "}, {" people ", " poeple "}, {" really ", " realy "}, {" tomorrow", " tommorow"},
	{" before ", " beofre "}, {" which ", " whcih "}, {" before ", " befroe "}, {" the ", " teh "}, {" and ", " adn "},
}

func mistype(s string) string {
	for _, slip := range slips {
		if strings.Contains(s, slip.right) {
			return strings.Replace(s, slip.right, slip.wrong, 1)
		}
	}
	return s
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
