package review

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"yearbook/analysis/corpus"
)

// A text counts as repeated where it has at least repeatWords words and shares
// at least alike of its runs of three words with an earlier one.
const (
	repeatWords = 6
	shingle     = 3
	alike       = 0.6
	// fewAccounts is the number of accounts, and campaignShare the part of the
	// messages looked at, that make a text a campaign rather than a phrase.
	fewAccounts   = 3
	campaignShare = 0.05
)

// group is a set of texts that are nearly the same.
type group struct{ texts, people int }

// repeated selects the messages that repeat another's in nearly the same words,
// where at least three accounts sent it and it is a good part of what is looked
// at: all of each group but the first. It also
// tells of the largest group how many accounts there were, and how many groups
// there are, one text of each of which is kept.
func (s *scope) repeated(sel corpus.Selection) (corpus.Selection, group) {
	prints := make([][]uint64, len(sel))
	for k, i := range sel {
		prints[k] = shingles(s.Text(int(i)))
	}
	leader := leaders(prints)
	members := map[int][]int32{}
	for k, l := range leader {
		members[l] = append(members[l], sel[k])
	}
	var out corpus.Selection
	var biggest group
	for l := range prints {
		list := members[l]
		people := map[corpus.PersonID]bool{}
		for _, i := range list {
			if p := s.Person(int(i)); p != corpus.NoPerson {
				people[p] = true
			}
		}
		if len(people) < fewAccounts || float64(len(list)) < campaignShare*float64(len(sel)) {
			continue
		}
		out = append(out, list[1:]...)
		biggest.texts++
		biggest.people = max(biggest.people, len(people))
	}
	slices.Sort(out)
	return out, biggest
}

// leaders gives each text the first text that it nearly repeats, itself where
// there is none. Texts are looked up by the least of their shingles under several
// hashes, so that not all pairs need be compared (Broder 1997). A run of words that
// many texts hold which do not repeat each other, such as the name of a theme,
// is looked up no further than its first few: a text that repeats another shares
// more runs with it than that one.
func leaders(prints [][]uint64) []int {
	const hashes, crowd = 12, 8
	leader := make([]int, len(prints))
	buckets := map[[2]uint64][]int{}
	for k, p := range prints {
		leader[k] = k
		if len(p) == 0 {
			continue
		}
		keys := make([][2]uint64, hashes)
		for h := range keys {
			least := ^uint64(0)
			for _, x := range p {
				least = min(least, mixed(x+uint64(h)*0x9E3779B97F4A7C15))
			}
			keys[h] = [2]uint64{uint64(h), least}
			found := buckets[keys[h]]
			for _, j := range found[:min(len(found), crowd)] {
				if leader[k] == k && similar(prints[j], p) {
					leader[k] = j
				}
			}
		}
		if leader[k] == k {
			for _, key := range keys {
				buckets[key] = append(buckets[key], k)
			}
		}
	}
	return leader
}

// mixed scrambles the bits of a number (the finaliser of SplitMix64).
func mixed(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// similar reports whether two sorted sets share enough of what either holds.
func similar(a, b []uint64) bool {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return float64(shared) >= alike*float64(len(a)+len(b)-shared)
}

// shingles are the runs of three words of a text, without addresses, mentions and
// digits, as a sorted set of numbers; none for a short text.
func shingles(text string) []uint64 {
	var words []string
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if strings.HasPrefix(w, "@") || strings.HasPrefix(w, "#") || strings.Contains(w, "://") {
			continue
		}
		if w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }); w != "" {
			words = append(words, w)
		}
	}
	if len(words) < repeatWords {
		return nil
	}
	var out []uint64
	for k := range len(words) - shingle + 1 {
		h := fnv.New64a()
		for _, w := range words[k : k+shingle] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out)
}
