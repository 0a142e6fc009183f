package theme

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// plantedTheme is a theme that holds the messages with any of its phrases.
func plantedTheme(c *corpus.Corpus, id string, phrases ...string) Theme {
	t := Theme{ID: id, Label: id, Coherence: 0.1 * float64(len(phrases))}
	text := sentences{c: c}
	for k, p := range phrases {
		held := c.All().Filter(func(i int) bool { return text.hold(i, p) })
		t.Messages = t.Messages.Or(held)
		t.Phrases = append(t.Phrases, Phrase{Lemma: p, Display: p + "s", Messages: len(held), People: len(c.Who(held)), Weight: 1 / float64(k+1)})
	}
	t.People = len(c.Who(t.Messages))
	t.Share = float64(len(t.Messages)) / float64(c.Len())
	t.Examples = t.Messages[:min(mostExamples, len(t.Messages))]
	return t
}

// planted is a result with these themes, as finding them would give it.
func planted(c *corpus.Corpus, themes ...Theme) *Result {
	r := &Result{Themes: themes, Read: c.All()}
	slices.SortStableFunc(r.Themes, func(a, b Theme) int { return len(b.Messages) - len(a.Messages) })
	r.Carry(func(i int) (list []int32) {
		for k := range r.Themes {
			if r.Themes[k].Messages.Has(i) {
				list = append(list, int32(k))
			}
		}
		return list
	})
	for _, i := range r.Read {
		if len(r.Of(int(i))) == 0 {
			r.Unassigned++
		}
	}
	return r
}

// hospital is a chat about six things, with much overlap.
func hospital(t testing.TB, n int) (*corpus.Corpus, *Result) {
	r := rand.New(rand.NewPCG(3, 4))
	words := []string{"car park", "parking charge", "long wait", "waiting list", "press office", "campaign toolkit", "toolkit poster", "flu jab", "vaccine clinic", "staff survey", "tea"}
	messages := make([]said, n)
	for i := range messages {
		text := "We talked of the " + words[r.IntN(len(words))] + "s and the " + words[r.IntN(len(words))] + "."
		if r.IntN(4) == 0 {
			text = "Good evening all."
		}
		messages[i] = said{author: fmt.Sprintf("member%02d", r.IntN(20)), text: text}
	}
	c := build(t, messages)
	return c, planted(c, plantedTheme(c, "parking", "car park", "parking charge"), plantedTheme(c, "waits", "long wait", "waiting list"),
		plantedTheme(c, "press", "press office"), plantedTheme(c, "toolkit", "campaign toolkit", "toolkit poster"),
		plantedTheme(c, "jabs", "flu jab", "vaccine clinic"), plantedTheme(c, "survey", "staff survey"))
}

// get is the theme with the id.
func get(t testing.TB, r *Result, id string) *Theme {
	t.Helper()
	for k := range r.Themes {
		if r.Themes[k].ID == id {
			return &r.Themes[k]
		}
	}
	t.Fatalf("there is no theme %q", id)
	return nil
}

