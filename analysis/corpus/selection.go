package corpus

import "slices"

// Selection names some messages of a corpus: their positions, ascending and
// without repeats. It is what stands behind a number. A Selection is not
// changed once made.
type Selection []int32

// Len is the number of messages selected.
func (s Selection) Len() int { return len(s) }

// Has reports whether the message at position i is selected.
func (s Selection) Has(i int) bool {
	_, ok := slices.BinarySearch(s, int32(i))
	return ok
}

// And selects the messages that are in both selections.
func (s Selection) And(t Selection) Selection {
	out := make(Selection, 0, min(len(s), len(t)))
	for i, j := 0, 0; i < len(s) && j < len(t); {
		switch {
		case s[i] < t[j]:
			i++
		case s[i] > t[j]:
			j++
		default:
			out = append(out, s[i])
			i, j = i+1, j+1
		}
	}
	return out
}

// Or selects the messages that are in either selection.
func (s Selection) Or(t Selection) Selection {
	out := make(Selection, 0, len(s)+len(t))
	i, j := 0, 0
	for i < len(s) && j < len(t) {
		switch {
		case s[i] < t[j]:
			out = append(out, s[i])
			i++
		case s[i] > t[j]:
			out = append(out, t[j])
			j++
		default:
			out = append(out, s[i])
			i, j = i+1, j+1
		}
	}
	out = append(out, s[i:]...)
	return append(out, t[j:]...)
}

// Filter keeps the selected messages for which keep returns true.
func (s Selection) Filter(keep func(i int) bool) Selection {
	out := make(Selection, 0, len(s))
	for _, i := range s {
		if keep(int(i)) {
			out = append(out, i)
		}
	}
	return out
}
