// Command yearbook-cli does every job of Yearbook without a window: it tells
// what is in chat and comment files, and writes the review of a year.
//
// It is pure Go, opens no socket, and exits with 0 when all is done, 1 when
// some input could not be used or nothing could be written, and 2 when it was
// called wrongly.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"yearbook/analysis"
)

// Exit codes.
const (
	exitDone    = 0
	exitProblem = 1
	exitUsage   = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// errProblems says that some input could not be used and that the user has
// been told which.
var errProblems = errors.New("some input could not be used")

// usageError is a wrong call: an unknown flag, a year that is not there.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// run runs the command line and returns its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	cmd := root(stdout, stderr)
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errProblems):
		return exitProblem
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "Stopped before it was done.")
		return exitProblem
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "%s\nRun %q for help.\n", analysis.Sentence(err), cmd.Name()+" --help")
		return exitUsage
	}
	fmt.Fprintln(stderr, analysis.Sentence(err))
	return exitProblem
}

func root(stdout, stderr io.Writer) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "yearbook-cli",
		Short: "Turn a year of chats and comments into an end-of-year review",
		Long: `Yearbook reads exported chats and comments, finds what people talked about,
and writes an end-of-year review with charts and statistics. It works without
the internet: nothing leaves this computer.`,
		Version:       analysis.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	cmd.CompletionOptions.DisableDefaultCmd = true
	cmd.AddCommand(
		inspect(stdout, stderr),
		columns(stdout),
		review(stdout, stderr),
		importFiles(stdout, stderr),
		projects(stdout, stderr),
		themes(stdout, stderr),
		codes(stdout, stderr),
		statistics(stdout),
		compare(stdout, stderr),
		trend(stdout, stderr),
		tag(stdout, stderr),
	)
	return cmd
}

// knownCommand refuses a command that is not there and names those that are.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" {
			names = append(names, c.Name())
		}
	}
	last := len(names) - 1
	return usageError{fmt.Errorf("there is no command %q: the commands are %s and %s", args[0], strings.Join(names[:last], ", "), names[last])}
}

// needFiles asks for at least one file, folder or pattern.
func needFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("%s needs files: name the files or folders to read", cmd.Name())}
	}
	return nil
}
