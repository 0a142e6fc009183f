package stats

import (
	"math"
	"testing"
)

func TestDesignEffect(t *testing.T) {
	alone := make([]Proportion, 40) // every observation its own cluster
	for i := range alone {
		alone[i] = Proportion{i % 2, 1}
	}
	tests := []struct {
		name     string
		clusters []Proportion
		want     float64
	}{
		{"nothing", nil, 1},
		{"one cluster", []Proportion{{3, 10}}, 1},
		{"none", []Proportion{{0, 10}, {0, 10}}, 1},
		{"single observations", alone, 40.0 / 39},
		// two clusters of 10, all or nothing: variance 2/1·(25+25)/400 = 0.25, binomial 0.25/20
		{"whole clusters", []Proportion{{10, 10}, {0, 10}}, 20},
		{"even clusters", []Proportion{{5, 10}, {5, 10}, {0, 0}}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := DesignEffect(tt.clusters)
			if err != nil || math.Abs(got-tt.want) > 1e-12 {
				t.Errorf("DesignEffect = %v, %v, want %v", got, err, tt.want)
			}
		})
	}
	if _, err := DesignEffect([]Proportion{{3, 2}}); err == nil {
		t.Error("3 of 2 was accepted")
	}
}

func TestNewcombeDesign(t *testing.T) {
	a, b := Proportion{48, 80}, Proportion{56, 70}
	plain, err := Newcombe(a, b)
	if err != nil {
		t.Fatal(err)
	}
	same, err := NewcombeDesign(a, b, 1, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][2]float64{{plain.Value, same.Value}, {plain.Low, same.Low}, {plain.High, same.High}, {plain.P, same.P}} {
		if math.Abs(x[0]-x[1]) > 1e-12 {
			t.Errorf("without a design effect %v, Newcombe says %v", x[1], x[0])
		}
	}
	wide, err := NewcombeDesign(a, b, 4, 4)
	if err != nil {
		t.Fatal(err)
	}
	if wide.Value != plain.Value || wide.Low >= plain.Low || wide.High <= plain.High || wide.P <= plain.P {
		t.Errorf("a design effect of 4 gives %+v, narrower than %+v", wide, plain)
	}
	none, err := NewcombeDesign(Proportion{0, 10}, Proportion{0, 20}, 1, 1)
	if err != nil || none.HasP || none.Note == "" || !none.HasInterval {
		t.Errorf("none in both: %+v, %v", none, err)
	}
}
