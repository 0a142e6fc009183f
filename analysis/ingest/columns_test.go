package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// answers are cells of open text, enough to tell such a column by.
var openAnswers = []string{"The staff were very kind and explained everything", "I felt safe and was listened to", "Nothing",
	"The ward was clean and the food was hot", "My daughter was seen within an hour", "Good", "The doctor took his time over us", "Everything was fine really"}

var moreAnswers = []string{"Parking is too dear for visitors", "More chairs in the waiting room please", "N/A", "Waited four hours without being told why",
	"Signs are confusing at the main entrance", "The phone line was always busy", "", "More evening appointments would help"}

// tableOf makes a CSV of columns that each give the cell of a row.
func tableOf(headers []string, cell ...func(i int) string) string {
	var b strings.Builder
	b.WriteString(strings.Join(headers, ",") + "\n")
	for i := range openAnswers {
		row := make([]string, len(cell))
		for k, c := range cell {
			row[k] = c(i)
		}
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.String()
}

func good(i int) string { return openAnswers[i] }
func bad(i int) string  { return moreAnswers[i] }
func date(i int) string { return fmt.Sprintf("%02d/02/2021", 10+i) }

func always(cells ...string) func(int) string {
	return func(i int) string { return cells[i%len(cells)] }
}

// columnsOf is the headers that have a role.
func columnsOf(r Receipt, role Role) (names []string) {
	for _, c := range r.Columns {
		if c.Role == string(role) {
			names = append(names, c.Name)
		}
	}
	return names
}

// Whether a column of answers is read does not depend on what its neighbour is
// called, nor on which of them comes first.
func TestNeighboursOfAnswers(t *testing.T) {
	for _, beside := range []string{"Tell us more", "Suggestions", "Further information", "Impact on you", "Q7 Open text", "Please give reasons", "Comments", "What could be better?", "7a. Any other views", "Why did you choose this location?"} {
		for _, headers := range [][]string{{"Date", "What was good?", beside}, {"Date", beside, "What was good?"}} {
			r := mustRead(t, "a.csv", tableOf(headers, date, good, bad)).Receipt
			if diff := cmp.Diff(headers[1:], columnsOf(r, RoleText)); diff != "" {
				t.Errorf("%v: %s", headers, diff)
			}
			if r.Messages != 15 || r.Responses != 8 {
				t.Errorf("%v: %d messages, %d responses", headers, r.Messages, r.Responses)
			}
		}
	}
	for _, beside := range []string{"Action taken", "Place or location", "Story title", "Manager notes", "What is your address?"} { // not the respondent's words
		r := mustRead(t, "a.csv", tableOf([]string{"Date", "What was good?", beside}, date, good, bad)).Receipt
		if got := columnsOf(r, RoleText); len(got) != 1 {
			t.Errorf("%q: read %v", beside, got)
		}
		if len(r.Unused) != 1 || r.Unused[0].Name != beside || r.Unused[0].Reason == "" {
			t.Errorf("%q: unused %v", beside, r.Unused)
		}
	}
}

func TestFewWords(t *testing.T) {
	words := always("Kind", "Caring", "Busy", "Kind")
	r := mustRead(t, "a.csv", tableOf([]string{"Date", "What was good?", "Describe us in one word"}, date, good, words)).Receipt
	if got := columnsOf(r, RoleText); len(got) != 2 {
		t.Errorf("read %v", got)
	}
	r = mustRead(t, "a.csv", tableOf([]string{"Date", "What was good?", "Would you recommend us?"}, date, good, always("Yes", "No"))).Receipt
	if got := columnsOf(r, RoleText); len(got) != 1 || !slices.ContainsFunc(r.Unused, func(c Column) bool { return c.Name == "Would you recommend us?" }) && len(columnsOf(r, RoleScore)) == 0 {
		t.Errorf("read %v, unused %v", got, r.Unused)
	}
}

func TestFirstNameAndSurname(t *testing.T) {
	number := func(i int) string { return fmt.Sprintf("Lee%d", i) }
	for _, headers := range [][]string{{"First name", "Surname"}, {"Forename", "Family name"}, {"firstName", "lastName"}, {"Patient first name", "Patient last name"}} {
		r := mustRead(t, "a.csv", tableOf(append(headers, "Date", "Comment"), always("Ann"), number, date, good))
		if r.Receipt.People != 8 || r.Records[1].Author != "Ann Lee1" {
			t.Errorf("%v: %d people, %q", headers, r.Receipt.People, r.Records[1].Author)
		}
	}
	for _, header := range []string{"First name", "Surname"} {
		r := mustRead(t, "a.csv", tableOf([]string{header, "Date", "Comment"}, always("Ann"), date, good)).Receipt
		if r.People != 0 || !strings.Contains(strings.Join(r.Warnings, " "), "which people share") {
			t.Errorf("%s: %d people, %q", header, r.People, r.Warnings)
		}
	}
	r := mustRead(t, "a.csv", tableOf([]string{"Username", "First name", "Surname", "Comment"}, number, always("Ann"), always("Lee"), good)).Receipt
	if diff := cmp.Diff([]string{"Username"}, columnsOf(r, RoleName)); diff != "" {
		t.Error(diff)
	}
}

func TestNamesAndAddresses(t *testing.T) {
	half := func(i int) string { return [...]string{"Ann Lee", "ben@x.org"}[i%2] }
	r := mustRead(t, "a.csv", tableOf([]string{"From", "Comment", "Date"}, half, good, date)).Receipt
	if r.People != 1 || !strings.Contains(strings.Join(r.Warnings, " "), `50 % of the names in "From" are e-mail`) {
		t.Errorf("%d people, %q", r.People, r.Warnings)
	}
	r = mustRead(t, "a.csv", tableOf([]string{"From", "Comment", "Date"}, always("ben@x.org", "cat@x.org"), good, date)).Receipt
	if r.People != 0 || !strings.Contains(strings.Join(r.Warnings, " "), `Column "From" was not used for the names`) {
		t.Errorf("%d people, %q", r.People, r.Warnings)
	}
	r = mustRead(t, "a.csv", tableOf([]string{"From", "Comment", "Date"}, always("Ann Lee", "Ben Oak"), good, date)).Receipt
	if r.People != 2 || len(r.Warnings) != 0 {
		t.Errorf("%d people, %q", r.People, r.Warnings)
	}
}

func TestQuestionColumn(t *testing.T) {
	asked := always("What went well?", "What to improve?")
	for _, text := range []string{"Comment", "Answer"} {
		res := mustRead(t, "a.csv", tableOf([]string{"Date", "Question", text}, date, asked, good))
		if res.Records[1].Question != "What to improve?" {
			t.Errorf("%+v", res.Records[1])
		}
	}
	own := func(i int) string { return "What about the car park " + fmt.Sprint(i) + "?" }
	res := mustRead(t, "a.csv", tableOf([]string{"Date", "Name", "Question"}, date, always("Ann"), own)) // questions that people asked
	if res.Records[1].Text != own(1) || res.Records[1].Question != "" {
		t.Errorf("%+v", res.Records[1])
	}
}

// A role that a preset cannot fill is guessed, and no other.
func TestPresetLacksColumn(t *testing.T) {
	headers := []string{"Title", "Story", "Posted", "Author role", "Criticality", "Postcode area"}
	res := mustRead(t, "a.csv", tableOf(headers, always("T"), good, date, always("a patient"), always("Not critical"), always("NE")))
	r := res.Receipt
	if r.Layout != "Care Opinion" || r.First.IsZero() || r.People != 0 {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff([]string{"Posted"}, columnsOf(r, RoleTime)); diff != "" {
		t.Error(diff)
	}
	headers[2] = "Submitted"
	r = mustRead(t, "a.csv", tableOf(append(headers, "Question"), always("T"), good, date, always("a patient"), always("Not critical"), always("NE"), always("Which?"))).Receipt
	if len(columnsOf(r, RoleQuestion)) != 0 {
		t.Errorf("%+v", r.Columns)
	}
}

func TestHeadersAlike(t *testing.T) {
	r := mustRead(t, "a.csv", tableOf([]string{"Date", "Comment", "Comment"}, date, good, bad)).Receipt
	if r.Messages != 15 || r.Responses != 8 || len(r.Skipped) != 1 || r.Skipped["empty"] != 1 {
		t.Errorf("%+v", r)
	}
	res := mustRead(t, "a.csv", "Yes,Yes,The staff were very kind to me\nNo,Yes,Parking was a trouble once more\nNo,No,The food was cold but the tea hot\n")
	if len(res.Records) != 3 { // values that are alike are no header
		t.Errorf("%v", messages(res))
	}
}

func TestCitizenSpaceSubmitted(t *testing.T) {
	id := func(i int) string { return fmt.Sprintf("ANON-1A2B-%dXYZ-E", i) }
	res := mustRead(t, "a.csv", tableOf([]string{"Response ID", "Submitted", "1. What is your name?", "2. What is your organisation?", "3. Do you agree?", "Please give reasons", "4. What else should we consider?", "May we publish your response?"},
		id, date, always("Ann", "Ben"), always("NHS Trust", "Council"), always("Agree", "Disagree"), good, bad, always("Yes", "No")))
	r := res.Receipt
	if r.Layout != "Citizen Space" || r.People != 8 || r.Messages != 15 {
		t.Errorf("%+v", r)
	}
	if rec := res.Records[0]; rec.Organisation != "NHS Trust" || rec.Consent != "Yes" || rec.Question != "Please give reasons" {
		t.Errorf("%+v", rec)
	}
}
