package project

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/ingest"
)

// childEnv makes the test program do one job in a process of its own.
const childEnv = "YEARBOOK_PROJECT_CHILD"

// jobs are what a child can do, with the path of a file.
var jobs = map[string]func(path string) error{
	"hold":      holdJob,
	"import":    importJob,
	"read":      readJob,
	"lone":      benchImportJob,
	"lone bare": benchBareJob,
	"lone load": benchLoadJob,
}

func TestMain(m *testing.M) {
	if job, path, ok := strings.Cut(os.Getenv(childEnv), ":"); ok {
		if err := jobs[job](path); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// holdJob opens a project for writing until it is told to go.
func holdJob(path string) error {
	p, err := Open(path, Options{User: "priya", Clock: fixed})
	if err != nil {
		return err
	}
	fmt.Println("open")
	io.Copy(io.Discard, os.Stdin)
	return p.Close()
}

// importJob imports the sources of the kill test.
func importJob(path string) error {
	p, err := Open(path, Options{User: "priya", Clock: fixed})
	if err != nil {
		return err
	}
	results := killSources()
	fmt.Println("open")
	for _, res := range results {
		if _, err := p.Import(ctx, res, "f", nil); err != nil {
			return err
		}
	}
	return p.Close()
}

// readJob opens a project that the child may not write, and reads it.
func readJob(path string) error {
	p, err := Open(path, Options{User: "priya", Clock: fixed})
	if err != nil {
		return err
	}
	defer p.Close()
	c, err := p.Corpus(ctx, corpus.Options{})
	if err != nil {
		return err
	}
	_, err = p.Import(ctx, &ingest.Result{}, "f", nil)
	fmt.Printf("read-only %v\n%s\n%d messages\n%v\n", p.ReadOnly(), p.Notice(), c.Len(), err)
	return nil
}

// child is a job under way.
type child struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// start starts a job and waits until it says "open".
func start(t testing.TB, job, path string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+job+":"+path)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	c := &child{cmd, in, bufio.NewReader(out)}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	if line, err := c.out.ReadString('\n'); line != "open\n" {
		t.Fatalf("the child says %q, %v", line, err)
	}
	return c
}

// kill ends the child at once, as a power cut would. It reports whether the
// child was still at work.
func (c *child) kill(t testing.TB) bool {
	if err := c.Process.Kill(); !errors.Is(err, os.ErrProcessDone) {
		must(t, err)
	}
	c.Wait()
	return !c.ProcessState.Exited()
}

// elapsed is how long a piece of work takes.
func elapsed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
