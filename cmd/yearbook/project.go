package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"yearbook/analysis"
	"yearbook/analysis/project"
	"yearbook/gui/viewmodel"
)

// openProject is a project file as the window wants it.
type openProject struct {
	*project.Project
	notice string // "" where it can be changed
	last   *last
}

// last is what was read of a project last: where only decisions about themes
// changed since, themes need not be found anew.
type last struct{ reading *analysis.Reading }

// OpenProject opens a project. One that somebody else has open for writing is
// opened read-only.
func (engine) OpenProject(path string) (viewmodel.Project, error) {
	p, err := project.Open(path, project.Options{})
	if held := (*project.HeldError)(nil); errors.As(err, &held) {
		p, err = project.Open(path, project.Options{ReadOnly: true})
		if err != nil {
			return nil, err
		}
		return openProject{p, heldBy(held), &last{}}, nil
	}
	if err != nil {
		return nil, err
	}
	return openProject{p, p.Notice(), &last{}}, nil
}

func heldBy(h *project.HeldError) string {
	who := "somebody"
	if h.User != "" {
		who = h.User
	}
	if h.Host != "" {
		who += " on " + h.Host
	}
	return fmt.Sprintf("This project is open already, by %s. You can review it, but not change it until they close it.", who)
}

// CreateProject makes a project.
func (engine) CreateProject(path string) (viewmodel.Project, error) {
	p, err := project.Create(path, project.Options{})
	if err != nil {
		return nil, err
	}
	return openProject{p, p.Notice(), &last{}}, nil
}

// Notice says why the project cannot be changed.
func (p openProject) Notice() string { return p.notice }

// Read makes a reading of what the project holds.
func (p openProject) Read(ctx context.Context, watch analysis.Watch) (*analysis.Reading, error) {
	watch(analysis.Progress{Stage: "Putting messages in order"})
	r, err := analysis.FromProject(ctx, p.Project, analysis.Options{})
	if err != nil {
		return nil, err
	}
	r.Inherit(p.last.reading)
	p.last.reading = r
	return r, nil
}

// Import imports files into the project.
func (p openProject) Import(ctx context.Context, args []string, how analysis.Options, watch analysis.Watch) (viewmodel.Imported, error) {
	outcomes, problems, err := analysis.Import(ctx, p.Project, args, how, watch)
	var got viewmodel.Imported
	for _, o := range outcomes {
		switch o.Kind {
		case project.Already:
			got.Already++
		case project.Reread:
			got.Reread++
		default:
			got.Added++
		}
	}
	for _, q := range problems {
		got.Problems = append(got.Problems, viewmodel.Problem{Path: q.Path, Name: filepath.Base(q.Path), Text: q.Text})
	}
	return got, err
}

// RemoveSource takes out the i-th source.
func (p openProject) RemoveSource(ctx context.Context, i int, path string) error {
	sources, err := p.Sources(ctx)
	if err != nil {
		return err
	}
	if i < 0 || i >= len(sources) || sources[i].Path != path {
		return errors.New("the files in the project are other ones by now: open the project again")
	}
	return p.Project.RemoveSource(ctx, sources[i].ID)
}
