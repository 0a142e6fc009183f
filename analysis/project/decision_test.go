package project

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

func TestDecisions(t *testing.T) {
	p := create(t)
	rule := corpus.SessionRule{Gap: 3, Unit: corpus.Week}
	must(t, p.Decide(ctx, "cut the talk by week", "setting", "sessions", rule))
	must(t, p.Decide(ctx, "cut the talk by week", "setting", "sessions", rule)) // no change, no entry
	must(t, p.Decide(ctx, "named a theme", "theme", "7", "waiting times"))
	p = reopen(t, p)
	var got corpus.SessionRule
	if found, err := p.Decision(ctx, "setting", "sessions", &got); !found || err != nil || got != rule {
		t.Errorf("%v %v %v", got, found, err)
	}
	if found, err := p.Decision(ctx, "setting", "none", &got); found || err != nil {
		t.Errorf("%v %v", found, err)
	}
	all, err := p.Decisions(ctx, "theme")
	must(t, err)
	if d := cmp.Diff(map[string]json.RawMessage{"7": json.RawMessage(`"waiting times"`)}, all); d != "" {
		t.Error(d)
	}
	must(t, p.Decide(ctx, "dropped a theme", "theme", "7", nil))
	refused(t, p.Decide(ctx, "x", kindAlias, "7", nil), "method of their own")
	refused(t, p.Decide(ctx, "x", "theme", "7", func() {}), "report this")
	want := []string{"created the project", "cut the talk by week", "named a theme", "dropped a theme"}
	if d := cmp.Diff(want, whats(t, p)); d != "" {
		t.Error(d)
	}
	entries, err := p.Log(ctx)
	must(t, err)
	if e := entries[2]; e.Who != "kate" || !e.At.Equal(fixed()) || string(e.Details) != `[{"kind":"theme","key":"7","after":"\"waiting times\""}]` {
		t.Errorf("%+v %s", e, e.Details)
	}
}

// TestUndo makes random changes with undo and redo among them and compares the
// project with a plain list of states.
func TestUndo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	p := create(t)
	add(t, p, result("a.txt", chat(1, 0, "Kate", "a"), chat(2, 1, "Jo", "b"), chat(3, 2, "Ann", "c")))
	states, at := []string{state(t, p)}, 0
	people := []string{"Kate", "Jo", "Ann"}
	for range 300 {
		var err error
		switch pick := r.IntN(8); pick {
		case 0, 1:
			_, err = p.Undo(ctx)
			at = max(0, at-1)
		case 2:
			_, err = p.Redo(ctx)
			at = min(len(states)-1, at+1)
		default:
			before := state(t, p)
			changeSomething(r, p, people)
			if now := state(t, p); now != before {
				states = append(states[:at+1:at+1], now)
				at++
			}
		}
		must(t, err)
		if got := state(t, p); got != states[at] {
			t.Fatalf("after %d changes the project is\n%s, not\n%s", at, got, states[at])
		}
		if r.IntN(20) == 0 {
			p = reopen(t, p)
		}
	}
}

func changeSomething(r *rand.Rand, p *Project, people []string) {
	who := func() string { return people[r.IntN(len(people))] }
	switch r.IntN(4) { // what cannot be done is refused, and changes nothing
	case 0:
		p.MergePeople(ctx, who(), who())
	case 1:
		p.Unmerge(ctx, who())
	case 2:
		p.MarkPerson(ctx, who(), []Mark{Official, Moderator}[:r.IntN(3)]...)
	case 3:
		p.Decide(ctx, "set", "setting", who(), r.IntN(3))
	}
}

func state(t testing.TB, p *Project) string {
	rows, err := list[string](p.db, "SELECT kind || ' ' || key || ' ' || value FROM decisions ORDER BY kind, key")
	must(t, err)
	return fmt.Sprintf("%q", rows)
}

func TestPeople(t *testing.T) {
	p := create(t)
	add(t, p, result("a.txt", chat(1, 0, "Kate Smith", "a"), chat(2, 1, "kate smith", "b"), chat(3, 2, "Kate Smith", "c"), chat(4, 3, "KS", "d")))
	add(t, p, result("b.txt", chat(1, 2, "+44 7700", "c"), chat(2, 4, "~ KS", "e"), chat(3, 5, "Jo", "f")))
	if n := load(t, p).Len(); n != 7 {
		t.Fatalf("%d messages", n)
	}
	must(t, p.MergePeople(ctx, "ks", "+44 7700"))
	must(t, p.MergePeople(ctx, "Kate Smith", "@KS"))
	aliases, err := p.Aliases(ctx)
	must(t, err)
	if d := cmp.Diff(map[string]string{"ks": "kate smith", "+44 7700": "kate smith"}, aliases); d != "" {
		t.Error(d)
	}
	c := load(t, p)
	want := []corpus.Person{{Key: "kate smith", Name: "Kate Smith", First: c.People()[0].First}, {Key: "jo", Name: "Jo", First: c.People()[1].First}}
	if d := cmp.Diff(want, c.People()); d != "" {
		t.Error(d)
	}
	if c.Len() != 6 { // "c" was said once, under two names in two exports
		t.Errorf("%d messages", c.Len())
	}
	must(t, p.MarkPerson(ctx, "ks", Moderator, Official, Moderator))
	must(t, p.MarkPerson(ctx, "Kate Smith", Official))
	marks, err := p.Marks(ctx)
	must(t, err)
	if d := cmp.Diff(map[string][]Mark{"kate smith": {Moderator, Official}}, marks); d != "" {
		t.Error(d)
	}
	refused(t, p.MergePeople(ctx, "KS", "+44 7700"), "one person already")
	refused(t, p.MergePeople(ctx, "Kate", "Jo"), `nobody in this project is called "Kate"`)
	refused(t, p.MergePeople(ctx, "", "Jo"), "nobody")
	refused(t, p.MarkPerson(ctx, "Kat", Official), "nobody")
	refused(t, p.Unmerge(ctx, "Jo"), "is not merged")
	must(t, p.Unmerge(ctx, "KS"))
	if c := load(t, p); len(c.People()) != 3 || c.Len() != 6 {
		t.Errorf("people %v, %d messages", c.People(), c.Len())
	}
	wants := []string{"merged +44 7700 into KS", "merged KS into Kate Smith", "marked KS: moderator, official account", "marked Kate Smith: official account", "made KS a person apart again"}
	if got := whats(t, p)[3:]; !slices.Equal(got, wants) {
		t.Errorf("%q", got)
	}
	// A person keeps the name when its own source goes.
	must(t, p.RemoveSource(ctx, 1))
	if c := load(t, p); c.People()[0].Name != "Kate Smith" {
		t.Errorf("people %v", c.People())
	}
}

