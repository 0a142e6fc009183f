package viewmodel

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"yearbook/analysis"
	"yearbook/analysis/theme/codebook"
)

// ThemeSource is where the themes of a review can come from.
type ThemeSource struct {
	Key  string // for ChooseThemes
	Name string
}

// Sources of themes that are no codebook of the program or in a file.
const (
	fromMessages = ""
	fromProject  = "project"
	foundHere    = "Found in the messages"
)

// ThemeSources lists where themes can come from: the messages, the project's own
// codebook, those that come with the program, and a file that was chosen.
func (a *App) ThemeSources() []ThemeSource {
	list := []ThemeSource{{fromMessages, foundHere}}
	if a.project != nil {
		list = append(list, ThemeSource{fromProject, "This project’s codebook"})
	}
	list = append(list, ThemeSource{"nhs-patient-feedback", "NHS patient feedback"}, ThemeSource{"nhs-communications", "NHS communications"})
	for _, s := range list {
		if s.Key == a.source {
			return list
		}
	}
	return append(list, ThemeSource{a.source, strings.TrimSuffix(filepath.Base(a.source), filepath.Ext(a.source))})
}

// ThemeSource is where they come from now.
func (a *App) ThemeSource() ThemeSource {
	for _, s := range a.ThemeSources() {
		if s.Key == a.source {
			return s
		}
	}
	return ThemeSource{fromMessages, foundHere}
}

// ChooseThemes takes the themes from elsewhere: by the key of a source, or the
// path of a codebook file.
func (a *App) ChooseThemes(key string) {
	if key == a.source || a.review == nil || a.Screen() != Reviewed {
		return
	}
	r, q, p := a.reviewOf, a.question, a.project
	a.news = ""
	wait, done := func() {}, func() {}
	if key == fromProject {
		wait, done = a.turns.take()
	}
	a.begin(Reviewing, "Working out the review", func(ctx context.Context, watch analysis.Watch) func() {
		book, err := (*codebook.Book)(nil), error(nil)
		wait()
		switch key {
		case fromMessages:
		case fromProject:
			if book, err = p.Codes(ctx); err == nil && len(book.Codes) == 0 {
				err = fmt.Errorf("no theme was added to this project’s codebook yet: choose a theme and press “Add to codebook”")
			}
		default:
			book, err = a.engine.Codebook(ctx, key)
		}
		done()
		if err != nil {
			return func() { a.noSource(err) }
		}
		q.Codebook = book
		review, err := a.engine.Review(ctx, r, q, watch)
		return func() {
			if err == nil {
				a.source, a.staying = key, true
				a.news = "The themes are those found in the messages now."
				if book != nil {
					a.news = "The themes are the codes of ‘" + book.Name + "’ now."
				}
			}
			a.answer(r, q, review, err)
		}
	})
}

func (a *App) noSource(err error) {
	if cancelled(err) {
		a.finish(a.back)
	} else {
		a.fail(explain("The codebook could not be used", err))
	}
	a.tell(ReviewChanged)
}

// forgetProjectCodes takes themes from the messages again where they came from the
// codebook of a project that is not open any more.
func (a *App) forgetProjectCodes() {
	if a.source == fromProject {
		a.source, a.question.Codebook = fromMessages, nil
	}
}

// codesAgain reads the codebook of a project that was changed, if themes come
// from it, and returns what to do with it on the UI goroutine.
func codesAgain(ctx context.Context, source string, p Project) (apply func(*App)) {
	if source != fromProject {
		return func(*App) {}
	}
	book, err := p.Codes(ctx)
	return func(a *App) {
		if a.question.Codebook = book; err != nil || len(book.Codes) == 0 {
			a.source, a.question.Codebook = fromMessages, nil
		}
	}
}
