package coder

import (
	"cmp"
	"context"
	"math"
	"slices"

	"yearbook/analysis/language"
)

// counted is how often each feature of one block occurs in one text, in order
// of the first time.
type counted struct {
	names  []string
	counts []int
}

// count finds the features of a text.
func (x *extractor) count(text string) (c [blocks]counted) {
	var at [blocks]map[string]int
	for b := range at {
		at[b] = map[string]int{}
	}
	x.each(text, func(b block, name string) {
		k, ok := at[b][name]
		if !ok {
			k = len(c[b].names)
			at[b][name] = k
			c[b].names = append(c[b].names, name)
			c[b].counts = append(c[b].counts, 0)
		}
		c[b].counts[k]++
	})
	return c
}

// countAll finds the features of many texts, several at a time.
func countAll(ctx context.Context, m *language.Model, texts []string, opt Options) ([][blocks]counted, error) {
	all := make([][blocks]counted, len(texts))
	err := opt.share(ctx, len(texts), func() func(int) {
		x := newExtractor(m, opt.Extra)
		return func(i int) { all[i] = x.count(texts[i]) }
	})
	return all, err
}

// vocabulary gives the features of one block a column and a weight.
type vocabulary struct {
	column map[string]int32
	idf    []float32
}

// newVocabulary takes the features that at least least of the texts hold.
func newVocabulary(texts [][blocks]counted, b block, rows []int32, least int) *vocabulary {
	in := map[string]int{}
	var order []string
	for _, i := range rows {
		for _, n := range texts[i][b].names {
			if in[n]++; in[n] == 1 {
				order = append(order, n)
			}
		}
	}
	v := &vocabulary{column: map[string]int32{}}
	for _, n := range order {
		if in[n] >= least {
			v.column[n] = int32(len(v.idf))
			v.idf = append(v.idf, float32(math.Log(float64(1+len(rows))/float64(1+in[n]))+1))
		}
	}
	return v
}

// vector is a row of a sparse matrix, by column.
type vector struct {
	column []int32
	value  []float32
}

// vector is the sublinear tf-idf of one text, of length one.
func (v *vocabulary) vector(c counted) vector {
	type cell struct {
		column int32
		value  float64
	}
	var cells []cell
	sum := 0.0
	for k, n := range c.names {
		if col, ok := v.column[n]; ok {
			w := (1 + math.Log(float64(c.counts[k]))) * float64(v.idf[col])
			sum += w * w
			cells = append(cells, cell{col, w})
		}
	}
	slices.SortFunc(cells, func(a, b cell) int { return cmp.Compare(a.column, b.column) })
	out := vector{make([]int32, len(cells)), make([]float32, len(cells))}
	for k, x := range cells {
		out.column[k], out.value[k] = x.column, float32(x.value/math.Sqrt(sum))
	}
	return out
}

// dot is the scalar product with dense weights.
func (v vector) dot(w []float32) float64 {
	sum := 0.0
	for k, c := range v.column {
		sum += float64(w[c]) * float64(v.value[k])
	}
	return sum
}

// cosine is how alike two vectors of length one are.
func (v vector) cosine(u vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(v.column) && j < len(u.column); {
		switch {
		case v.column[i] < u.column[j]:
			i++
		case v.column[i] > u.column[j]:
			j++
		default:
			sum += float64(v.value[i]) * float64(u.value[j])
			i, j = i+1, j+1
		}
	}
	return sum
}
