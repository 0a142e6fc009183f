package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"yearbook/analysis/finding"
	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// reviewScreen shows the review: the question above, sections on the left,
// findings in the middle, messages on the right once a number was opened.
type reviewScreen struct {
	window   *Window
	content  fyne.CanvasObject
	question *questionBar
	sections *sectionList
	findings *findingsView
	messages *messagesView
	middle   *fyne.Container // findings, or findings beside messages
	progress *widgets.Progress
	before   fyne.Focusable // what had the focus before messages were opened
}

func newReviewScreen(w *Window) *reviewScreen {
	s := &reviewScreen{window: w}
	s.question, s.sections = newQuestionBar(w), newSectionList(w)
	s.findings, s.messages = newFindingsView(w), newMessagesView(w)
	s.middle = container.NewStack(s.findings.object())
	s.progress = widgets.NewProgress(w.After, w.Model.Cancel)
	top, left := s.question.object(), s.sections.object()
	// Tab goes through the objects in the order in which they are given.
	s.content = container.New(layout.NewBorderLayout(top, nil, left, nil), top, left,
		container.NewStack(s.middle, s.progress))
	return s
}

func (s *reviewScreen) object() fyne.CanvasObject { return s.content }

// shown logs what is shown, in numbers only.
func (s *reviewScreen) shown() {
	if r := s.window.Model.Review(); r != nil {
		s.window.Log.Info("review shown", "period", r.Period, "against", r.Against, "findings", len(r.Findings))
	}
}

// refreshReview shows another review, or another question being asked.
func (s *reviewScreen) refreshReview() {
	m := s.window.Model
	s.question.refresh()
	s.sections.refresh()
	if s.findings.of == m.Review() {
		return
	}
	s.newFindings()
}

// newFindings shows other cards. What had the focus in the old ones loses it.
func (s *reviewScreen) newFindings() {
	switch s.window.Canvas().Focused().(type) {
	case *widgets.ChartView, *widgets.Press, *widgets.Button:
		s.window.unfocus()
	}
	s.before = nil
	s.findings.refresh()
}

func (s *reviewScreen) refreshSection() {
	s.sections.refresh()
	s.newFindings()
	m := s.window.Model
	s.window.Log.Info("section shown", "section", string(m.Section()), "findings", len(m.Review().In(m.Section())))
}

// messagesShare is the part of the width that findings keep beside messages.
const messagesShare = 0.62

// refreshMessages opens, closes or brings up to date the list of messages.
func (s *reviewScreen) refreshMessages() {
	open := s.window.Model.Messages.IsOpen()
	_, isOpen := s.middle.Objects[0].(*container.Split)
	if !open {
		if isOpen {
			s.middle.Objects = []fyne.CanvasObject{s.findings.object()}
			s.middle.Refresh()
			s.window.focusAgain(s.before)
		}
		return
	}
	if !isOpen {
		s.before = s.window.Canvas().Focused()
		split := container.NewHSplit(s.findings.object(), s.messages.object())
		split.SetOffset(messagesShare)
		s.middle.Objects = []fyne.CanvasObject{split}
		s.middle.Refresh()
	}
	s.messages.refresh()
}

// scrollBy scrolls the findings with the keyboard.
func (s *reviewScreen) scrollBy(key fyne.KeyName) { s.findings.scrollBy(key) }

// focusAgain gives the focus back where it was.
func (w *Window) focusAgain(o fyne.Focusable) {
	if o == nil {
		w.unfocus()
		return
	}
	w.focus(o)
}

// sectionList is the list of sections on the left.
type sectionList struct {
	window *Window
	items  map[finding.Section]*widgets.Tab
	box    fyne.CanvasObject
}

func newSectionList(w *Window) *sectionList {
	l := &sectionList{window: w, items: map[finding.Section]*widgets.Tab{}}
	list := widgets.Column(2)
	for _, s := range finding.Order {
		tab := widgets.NewTab(string(s), func() { w.Model.GoTo(s) })
		l.items[s] = tab
		list.Add(tab)
	}
	receipt := widgets.NewTab("What was read", w.Model.ShowReceipt)
	sheet := widgets.Bar(widgets.Margins(12, 0, container.NewBorder(list, receipt, nil, nil)))
	l.box = container.NewBorder(nil, nil, nil, widgets.Line(), widgets.Wide(168, sheet))
	return l
}

func (l *sectionList) object() fyne.CanvasObject { return l.box }

func (l *sectionList) refresh() {
	m := l.window.Model
	for s, tab := range l.items {
		count := ""
		if r := m.Review(); r != nil {
			count = viewmodel.Count(len(r.In(s)))
		}
		tab.Set(s == m.Section(), count)
	}
}
