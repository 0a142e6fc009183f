package viewmodel_test

import (
	"slices"
	"testing"

	"yearbook/gui/guitest"
	"yearbook/gui/viewmodel"
)

func TestReceipt(t *testing.T) {
	a := newApp(viewmodel.Synchronous(), &guitest.Engine{})
	a.Open([]string{"/a/chat.txt", "/a/minutes.docx"})
	files, problems := a.Files(), a.Problems()
	if len(files) != 1 || len(problems) != 1 {
		t.Fatalf("%d files, %d problems", len(files), len(problems))
	}
	f := files[0]
	if f.Name != "chat.txt" || f.Messages != "276" || f.People != "8" || f.LeftOut != "14" ||
		f.Dates != "6 January 2012 to 6 December 2013" || f.Notes != "" {
		t.Errorf("the line of the file is %+v", f)
	}
	if len(f.Omissions) != 2 || f.Omissions[0].Count != "11" || f.Omissions[0].Examples[0] != "line 1: Messages and calls are end-to-end encrypted." {
		t.Errorf("left out: %+v", f.Omissions)
	}
	facts := map[string]string{}
	for _, x := range f.Facts {
		facts[x.Name] = x.Value
	}
	if facts["Dates"] != "day first: 16 dates such as 25/01/2012 can be read no other way (3 dates could be read two ways)" {
		t.Errorf("dates: %q", facts["Dates"])
	}
	if facts["Rows"] != "290 rows gave 276 messages" || facts["Read as"] != "WhatsApp text (certain)" {
		t.Errorf("facts: %v", facts)
	}
	if problems[0].Name != "minutes.docx" {
		t.Errorf("problem of %q", problems[0].Name)
	}
}

func TestAddRemoveUndo(t *testing.T) {
	e := &guitest.Engine{}
	a := newApp(viewmodel.Synchronous(), e)
	names := func() (list []string) {
		for _, f := range a.Files() {
			list = append(list, f.Name)
		}
		return list
	}
	is := func(step string, want ...string) {
		t.Helper()
		if got := names(); !slices.Equal(got, want) {
			t.Fatalf("%s: files are %v, want %v", step, got, want)
		}
	}
	a.Open([]string{"/a/2012.txt"})
	is("opened", "2012.txt")
	a.Add([]string{"/a/2013.txt", "/a/2012.txt"})
	is("added", "2012.txt", "2013.txt")
	a.Remove(0)
	is("removed", "2013.txt")
	reads := len(e.Reads())
	a.Undo()
	is("undone", "2012.txt", "2013.txt")
	if len(e.Reads()) != reads {
		t.Error("undo read files again")
	}
	a.Undo()
	is("undone twice", "2012.txt")
	if a.CanUndo() {
		t.Error("there is something left to undo")
	}
	a.Remove(0)
	if a.Stage() != viewmodel.Welcome || a.HasReading() {
		t.Fatalf("stage %v after the last file went", a.Stage())
	}
	a.Undo()
	is("the last file is back", "2012.txt")
	if a.Stage() != viewmodel.Receipt {
		t.Errorf("stage is %v", a.Stage())
	}
}

func TestUsingTheSameFilesAgainAsksNothing(t *testing.T) {
	a, e := reviewed(t)
	asked := len(e.Asked())
	a.ShowReceipt()
	if a.Stage() != viewmodel.Receipt {
		t.Fatalf("stage is %v", a.Stage())
	}
	a.Use()
	if a.Stage() != viewmodel.Reviewed || len(e.Asked()) != asked {
		t.Errorf("stage %v, asked %d times more", a.Stage(), len(e.Asked())-asked)
	}
	a.Drop([]string{"/a/2014.txt"})
	a.Use()
	if len(e.Asked()) != asked+1 {
		t.Error("other files did not give another review")
	}
}
