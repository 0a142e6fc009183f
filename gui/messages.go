package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// messagesView is the panel that lists the messages behind a number.
type messagesView struct {
	window  *Window
	content fyne.CanvasObject

	title   *widget.Label
	context *widget.Label
	counts  *widget.Label
	search  *widgets.Entry
	order   *widget.Select
	list    *widgets.List
	empty   *widget.Label
	meta    *widget.Label
	text    *widget.Label
	reader  *container.Scroll
	change  *widgets.Button // of the theme at hand
	opened  int             // which list is shown, to tell a new one
	rows    int             // which rows are listed, to tell other ones
	chosen  int
}

func newMessagesView(w *Window) *messagesView {
	v := &messagesView{window: w, title: widgets.Headline(""), context: widgets.Note(""), counts: widgets.Strong("")}
	m := w.Model.Messages
	v.search = widgets.NewEntry("Search these messages")
	v.search.OnChanged = m.Search
	v.order = widget.NewSelect(viewmodel.Orders[:], func(s string) {
		m.Sort(viewmodel.Order(slices.Index(viewmodel.Orders[:], s)))
	})
	v.list = widgets.NewList(m.Len,
		func() fyne.CanvasObject { return widgets.NewTwoLine() },
		func(i int, o fyne.CanvasObject) {
			r := m.Row(i)
			o.(*widgets.TwoLine).Set(r.Who, r.When, r.Text)
		})
	v.list.OnSelected = m.Select
	v.empty = widgets.Body("No message contains these words.")
	v.empty.Alignment = fyne.TextAlignCenter
	v.content = v.build()
	return v
}

func (v *messagesView) build() fyne.CanvasObject {
	closing := widgets.NewQuiet("", theme.CancelIcon(), v.window.Model.Messages.Close)
	head := widgets.Column(-8,
		container.NewBorder(nil, nil, nil, container.NewVBox(closing), v.title),
		v.context)
	tools := container.NewBorder(nil, nil, nil, widgets.Framed(viewmodel.Orders[0], v.order), v.search)
	v.change = widgets.NewQuiet("Change this theme…", theme.DocumentCreateIcon(), v.window.showThemes)
	v.change.Hide()
	top := widgets.Column(6, head, tools, container.NewBorder(nil, nil, nil, v.change, v.counts), widgets.Line())
	v.meta, v.text = widgets.Note(""), widgets.Body("")
	v.text.Selectable = true
	same := widgets.NewQuiet("Same person as…", theme.AccountIcon(), v.window.showMerging)
	copying := widgets.NewQuiet("Copy", theme.ContentCopyIcon(), v.copy)
	v.reader = container.NewVScroll(v.text)
	reading := container.NewBorder(v.meta, container.NewHBox(same, layout.NewSpacer(), copying), nil, nil, v.reader)
	split := container.NewVSplit(container.NewStack(v.list, container.NewCenter(v.empty)), reading)
	split.SetOffset(0.6)
	sheet := widgets.Bar(widgets.Margins(10, 12, container.NewBorder(top, nil, nil, nil, split)))
	return container.NewBorder(nil, nil, widgets.Line(), nil, sheet)
}

func (v *messagesView) object() fyne.CanvasObject { return v.content }

// refresh shows the list as it stands.
func (v *messagesView) refresh() {
	m := v.window.Model.Messages
	v.title.SetText(m.Title())
	v.context.SetText(m.Context())
	v.counts.SetText(m.Counts())
	v.change.Hidden = v.window.Model.ThemeAtHand() == ""
	v.change.Refresh()
	v.order.Selected = viewmodel.Orders[m.Order()]
	v.order.Refresh()
	v.empty.Hidden = m.Len() > 0 || m.Searching()
	v.empty.Refresh()
	if v.opened != m.Opened() {
		v.opened = m.Opened()
		v.search.Text = m.Query()
		v.search.Refresh()
		v.window.focus(v.list)
		v.window.Log.Info("messages shown", "count", m.Len())
	}
	if rows := m.Version(); rows != v.rows { // other rows, from their top
		v.rows, v.chosen = rows, -1
		v.list.UnselectAll()
		v.list.Refresh()
		v.list.ScrollToTop()
	}
	row, ok := m.Selected()
	if !ok {
		v.meta.SetText("")
		v.text.SetText("")
		return
	}
	if v.chosen != row {
		v.chosen = row
		v.list.Choose(row)
	}
	r := m.Row(row)
	v.meta.SetText(r.Who + ", " + r.Where + "\n" + r.When)
	v.text.SetText(r.Text)
	v.reader.ScrollToTop()
}

func (v *messagesView) copy() {
	m := v.window.Model.Messages
	if row, ok := m.Selected(); ok {
		v.window.copyText(m.Row(row).Quote())
	}
}
