package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// themesView is the dialog that lists themes and what can be done with one.
type themesView struct {
	window  *Window
	asked   *viewmodel.Themes
	list    *widgets.List
	about   *fyne.Container
	actions []*widgets.Button
}

// Sizes of the dialogs about themes.
const (
	themesWidth = 580
	themesRows  = 230
	twoLines    = 56 // room for two lines, so that nothing jumps
)

// The last column is empty: a list draws its scroll bar over it.
var themeColumns = []widgets.ColumnSpec{{Name: "Theme", Width: 230, Weight: 3}, {Name: "Messages", Width: 130, Right: true}, {Width: 6}}

// themesAsked begins to change themes, or says why that cannot be done now.
func (w *Window) themesAsked() *viewmodel.Themes {
	if w.busy() {
		return nil
	}
	if why := w.Model.WhyNotThemes(); why != "" {
		w.alert("Change themes", why, "")
		return nil
	}
	return w.Model.Themes()
}

// showThemes lists the themes to change one.
func (w *Window) showThemes() {
	asked := w.themesAsked()
	if asked == nil {
		return
	}
	v := &themesView{window: w, asked: asked, about: container.NewStack()}
	search := widgets.NewEntry("Search themes")
	search.OnChanged = func(words string) {
		asked.Search(words)
		v.refresh()
	}
	v.list = themeList(asked, v.say)
	for _, a := range []struct {
		name string
		do   func(*themesView)
	}{
		{"Rename…", (*themesView).rename}, {"Merge with…", (*themesView).merge}, {"Split…", (*themesView).split},
		{"Hide", (*themesView).hide}, {"Never show a word…", (*themesView).stop}, {"Add to codebook", (*themesView).promote},
	} {
		v.actions = append(v.actions, widgets.NewButton(a.name, func() {
			if asked.Chosen() >= 0 {
				w.closeModal()
				a.do(v)
			}
		}))
	}
	grid := container.NewGridWithColumns(3)
	for _, b := range v.actions {
		grid.Add(b)
	}
	content := widgets.Column(8, search, container.NewGridWrap(fyne.NewSize(themesWidth, themesRows), v.list),
		container.NewGridWrap(fyne.NewSize(themesWidth, twoLines), v.about), grid)
	w.showModal("Change themes", themesWidth, content, widgets.NewButton("What you changed…", func() {
		w.closeModal()
		w.showDecisions()
	}), widgets.NewButton("Close", w.closeModal))
	v.refresh()
	w.focus(search)
	w.Log.Info("themes shown", "themes", asked.Len())
}

// themeList lists themes; chosen is called when one is.
func themeList(asked *viewmodel.Themes, chosen func()) *widgets.List {
	list := widgets.NewList(asked.Len,
		func() fyne.CanvasObject { return widgets.NewCells(themeColumns, false) },
		func(i int, o fyne.CanvasObject) {
			name, messages := asked.Row(i)
			o.(*widgets.Cells).Set([]string{name, messages, ""})
		})
	list.OnSelected = func(i int) {
		asked.Choose(i)
		chosen()
	}
	return list
}

// again lists the themes that were searched for.
func again(list *widgets.List, chosen int) {
	list.UnselectAll()
	list.Refresh()
	list.ScrollToTop()
	if chosen >= 0 {
		list.Choose(chosen)
	}
}

func (v *themesView) refresh() {
	again(v.list, v.asked.Chosen())
	v.say()
}

func (v *themesView) say() {
	v.about.Objects = []fyne.CanvasObject{widgets.Body(v.asked.About())}
	v.about.Refresh()
	for _, b := range v.actions {
		enable(b, v.asked.Chosen() >= 0)
	}
}

// changeTheme does something with the theme whose messages are listed, or asks
// for a theme first.
func (w *Window) changeTheme(do func(*themesView)) {
	if !w.busy() && w.Model.ThemeAtHand() == "" {
		w.showThemes()
		return
	}
	if asked := w.themesAsked(); asked != nil {
		if asked.Chosen() < 0 { // it is not among the themes any more
			w.showThemes()
			return
		}
		do(&themesView{window: w, asked: asked})
	}
}

// finish asks for the last word: a dialog with Cancel and a button that does it.
func (v *themesView) finish(title, verb string, content fyne.CanvasObject, do func()) *widgets.Button {
	w := v.window
	button := widgets.NewPrimary(verb, do)
	w.showModal(title, themesWidth, content, widgets.NewButton("Cancel", w.closeModal), button)
	return button
}

func (v *themesView) hide()    { v.asked.Hide() }
func (v *themesView) promote() { v.asked.AddToCodebook() }

