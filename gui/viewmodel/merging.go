package viewmodel

import (
	"context"
	"slices"
	"strings"

	"yearbook/analysis"
	"yearbook/analysis/corpus"
)

// Merging asks who a person is the same as, and makes the two one person.
type Merging struct {
	app    *App
	corpus *corpus.Corpus
	person corpus.PersonID
	counts []int             // messages of each person
	all    []corpus.PersonID // everybody else, by name
	list   []corpus.PersonID // those of all that are searched for
	query  string
	chosen int // position in list, -1 for none
}

// WhyNotMerge says why names cannot be merged now, "" where they can.
func (a *App) WhyNotMerge() string {
	switch {
	case a.project == nil:
		return "Merging two names is a decision to keep, and a project keeps it: choose “Save as project…” (Ctrl+S) first."
	case !a.CanChange():
		return a.ProjectNotice()
	case !a.question.Names:
		return "Names are hidden. Tick “Show names” first, so that you can see who is who."
	}
	return ""
}

// Merging begins to ask who said the message that is open. It is nil where
// nobody did, or where there is nobody else.
func (a *App) Merging() *Merging {
	p, ok := a.Messages.Person()
	if !ok || a.WhyNotMerge() != "" {
		return nil
	}
	m := &Merging{app: a, corpus: a.reviewOf.Corpus, person: p}
	m.counts = make([]int, len(m.corpus.People()))
	for i := range m.corpus.Len() {
		if who := m.corpus.Person(i); who != corpus.NoPerson {
			m.counts[who]++
		}
	}
	for other := range m.counts {
		if corpus.PersonID(other) != p {
			m.all = append(m.all, corpus.PersonID(other))
		}
	}
	slices.SortStableFunc(m.all, func(x, y corpus.PersonID) int { return natural(m.name(x), m.name(y)) })
	m.Search("")
	return m
}

func (m *Merging) name(p corpus.PersonID) string { return m.corpus.People()[p].Name }

// Person is the name of the person asked about.
func (m *Merging) Person() string { return m.name(m.person) }

// Search lists the people whose name contains the words. One alone is chosen.
func (m *Merging) Search(query string) {
	m.query = strings.ToLower(strings.TrimSpace(query))
	m.list, m.chosen = nil, -1
	for _, p := range m.all {
		if strings.Contains(strings.ToLower(m.name(p)), m.query) {
			m.list = append(m.list, p)
		}
	}
	if len(m.list) == 1 {
		m.chosen = 0
	}
}

// Len is the number of people listed.
func (m *Merging) Len() int { return len(m.list) }

// Row is one of the people listed: the name, and "52 messages".
func (m *Merging) Row(i int) (name, messages string) {
	if i < 0 || i >= len(m.list) {
		return "", ""
	}
	p := m.list[i]
	return m.name(p), Counted(m.counts[p], "message", "messages")
}

// Choose takes one of the people listed.
func (m *Merging) Choose(i int) {
	if i >= 0 && i < len(m.list) {
		m.chosen = i
	}
}

// Chosen is the one taken, -1 for none.
func (m *Merging) Chosen() int { return m.chosen }

// Effect says what merging will do, or what must be chosen first.
func (m *Merging) Effect() string {
	if m.chosen < 0 {
		return "Choose who this is."
	}
	return "All messages of " + m.Person() + " will count as those of " + m.name(m.list[m.chosen]) + ". Ctrl+Z undoes this."
}

// Start merges the two in the project and works out the review again.
func (m *Merging) Start() {
	if m.chosen < 0 || m.app.work != nil {
		return
	}
	people := m.corpus.People()
	keep, other := people[m.list[m.chosen]], people[m.person]
	m.app.changeProject("Merging two names", m.app.Screen(), func(ctx context.Context, p Project, _ analysis.Watch) (outcome, error) {
		err := p.MergePeople(ctx, keep.Key, other.Key)
		return outcome{news: other.Name + " counts as " + keep.Name + " now. Ctrl+Z undoes this."}, err
	})
}
