package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"yearbook/testdata/sample"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"yearbook-cli": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
		},
	})
}

// TestScripts runs the command line as people do: see testdata/script. The
// sample year lies in $SAMPLE, a workbook with a sheet for each of two years in
// $WORKBOOK.
func TestScripts(t *testing.T) {
	dir := t.TempDir()
	if _, err := sample.Write(dir); err != nil {
		t.Fatal(err)
	}
	book := workbook(t)
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", dir)
			e.Setenv("WORKBOOK", book)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"same": same, "code": code},
	})
}

// workbook writes the workbook of the scripts.
func workbook(t *testing.T) string {
	f := excelize.NewFile()
	defer f.Close()
	path := filepath.Join(t.TempDir(), "years.xlsx")
	for _, year := range []string{"2021", "2022"} {
		_, err := f.NewSheet(year)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range [][]any{{"Date", "Name", "Comment"}, {"13/05/" + year, "Ann", "The staff were kind in " + year}, {"14/05/" + year, "Ben", ""}} {
			if err := f.SetSheetRow(year, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// same DIR1 DIR2: the folders hold the same files with the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: same DIR1 DIR2")
	}
	one, two := tree(ts, args[0]), tree(ts, args[1])
	if len(one) == 0 || len(one) != len(two) {
		ts.Fatalf("%d files and %d files", len(one), len(two))
	}
	for name, content := range one {
		if two[name] != content {
			ts.Fatalf("%s differs", name)
		}
	}
}

func tree(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	root := ts.MkAbs(dir)
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		files[rel] = string(data)
		return err
	})
	ts.Check(err)
	return files
}

// code N COMMAND...: the command ends with exit code N.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if args[0] != string(rune('0'+got)) {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}
