package coder

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/optimize"

	"yearbook/analysis/language"
)

var ctx = context.Background()

var model = sync.OnceValue(func() *language.Model {
	m, err := language.Load()
	if err != nil {
		panic(err)
	}
	return m
})

// made writes comments about parking, food and both, in many wordings.
func made(n int, seed uint64) []Example {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	parking := func() string {
		return pick("the car park was full", "nowhere to park", "parking cost a fortune", "no disabled bay free", "we drove round looking for a space", "the parking machine was broken")
	}
	food := func() string {
		return pick("lunch was cold", "the meals were tasty", "no vegetarian menu", "lovely soup at dinner", "breakfast came late", "the sandwiches were stale")
	}
	other := func() string {
		return pick("the nurse was kind", "my doctor explained it all", "the ward was noisy", "a long wait for the scan", "thank you to everyone", "the appointment was moved twice")
	}
	var list []Example
	for i := range n {
		e := Example{Group: fmt.Sprint("person ", i/2)}
		switch r.IntN(4) {
		case 0:
			e.Text, e.Codes = parking(), []string{"parking"}
		case 1:
			e.Text, e.Codes = food(), []string{"food"}
		case 2:
			e.Text, e.Codes = parking()+" and "+food(), []string{"food", "parking"}
		default:
			e.Text = other()
		}
		e.Text += pick("", ".", "!", " on Monday", " again", " at the hospital")
		list = append(list, e)
	}
	return list
}

func train(t *testing.T, examples []Example, opt Options) *Model {
	t.Helper()
	m, err := Train(ctx, model(), examples, opt)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLearns(t *testing.T) {
	c := train(t, made(200, 1), Options{}).NewCoder()
	for text, want := range map[string][]string{
		"There was nowhere to park the car":        {"parking"},
		"Dinner was cold":                          {"food"},
		"The nurse explained my appointment":       nil,
		"no space in the car park, and cold lunch": {"food", "parking"},
		"parkng machine brokn":                     {"parking"},
	} {
		var got []string
		for _, s := range c.Suggest(text) {
			got = append(got, s.Code)
			if s.Probability <= 0 || s.Probability >= 1 {
				t.Errorf("%q: probability %v of %s", text, s.Probability, s.Code)
			}
		}
		slices.Sort(got)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", text, d)
		}
	}
}

