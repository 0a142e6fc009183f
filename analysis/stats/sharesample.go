package stats

import (
	"fmt"
	"math"
)

// Ways is the number of ways in which observations of a [ShareSample] may hang
// together.
const Ways = 2

// Observation is one thing that has, or has not, what is counted, such as a
// message that may carry a theme.
type Observation struct {
	// Later says that it belongs to the later group b.
	Later bool
	// Stratum is what must be compared like with like, such as a source: 0 up
	// to, not including, the number of strata.
	Stratum int
	// Clusters number what it belongs to in each way: the person who wrote it
	// and the session it was written in, say. Below 0 it stands alone.
	Clusters [Ways]int
}

// ShareSample compares shares of one set of observations in two groups, for
// many things counted in the same observations. Observations of one person, or
// of one session, are more alike than others, so they are not taken to be
// independent.
type ShareSample struct {
	strata int
	atom   []int32 // of each observation
	atoms  []atom
	ways   [Ways]clustering
	all    clustering // both ways together
	cells  []float64  // observations in each cell
}

// atom is a set of observations alike in stratum, group and clusters.
type atom struct {
	cell     int32
	clusters [Ways]int32
	n        float64
}

// clustering sums atoms up into blocks, the parts of a cluster in one cell.
type clustering struct {
	block    []int32 // of each atom
	cell     []int32 // of each block
	cluster  []int32 // of each block
	n        []float64
	clusters int
}

// A cell is one group of one stratum: 2 × stratum, and 1 more for group b.
func cellOf(o Observation) int { return 2*o.Stratum + b2i(o.Later) }

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// NewShareSample makes a sample. The error is for a stratum that is not there.
func NewShareSample(obs []Observation, strata int) (*ShareSample, error) {
	if strata < 1 {
		return nil, fmt.Errorf("%d strata: give at least one", strata)
	}
	s := &ShareSample{strata: strata, atom: make([]int32, len(obs)), cells: make([]float64, 2*strata)}
	type key struct {
		cell     int32
		clusters [Ways]int32
	}
	index := map[key]int32{}
	var number [Ways]map[int]int32
	var next [Ways]int32
	for w := range number {
		number[w] = map[int]int32{}
	}
	for i, o := range obs {
		if o.Stratum < 0 || o.Stratum >= strata {
			return nil, fmt.Errorf("observation %d is in stratum %d of %d: number strata from 0", i+1, o.Stratum, strata)
		}
		k := key{cell: int32(cellOf(o))}
		for w, c := range o.Clusters {
			id, known := number[w][c]
			if c < 0 || !known {
				id = next[w]
				next[w]++
				if c >= 0 {
					number[w][c] = id
				}
			}
			k.clusters[w] = id
		}
		a, known := index[k]
		if !known {
			a = int32(len(s.atoms))
			index[k] = a
			s.atoms = append(s.atoms, atom{cell: k.cell, clusters: k.clusters})
		}
		s.atom[i] = a
		s.atoms[a].n++
		s.cells[k.cell]++
	}
	for w := range s.ways {
		s.ways[w] = cluster(s.atoms, int(next[w]), func(k int) int32 { return s.atoms[k].clusters[w] })
	}
	s.all = cluster(s.atoms, len(s.atoms), func(k int) int32 { return int32(k) })
	return s, nil
}

func cluster(atoms []atom, clusters int, of func(int) int32) clustering {
	c := clustering{block: make([]int32, len(atoms)), clusters: clusters}
	index := map[[2]int32]int32{}
	for k, a := range atoms {
		id := [2]int32{of(k), a.cell}
		b, known := index[id]
		if !known {
			b = int32(len(c.n))
			index[id] = b
			c.cell, c.cluster, c.n = append(c.cell, a.cell), append(c.cluster, id[0]), append(c.n, 0)
		}
		c.block[k] = b
		c.n[b] += a.n
	}
	return c
}