func TestRemoveSource(t *testing.T) {
	p := create(t)
	secret := chat(3, 9, "Zebedee", "a secret that must go")
	add(t, p, result("a.txt", chat(1, 0, "Kate", "hello"), chat(2, 1, "Jo", "bye")))
	alone := load(t, p)
	gone := add(t, p, result("b.txt", chat(1, 0, "Kate", "hello"), chat(2, 1, "Jo", "bye"), secret))
	both := load(t, p)
	refused(t, p.RemoveSource(ctx, 9), "no source 9")
	must(t, p.Decide(ctx, "named the year", "setting", "x", 1))
	must(t, p.RemoveSource(ctx, gone.Source))
	sameCorpus(t, alone, load(t, p))
	refused(t, p.RemoveSource(ctx, gone.Source), "no source 2")
	if what, err := p.Undo(ctx); what != "removed the source b.txt" || err != nil {
		t.Error(what, err)
	}
	sameCorpus(t, both, load(t, p))
	if _, err := p.Redo(ctx); err != nil {
		t.Error(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.yearbook")
	must(t, p.SaveCopy(ctx, copied))
	if b, _ := os.ReadFile(copied); len(b) == 0 || bytes.Contains(b, []byte("secret")) || bytes.Contains(b, []byte("Zebedee")) {
		t.Error("the copy holds what was removed")
	}
	if !holds(t, p, "a secret that must go") {
		t.Error("the test looks in the wrong place")
	}
	p = reopen(t, p)
	if holds(t, p, "secret") || holds(t, p, "Zebedee") {
		t.Error("the file still holds what was removed")
	}
	var erased *GoneError
	if what, err := p.Undo(ctx); what != "" || !errors.As(err, &erased) || erased.What != "removed the source b.txt" {
		t.Errorf("a removal was undone after closing: %q, %v", what, err)
	}
	if what, err := p.Undo(ctx); what != "named the year" || err != nil {
		t.Errorf("the change before the removal: %q, %v", what, err)
	}
	if what, err := p.Undo(ctx); what != "" || err != nil {
		t.Errorf("nothing is left to undo: %q, %v", what, err)
	}
	sameCorpus(t, alone, load(t, p))
	if again := add(t, p, result("b.txt", chat(1, 0, "Kate", "hello"), chat(2, 1, "Jo", "bye"), secret)); again.Source <= gone.Source {
		t.Errorf("source number %d was used twice", again.Source)
	}
	sameCorpus(t, both, load(t, p))
}

// TestRemoveAndImportAgain: undoing the removal must not bring a source twice.
func TestRemoveAndImportAgain(t *testing.T) {
	p := create(t)
	res := year(1, 30)
	out := add(t, p, res)
	must(t, p.Decide(ctx, "set", "setting", "x", 1))
	must(t, p.RemoveSource(ctx, out.Source))
	if again := add(t, p, res); again.Kind != Added {
		t.Error(again)
	}
	if what, err := p.Undo(ctx); what != "set" || err != nil {
		t.Errorf("undid %q, %v", what, err)
	}
	sameCorpus(t, build(t, res), load(t, p))
}

func TestSaveCopy(t *testing.T) {
	p := create(t)
	add(t, p, year(1, 300))
	must(t, p.Decide(ctx, "set", "setting", "x", 1))
	path := filepath.Join(t.TempDir(), "copy.yearbook")
	must(t, p.SaveCopy(ctx, path))
	refused(t, p.SaveCopy(ctx, path), "choose another name")
	refused(t, p.SaveCopy(ctx, p.path), "choose another name")
	refused(t, p.SaveCopy(ctx, filepath.Join(path, "x")), "choose a folder")
	q, err := Open(path, byKate)
	must(t, err)
	defer q.Close()
	sameCorpus(t, load(t, p), load(t, q))
	if d := cmp.Diff(whats(t, p), whats(t, q)); d != "" {
		t.Error(d)
	}
	if what, err := q.Undo(ctx); what != "set" || err != nil {
		t.Error("the copy has no undo", what, err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 2 { // itself and its lock
		t.Errorf("left behind: %v", files)
	}
}