// TestSame holds the answers to one, two and eight workers.
func TestSame(t *testing.T) {
	var want string
	for _, workers := range []int{1, 2, 8} {
		m := train(t, made(120, 2), Options{Workers: workers})
		picks, err := Next(ctx, model(), m, texts(made(60, 3)), 5, Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		r, err := CrossValidate(ctx, model(), made(60, 4), Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(m.Labels(), m.NewCoder().Probabilities("the car park"), picks, r)
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%d workers:\n%s\none:\n%s", workers, got, want)
		}
	}
}

func texts(examples []Example) []string {
	var list []string
	for _, e := range examples {
		list = append(list, e.Text)
	}
	return list
}

// TestEdges gives the trainer what is hardly an example: every probability must
// be a number between 0 and 1.
func TestEdges(t *testing.T) {
	same := func(n int, text string, codes ...string) []Example {
		var list []Example
		for range n {
			list = append(list, Example{Text: text, Codes: codes})
		}
		return list
	}
	for name, tt := range map[string]struct {
		examples []Example
		labels   []string
	}{
		"one":                    {same(1, "the car park", "parking"), nil},
		"one without codes":      {same(1, "the car park"), nil},
		"all have the code":      {same(30, "the car park", "parking"), nil},
		"none has the code":      {same(30, "the car park"), []string{"parking"}},
		"empty texts":            {append(same(15, "", "parking"), same(15, " ")...), nil},
		"empty and full":         {append(same(15, "", "parking"), same(15, "cold soup", "food")...), nil},
		"one of the code":        {append(same(40, "cold soup", "food"), same(1, "the car park", "parking")...), nil},
		"same text, both ways":   {append(same(20, "hello", "a"), same(20, "hello")...), nil},
		"one group":              {[]Example{{"a", []string{"x"}, "g"}, {"b", nil, "g"}, {"a", []string{"x"}, "g"}, {"b", nil, "g"}, {"a", []string{"x"}, "g"}, {"b", nil, "g"}, {"a", []string{"x"}, "g"}, {"b", nil, "g"}, {"a", []string{"x"}, "g"}, {"b", nil, "g"}, {"c", nil, "g"}}, nil},
		"labels nobody has":      {made(20, 5), []string{"nothing", "parking"}},
		"bytes that are no text": {append(same(10, "\xff\xfe\x00", "a"), same(10, "👩‍👩‍👧 ok")...), nil},
	} {
		m := train(t, tt.examples, Options{Labels: tt.labels})
		for _, l := range m.Labels() {
			if !(l.Threshold > 0 && l.Threshold <= 1) {
				t.Errorf("%s: threshold %v of %s", name, l.Threshold, l.Name)
			}
		}
		for _, text := range []string{"", "the car park", "unheard of", "\xff"} {
			for l, p := range m.NewCoder().Probabilities(text) {
				if !(p > 0 && p < 1) {
					t.Errorf("%s: probability %v of %s for %q", name, p, m.Labels()[l].Name, text)
				}
			}
		}
		if len(tt.examples) >= fewest {
			if _, err := CrossValidate(ctx, model(), tt.examples, Options{Labels: tt.labels}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if _, err := Train(ctx, model(), nil, Options{}); err == nil {
		t.Error("no examples give a model")
	}
	if _, err := CrossValidate(ctx, model(), same(9, "x", "y"), Options{}); err == nil {
		t.Error("nine examples can be checked")
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Train(gone, model(), made(20, 1), Options{}); err == nil {
		t.Error("a cancelled context gives a model")
	}
}

func TestAllAndNone(t *testing.T) {
	all := train(t, []Example{{Text: "a", Codes: []string{"x"}}, {Text: "b", Codes: []string{"x"}}}, Options{Labels: []string{"x", "y"}})
	if got := all.NewCoder().Suggest("c"); len(got) != 1 || got[0].Code != "x" || got[0].Probability != 2.5/3 {
		t.Errorf("%v, want x at %v", got, 2.5/3)
	}
}

// TestExtra holds the caller's features to be of use: here nothing else tells
// the examples apart.
func TestExtra(t *testing.T) {
	var examples []Example
	for i := range 60 {
		e := Example{Text: fmt.Sprintf("note %c", 'a'+i%26)}
		if i%3 == 0 {
			e.Text, e.Codes = e.Text+" ", []string{"x"} // a blank that no word shows
		}
		examples = append(examples, e)
	}
	blank := func(text string) []string {
		if text[len(text)-1] == ' ' {
			return []string{"blank"}
		}
		return nil
	}
	with, err := CrossValidate(ctx, model(), examples, Options{Extra: blank})
	if err != nil {
		t.Fatal(err)
	}
	if f := with.Counts[0].F1(); f < 0.95 {
		t.Errorf("F1 %.2f with a feature that tells all", f)
	}
}

func TestCrossValidate(t *testing.T) {
	r, err := CrossValidate(ctx, model(), made(200, 6), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"food", "parking"}, r.Labels); d != "" {
		t.Error(d)
	}
	for l, c := range r.Counts {
		if c.F1() < 0.9 {
			t.Errorf("%s: F1 %.2f: %+v", r.Labels[l], c.F1(), c)
		}
	}
	// Where codes are drawn by lot nothing can be learnt, and the report must
	// say so rather than report what was learnt by heart.
	lot := made(200, 7)
	draw := rand.New(rand.NewPCG(8, 8))
	for i := range lot {
		lot[i].Codes = nil
		if draw.IntN(10) == 0 {
			lot[i].Codes = []string{"x"}
		}
	}
	r, err = CrossValidate(ctx, model(), lot, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f := r.Counts[0].F1(); f > 0.35 {
		t.Errorf("F1 %.2f where there is nothing to learn", f)
	}
}

func TestDeal(t *testing.T) {
	examples := made(100, 9)
	s, err := newStudy(ctx, model(), append(examples, Example{Text: "rare", Codes: []string{"rare"}}, Example{Text: "rare too", Codes: []string{"rare"}}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	fold := s.deal(all(102), 5)
	if fold[100] == fold[101] {
		t.Error("both examples of a rare code are in one fold")
	}
	size := make([]int, 5)
	for i, f := range fold {
		size[f]++
		if i < 100 && i%2 == 1 && f != fold[i-1] {
			t.Errorf("examples %d and %d of one person are in folds %d and %d", i-1, i, fold[i-1], f)
		}
	}
	if slices.Min(size) < 18 || slices.Max(size) > 23 {
		t.Errorf("folds of %v", size)
	}
}

func TestNext(t *testing.T) {
	m := train(t, made(100, 10), Options{})
	pending := []string{"", "the nurse was kind", "soup in the car park", "soup in the car park", "breakfast on the way to the car", "thank you"}
	picks, err := Next(ctx, model(), m, pending, 3, Options{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for _, p := range picks {
		if p.Index == 0 || seen[p.Index] || p.Code == "" || !(p.Probability > 0 && p.Probability < 1) || p.Examples == 0 {
			t.Errorf("picked %+v", p)
		}
		seen[p.Index] = true
	}
	if len(picks) != 3 || seen[2] && seen[3] {
		t.Errorf("picks %+v", picks)
	}
	first, err := Next(ctx, model(), nil, pending, 10, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != 4 {
		t.Errorf("%d picks without a model, want each different text", len(first))
	}
	none, err := Next(ctx, model(), nil, nil, 3, Options{})
	if err != nil || len(none) != 0 {
		t.Errorf("%v, %v from no texts", none, err)
	}
}

// problems makes a regression of a size that gonum's LBFGS solves quickly.
func problems(rows, width int, seed uint64) *problem {
	r := rand.New(rand.NewPCG(seed, 3))
	p := &problem{width: width}
	for range rows {
		var v vector
		for c := range width {
			if r.IntN(4) == 0 {
				v.column, v.value = append(v.column, int32(c)), append(v.value, float32(r.NormFloat64()))
			}
		}
		score := -1.0
		for k, c := range v.column {
			score += float64(v.value[k]) * float64(c%3-1)
		}
		p.rows = append(p.rows, v)
		p.yes = append(p.yes, r.Float64() < 1/(1+math.Exp(-score)))
		p.cost = append(p.cost, 0.5+3*r.Float64())
	}
	return p
}

// loss is what solve minimises, and its slope where into is not nil.
func (p *problem) loss(w, into []float64) float64 {
	sum := 0.0
	for i, x := range w {
		sum += 0.5 * x * x
		if into != nil {
			into[i] = x
		}
	}
	for k, row := range p.rows {
		y := sign(p.yes[k])
		z := y * row.product(w)
		sum += p.cost[k] * (math.Max(-z, 0) + math.Log1p(math.Exp(-math.Abs(z))))
		if into != nil {
			row.addTo(into, -p.cost[k]*y/(1+math.Exp(z)))
		}
	}
	return sum
}

func lbfgs(t testing.TB, p *problem) []float64 {
	res, err := optimize.Minimize(optimize.Problem{
		Func: func(w []float64) float64 { return p.loss(w, nil) },
		Grad: func(into, w []float64) { p.loss(w, into) },
	}, make([]float64, p.width+1), &optimize.Settings{GradientThreshold: 1e-5}, &optimize.LBFGS{})
	if err != nil {
		t.Fatal(err)
	}
	return res.X
}

// TestSolver holds the solver to the minimum that gonum finds.
func TestSolver(t *testing.T) {
	for seed := range uint64(8) {
		p := problems(60+int(seed)*40, 12, seed)
		ours, theirs := p.solve(seed, 1e-6), lbfgs(t, p)
		if a, b := p.loss(ours, nil), p.loss(theirs, nil); a > b*(1+1e-6)+1e-9 {
			t.Errorf("seed %d: loss %v, gonum finds %v", seed, a, b)
		}
		for i := range ours {
			if math.Abs(ours[i]-theirs[i]) > 1e-3 {
				t.Errorf("seed %d: weight %d is %v, gonum's %v", seed, i, ours[i], theirs[i])
			}
		}
		rough := p.solve(seed, tolerance)
		if a, b := p.loss(rough, nil), p.loss(theirs, nil); a > b*1.01 {
			t.Errorf("seed %d: loss %v at the usual tolerance, the least is %v", seed, a, b)
		}
	}
}

func BenchmarkSolve(b *testing.B) {
	p := problems(2000, 1000, 1)
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			p.solve(1, tolerance)
		}
	})
	b.Run("gonum", func(b *testing.B) {
		for b.Loop() {
			_, err := optimize.Minimize(optimize.Problem{
				Func: func(w []float64) float64 { return p.loss(w, nil) },
				Grad: func(into, w []float64) { p.loss(w, into) },
			}, make([]float64, p.width+1), &optimize.Settings{GradientThreshold: tolerance}, &optimize.LBFGS{})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestCalibrate draws outcomes from known probabilities and expects them back.
func TestCalibrate(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	var scores []float64
	var yes []bool
	for range 20000 {
		s := 3 * r.NormFloat64()
		scores = append(scores, s)
		yes = append(yes, r.Float64() < 1/(1+math.Exp(-0.5*s+1)))
	}
	c := calibrate(scores, yes)
	if math.Abs(c.slope-0.5) > 0.03 || math.Abs(c.shift+1) > 0.06 {
		t.Errorf("curve %+v, want slope 0.5 and shift -1", c)
	}
	for name, c := range map[string]curve{
		"nothing":       calibrate(nil, nil),
		"parts cleanly": calibrate([]float64{-1, -1, 1, 1}, []bool{false, false, true, true}),
		"none":          calibrate([]float64{1, 2}, []bool{false, false}),
		"huge":          calibrate([]float64{-1e6, 1e6, 0}, []bool{true, false, true}),
	} {
		if p := c.at(0.5); !(p > 0 && p < 1) {
			t.Errorf("%s: probability %v of curve %+v", name, p, c)
		}
	}
}

// TestBestExpected compares the threshold with every other one.
func TestBestExpected(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 50 {
		var p []float64
		for range 1 + r.IntN(40) {
			p = append(p, r.Float64()*r.Float64())
		}
		expected := func(t float64) float64 {
			hits, given, total := 0.0, 0.0, 0.0
			for _, x := range p {
				total += x
				if x > t {
					hits += x
					given++
				}
			}
			return 2 * hits / (given + total)
		}
		at := expected(bestExpected(p))
		for _, x := range p {
			if f := expected(x - 1e-12); f > at+1e-12 {
				t.Fatalf("F1 %v at the threshold, %v at %v: %v", at, f, x, p)
			}
		}
	}
	if got := bestExpected(nil); got != 1 {
		t.Errorf("threshold %v of nothing, want 1", got)
	}
}

func TestCounts(t *testing.T) {
	counts := []Count{{Both: 3, Extra: 1, Missed: 2}, {Both: 1, Extra: 0, Missed: 0}, {}}
	if d := cmp.Diff(Figures{0.8, 4.0 / 6, 8.0 / 11}, Micro(counts)); d != "" {
		t.Error(d)
	}
	if f := Macro(counts); math.Abs(f.Precision-1.75/3) > 1e-12 || math.Abs(f.Recall-1.6/3) > 1e-12 || math.Abs(f.F1-5.0/9) > 1e-12 {
		t.Errorf("macro %+v", f)
	}
	if got := len(Supported(counts)); got != 2 {
		t.Errorf("%d codes with support, want 2", got)
	}
	if d := cmp.Diff(Figures{}, Macro(nil)); d != "" {
		t.Error(d)
	}
}

func TestStem(t *testing.T) {
	for in, want := range map[string]string{
		"waiting": "wait", "waited": "wait", "waits": "wait", "wait": "wait", "stopped": "stop", "called": "call",
		"nurses": "nurs", "nurse": "nurs", "happily": "happi", "happy": "happi", "café": "café", "a&e": "a&e", "bed": "bed", "": "",
	} {
		if got := stem(in); got != want {
			t.Errorf("stem of %q is %q, want %q", in, got, want)
		}
	}
}

func TestThesaurus(t *testing.T) {
	for _, group := range []string{"wait", "food", "parking", "clean", "kind"} {
		found := false
		for _, groups := range thesaurus() {
			found = found || slices.Contains(groups, group)
		}
		if !found {
			t.Errorf("no word is in the group %q", group)
		}
	}
	if !slices.Contains(thesaurus()[stem("delayed")], "wait") || !slices.Contains(thesaurus()["car park"], "parking") {
		t.Error("words are not in their groups")
	}
}

// FuzzSuggest codes any text with a small model.
func FuzzSuggest(f *testing.F) {
	m, err := Train(ctx, model(), made(40, 11), Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "the car park", "\xff\xfe", "don’t 👩‍👩‍👧 :-( [redacted] https://example.org", "İİİİ ǅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, b := m.NewCoder().Probabilities(text), m.NewCoder().Probabilities(text)
		for l, p := range a {
			if !(p >= 0 && p <= 1) || p != b[l] {
				t.Fatalf("probabilities %v and %v", p, b[l])
			}
		}
	})
}