// ShareComparison is what [ShareSample.Compare] tells.
type ShareComparison struct {
	// A and B are the pooled counts of the two groups.
	A, B Proportion
	// Pooled is the difference of the pooled shares, b minus a.
	Pooled Estimate
	// Effect is the design effect of that difference: how many times more it
	// scatters than with as many observations that stand for themselves; at
	// least 1. WithMix is that of the standardised difference.
	Effect, WithMix float64
	// Strata holds the counts of each stratum, and Within the difference of
	// shares within it.
	Strata []Stratum
	Within []Estimate
	// Common is the odds ratio that the strata have in common; Plain is the
	// same as if every observation stood for itself.
	Common, Plain MantelHaenszel
	// Standard is the difference of shares with the same mix of strata in both
	// groups.
	Standard Standardised
}

// Compare compares the shares of observations that have something; hits are
// their positions, without repeats.
//
// The pooled difference has Newcombe's interval (see [NewcombeDesign]), the
// common odds ratio that of Robins, Breslow and Greenland (see
// [CochranMantelHaenszel]), the standardised difference that of large samples
// (see [DirectStandardisation]). Each is widened by its design effect: the
// variance of the estimate linearised and summed up over clusters, each without
// the cluster's own pull on the share (the jackknife of Rao and Scott 1992;
// Bell and McCaffrey 2002), over the variance that independent observations
// would have. Of the two ways in which observations hang together, the larger
// effect counts, or both together where that is larger still (Cameron, Gelbach
// and Miller 2011). Intervals and P values are from Student's t, with as many
// degrees of freedom as there are clusters of equal weight (Satterthwaite), of
// whichever way has fewest; the ratio and its P value come from one standard error
// (Wald). An effect below 1 counts as 1. The error is for positions that are not there.
func (s *ShareSample) Compare(hits []int) (ShareComparison, error) {
	return s.compare(hits, func(k int) float64 { return s.atoms[k].n })
}

// Without is [ShareSample.Compare] without the observations of one cluster, the
// one to which the observation at the given position belongs in the given way.
func (s *ShareSample) Without(hits []int, way, position int) (ShareComparison, error) {
	if way < 0 || way >= Ways || position < 0 || position >= len(s.atom) {
		return ShareComparison{}, fmt.Errorf("observation %d, way %d: there is none", position, way)
	}
	out := s.atoms[s.atom[position]].clusters[way]
	return s.compare(hits, func(k int) float64 {
		if s.atoms[k].clusters[way] == out {
			return 0
		}
		return s.atoms[k].n
	})
}

// WithoutThese is [ShareSample.Compare] without the observations at some
// positions, which are neither repeated nor among the hits.
func (s *ShareSample) WithoutThese(hits, out []int) (ShareComparison, error) {
	less := make([]float64, len(s.atoms))
	for _, i := range out {
		if i < 0 || i >= len(s.atom) {
			return ShareComparison{}, fmt.Errorf("observation %d of %d: there is none", i, len(s.atom))
		}
		less[s.atom[i]]++
	}
	return s.compare(hits, func(k int) float64 { return s.atoms[k].n - less[k] })
}

// compare compares what is left of the observations of every atom.
func (s *ShareSample) compare(hits []int, left func(atom int) float64) (ShareComparison, error) {
	t := tabulated{s: s, h: make([]float64, len(s.atoms)), n: make([]float64, len(s.atoms))}
	for _, i := range hits {
		if i < 0 || i >= len(s.atom) {
			return ShareComparison{}, fmt.Errorf("observation %d of %d: there is none", i, len(s.atom))
		}
		t.h[s.atom[i]]++
	}
	t.cellHits, t.cellN = make([]float64, len(s.cells)), make([]float64, len(s.cells))
	for k, a := range s.atoms {
		t.n[k] = left(k)
		t.h[k] = min(t.h[k], t.n[k])
		t.cellHits[a.cell] += t.h[k]
		t.cellN[a.cell] += t.n[k]
	}
	for w := range s.ways {
		t.ways[w] = t.blocks(&s.ways[w])
	}
	t.all = t.blocks(&s.all)
	return t.compare()
}

