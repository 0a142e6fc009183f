package review

import (
	"testing"

	"yearbook/analysis/stats"
)

func TestNumbersInWords(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{count(0), "0"}, {count(999), "999"}, {count(1410), "1,410"}, {count(-12345678), "-12,345,678"},
		{average(64.75), "65"}, {average(4.26), "4.3"}, {average(9.96), "10"}, {average(3), "3"}, {average(1234.5), "1,235"},
		{percent(0), "0%"}, {percent(0.004), "less than 1%"}, {percent(0.146), "15%"}, {percent(0.999), "more than 99%"}, {percent(1), "100%"},
		{messagesOf(1), "1 message"}, {messagesOf(2000), "2,000 messages"}, {peopleOf(1), "1 person"},
		{ratio(1.376), "38% more"}, {ratio(0.88), "12% fewer"}, {ratio(2.34), "2.3 times as many"}, {ratio(1.001), "about the same number"},
		{between(stats.Estimate{Low: 1.04, High: 1.83}), "between 4% and 83% more"},
		{between(stats.Estimate{Low: 0.7, High: 0.9}), "between 10% and 30% fewer"},
		{between(stats.Estimate{Low: 0.95, High: 1.2}), "between 5% fewer and 20% more"},
		{between(stats.Estimate{Low: 1.2, High: 2.5}), "between 20% and 150% more"},
		{between(stats.Estimate{Low: 0.97, High: 2.5}), "between 3% fewer and 150% more"},
		{between(stats.Estimate{Low: 1.002, High: 2.2}), "between no change and 120% more"},
		{between(stats.Estimate{Low: 2.1, High: 2.5}), "between 2.1 times as many and 2.5 times as many"},
		{between(stats.Estimate{Low: 0.9, High: 4}), "between 10% fewer and 4.0 times as many"},
		{between(stats.Estimate{Low: 3, Unbounded: true}), "at least 3.0 times as many"},
		{points(stats.Estimate{Low: 0.0298, High: 0.0692}), "3.0 to 6.9 percentage points"},
		{points(stats.Estimate{Low: -0.25, High: -0.022}), "2.2 to 25 percentage points"},
		{list(nil), ""}, {list([]string{"a"}), "a"}, {list([]string{"a", "b", "c"}), "a, b and c"},
		{sentence("é tea"), "É tea"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}