func ids(r *Result) string {
	var list []string
	for _, th := range r.Themes {
		list = append(list, th.ID)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// apply applies edits and checks what holds of every result.
func apply(t testing.TB, c *corpus.Corpus, found *Result, e Edits) (*Result, []Unmet) {
	t.Helper()
	before := dump(found)
	r, unmet := Apply(c, found, e)
	check(t, c, r)
	if d := cmp.Diff(before, dump(found)); d != "" {
		t.Fatalf("what was found was changed: %s", d)
	}
	for _, i := range r.Read {
		for k := range r.Themes {
			if r.Themes[k].Messages.Has(int(i)) != slices.Contains(r.Of(int(i)), int32(k)) {
				t.Fatalf("message %d and theme %s disagree", i, r.Themes[k].ID)
			}
		}
	}
	return r, unmet
}

// dump is all of a result.
func dump(r *Result) string {
	s := fmt.Sprintf("%+v\n%v %d %d\n", r.Themes, r.Read, r.Unassigned, r.NonAnswers)
	for _, i := range r.Read {
		s += fmt.Sprintln(i, r.Of(int(i)))
	}
	return s
}

func TestMerge(t *testing.T) {
	c, found := hospital(t, 300)
	parking, waits := get(t, found, "parking"), get(t, found, "waits")
	r, unmet := apply(t, c, found, Edits{Merges: []Merge{{1, waits.Ref(), parking.Ref()}}})
	if len(unmet) > 0 || ids(r) != "jabs parking press survey toolkit" {
		t.Fatalf("%v, themes %s", unmet, ids(r))
	}
	got := get(t, r, "parking")
	if d := cmp.Diff(parking.Messages.Or(waits.Messages), got.Messages); d != "" {
		t.Error(d)
	}
	if len(got.Phrases) != 4 || r.Unassigned != found.Unassigned || got.Label != "parking" {
		t.Errorf("%+v, %d unassigned", got, r.Unassigned)
	}
	if got.Share <= parking.Share || got.People < parking.People {
		t.Errorf("share %v, people %d", got.Share, got.People)
	}
}

func TestSplit(t *testing.T) {
	c, found := hospital(t, 300)
	toolkit := get(t, found, "toolkit")
	r, unmet := apply(t, c, found, Edits{Splits: []Split{{1, toolkit.Ref(), "toolkit poster", "posters"}}})
	if len(unmet) > 0 || ids(r) != "jabs parking press survey toolkit toolkit--toolkit-poster waits" {
		t.Fatalf("%v, themes %s", unmet, ids(r))
	}
	rest, part := get(t, r, "toolkit"), get(t, r, "toolkit--toolkit-poster")
	if part.Label != "posters" || len(part.Messages) == 0 || len(rest.Messages.And(part.Messages)) > 0 {
		t.Errorf("%+v", part)
	}
	if d := cmp.Diff(toolkit.Messages, rest.Messages.Or(part.Messages)); d != "" {
		t.Error(d)
	}
	// The part can be merged elsewhere, and the theme that it came of is found.
	ref := part.Ref()
	press := get(t, found, "press")
	r, unmet = apply(t, c, found, Edits{
		Splits: []Split{{1, toolkit.Ref(), "toolkit poster", "posters"}},
		Merges: []Merge{{2, ref, press.Ref()}},
	})
	if len(unmet) > 0 || !slices.ContainsFunc(get(t, r, "press").Phrases, func(p Phrase) bool { return p.Lemma == "toolkit poster" }) {
		t.Errorf("%v %+v", unmet, get(t, r, "press"))
	}
	// Nothing is left of a theme whose only phrase is to be split off: refused.
	if _, unmet = apply(t, c, found, Edits{Splits: []Split{{1, press.Ref(), "press office", ""}}}); len(unmet) != 1 {
		t.Errorf("%v", unmet)
	}
}

func TestRenameAndHide(t *testing.T) {
	c, found := hospital(t, 300)
	r, unmet := apply(t, c, found, Edits{
		Renames: []Rename{{get(t, found, "jabs").Ref(), "Vaccination"}, {Ref{ID: "nothing"}, "x"}},
		Hidden:  []Ref{get(t, found, "parking").Ref()},
	})
	if d := cmp.Diff([]Unmet{{Renamed, "nothing"}}, unmet); d != "" {
		t.Error(d)
	}
	if get(t, r, "jabs").Label != "Vaccination" || ids(r) != "jabs press survey toolkit waits" {
		t.Errorf("%s", ids(r))
	}
	only := 0
	for _, i := range found.Read {
		if list := found.Of(int(i)); len(list) == 1 && found.Themes[list[0]].ID == "parking" {
			only++
		}
	}
	if only == 0 || r.Unassigned != found.Unassigned+only {
		t.Errorf("%d unassigned, want %d and %d", r.Unassigned, found.Unassigned, only)
	}
}

// TestOrderDoesNotMatter makes edits of different themes in any order and turn.
func TestOrderDoesNotMatter(t *testing.T) {
	c, found := hospital(t, 200)
	ref := func(id string) Ref { return get(t, found, id).Ref() }
	r := rand.New(rand.NewPCG(5, 6))
	want := ""
	for range 40 {
		turns := r.Perm(4)
		e := Edits{
			Merges:  []Merge{{turns[0], ref("waits"), ref("parking")}, {turns[1], ref("survey"), ref("parking")}},
			Splits:  []Split{{turns[2], ref("toolkit"), "toolkit poster", "posters"}, {turns[3], ref("jabs"), "flu jab", "flu"}},
			Renames: []Rename{{ref("press"), "Media"}, {ref("parking"), "Access"}, {Ref{ID: "jabs--flu-jab"}, "Flu"}},
			Hidden:  []Ref{ref("toolkit")},
		}
		r.Shuffle(len(e.Merges), func(i, j int) { e.Merges[i], e.Merges[j] = e.Merges[j], e.Merges[i] })
		r.Shuffle(len(e.Splits), func(i, j int) { e.Splits[i], e.Splits[j] = e.Splits[j], e.Splits[i] })
		r.Shuffle(len(e.Renames), func(i, j int) { e.Renames[i], e.Renames[j] = e.Renames[j], e.Renames[i] })
		got, unmet := apply(t, c, found, e)
		if len(unmet) > 0 {
			t.Fatal(unmet)
		}
		if want == "" {
			want = dump(got)
		}
		if d := cmp.Diff(want, dump(got)); d != "" {
			t.Fatalf("the order of edits matters: %s", d)
		}
	}
}

// TestUndoneEditsLeaveNothing takes random edits and takes them back one by
// one: every earlier state has the same bytes again.
func TestUndoneEditsLeaveNothing(t *testing.T) {
	c, found := hospital(t, 150)
	r := rand.New(rand.NewPCG(7, 8))
	for range 15 {
		states, edits := []string{dump(found)}, []Edits{{}}
		now := found
		for turn := range 8 {
			e := edits[len(edits)-1]
			e = Edits{Merges: slices.Clone(e.Merges), Splits: slices.Clone(e.Splits), Renames: slices.Clone(e.Renames), Hidden: slices.Clone(e.Hidden)}
			if len(now.Themes) < 2 {
				break
			}
			p := r.Perm(len(now.Themes))
			a, b := &now.Themes[p[0]], &now.Themes[p[1]]
			switch r.IntN(4) {
			case 0:
				e.Merges = append(e.Merges, Merge{turn, a.Ref(), b.Ref()})
			case 1:
				e.Splits = append(e.Splits, Split{turn, a.Ref(), a.Phrases[0].Lemma, ""})
			case 2:
				e.Renames = append(e.Renames, Rename{a.Ref(), fmt.Sprint("name ", turn)})
			case 3:
				e.Hidden = append(e.Hidden, a.Ref())
			}
			now, _ = apply(t, c, found, e)
			states, edits = append(states, dump(now)), append(edits, e)
		}
		for k := len(edits) - 1; k >= 0; k-- {
			if got, _ := Apply(c, found, edits[k]); dump(got) != states[k] {
				t.Fatalf("undoing edit %d gives another result", k+1)
			}
		}
	}
}

// TestEditsSurviveALongerImport: after an import themes have other ids, and
// one phrase more or less.
func TestEditsSurviveALongerImport(t *testing.T) {
	_, found := hospital(t, 200)
	ref := func(id string) Ref { return get(t, found, id).Ref() }
	e := Edits{
		Merges:  []Merge{{1, ref("jabs"), ref("press")}},
		Splits:  []Split{{2, ref("toolkit"), "toolkit poster", "posters"}},
		Renames: []Rename{{ref("parking"), "Getting here"}},
		Hidden:  []Ref{ref("survey"), ref("waits")},
	}
	longer, _ := hospital(t, 260)
	later := planted(longer, plantedTheme(longer, "car-parks", "car park", "parking charge", "tea"), // two of three
		plantedTheme(longer, "wait", "long wait", "tea", "good evening"), // one of four
		plantedTheme(longer, "press", "press office"), plantedTheme(longer, "campaign-toolkit", "campaign toolkit", "toolkit poster"),
		plantedTheme(longer, "flu-jab", "flu jab", "vaccine clinic"), plantedTheme(longer, "staff-survey", "staff survey"))
	r, unmet := apply(t, longer, later, e)
	if got := get(t, r, "parking"); got.Label != "Getting here" || got.Messages.Len() < get(t, found, "parking").Messages.Len() {
		t.Errorf("%+v", got)
	}
	if got := ids(r); got != "parking press toolkit toolkit--toolkit-poster wait" {
		t.Errorf("themes %s", got)
	}
	if d := cmp.Diff([]Unmet{{Concealed, "waits"}}, unmet); d != "" {
		t.Errorf("unmet: %s", d)
	}
	// Two that are gone cannot both be the one theme like them.
	twin := ref("parking")
	twin.ID = "parking-2"
	_, unmet = apply(t, longer, later, Edits{Renames: []Rename{{twin, "x"}, {ref("parking"), "y"}}})
	if d := cmp.Diff([]Unmet{{Renamed, "parking-2"}}, unmet); d != "" {
		t.Errorf("unmet: %s", d)
	}
}

func TestHold(t *testing.T) {
	c := build(t, []said{
		{author: "a", text: "The waits were very long."}, {author: "a", text: "It was long. We had to wait."},
		{author: "a", text: "Sign-posting for #CarParking please!"}, {author: "a", text: "NHS's organisations"}, {author: "a", text: ""},
	})
	s := sentences{c: c}
	for _, x := range []struct {
		lemma string
		want  []int32
	}{
		{"long wait", []int32{0}}, {"wait", []int32{0, 1}}, {"posting", []int32{2}}, {"car parking", []int32{2}},
		{"organisation", []int32{3}}, {"nhs", []int32{3}}, {"nothing", nil},
	} {
		got := c.All().Filter(func(i int) bool { return s.hold(i, x.lemma) })
		if !slices.Equal(got, corpus.Selection(x.want)) {
			t.Errorf("%q is held by %v, want %v", x.lemma, got, x.want)
		}
	}
}

func TestPartsOffered(t *testing.T) {
	th := Theme{ID: "visitor", Label: "visitors", Phrases: []Phrase{{Lemma: "visitor", Display: "visitors", Messages: 20}, {Lemma: "car park", Display: "car park", Messages: 9}, {Lemma: "park", Display: "park", Messages: 12}, {Lemma: "charge", Display: "charges", Messages: 2}, {Lemma: "permit", Display: "permits", Messages: 4}}}
	got := th.PartsOffered()
	if len(got) != 2 || got[0].Lemma != "car park" || got[1].Lemma != "permit" {
		t.Errorf("%v", got)
	}
}

func TestStopPhrases(t *testing.T) {
	c, found := hospital(t, 100)
	get(t, found, "parking").Label = "car parks"
	r, _ := apply(t, c, found, Edits{Stopped: []string{"tea", "press offices", "Car park"}})
	if got := ids(r); got != "jabs parking survey toolkit waits" {
		t.Errorf("themes %s", got)
	}
	if got := get(t, r, "parking"); len(got.Phrases) != 1 || got.Label != "parking charges" {
		t.Errorf("%+v", got)
	}
}
