package stats

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
)

// near fails the test when got is not within 1e-6 of want, relatively, or
// within 1e-12 of zero.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	nearTo(t, what, got, want, 1e-6)
}

func nearTo(t *testing.T, what string, got, want, rel float64) {
	t.Helper()
	if !(math.Abs(got-want) <= rel*math.Abs(want)+1e-12) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

// nearP is near for a P value that may be as small as 1e-56, so that there is
// no absolute slack.
func nearP(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6*math.Abs(want)) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

func nearInterval(t *testing.T, what string, e Estimate, low, high float64) {
	t.Helper()
	if !e.HasInterval {
		t.Errorf("%s: no interval: %s", what, e.Note)
	}
	near(t, what+" low", e.Low, low)
	near(t, what+" high", e.High, high)
}

func nearAll(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		near(t, what+" "+strconv.Itoa(i), got[i], want[i])
	}
}

// must is for calls whose input is known to be valid.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// reference reads a file of shared/reference, which lies beside the project or
// where YEARBOOK_SHARED says.
func reference(t testing.TB, name string) []byte {
	t.Helper()
	for _, dir := range referenceDirs(t) {
		if data, err := os.ReadFile(filepath.Join(dir, "reference", name)); err == nil {
			return data
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("no shared/reference/%s beside the project, and CI must have it", name)
	}
	t.Skipf("no shared/reference/%s beside the project: set YEARBOOK_SHARED", name)
	return nil
}

func referenceDirs(t testing.TB) []string {
	if dir := os.Getenv("YEARBOOK_SHARED"); dir != "" {
		return []string{dir}
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var dirs []string
	for {
		dirs = append(dirs, filepath.Join(dir, "shared"))
		parent := filepath.Dir(dir)
		if parent == dir {
			return dirs
		}
		dir = parent
	}
}

// referenceColumn reads the second column of a reference CSV file, without its
// header.
func referenceColumn(t testing.TB, name string) []float64 {
	t.Helper()
	f := reference(t, name)
	r := csv.NewReader(bytes.NewReader(f))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var x []float64
	for _, row := range rows[1:] {
		if len(row) < 2 {
			continue
		}
		v, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		x = append(x, v)
	}
	return x
}

// wantFinite fails when any number anywhere inside v is NaN or infinite, or an
// interval is upside down or leaves out its estimate.
func wantFinite(t *testing.T, v any) {
	t.Helper()
	walk(t, reflect.ValueOf(v), reflect.TypeOf(v).String())
}

func walk(t *testing.T, v reflect.Value, path string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Float64:
		if f := v.Float(); !finite(f) {
			t.Errorf("%s is %v", path, f)
		}
	case reflect.Struct:
		if e, ok := v.Interface().(Estimate); ok {
			wantSound(t, e, path)
		}
		for i := range v.NumField() {
			walk(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			walk(t, v.Index(i), path+"["+strconv.Itoa(i)+"]")
		}
	case reflect.Pointer:
		if !v.IsNil() {
			walk(t, v.Elem(), path)
		}
	}
}

func wantSound(t *testing.T, e Estimate, path string) {
	t.Helper()
	if e.HasInterval && e.Low > e.High {
		t.Errorf("%s: interval from %v to %v", path, e.Low, e.High)
	}
	if e.HasInterval && e.HasValue && (e.Value < e.Low || e.Value > e.High) {
		t.Errorf("%s: estimate %v outside its interval %v to %v", path, e.Value, e.Low, e.High)
	}
	if e.P < 0 || e.P > 1 {
		t.Errorf("%s: P is %v", path, e.P)
	}
	if !e.HasInterval && e.Note == "" && e.Method != "" {
		t.Errorf("%s: no interval and no note", path)
	}
}

// floats8 reads data as float64 values, at most limit of them.
func floats8(data []byte, limit int) []float64 {
	var x []float64
	for len(data) >= 8 && len(x) < limit {
		var b uint64
		for i := range 8 {
			b = b<<8 | uint64(data[i])
		}
		x = append(x, math.Float64frombits(b))
		data = data[8:]
	}
	return x
}

// bytes8 is the inverse of floats8, for seeds.
func bytes8(x ...float64) []byte {
	var out []byte
	for _, v := range x {
		b := math.Float64bits(v)
		for i := 7; i >= 0; i-- {
			out = append(out, byte(b>>(8*i)))
		}
	}
	return out
}

// seedNumbers adds series that are awkward in one way each.
func seedNumbers(f *testing.F) {
	for _, x := range [][]float64{
		{}, {0}, {1}, {0, 0, 0, 0}, {5, 5, 5, 5, 5, 5}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
		{0, 0, 0, 1e9}, {1e50, -1e50, 1e50}, {1e-300, 2e-300, 3e-300, 5e-324},
		{math.NaN(), 1}, {math.Inf(1), 2}, {-1, 2, -3, 4}, {math.Copysign(0, -1), 0},
		{1e50, 1e50, 1e-320, 1e50, 1e50, 3}, {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3},
	} {
		f.Add(bytes8(x...), uint8(len(x)/2))
	}
}

// split cuts x in two at a place that k chooses.
func split(x []float64, k uint8) ([]float64, []float64) {
	i := int(k) % (len(x) + 1)
	return x[:i], x[i:]
}
