package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Patience is how long work may take before its progress is shown: what is
// done sooner would only flicker.
const Patience = 250 * time.Millisecond

// Progress covers its place while there is work, says how far it has come and
// lets people cancel it.
type Progress struct {
	widget.BaseWidget
	// OnShown is called when the cover comes up, so that Cancel can be focused.
	OnShown func()

	after  func(time.Duration, func())
	title  *widget.Label
	step   *widget.Label
	bar    *widget.ProgressBar
	busy   *widget.ProgressBarInfinite
	Cancel *Button
	cover  *fyne.Container
	turn   int
	wanted bool
}

// NewProgress returns a hidden cover. after runs a function on the UI
// goroutine when some time has passed.
func NewProgress(after func(time.Duration, func()), cancel func()) *Progress {
	p := &Progress{
		after: after, title: Strong(""), step: Note(""),
		bar: widget.NewProgressBar(), busy: widget.NewProgressBarInfinite(),
		Cancel: NewButton("Cancel", cancel),
	}
	p.busy.Stop()
	p.title.SizeName = SizeHeadline
	sheet := Card(Column(6, p.title, container.NewStack(p.bar, p.busy), p.step,
		container.NewHBox(p.Cancel)))
	p.cover = container.NewStack(canvas.NewRectangle(theme.Color(ColorScrim)),
		container.NewCenter(Wide(420, sheet)))
	p.ExtendBaseWidget(p)
	p.Hide()
	return p
}

// Start covers the place, once the work has lasted longer than Patience.
func (p *Progress) Start(title string) {
	p.title.SetText(title)
	p.step.SetText("Starting…")
	p.bar.Hide()
	p.busy.Show()
	if p.wanted {
		return
	}
	p.wanted = true
	p.turn++
	turn := p.turn
	p.after(Patience, func() {
		if p.wanted && p.turn == turn {
			p.busy.Start()
			p.Show()
			if p.OnShown != nil {
				p.OnShown()
			}
		}
	})
}

// Set shows how far the work has come; fraction counts only where known.
func (p *Progress) Set(step string, fraction float64, known bool) {
	if step != "" {
		p.step.SetText(step)
	}
	if known {
		p.bar.SetValue(fraction)
		p.bar.Show()
		p.busy.Hide()
	} else {
		p.bar.Hide()
		p.busy.Show()
	}
}

// Stop takes the cover away.
func (p *Progress) Stop() {
	p.wanted = false
	p.busy.Stop()
	p.Hide()
}

// Tapped keeps clicks from what is covered.
func (p *Progress) Tapped(*fyne.PointEvent) {}

// Scrolled keeps the wheel from what is covered.
func (p *Progress) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer shows the cover.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.cover) }
