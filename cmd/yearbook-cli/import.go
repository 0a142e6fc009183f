package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"yearbook/analysis"
	"yearbook/analysis/ingest"
	"yearbook/analysis/project"
)

func importFiles(stdout, stderr io.Writer) *cobra.Command {
	var path string
	var flags readingFlags
	cmd := &cobra.Command{
		Use:   "import FILE... --project PROJECT",
		Short: "Keep what is in these files in a project",
		Long: `Keep what is in these files in a project file, which is made where it does not
exist. Importing a longer export of a chat adds only what is new; a file that
the project holds already is not added twice. An import that is broken off
leaves whole files only: import again to complete it.`,
		Example: "  yearbook-cli import chats/ --project chat.yearbook",
		Args:    needFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			if path == "" {
				return usageError{errors.New("import needs a project to keep the files in: add --project NAME.yearbook")}
			}
			opt, err := flags.options()
			if err != nil {
				return err
			}
			return runImport(cmd.Context(), args, path, opt, stdout, stderr)
		},
	}
	flags.add(cmd.Flags())
	cmd.Flags().StringVar(&path, "project", "", "project file to import into (needed)")
	return cmd
}

// importMemory is the memory above which garbage is collected sooner while
// importing. Files of a million messages stay below 600 MiB with it.
const importMemory = 540 << 20

func runImport(ctx context.Context, args []string, path string, opt analysis.Options, stdout, stderr io.Writer) (err error) {
	if paths, problems := ingest.Expand(args); len(paths) == 0 && len(problems) > 0 {
		return tellProblems(stderr, problems) // before a project is made
	}
	p, err := openOrCreate(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	if p.ReadOnly() {
		return errors.New(p.Notice())
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(importMemory))
	progress := newProgress(stderr)
	defer progress.clear()
	outcomes, problems, err := analysis.Import(ctx, p, args, opt, progress.watch)
	progress.clear()
	for _, o := range outcomes {
		fmt.Fprintln(stdout, o)
	}
	told := tellProblems(stderr, problems)
	if err != nil {
		return err
	}
	debug.FreeOSMemory() // what was read from the files, before all is read from the project
	r, err := analysis.FromProject(ctx, p, analysis.Options{})
	if err != nil {
		return err
	}
	doubles := 0
	for _, s := range r.Corpus.Sources() {
		doubles += s.Duplicates
	}
	if doubles > 0 {
		fmt.Fprintf(stdout, "Of all its messages %d stand in more than one file, and count once.\n", doubles)
	}
	fmt.Fprintf(stdout, "%s now holds %s from %s in %s.\n", path, counted(r.Corpus.Len(), "message", "messages"),
		counted(len(r.Corpus.People()), "person", "people"), counted(len(r.Corpus.Sources()), "source", "sources"))
	return told
}

// openOrCreate opens a project for writing, and makes it where there is none.
func openOrCreate(path string) (*project.Project, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return project.Create(path, project.Options{})
	}
	return project.Open(path, project.Options{})
}
