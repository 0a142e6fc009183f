package corpus

// reexport is the share of a file's unnamed records that another must hold for
// the one to be taken for an earlier export of the other.
const reexport = 0.9

// families groups sources by their nameless records, such as the answers of a survey. Two people may both have answered
// "Nothing" on one day, so equal answers of two files are the same answer only
// where nearly all of one file stands in the other: then it was exported
// twice. The result gives each source the first source of its family, in the
// order given.
func families(records [][]Record, order []int) []int32 {
	family := make([]int32, len(records))
	var heads []int32
	held := map[int32]map[same]int{}
	for _, s := range order {
		mine, n := unnamed(records[s])
		family[s] = int32(s)
		for _, h := range heads {
			if float64(common(mine, held[h])) >= reexport*float64(n) {
				family[s] = h
				break
			}
		}
		if family[s] == int32(s) && n > 0 {
			heads = append(heads, int32(s))
			held[int32(s)] = mine
		}
	}
	return family
}

// nameless reports whether nothing says whose record it is: it has no author,
// and no id but the number of its row in its file.
func (r *Record) nameless() bool { return r.Author == "" && (r.ID == "" || isRowNumber(r.ID)) }

// isRowNumber reports whether an id is too short to be one of a platform's.
func isRowNumber(id string) bool {
	for _, c := range []byte(id) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(id) < 9
}

// unnamed counts the records that are nameless.
func unnamed(records []Record) (map[same]int, int) {
	counts, n := map[same]int{}, 0
	for i := range records {
		if r := &records[i]; r.nameless() {
			counts[same{channel: r.Channel, time: r.Time, text: r.Text}]++
			n++
		}
	}
	return counts, n
}

// common counts the records that two files share, as multisets.
func common(a, b map[same]int) int {
	n := 0
	for k, m := range a {
		n += min(m, b[k])
	}
	return n
}
