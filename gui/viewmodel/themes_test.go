package viewmodel_test

import (
	"slices"
	"strings"
	"testing"

	"yearbook/analysis/finding"
	"yearbook/gui/guitest"
	"yearbook/gui/viewmodel"
)

// inThemes is an app that shows the themes of a project.
func inThemes(t *testing.T) (*viewmodel.App, *guitest.Project) {
	t.Helper()
	a, p := opened(t)
	a.Use()
	a.GoTo(finding.Themes)
	return a, p
}

func TestWhyNotThemes(t *testing.T) {
	a := newApp(viewmodel.Synchronous(), &guitest.Engine{})
	if why := a.WhyNotThemes(); !strings.Contains(why, "no themes yet") || a.Themes() != nil {
		t.Error(why)
	}
	a.Open([]string{"/a/2013.txt"})
	a.Use()
	if why := a.WhyNotThemes(); !strings.Contains(why, "Save as project…") {
		t.Error(why)
	}
	a, _ = inThemes(t)
	if why := a.WhyNotThemes(); why != "" {
		t.Error(why)
	}
	a.ChooseThemes("nhs-communications")
	if why := a.WhyNotThemes(); !strings.Contains(why, "codes of a codebook") {
		t.Error(why)
	}
	e := projects()
	e.Projects[board].ReadOnly = "Somebody else has it."
	a = newApp(viewmodel.Synchronous(), e)
	a.Open([]string{board})
	a.Use()
	if why := a.WhyNotThemes(); why != "Somebody else has it." {
		t.Error(why)
	}
}

func TestChangingThemes(t *testing.T) {
	choose := func(a *viewmodel.App, search string) *viewmodel.Themes {
		x := a.Themes()
		x.Search(search)
		x.Choose(0)
		return x
	}
	for name, c := range map[string]struct {
		do            func(*viewmodel.App)
		decided, news string
	}{
		"rename": {func(a *viewmodel.App) { choose(a, "parking").Rename(" Getting here ") }, "rename car-parking Getting here", "‘Car parking’ is called ‘Getting here’ now."},
		"hide":   {func(a *viewmodel.App) { choose(a, "parking").Hide() }, "hide car-parking", "‘Car parking’ is hidden now."},
		"merge": {func(a *viewmodel.App) {
			x := choose(a, "parking")
			other := x.Others()
			other.Search("jab")
			if got := x.MergeEffect(other); got != "All messages of ‘Flu jab’ will count as those of ‘Car parking’." {
				t.Error(got)
			}
			x.Merge(other)
		}, "merge flu-jab into car-parking", "‘Flu jab’ counts as ‘Car parking’ now."},
		"split": {func(a *viewmodel.App) { choose(a, "toolkit").Split([]int{0, 2}) }, "split campaign-toolkit campaign toolkit poster", "‘campaign toolkits’ and ‘posters’ are themes of their own now."},
		"stop":  {func(a *viewmodel.App) { choose(a, "jab").Stop("winter") }, "stop winter", "‘winter’ never makes a theme now."},
		"code":  {func(a *viewmodel.App) { choose(a, "jab").AddToCodebook() }, "code flu-jab", "‘Flu jab’ is in the codebook of this project now, with 2 rules."},
	} {
		t.Run(name, func(t *testing.T) {
			a, p := inThemes(t)
			c.do(a)
			if !slices.Equal(p.Decided, []string{c.decided}) || a.News() != c.news+" Ctrl+Z undoes this." {
				t.Fatalf("decided %q, news %q, trouble %+v", p.Decided, a.News(), a.Trouble())
			}
			if a.Section() != finding.Themes || a.Stage() != viewmodel.Reviewed {
				t.Errorf("at %q of %v", a.Section(), a.Stage())
			}
			a.Undo()
			if len(p.Decided) != 0 || !strings.HasPrefix(a.News(), "Undone: ") || strings.Contains(a.News(), "about people") {
				t.Errorf("after undo %q, news %q", p.Decided, a.News())
			}
			a.Redo()
			if len(p.Decided) != 1 {
				t.Errorf("after redo %q", p.Decided)
			}
		})
	}
}

