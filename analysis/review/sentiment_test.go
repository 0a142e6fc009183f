package review

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
	"yearbook/analysis/finding"
)

// TestMood: praise and complaint are counted in both years, with what they are
// worth, and never as a headline.
func TestMood(t *testing.T) {
	var records []corpus.Record
	for year, complain := range map[int]int{2021: 20, 2022: 60} {
		for k := range 200 {
			text := fmt.Sprintf("The nurses were wonderful and very kind, number %d", k)
			if k < complain {
				text = fmt.Sprintf("Terrible and rude, I am very unhappy, number %d", k)
			}
			records = append(records, corpus.Record{
				Row: len(records) + 1, ID: fmt.Sprint(year, k), Author: fmt.Sprint(year, k), Channel: "comment", Text: text,
				Time: time.Date(year, 1, 1+k, 12, 0, 0, 0, time.UTC).UnixMilli(),
			})
		}
	}
	c := corpusOf(t, "a.csv", records)
	r := review(t, c, Question{})
	f, ok := r.Find("sentiment")
	if !ok || !strings.Contains(f.Sentence, "around 70% of messages in 2022 praise and 30% complain. In 2021, 10% complained. That is a rise of about 20 percentage points") {
		t.Errorf("%v: %s", ok, f.Sentence)
	}
	if f.Verdict != finding.NoVerdict || len(f.Caveats) == 0 || f.Caveats[0].Kind != "sentiment" {
		t.Errorf("verdict %q, caveats %+v", f.Verdict, f.Caveats)
	}
	for _, line := range r.Summary {
		if line.Finding == "sentiment" {
			t.Error("sentiment is in the summary")
		}
	}
}
