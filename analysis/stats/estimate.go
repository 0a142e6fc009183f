package stats

import "math"

// Level is the coverage of every interval in this package unless a function
// says otherwise: 0.95, the convention of NHS board papers and of R.
const Level = 0.95

// tail is the probability left outside an interval of coverage Level on each
// of its two sides.
const tail = (1 - Level) / 2

// Interval is a range from Low to High, both ends included.
type Interval struct {
	Low, High float64
}

// Estimate is one number with its interval and P value: enough to print
// direction, size and uncertainty. The zero Estimate holds nothing.
type Estimate struct {
	// Value is the estimate; it is 0 unless HasValue.
	Value    float64
	HasValue bool
	// Low and High bound the interval of coverage Level; both are 0 unless
	// HasInterval.
	Low, High   float64
	HasInterval bool
	// Unbounded says that the interval has no upper end, as for a ratio to a
	// count of nought. High is then math.MaxFloat64: print "at least Low".
	Unbounded bool
	// P is the two-sided P value of the hypothesis that the true value is
	// Null; it is 0 unless HasP.
	P    float64
	HasP bool
	// Null is the value that means "no difference": 1 for a ratio, 0 for a
	// difference.
	Null float64
	// Method names the method in words fit for a footnote.
	Method string
	// Note says in plain English what could not be computed, or what to be
	// careful about. It is empty when there is nothing to say.
	Note string
}

// Direction tells which way the whole interval lies from Null: +1 when it is
// wholly above, -1 when it is wholly below, and 0 when the interval reaches
// Null or there is no interval, so that no change can be claimed.
func (e Estimate) Direction() int {
	switch {
	case !e.HasInterval:
		return 0
	case e.Low > e.Null:
		return 1
	case e.High < e.Null:
		return -1
	}
	return 0
}

// Interval returns the interval as a value, and whether there is one.
func (e Estimate) Interval() (Interval, bool) {
	return Interval{e.Low, e.High}, e.HasInterval
}

const tooExtreme = "the numbers are too extreme for this to be computed"

// setValue stores v, or a note when v is not a finite number.
func (e *Estimate) setValue(v float64) {
	if !finite(v) {
		e.addNote(tooExtreme)
		return
	}
	e.Value, e.HasValue = v, true
}

// setInterval stores the interval, or a note when an end is not finite. The
// ends are widened by rounding error only, so that they never cut off Value.
func (e *Estimate) setInterval(low, high float64) {
	if !finite(low) || !finite(high) {
		e.addNote(tooExtreme)
		return
	}
	if e.HasValue {
		low, high = withRounding(low, high, e.Value)
	}
	e.Low, e.High, e.HasInterval = low, high, true
}

// setLowerBound stores an interval without an upper end.
func (e *Estimate) setLowerBound(low float64) {
	if !finite(low) {
		e.addNote(tooExtreme)
		return
	}
	e.Low, e.High, e.HasInterval, e.Unbounded = low, math.MaxFloat64, true, true
}

// setP stores the P value, held between 0 and 1.
func (e *Estimate) setP(p float64) {
	if math.IsNaN(p) {
		e.addNote(tooExtreme)
		return
	}
	e.P, e.HasP = clamp01(p), true
}

// addNote appends a remark to the note, once.
func (e *Estimate) addNote(note string) {
	e.Note = joinNotes(e.Note, note)
}

// joinNotes puts two remarks together with a semicolon, leaving out a remark
// that was there already.
func joinNotes(note, more string) string {
	switch {
	case note == "" || note == more:
		return more
	case more == "":
		return note
	}
	return note + "; " + more
}

// withRounding moves an end of an interval onto v when v lies outside by no
// more than rounding error.
func withRounding(low, high, v float64) (float64, float64) {
	slack := 1e-9 * (math.Abs(v) + math.Abs(high-low))
	if v < low && low-v <= slack {
		low = v
	}
	if v > high && v-high <= slack {
		high = v
	}
	return low, high
}