func TestThemeAtHand(t *testing.T) {
	a, _ := inThemes(t)
	f := a.Review().In(finding.Themes)[0]
	a.OpenPoint(f, 0, 3)
	if got := a.ThemeAtHand(); got != "car parking" {
		t.Errorf("at hand is %q", got)
	}
	if x := a.Themes(); x.Name() != "car parking" || !strings.HasPrefix(x.About(), "Found by: car parkings, new charges") {
		t.Errorf("chosen is %q: %s", x.Name(), x.About())
	}
	a.OpenFinding(f)
	if got := a.ThemeAtHand(); got != "" {
		t.Errorf("at hand is %q", got)
	}
	a.OpenPoint(f, 0, 3)
	a.Messages.Close()
	if got := a.ThemeAtHand(); got != "" || a.Themes().Chosen() != -1 {
		t.Errorf("at hand is %q", got)
	}
}

func TestSplitEffect(t *testing.T) {
	a, _ := inThemes(t)
	x := a.Themes()
	x.Search("toolkit")
	for _, c := range []struct {
		parts []int
		words string
		can   bool
	}{
		{nil, "Tick the phrases", false}, {[]int{0, 1, 2}, "Leave at least one phrase", false},
		{[]int{1, 2}, "‘Campaign toolkit’ keeps the messages without ‘toolkits’ or ‘posters’.", true},
	} {
		if words, can := x.SplitEffect(c.parts); !strings.HasPrefix(words, c.words) || can != c.can {
			t.Errorf("%v: %q %v", c.parts, words, can)
		}
	}
	offered := 0
	for _, p := range x.Parts() {
		if p.Offered {
			offered++
		}
	}
	if offered == 0 || offered == len(x.Parts()) {
		t.Errorf("%d parts are offered", offered)
	}
	x.Search("waiting")
	if _, can := x.SplitEffect([]int{0}); can {
		t.Error("a theme of one phrase can be split")
	}
}

func TestThemeSources(t *testing.T) {
	e := projects()
	a := newApp(viewmodel.Synchronous(), e)
	a.Open([]string{board})
	a.Use()
	a.GoTo(finding.Themes)
	names := func() string {
		var list []string
		for _, s := range a.ThemeSources() {
			list = append(list, s.Name)
		}
		return strings.Join(list, ", ")
	}
	if got := names(); got != "Found in the messages, This project’s codebook, NHS patient feedback, NHS communications" {
		t.Error(got)
	}
	a.ChooseThemes("nhs-patient-feedback")
	asked := e.Asked()
	if q := asked[len(asked)-1]; q.Codebook == nil || a.ThemeSource().Name != "NHS patient feedback" || a.Section() != finding.Themes {
		t.Fatalf("asked %+v, source %+v", q, a.ThemeSource())
	}
	a.ChooseCalendar(1)
	if a.Question().Codebook == nil {
		t.Error("another calendar forgot the codebook")
	}
	a.ChooseThemes("/b/ours.docx")
	if a.Trouble() == nil || a.ThemeSource().Name != "NHS patient feedback" {
		t.Errorf("trouble %+v, source %+v", a.Trouble(), a.ThemeSource())
	}
	a.Dismiss()
	a.ChooseThemes("/b/ours.csv")
	if !strings.HasSuffix(names(), ", ours") || a.ThemeSource().Name != "ours" || a.News() != "The themes are the codes of ‘/b/ours.csv’ now." {
		t.Errorf("%s; %+v; %s", names(), a.ThemeSource(), a.News())
	}
	a.ChooseThemes("project")
	if a.Trouble() == nil || !strings.Contains(a.Trouble().Advice, "Add to codebook") {
		t.Errorf("%+v", a.Trouble())
	}
	a.Dismiss()
	a.ChooseThemes("")
	if a.Question().Codebook != nil {
		t.Error("the codebook is still asked for")
	}
	x := a.Themes()
	x.Search("jab")
	x.AddToCodebook()
	a.ChooseThemes("project")
	if b := a.Question().Codebook; b == nil || len(b.Codes) != 1 {
		t.Fatalf("%+v", a.Trouble())
	}
	a.Undo() // the only code is gone, and with it the codebook
	if a.Question().Codebook != nil || a.ThemeSource().Key != "" {
		t.Errorf("source %+v", a.ThemeSource())
	}
	a.Redo()
	a.ChooseThemes("project")
	a.Open([]string{"/a/2013.txt"}) // other files have no such codebook
	if a.Question().Codebook != nil || len(a.ThemeSources()) != 3 {
		t.Errorf("sources %v", a.ThemeSources())
	}
}
