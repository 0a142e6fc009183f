package stats

import "testing"

func TestTheilSenLine(t *testing.T) {
	// scipy.stats.theilslopes(y, x, 0.95) of SciPy 1.10.1
	for _, c := range []struct {
		x, y                        []float64
		slope, intercept, low, high float64
	}{
		{anscombeX, anscombeY, 0.5016666666666668, 3.0649999999999986, 0.218, 0.8225},
		{[]float64{1, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9}, []float64{2, 3, 3, 5, 4, 6, 6, 7, 9, 8, 9, 12}, 1, 1.5, 1, 1.2857142857142858},
	} {
		l := must(TheilSenLine(c.x, c.y))
		near(t, "slope", l.Slope.Value, c.slope)
		near(t, "intercept", l.Intercept, c.intercept)
		nearInterval(t, "slope", l.Slope, c.low, c.high)
		h, reach, ok := l.At(l.CentreX + 2)
		near(t, "height", h, c.intercept+c.slope*(l.CentreX+2))
		near(t, "low", reach.Low, l.CentreY+2*c.low)
		near(t, "high", reach.High, l.CentreY+2*c.high)
		if !ok {
			t.Error("no height")
		}
	}
	// One point far off bends the least squares line and not this one.
	y := append([]float64{}, anscombeY...)
	y[0] = 1000
	if l := must(TheilSenLine(anscombeX, y)); l.Slope.Value > 1 {
		t.Errorf("one odd point bends the slope to %v", l.Slope.Value)
	}
}

func TestTheilSenLineEdges(t *testing.T) {
	for name, c := range map[string][2][]float64{
		"nothing": {nil, nil}, "one": {{1}, {2}}, "one x": {{3, 3, 3}, {1, 2, 3}}, "two": {{1, 2}, {5, 7}},
		"constant": {{1, 2, 3, 4}, {5, 5, 5, 5}}, "huge": {{1e-300, 2e-300}, {1e50, -1e50}},
	} {
		l := must(TheilSenLine(c[0], c[1]))
		if l.Note == "" {
			t.Errorf("%s: no note: %+v", name, l)
		}
		wantFinite(t, l)
		h, reach, _ := l.At(1e50)
		wantFinite(t, h)
		wantFinite(t, reach)
	}
	if _, err := TheilSenLine([]float64{1}, nil); err == nil {
		t.Error("unequal lengths: no error")
	}
}