// tabulated is a sample with one thing counted in it.
type tabulated struct {
	s               *ShareSample
	h, n            []float64 // of each atom
	cellHits, cellN []float64
	ways            [Ways]blocks
	all             blocks
	known           *spread // of every estimate, where there is one stratum
}

// blocks are the counts of each block of a clustering.
type blocks struct {
	*clustering
	h, n []float64
}

func (t *tabulated) blocks(c *clustering) blocks {
	b := blocks{c, make([]float64, len(c.n)), make([]float64, len(c.n))}
	for k, at := range c.block {
		b.h[at] += t.h[k]
		b.n[at] += t.n[k]
	}
	return b
}

func (t *tabulated) compare() (ShareComparison, error) {
	r := ShareComparison{Effect: 1, WithMix: 1}
	for k := range t.s.strata {
		st := Stratum{A: t.cell(2 * k), B: t.cell(2*k + 1)}
		r.Strata = append(r.Strata, st)
		r.A, r.B = r.A.plus(st.A), r.B.plus(st.B)
	}
	var err error
	var pooled spread
	if r.Pooled, pooled, err = t.difference(r.A, r.B, func(int) bool { return true }); err != nil {
		return r, err
	}
	r.Effect = pooled.effect()
	if len(r.Strata) == 1 { // one stratum says what the pooled counts say
		t.known = &pooled
		r.Within = []Estimate{r.Pooled}
	}
	for k, st := range r.Strata[len(r.Within):] {
		e, _, err := t.difference(st.A, st.B, func(cell int) bool { return cell/2 == k })
		if err != nil {
			return r, err
		}
		r.Within = append(r.Within, e)
	}
	if r.Plain, err = CochranMantelHaenszel(r.Strata, false); err != nil {
		return r, err
	}
	if r.Standard, err = DirectStandardisation(r.Strata); err != nil {
		return r, err
	}
	r.Common = r.Plain
	t.widenCommon(&r.Common)
	r.WithMix = t.widenStandard(&r.Standard)
	return r, nil
}

func (t *tabulated) cell(c int) Proportion {
	return Proportion{int(t.cellHits[c]), int(t.cellN[c])}
}

// difference is Newcombe's, over the cells that belong, with the design effect
// of the difference: people who are in both groups, with the same leaning, make
// it more certain than two groups of strangers would.
func (t *tabulated) difference(a, b Proportion, belongs func(cell int) bool) (Estimate, spread, error) {
	between := newLinear(len(t.cellN))
	for c := range t.cellN {
		p, sign := a, -1.0
		if c%2 == 1 {
			p, sign = b, 1
		}
		if belongs(c) && p.Of > 0 {
			between.set(c, sign/float64(p.Of), p.share(), float64(p.Of))
		}
	}
	spread := t.spread(between)
	effect := spread.effect()
	e, err := NewcombeDesign(a, b, effect, effect)
	if err != nil || !e.HasInterval {
		return e, spread, err
	}
	e.Method = "Newcombe hybrid score interval, allowing for several messages of one person or session, Student's t"
	crit := tQuantile975(spread.df)
	na, nb := float64(a.Of)/effect, float64(b.Of)/effect
	sa, sb := a.share(), b.share()
	ca, cb := wilsonAt(sa, na, crit), wilsonAt(sb, nb, crit)
	e.HasInterval, e.HasP = false, false
	e.setInterval(e.Value-math.Hypot(sb-cb.Low, ca.High-sa), e.Value+math.Hypot(cb.High-sb, sa-ca.Low))
	pooled := (sa*na + sb*nb) / (na + nb)
	if v := pooled * (1 - pooled) * (1/na + 1/nb); v > 0 {
		e.setP(tTwoSided((sb-sa)/math.Sqrt(v), spread.df))
	}
	return e, spread, nil
}

