package gui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// changes are the methods that change what is on the window.
var changes = map[string]bool{
	"Add": true, "Choose": true, "Disable": true, "Enable": true, "Focus": true, "Hide": true, "Move": true,
	"Refresh": true, "Remove": true, "Resize": true, "Scroll": true, "ScrollTo": true, "ScrollToTop": true,
	"Select": true, "Set": true, "SetChecked": true, "SetContent": true, "SetIcon": true, "SetOffset": true,
	"SetPlaceHolder": true, "SetSelected": true, "SetText": true, "SetTitle": true, "SetValue": true, "Show": true,
	"Start": true, "Stop": true, "Unfocus": true, "UnselectAll": true,
}

// leavers run a function away from the UI goroutine; returners bring it back.
var (
	leavers   = map[string]bool{"Go": true, "run": true, "start": true}
	returners = map[string]bool{"Do": true, "do": true, "DoAndWait": true, "After": true, "after": true}
)

// TestWidgetsChangeOnTheUIGoroutine reads the source of the window and looks
// for functions that run in the background and change widgets there, and for
// goroutines that are started elsewhere than where they are expected.
func TestWidgetsChangeOnTheUIGoroutine(t *testing.T) {
	files := 0
	for _, root := range []string{".", filepath.Join("..", "cmd", "yearbook")} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files++
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			for _, problem := range offences(set, file) {
				t.Error(problem)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 30 {
		t.Errorf("only %d files were read", files)
	}
}

func TestOffences(t *testing.T) {
	cases := []struct {
		name, body string
		want       int
	}{
		{"a goroutine", "go func() { label.SetText(s) }()", 1},
		{"a goroutine that comes back", "go func() { fyne.Do(func() { label.SetText(s) }) }()", 0},
		{"the injected way", "l.run.Go(func() { label.Hide() })", 1},
		{"the injected way and back", "l.run.Go(func() { x := f(); l.run.Do(func() { label.SetText(x) }) })", 0},
		{"on the UI goroutine", "label.SetText(s)", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, "x.go", "package x\nfunc f() { "+c.body+" }", 0)
			if err != nil {
				t.Fatal(err)
			}
			if got := offences(set, file); len(got) != c.want {
				t.Errorf("found %v, want %d", got, c.want)
			}
		})
	}
}

// offences lists the changes of widgets made in the background.
func offences(set *token.FileSet, file *ast.File) []string {
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			if f, ok := n.Call.Fun.(*ast.FuncLit); ok {
				found = append(found, inBackground(set, f)...)
			}
		case *ast.CallExpr:
			if leavers[called(n)] {
				for _, arg := range n.Args {
					if f, ok := arg.(*ast.FuncLit); ok {
						found = append(found, inBackground(set, f)...)
					}
				}
			}
		}
		return true
	})
	return found
}

// inBackground lists the changes in a function that runs in the background,
// leaving out what is brought back to the UI goroutine.
func inBackground(set *token.FileSet, f *ast.FuncLit) []string {
	var found []string
	ast.Inspect(f.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := called(call)
		if returners[name] {
			return false
		}
		if _, method := call.Fun.(*ast.SelectorExpr); method && changes[name] {
			found = append(found, set.Position(call.Pos()).String()+": "+name+" is called in the background")
		}
		return true
	})
	return found
}

// called is the name of the function called, without what it belongs to.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
