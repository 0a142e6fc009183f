package main

import (
	"strings"
	"testing"

	"yearbook/analysis/corpus"
)

func TestWriteAssignments(t *testing.T) {
	var b corpus.Builder
	b.Add(corpus.Source{Path: "b.csv"}, []corpus.Record{
		{Row: 2, ID: "=1+1", Time: 5, Text: "late again"},
		{Row: 3, ID: "-7", Time: 4, Text: "parking"},
	})
	b.Add(corpus.Source{Path: "a.csv"}, []corpus.Record{
		{Row: 9, Time: corpus.NoTime, Text: "n/a", Marks: corpus.NonAnswer},
		{Row: 4, Time: 9, Text: "kind, \"very\" kind"},
	})
	c, err := b.Build(corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	err = writeAssignments(&got, c, func(i int) []string {
		switch c.Text(i) {
		case "late again":
			return []string{"wait", "staff"}
		case "parking":
			return []string{"parking"}
		}
		return nil
	})
	want := "file,row,message_id,themes\na.csv,4,,\na.csv,9,,non-answer\nb.csv,2,'=1+1,wait;staff\nb.csv,3,-7,parking\n"
	if err != nil || got.String() != want {
		t.Errorf("%v\n%s", err, got.String())
	}
}