// widenCommon allows for clusters in the test and the interval of the common
// odds ratio, which come from one standard error, and in the test of whether it is
// common.
func (t *tabulated) widenCommon(m *MantelHaenszel) {
	if !m.HasP {
		return
	}
	m.Method = "Mantel-Haenszel common odds ratio, Robins-Breslow-Greenland interval, allowing for several messages of one person or session"
	if !m.HasInterval { // one group has all the hits: there is a test, but no ratio
		around := t.spread(t.standard())
		m.X2 /= around.effect()
		m.HasP = false
		m.setP(tTwoSided(math.Sqrt(m.X2), around.df))
		return
	}
	around := t.spread(t.logOdds())
	se := math.Log(m.High/m.Low) / (2 * z975) * math.Sqrt(around.effect())
	z := math.Log(m.Value) / se
	m.X2 = z * z
	m.HasInterval, m.HasP = false, false
	m.setLogScale(se, tQuantile975(around.df))
	m.setP(tTwoSided(z, around.df))
	if m.HasHomogeneity {
		m.HomogeneityX2 /= around.effect()
		m.HomogeneityP = chiSquareUpper(m.HomogeneityX2, float64(m.Strata-1))
	}
}

// logOdds is how the logarithm of the common odds ratio moves when a miss becomes
// a hit.
func (t *tabulated) logOdds() linear {
	l := newLinear(len(t.cellN))
	var r, s float64
	for k := range t.s.strata {
		if f, n, ok := t.fourfold(k); ok {
			r, s = r+f.bHit*f.aMiss/n, s+f.bMiss*f.aHit/n
		}
	}
	for k := range t.s.strata {
		if f, n, ok := t.fourfold(k); ok {
			l.set(2*k, (-f.bHit/r-f.bMiss/s)/n, f.aHit/f.aAll(), f.aAll())
			l.set(2*k+1, (f.aMiss/r+f.aHit/s)/n, f.bHit/f.bAll(), f.bAll())
		}
	}
	return l
}

// fourfold is the table of a stratum, and whether it says anything.
func (t *tabulated) fourfold(k int) (f fourfold, n float64, ok bool) {
	a, b := 2*k, 2*k+1
	f = fourfold{
		bHit: t.cellHits[b], bMiss: t.cellN[b] - t.cellHits[b],
		aHit: t.cellHits[a], aMiss: t.cellN[a] - t.cellHits[a],
	}
	return f, f.n(), f.bAll() > 0 && f.aAll() > 0 && f.hits() > 0 && f.misses() > 0
}

// widenStandard allows for clusters in the standardised difference. It returns the
// design effect.
func (t *tabulated) widenStandard(s *Standardised) float64 {
	if !s.HasInterval {
		return 1
	}
	spread := t.spread(t.standard())
	variance := max(spread.variance, spread.independent)
	if !(variance > 0) {
		return 1
	}
	se := math.Sqrt(variance)
	half := tQuantile975(spread.df) * se
	s.HasInterval, s.HasP = false, false
	s.setInterval(max(-1, s.Value-half), min(1, s.Value+half))
	s.setP(tTwoSided(s.Value/se, spread.df))
	s.Method += ", allowing for several messages of one person or session"
	return spread.effect()
}

// standard is how the standardised difference moves when a miss becomes a hit.
func (t *tabulated) standard() linear {
	l := newLinear(len(t.cellN))
	var total float64
	for c := 0; c < len(t.cellN); c += 2 {
		if t.cellN[c] > 0 && t.cellN[c+1] > 0 {
			total += t.cellN[c] + t.cellN[c+1]
		}
	}
	for c, n := range t.cellN {
		if other := t.cellN[c^1]; n > 0 && other > 0 {
			l.weight[c] = float64(2*(c%2)-1) * (n + other) / total / n
			l.share[c], l.of[c] = t.cellHits[c]/n, n
		}
	}
	return l
}
