package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"yearbook/gui/viewmodel"
	"yearbook/gui/widgets"
)

// welcomeScreen is what is seen before anything was opened.
type welcomeScreen struct {
	content fyne.CanvasObject
	window  *Window
	below   *fyne.Container // what stands below the place to drop files on
}

func newWelcomeScreen(w *Window) *welcomeScreen {
	picture := canvas.NewImageFromResource(Icon())
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSquareSize(64))
	name := widgets.Title(Name)
	name.SizeName = sizeProduct
	what := widgets.Lead("The end-of-year review of your chats and comments: who took part, what people talked about, and what changed since last year.")
	head := container.NewBorder(nil, nil, container.NewCenter(picture), nil, widgets.Column(-10, name, what))
	s := &welcomeScreen{window: w, below: container.NewStack()}
	page := widgets.Column(14,
		head,
		dropArea(w),
		s.below,
	)
	s.content = container.NewVScroll(container.NewCenter(widgets.Wide(760, widgets.Margins(20, 24, page))))
	s.refresh()
	return s
}

// refresh lists the projects that were open lately.
func (s *welcomeScreen) refresh() {
	left, right := whatItReads(), staysHere()
	if recent := s.window.Model.Recent(); len(recent) > 0 {
		left, right = s.recent(recent), widgets.Column(2, left, right)
	}
	s.below.Objects = []fyne.CanvasObject{widgets.Halves(18, widgets.Card(left), widgets.Card(right))}
	s.below.Refresh()
}

// recent lists projects to open again, with their folders.
func (s *welcomeScreen) recent(projects []viewmodel.RecentProject) fyne.CanvasObject {
	list := widgets.Column(0, widgets.Strong("Recent projects"))
	for _, p := range projects {
		open := widgets.NewQuiet(shorten(p.Name), theme.DocumentIcon(), func() { s.window.openRecent(p.Path) })
		list.Add(container.NewBorder(nil, nil, open, nil, center(widgets.OneLine(widgets.Note(p.Folder)))))
	}
	return list
}

func (s *welcomeScreen) object() fyne.CanvasObject { return s.content }

func (s *welcomeScreen) shown() { s.window.Log.Info("welcome shown") }

// dropArea is the place to drop files on, with the two ways to begin without a
// mouse that drags.
func dropArea(w *Window) fyne.CanvasObject {
	frame := canvas.NewRectangle(color.White)
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = theme.Color(theme.ColorNamePrimary), 2, 8
	words := widgets.Unwrapped(widgets.Headline("Drop a year of chats and comments here"))
	words.Alignment = fyne.TextAlignCenter
	more := widgets.Unwrapped(widgets.Note("Files, a whole folder, or a project. Two years or more let Yearbook say what changed."))
	more.Alignment = fyne.TextAlignCenter
	mark := widget.NewIcon(theme.NewPrimaryThemedResource(theme.DownloadIcon()))
	buttons := container.NewCenter(widgets.Beside(10,
		widgets.NewPrimary("Open files…", w.openFiles),
		widgets.NewButton("Open folder…", w.openFolder),
		widgets.NewButton("Try the sample", w.trySample)))
	inner := widgets.Column(4,
		container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(40), mark)),
		words, more, widgets.Margins(8, 0, buttons))
	return container.NewStack(frame, widgets.Margins(22, 24, inner))
}

func whatItReads() fyne.CanvasObject {
	return widgets.Column(-4,
		widgets.Strong("What it reads"),
		widgets.Body("Chats from WhatsApp, Teams, Zoom, Slack and others; tweets and posts; surveys and tables from Excel or as CSV; comments from blogs, Facebook and YouTube; mail."),
	)
}

func staysHere() fyne.CanvasObject {
	return widgets.Column(-4,
		widgets.Strong("Nothing leaves this computer"),
		widgets.Body("Yearbook never goes online. People are shown under pseudonyms unless you ask for names."),
	)
}