func (v *themesView) rename() {
	name := widgets.NewEntry("Name of the theme")
	name.SetText(v.asked.Name())
	rename := func() {
		if v.asked.CanRename(name.Text) {
			v.window.closeModal()
			v.asked.Rename(name.Text)
		}
	}
	button := v.finish("Rename a theme", "Rename", widgets.Column(6, widgets.Strong("Call it"), name, widgets.Body(v.asked.About())), rename)
	name.OnChanged = func(string) { enable(button, v.asked.CanRename(name.Text)) }
	name.OnSubmitted = func(string) { rename() }
	enable(button, false)
	v.window.focus(name)
	name.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (v *themesView) merge() {
	others := v.asked.Others()
	effect := container.NewStack()
	var button *widgets.Button
	say := func() {
		effect.Objects = []fyne.CanvasObject{widgets.Body(v.asked.MergeEffect(others))}
		effect.Refresh()
		if button != nil {
			enable(button, others.Chosen() >= 0)
		}
	}
	list := themeList(others, say)
	merge := func() {
		if others.Chosen() >= 0 {
			v.window.closeModal()
			v.asked.Merge(others)
		}
	}
	search := widgets.NewEntry("Search themes")
	search.OnChanged = func(words string) {
		others.Search(words)
		again(list, others.Chosen())
		say()
	}
	search.OnSubmitted = func(string) { merge() }
	button = v.finish("Merge themes", "Merge", widgets.Column(6, widgets.Strong("Merge ‘"+v.asked.Name()+"’ with"), search,
		container.NewGridWrap(fyne.NewSize(themesWidth, themesRows), list),
		container.NewGridWrap(fyne.NewSize(themesWidth, twoLines), effect)), merge)
	say()
	v.window.focus(search)
}

func (v *themesView) split() {
	parts := v.asked.Parts()
	effect := container.NewStack()
	ticks := make([]*widgets.Check, len(parts))
	var button *widgets.Button
	ticked := func() []int {
		var list []int
		for k, c := range ticks {
			if c.Checked {
				list = append(list, k)
			}
		}
		return list
	}
	say := func() {
		words, can := v.asked.SplitEffect(ticked())
		effect.Objects = []fyne.CanvasObject{widgets.Body(words)}
		effect.Refresh()
		if button != nil {
			enable(button, can)
		}
	}
	rows := container.NewVBox()
	for k, p := range parts {
		ticks[k] = widgets.NewCheck(p.Name)
		ticks[k].Checked = p.Offered
		ticks[k].OnChanged = func(bool) { say() }
		rows.Add(container.NewBorder(nil, nil, nil, container.NewHBox(widgets.Unwrapped(widgets.Note(p.Messages)), gap(12)), ticks[k]))
	}
	scroll := container.NewVScroll(rows)
	scroll.SetMinSize(fyne.NewSize(themesWidth, themesRows))
	button = v.finish("Split a theme", "Split", widgets.Column(6, widgets.Strong("Make themes of their own of these phrases of ‘"+v.asked.Name()+"’"), scroll,
		container.NewGridWrap(fyne.NewSize(themesWidth, twoLines), effect)), func() {
		if _, can := v.asked.SplitEffect(ticked()); can {
			chosen := ticked()
			v.window.closeModal()
			v.asked.Split(chosen)
		}
	})
	say()
	if len(ticks) > 0 {
		v.window.focus(ticks[0])
	}
}

func (v *themesView) stop() {
	words := v.asked.Words()
	word := widgets.NewEntry("A word or a phrase")
	list := widgets.NewList(func() int { return len(words) },
		func() fyne.CanvasObject { return widgets.NewCells(themeColumns[:1], false) },
		func(i int, o fyne.CanvasObject) { o.(*widgets.Cells).Set([]string{words[i]}) })
	list.OnSelected = func(i int) { word.SetText(words[i]) }
	stop := func() {
		if word.Text != "" {
			chosen := word.Text
			v.window.closeModal()
			v.asked.Stop(chosen)
		}
	}
	button := v.finish("Never show a word", "Never show it", widgets.Column(6, widgets.Strong("This never makes a theme, nor names one"), word,
		container.NewGridWrap(fyne.NewSize(themesWidth, themesRows), list),
		widgets.Body("Themes are found anew without it. Its messages stay.")), stop)
	word.OnChanged = func(s string) { enable(button, s != "") }
	word.OnSubmitted = func(string) { stop() }
	enable(button, false)
	v.window.focus(word)
}

// showDecisions lists what was decided about themes, to take some of it back.
func (w *Window) showDecisions() {
	if w.busy() {
		return
	}
	d := w.Model.Decisions()
	if d.Len() == 0 {
		w.alert("What you changed", "Nothing about the themes was changed so far.", "")
		return
	}
	columns := []widgets.ColumnSpec{{Width: 330, Weight: 3}, {Width: 120, Right: true}, {Width: 6}}
	var button *widgets.Button
	list := widgets.NewList(d.Len,
		func() fyne.CanvasObject { return widgets.NewCells(columns, false) },
		func(i int, o fyne.CanvasObject) {
			text, effect := d.Row(i)
			o.(*widgets.Cells).Set([]string{text, effect, ""})
		})
	list.OnSelected = func(i int) {
		d.Choose(i)
		enable(button, true)
	}
	button = widgets.NewPrimary("Take back", func() {
		if d.Chosen() >= 0 {
			w.closeModal()
			d.TakeBack()
		}
	})
	enable(button, false)
	w.showModal("What you changed", themesWidth, widgets.Column(6, widgets.Body("Choose a change to take it back. The others stay."),
		container.NewGridWrap(fyne.NewSize(themesWidth, themesRows), list)), widgets.NewButton("Close", w.closeModal), button)
	w.focus(list)
}
