package guitest

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"yearbook/analysis"
	"yearbook/gui/viewmodel"
)

// Project is a project file that is none: it is kept in Engine.Projects.
type Project struct {
	Sources  []string // paths, sorted
	Merged   []string // "carys into ben"
	Decided  []string // about themes: "hide flu jab"
	ReadOnly string   // the notice
	// Open counts how often it is open, Closed how often it was closed.
	Open, Closed int
	// CloseErr and ImportErr are returned where they are set.
	CloseErr, ImportErr error

	path   string
	engine *Engine
	past   []change
	future []change
}

// change is what a project was, and what made it another one.
type change struct {
	what            string
	sources, merged []string
	decided         []string
}

// OpenProject opens one of Engine.Projects.
func (e *Engine) OpenProject(path string) (viewmodel.Project, error) {
	p := e.Projects[path]
	if p == nil {
		return nil, fmt.Errorf("%s: %w: there is no project here: check the name, or create it", path, fs.ErrNotExist)
	}
	p.path, p.engine = path, e
	p.Open++
	return p, nil
}

// CreateProject adds to Engine.Projects.
func (e *Engine) CreateProject(path string) (viewmodel.Project, error) {
	if e.Projects[path] != nil {
		return nil, fs.ErrExist
	}
	if e.Projects == nil {
		e.Projects = map[string]*Project{}
	}
	e.Projects[path] = &Project{}
	return e.OpenProject(path)
}

// Path is the path.
func (p *Project) Path() string { return p.path }

// Notice is ReadOnly.
func (p *Project) Notice() string { return p.ReadOnly }

// Read reads the sources.
func (p *Project) Read(ctx context.Context, watch analysis.Watch) (*analysis.Reading, error) {
	return p.engine.read(ctx, p.Sources, watch)
}

// Import adds sources one by one and waits before each. Arguments that end in
// ".docx" are problems.
func (p *Project) Import(ctx context.Context, args []string, how analysis.Options, watch analysis.Watch) (viewmodel.Imported, error) {
	var got viewmodel.Imported
	p.engine.mu.Lock()
	p.engine.hows = append(p.engine.hows, how)
	p.engine.mu.Unlock()
	for k, path := range args {
		watch(analysis.Progress{Stage: "Importing files", Done: k, Total: len(args)})
		if err := p.engine.wait(ctx); err != nil {
			return got, err
		}
		switch {
		case strings.HasSuffix(path, ".docx"):
			got.Problems = append(got.Problems, viewmodel.Problem{Path: path, Name: filepath.Base(path), Text: "This is a Word document."})
		case slices.Contains(p.Sources, path):
			got.Already++
		default:
			p.Sources = append(slices.Clone(p.Sources), path)
			got.Added++
		}
	}
	slices.Sort(p.Sources)
	return got, p.ImportErr
}

// RemoveSource takes a source out.
func (p *Project) RemoveSource(_ context.Context, i int, path string) error {
	if p.Sources[i] != path {
		return fmt.Errorf("source %d is %s: not %s", i, p.Sources[i], path)
	}
	p.push("removed the source " + filepath.Base(path))
	p.Sources = slices.Delete(slices.Clone(p.Sources), i, i+1)
	return nil
}

// MergePeople remembers who was merged.
func (p *Project) MergePeople(_ context.Context, keep, other string) error {
	p.push("merged " + other + " into " + keep)
	p.Merged = append(slices.Clone(p.Merged), other+" into "+keep)
	return nil
}

func (p *Project) push(what string) {
	p.past = append(p.past, change{what, p.Sources, p.Merged, p.Decided})
	p.future = nil
}

// Undo goes back to what was before.
func (p *Project) Undo(context.Context) (string, error) { return p.turn(&p.past, &p.future), nil }

// Redo goes forth again.
func (p *Project) Redo(context.Context) (string, error) { return p.turn(&p.future, &p.past), nil }

func (p *Project) turn(from, to *[]change) string {
	if len(*from) == 0 {
		return ""
	}
	c := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, change{c.what, p.Sources, p.Merged, p.Decided})
	p.Sources, p.Merged, p.Decided = c.sources, c.merged, c.decided
	return c.what
}

// Close counts.
func (p *Project) Close() error {
	p.Open--
	p.Closed++
	return p.CloseErr
}
