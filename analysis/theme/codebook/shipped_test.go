package codebook

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"
)

// The shipped books can be used, are written in the one way in which the
// program writes them, and hold no code that finds nothing it says of itself.
func TestShipped(t *testing.T) {
	names := Shipped()
	if fmt.Sprint(names) != "[empty nhs-communications nhs-patient-feedback]" {
		t.Errorf("%v", names)
	}
	for _, name := range names {
		b, err := Load(name)
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := Compile(b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		path := "books/" + name + ".csv"
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := written(t, b.WriteCSV)
		if !bytes.Equal(data, want) {
			if os.Getenv("REWRITE") != "" {
				if err := os.WriteFile(path, want, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			t.Errorf("%s is not as the program writes it: REWRITE=1 go test writes it again", path)
		}
		steady(t, b)
		for _, c := range b.Codes {
			if c.Description == "" || !c.Folder && len(c.Rules) == 0 || c.Folder && len(c.Rules) > 0 {
				t.Errorf("%s: %s lacks a description or rules", name, c.Name)
			}
		}
	}
}

// A label of the framework, in its newer and its older form, leads to a code.
func TestFrameworkLabels(t *testing.T) {
	b, err := Load("nhs-patient-feedback")
	if err != nil {
		t.Fatal(err)
	}
	for label, id := range map[string]string{
		"Staff manner & personal attributes":                    "staff-manner-personal-attributes",
		"Timeliness of care":                                    "timeliness-of-care",
		"Positive experience & gratitude":                       "positive-experience-gratitude",
		"Number & deployment of staff":                          "staffing-levels-responsiveness",
		"Staff responsiveness":                                  "staffing-levels-responsiveness",
		"Referals & continuity of care":                         "continuity-of-care",
		"Environment & Facilities":                              "environment-facilities-equipment",
		"Transport to/ from services":                           "transport-to-from-services",
		"Interaction with family/ carers":                       "interaction-with-family-carers",
		"mental health act":                                     "mental-health-act",
		"Staff listening, understanding and involving patients": "staff-listening-understanding-involving-patients",
	} {
		if c := b.Find(label); c == nil || c.ID != id {
			t.Errorf("%s: %+v", label, c)
		}
	}
	if c := b.Find("No such label"); c != nil {
		t.Error(c.Name)
	}
}

// What a reader would say of sentences that we made up.
func TestShippedCodes(t *testing.T) {
	tests := []struct{ book, text, id string }{
		{"nhs-patient-feedback", "The paramedic was so gentle and put Mum at ease", "staff-manner-personal-attributes"},
		{"nhs-patient-feedback", "Forty minutes late for the third week running", "timeliness-of-care"},
		{"nhs-patient-feedback", "Nothing at all!", "positive-experience-gratitude"},
		{"nhs-patient-feedback", "The soup was cold and there was no vegetarian choice", "food-drink-provision-facilities"},
		{"nhs-patient-feedback", "Could not find anywhere to park, then paid six pounds for parking", "parking"},
		{"nhs-patient-feedback", "Kept on hold and then cut off when I rang the surgery", "contacting-services"},
		{"nhs-patient-feedback", "Nobody listened to what I was saying", "staff-listening-understanding-involving-patients"},
		{"nhs-communications", "Half of our consultants tweet under their own names now", "accounts-of-individual-clinicians"},
		{"nhs-communications", "Has anyone used the flu campaign toolkit?", "campaign-toolkits"},
		{"nhs-communications", "We put the consultation about the ward closure online", "consultations-online"},
		{"nhs-communications", "Answering reviews on Patient Opinion takes an hour a day", "feedback-customer-service-platforms"},
		{"nhs-communications", "Get consent before you share a patient's photo, confidentiality comes first", "confidentiality-information-governance"},
		{"nhs-communications", "Which app do you use to schedule posts?", "platforms-tools"},
	}
	books := map[string]*Book{}
	matchers := map[string]*Matcher{}
	for _, tt := range tests {
		if books[tt.book] == nil {
			b, err := Load(tt.book)
			if err != nil {
				t.Fatal(err)
			}
			m, err := Compile(b)
			if err != nil {
				t.Fatal(err)
			}
			books[tt.book], matchers[tt.book] = b, m
		}
		var ids []string
		for _, h := range matchers[tt.book].Match(tt.text) {
			ids = append(ids, books[tt.book].Codes[h.Code].ID)
		}
		if !slices.Contains(ids, tt.id) {
			t.Errorf("%q: %v, want %s", tt.text, ids, tt.id)
		}
	}
}

// Reading is fast enough to be measured: see testdata/bench for the whole.
func BenchmarkMatch(b *testing.B) {
	book, err := Load("nhs-patient-feedback")
	if err != nil {
		b.Fatal(err)
	}
	m, err := Compile(book)
	if err != nil {
		b.Fatal(err)
	}
	texts := []string{
		"The driver was on time, very polite and helped me into the car.", "Waited four hours for the ambulance and nobody rang back to say why.",
		"Everything was good.", "I would have liked more time with the doctor, and to be told what the tablets are for.",
	}
	n := 0
	r := m.newReader()
	for b.Loop() {
		for _, s := range texts {
			r.match(s)
			n += len(s)
		}
	}
	b.SetBytes(int64(n / max(1, b.N)))
}
