package theme

// Carry says which themes each message read carries, where they were not found
// by [Find]: each gives, for a position of the corpus, positions in Themes, the
// best first.
func (r *Result) Carry(each func(i int) []int32) {
	r.carried = newLists(len(r.Read))
	for _, i := range r.Read {
		r.carried.all = append(r.carried.all, each(int(i))...)
		r.carried.end()
	}
}
