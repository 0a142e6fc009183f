package viewmodel_test

import (
	"strings"
	"testing"

	"yearbook/gui/guitest"
	"yearbook/gui/viewmodel"
)

func TestOpenPoint(t *testing.T) {
	a, _ := reviewed(t)
	r := a.Review()
	cases := []struct {
		id            string
		series, point int
		title         string
	}{
		{"messages-per-session", 0, 3, "Messages of 6 April 2012"},
		{"most-active", 0, 1, "Messages: Person 2"},
		{"theme-change", 1, 3, "Messages: car parking, 2013"},
	}
	for _, c := range cases {
		f, _ := r.Find(c.id)
		a.OpenPoint(f, c.series, c.point)
		want := f.Figure.Series[c.series].Points[c.point].Selection.Len()
		if !a.Messages.IsOpen() || a.Messages.Title() != c.title || a.Messages.Len() != want {
			t.Errorf("%s: %q with %d messages, want %q with %d", c.id, a.Messages.Title(), a.Messages.Len(), c.title, want)
		}
		if a.Messages.Context() != f.Headline {
			t.Errorf("%s: context is %q", c.id, a.Messages.Context())
		}
	}
	f, _ := r.Find("sources")
	a.Messages.Close()
	a.OpenPoint(f, 0, 0)
	a.OpenRow(f, 0)
	a.OpenRow(f, 99)
	if a.Messages.IsOpen() {
		t.Error("a number without messages opened a list")
	}
	f, _ = r.Find("most-active")
	a.OpenRow(f, 0)
	if a.Messages.Title() != "Messages: Person 1" {
		t.Errorf("row: %q", a.Messages.Title())
	}
}

func TestRowsSearchSort(t *testing.T) {
	a, _ := reviewed(t)
	f, _ := a.Review().Find("messages-per-session")
	a.OpenFinding(f)
	m := a.Messages
	all := m.Len()
	if all != f.Selection.Len() || m.Counts() != viewmodel.Counted(all, "message", "messages") {
		t.Fatalf("%d rows, counts %q", all, m.Counts())
	}
	first := m.Row(0)
	if first.When != "6 January 2013, 7pm" || first.Where != "chat" || !strings.HasPrefix(first.Who, "Person ") {
		t.Errorf("first row is %+v", first)
	}
	if row, ok := m.Selected(); !ok || row != 0 {
		t.Errorf("row %d is open, want the first", row)
	}

	m.Search("FLU jab")
	if m.Len() == 0 || m.Len() == all {
		t.Fatalf("%d of %d rows match", m.Len(), all)
	}
	for i := range m.Len() {
		if !strings.Contains(strings.ToLower(m.Row(i).Text), "flu jab") {
			t.Errorf("row %d does not match: %q", i, m.Row(i).Text)
		}
	}
	m.Search("Person 3")
	for i := range m.Len() {
		if m.Row(i).Who != "Person 3" {
			t.Errorf("row %d is by %s", i, m.Row(i).Who)
		}
	}
	m.Search("no such words")
	if _, ok := m.Selected(); ok || m.Len() != 0 || !strings.HasPrefix(m.Counts(), "0 of ") {
		t.Errorf("counts %q", m.Counts())
	}
	m.Search("")
	if m.Len() != all {
		t.Errorf("%d rows after the search was cleared, want %d", m.Len(), all)
	}

	m.Sort(viewmodel.NewestFirst)
	if got := m.Row(m.Len() - 1); got != first {
		t.Errorf("last row is %+v, want %+v", got, first)
	}
	m.Sort(viewmodel.ByPerson)
	if m.Row(0).Who != "Person 1" || m.Row(all-1).Who != "Person 8" {
		t.Errorf("from %s to %s", m.Row(0).Who, m.Row(all-1).Who)
	}
	m.Sort(viewmodel.LongestFirst)
	for i := 1; i < m.Len(); i++ {
		if len(m.Row(i).Text) > len(m.Row(i-1).Text) {
			t.Fatalf("row %d is longer than the one before", i)
		}
	}
	m.Close()
	if m.IsOpen() || m.Len() != 0 || (m.Row(0) != viewmodel.Row{}) {
		t.Error("the list is not closed")
	}
}

func TestNamesInRows(t *testing.T) {
	a, _ := reviewed(t)
	f, _ := a.Review().Find("most-active")
	a.OpenPoint(f, 0, 0)
	if got := a.Messages.Row(0).Who; got != "Person 1" {
		t.Errorf("without names: %q", got)
	}
	a.ShowNames(true)
	if a.Messages.IsOpen() {
		t.Error("messages of the old review are still open")
	}
	f, _ = a.Review().Find("most-active")
	a.OpenPoint(f, 0, 0)
	if got := a.Messages.Row(0).Who; strings.HasPrefix(got, "Person") {
		t.Errorf("with names: %q", got)
	}
}

func TestLatestSearchWins(t *testing.T) {
	q := &queue{}
	a := newApp(q.dispatcher(), &guitest.Engine{})
	a.Open([]string{"/a/chat.txt"})
	q.run(t, 0)
	a.Use()
	q.run(t, 0)
	f, _ := a.Review().Find("messages-per-session")
	a.OpenFinding(f)
	a.Messages.Search("flu")
	a.Messages.Search("parking")
	if !a.Messages.Searching() || !strings.HasPrefix(a.Messages.Counts(), "Looking through ") {
		t.Errorf("counts %q", a.Messages.Counts())
	}
	q.run(t, 1, 0) // the older search ends last
	for i := range a.Messages.Len() {
		if !strings.Contains(a.Messages.Row(i).Text, "parking") {
			t.Fatalf("row %d is of the older search", i)
		}
	}
	a.Messages.Search("flu")
	a.Messages.Close()
	q.run(t, 0)
	if a.Messages.IsOpen() || a.Messages.Len() != 0 {
		t.Error("a late search opened the list again")
	}
}

func TestQuote(t *testing.T) {
	r := viewmodel.Row{When: "6 August 2013, 8pm", Who: "Person 4", Where: "chat", Text: "Hello"}
	if got, want := r.Quote(), "Hello\n(Person 4, chat, 6 August 2013, 8pm)"; got != want {
		t.Errorf("quote is %q, want %q", got, want)
	}
}
