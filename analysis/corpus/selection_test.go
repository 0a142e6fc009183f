package corpus

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Selections obey the laws of sets.
func TestSelectionLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		s, inS := randomSelection(r)
		u, inU := randomSelection(r)
		before := slices.Clone(s)
		check := func(name string, got Selection, in func(i int) bool) {
			t.Helper()
			var want Selection
			for i := range 64 {
				if in(i) {
					want = append(want, int32(i))
				}
				if got.Has(i) != in(i) {
					t.Fatalf("%s: Has(%d) of %v is %v", name, i, got, got.Has(i))
				}
			}
			if !slices.Equal(got, want) || got.Len() != len(want) {
				t.Fatalf("%s of %v and %v: %v, want %v", name, s, u, got, want)
			}
		}
		check("and", s.And(u), func(i int) bool { return inS[i] && inU[i] })
		check("or", s.Or(u), func(i int) bool { return inS[i] || inU[i] })
		check("filter", s.Filter(func(i int) bool { return i%3 == 0 }), func(i int) bool { return inS[i] && i%3 == 0 })
		if or := s.Or(u); len(or) > 0 {
			or[0] = 99
		}
		if and := s.And(s); len(and) > 0 {
			and[0] = 99
		}
		if !slices.Equal(s, before) {
			t.Fatal("a selection changed")
		}
	}
}

func randomSelection(r *rand.Rand) (Selection, map[int]bool) {
	var s Selection
	in := map[int]bool{}
	some := r.IntN(5)
	for i := range 64 {
		if r.IntN(5) < some {
			s, in[i] = append(s, int32(i)), true
		}
	}
	return s, in
}
