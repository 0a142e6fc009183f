package analysis

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
	"yearbook/analysis/project"
)

// IsProject reports whether a path is named as a project file is.
func IsProject(path string) bool {
	return strings.EqualFold(filepath.Ext(path), project.Extension)
}

// Import reads files, folders and globs into a project, one source after the
// other. What could not be used is listed; what was imported before an error
// or the end of the context stays in the project, in whole sources.
func Import(ctx context.Context, p *project.Project, args []string, opt Options, watch Watch) ([]project.Outcome, []ingest.Problem, error) {
	paths, problems := ingest.Expand(args)
	var outcomes []project.Outcome
	var read []*ingest.Result
	for k, path := range paths {
		watch.tell("Importing files", k, len(paths))
		res, err := ingest.File(ctx, path, opt.Of(path))
		if ctx.Err() != nil {
			return outcomes, problems, ctx.Err()
		}
		if len(opt.Ingest.Keep) > 0 || len(opt.Ingest.Chats) > 0 {
			read = append(read, &ingest.Result{Receipt: res.Receipt}) // without its records
		}
		if problem, bad := problemOf(path, res, err); bad {
			problems = append(problems, problem)
			if len(res.Records) == 0 {
				continue
			}
		}
		out, err := importOne(ctx, p, path, res, watch)
		if err != nil {
			return outcomes, problems, err
		}
		outcomes = append(outcomes, out)
	}
	watch.tell("Importing files", len(paths), len(paths))
	return outcomes, slices.Concat(problems, unkept(opt.Ingest.Keep, read), unfound(opt.Ingest.Chats, read)), nil
}

func importOne(ctx context.Context, p *project.Project, path string, res *ingest.Result, watch Watch) (project.Outcome, error) {
	fingerprint, err := project.Fingerprint(path)
	if err != nil {
		return project.Outcome{}, err
	}
	return p.Import(ctx, res, fingerprint, func(done, total int) {
		watch.tell("Importing "+filepath.Base(path), done, total)
	})
}

// FromProject makes a reading of what a project holds. Its themes are as the
// analyst decided.
func FromProject(ctx context.Context, p *project.Project, opt Options) (*Reading, error) {
	c, err := p.Corpus(ctx, corpus.Options{Location: opt.Ingest.Location, Sessions: opt.Sessions})
	if err != nil {
		return nil, err
	}
	receipts, err := p.Receipts(ctx)
	if err != nil {
		return nil, err
	}
	edits, err := p.ThemeEdits(ctx)
	if err != nil {
		return nil, err
	}
	return &Reading{Corpus: c, Receipts: receipts, edits: edits}, nil
}

// Open makes a reading of what is named: of one project file, or of files,
// folders and globs.
func Open(ctx context.Context, args []string, opt Options, watch Watch) (r *Reading, err error) {
	if len(args) != 1 || !IsProject(args[0]) {
		for _, a := range args {
			if IsProject(a) {
				return nil, fmt.Errorf("%s is a project: open it alone, or import the other files into it first", a)
			}
		}
		return Read(ctx, args, opt, watch)
	}
	watch.tell("Opening the project", 0, 0)
	p, err := project.Open(args[0], project.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	return FromProject(ctx, p, opt)
}
