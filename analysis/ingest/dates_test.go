package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"yearbook/analysis/corpus"
)

func TestParseStamp(t *testing.T) {
	const want = "2016-03-03 10:45"
	tests := map[string]string{ // text → date and time as read, day first
		"03/03/2016 10:45":                want,
		"3.3.16 10.45":                    want,
		"2016-03-03T10:45:00":             want,
		"2016-03-03 10:45:30.250":         want,
		"2016/03/03 10:45":                want,
		"3 March 2016 at 10:45 am":        want,
		"3rd March 2016, 10:45":           want,
		"3rd of March 2016 10:45":         want,
		"March 3, 2016 at 10:45 am":       want,
		"Mar 3rd 2016 10:45":              want,
		"Thursday, March 3, 2016 10:45":   want,
		"Thu, 03 Mar 2016 10:45:00 +0000": want,
		"Thu Mar 03 10:45:00 +0000 2016":  want,
		"Thu Mar 3 10:45:00 2016":         want,
		"03-Mar-16 10:45":                 want,
		"2016 March 3 10:45":              want,
		"2016-03-03T10:45:00Z":            want,
		"2016-03-03T11:45:00+01:00":       want,
		"2016-03-03 12:45:00 CEST":        want,
		"2016/03/03 10:45:00 am GMT":      want,
		"2016/03/03 11:45:00 am GMT+1":    want,
		"2016/03/03 6:45:00 am GMT-4":     want,
		"2016/03/03 4:15 pm GMT+5:30":     want,
		"2016-03-03 11:45 (UTC+0100)":     want,
		"Thu 03/03/2016 10:45":            want,
		"Thursday, 3.3.2016 10:45":        want,
		"20160303 10:45":                  want,
		"20160303T104500Z":                want,
		"20160303":                        "2016-03-03 00:00",
		"3 Sept 2016":                     "2016-09-03 00:00",
		"3 March 1999":                    "1999-03-03 00:00",
		"29/02/2016":                      "2016-02-29 00:00",
		"3 pm":                            "", "10:45": "", "March 2016": "", "3 March": "", "31/02/2016": "", "29/02/2015": "",
		"2016-13-32": "", "1/2/3": "", "12/12/1812": "", "1.2.3.4": "", "3 March 2016 was nice": "", "": "", "13": "", "20161303": "", "2016030": "", "201603031": "", "Thu 33/33/2016": "", "2016-03-03 10:45 GMT+99": "", "99/99/99": "",
		"2016-03-03T25:00:00": "", "00/00/2016": "",
	}
	for text, want := range tests {
		got := ""
		if st, ok := parseStamp([]byte(text)); ok {
			d := dates{local: wallClock{loc: corpus.London()}}
			v := d.note(st, 0)
			d.decide(nil)
			got = time.UnixMilli(d.resolve(v, -1)).In(corpus.London()).Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestDateOrder(t *testing.T) {
	yes, no := true, false
	tests := []struct {
		name      string
		dates     string
		dayFirst  *bool
		order     string
		first     string // the first date as read
		evidence  string
		ambiguous int
	}{
		{"a day above 12", "01/02/2019 13/02/2019", nil, "day first", "2019-02-01", "1 of 2 dates", 1},
		{"a day above 12 in second place", "02/01/2019 02/13/2019", nil, "month first", "2019-02-01", "1 of 2 dates", 1},
		{"real ambiguous fixture", "12/9/20", nil, "day first", "2020-09-12", "as in the UK", 1},
		{"time runs on only with the month first", "01/09/2019 02/08/2019 03/07/2019 04/06/2019", nil, "month first", "2019-01-09", "time goes back", 4},
		{"time runs on only with the day first", "09/01/2019 08/02/2019 07/03/2019 06/04/2019", nil, "day first", "2019-01-09", "time goes back", 4},
		{"the second part changes, by days or by months", "05/06/2019 05/07/2019 05/08/2019 05/09/2019", nil, "day first", "2019-06-05", "nothing in the file decides", 4},
		{"the first part is the day", "06/05/2019 07/05/2019 08/05/2019 09/05/2019", nil, "day first", "2019-05-06", "changes more often", 4},
		{"year in front", "2019-02-01 2019-03-01", nil, "year first", "2019-02-01", "", 0},
		{"short year in front", "19/01/05 19/01/20 19/01/21 19/01/25 19/02/02", nil, "year first", "2019-01-05", "never changes", 5},
		{"the user says day first", "02/01/2019 02/13/2019", &yes, "day first", "2019-01-02", "as you asked", 1},
		{"the user says month first", "01/02/2019 13/02/2019", &no, "month first", "2019-01-02", "as you asked", 1},
		{"same day and month", "05/05/2019", nil, "day first", "2019-05-05", "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var text strings.Builder
			for d := range strings.FieldsSeq(test.dates) {
				fmt.Fprintf(&text, "%s, 10:00 - Ann: hello\n", d)
			}
			res, err := readOpt(t, "chat.txt", text.String(), Options{DayFirst: test.dayFirst})
			if err != nil {
				t.Fatal(err)
			}
			d := res.Receipt.DateOrder
			if d.Order != test.order || !strings.Contains(d.Evidence, test.evidence) || d.Ambiguous != test.ambiguous {
				t.Errorf("got %+v", d)
			}
			if got := messages(res)[0][:10]; got != test.first {
				t.Errorf("first date read as %s, want %s", got, test.first)
			}
		})
	}
}

func TestParseMonth(t *testing.T) {
	for text, want := range map[string]string{
		"Jan-21": "2021-01-01", "Jan/21": "2021-01-01", "Jan '21": "2021-01-01", "January 2021": "2021-01-01", "Sept 2021": "2021-09-01",
		"2021-01": "2021-01-01", "01/2021": "2021-01-01", "2021 Jan": "2021-01-01", "Sep.-21": "2021-09-01",
		"Jan 21": "", "Jan": "", "21": "", "2021": "", "13/2021": "", "2021-13": "", "Jan-2": "", "Jan-211": "", "01/21": "", "Mayor-21": "", "": "", "2021-01-05": "",
	} {
		got := ""
		if st, ok := parseMonth([]byte(text)); ok {
			got = fmt.Sprintf("%04d-%02d-%02d", st.x, st.y, st.z)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// A day that is the same in each date makes a series of months. See [series].
func TestDateSeries(t *testing.T) {
	run := func(layout string, from time.Time, months, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(from.AddDate(0, i*months, 0).Format(layout) + " ")
		}
		return b.String()
	}
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	const uk, us, iso, short = "02/01/2006", "01/02/2006", "2006-01-02", "2/1/06"
	tests := []struct {
		name, dates, order, first, evidence string
		warns                               bool
	}{
		{"the months of a financial year", run(uk, day(2021, 4, 1), 1, 12), "day first", "2021-04-01", "every month", false},
		{"always the fifth", run(uk, day(2021, 1, 5), 1, 12), "day first", "2021-01-05", "every month", false},
		{"each date twice", run(uk, day(2021, 4, 1), 1, 12) + run(uk, day(2021, 4, 1), 1, 12), "day first", "2021-04-01", "every month", false},
		{"quarters of one year", run(uk, day(2021, 1, 1), 3, 4), "day first", "2021-01-01", "every quarter", false},
		{"quarters of two years", run(uk, day(2021, 7, 1), 3, 6), "day first", "2021-07-01", "every quarter", false},
		{"one year after the other", run(uk, day(2018, 4, 1), 12, 4), "day first", "2018-04-01", "nothing in the file decides", true},
		{"the same, short", run(short, day(2018, 4, 1), 12, 4), "day first", "2018-04-01", "nothing in the file decides", true},
		{"short", run(short, day(2020, 4, 1), 1, 12), "day first", "2020-04-01", "every month", false},
		{"an American series over the end of a year", run(us, day(2020, 10, 1), 1, 8), "month first", "2020-10-01", "the second of the two never changes", false},
		{"an American series, or four days in May", run(us, day(2019, 6, 5), 1, 4), "day first", "2019-05-06", "changes more often", false},
		{"days over the end of a month", "11/05/2019 12/05/2019 13/05/2019 01/06/2019", "day first", "2019-05-11", "1 of 4 dates", false},
		{"the year in front, every month", run(iso, day(2021, 4, 1), 1, 12), "year first", "2021-04-01", "the year comes first", false},
		{"the year in front, not in order", "2021-02-01 2021-01-05 2021-01-08 2021-03-02 2021-02-11", "year first", "2021-02-01", "the year comes first", false},
		{"one day", "12/09/2020 12/09/2020", "day first", "2020-09-12", "nothing in the file decides", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var text strings.Builder
			text.WriteString("Date,Comment\n")
			for d := range strings.FieldsSeq(test.dates) {
				fmt.Fprintf(&text, "%s,The staff were kind to me\n", d)
			}
			res := mustRead(t, "a.csv", text.String())
			if d := res.Receipt.DateOrder; d.Order != test.order || !strings.Contains(d.Evidence, test.evidence) {
				t.Errorf("got %+v", d)
			}
			if got := messages(res)[0][:10]; got != test.first {
				t.Errorf("first date read as %s, want %s", got, test.first)
			}
			if d := res.Receipt.DateOrder; d.Weak != test.warns {
				t.Errorf("weak %t", d.Weak)
			}
			if warned := strings.Contains(strings.Join(res.Receipt.Warnings, " "), "could be day first or month first"); warned != test.warns {
				t.Errorf("warnings %q", res.Receipt.Warnings)
			}
		})
	}
}

// One row out of order in a table says nothing against the custom of the UK;
// in a chat, whose messages are in order, it does.
func TestOneFall(t *testing.T) {
	dates := []string{"02/01/2021", "01/02/2021", "05/02/2021"} // 2 January, 1 and 5 February: in order
	swapped := []string{"01/02/2021", "02/01/2021", "03/05/2021"}
	for _, test := range []struct {
		dates       []string
		table, chat string
	}{{dates, "day first", "day first"}, {swapped, "day first", "month first"}} {
		table, chat := "Date,Comment\n", ""
		for _, d := range test.dates {
			table += d + ",The staff were kind to me\n"
			chat += d + ", 10:00 - Ann: hello\n"
		}
		if got := mustRead(t, "a.csv", table).Receipt.DateOrder.Order; got != test.table {
			t.Errorf("table %v: %s", test.dates, got)
		}
		if got := mustRead(t, "chat.txt", chat).Receipt.DateOrder.Order; got != test.chat {
			t.Errorf("chat %v: %s", test.dates, got)
		}
	}
}

// Phones set to the United States have a style of their own.
func TestAmericanStyle(t *testing.T) {
	for _, test := range []struct{ one, two, order string }{
		{"2/3/21, 7:00 PM", "2/4/21, 7:00 PM", "month first"},
		{"2/3/21, 7:00\u202fPM", "2/4/21, 7:00\u202fPM", "month first"},
		{"2/3/21, 7:00 pm", "2/4/21, 7:00 pm", "day first"},     // Australia
		{"02/03/21, 7:00 PM", "02/04/21, 7:00 PM", "day first"}, // a British phone with a clock of 12 hours
		{"2/3/21, 19:00", "2/4/21, 19:00", "day first"},
		{"2/3/2021, 7:00 PM", "2/4/2021, 7:00 PM", "day first"},
		{"2/3/21, 7:00 PM", "13/4/21, 7:00 PM", "day first"}, // what cannot be is not
	} {
		r := mustRead(t, "chat.txt", test.one+" - Ann: hello\n"+test.two+" - Ann: hello again\n").Receipt
		if r.DateOrder.Order != test.order || r.DateOrder.Weak != (test.order == "day first" && r.DateOrder.Ambiguous == 2) {
			t.Errorf("%s, %s: %+v", test.one, test.two, r.DateOrder)
		}
	}
}

func TestContradiction(t *testing.T) {
	r := mustRead(t, "chat.txt", "12/01/21, 7:00 PM - Kate: a\n13/01/21, 7:00 PM - Kate: b\n1/14/21, 7:00 PM - Kate: c\n").Receipt
	all := strings.Join(r.Warnings, " ")
	for _, want := range []string{"13/1/21 on line 2", "1/14/21 on line 3"} {
		if !strings.Contains(r.DateOrder.Evidence, want) {
			t.Errorf("%q is not in the evidence %q", want, r.DateOrder.Evidence)
		}
	}
	if !strings.Contains(all, "mixes two orders") || !strings.Contains(all, "1/14/21 on line 3") {
		t.Errorf("%q", all)
	}
}

func TestMixedOrders(t *testing.T) {
	text := "date,comment\n"
	for i := range 20 {
		text += fmt.Sprintf("%d/06/2021,\"the staff were kind to number %d\"\n", 13+i%15, i)
	}
	text += "6/25/2021,\"the wait was long for me\"\n03/06/2021,\"parking was a trouble again\"\n"
	res := mustRead(t, "a.csv", text)
	r := res.Receipt
	if r.DateOrder.Order != "day first" || r.DateOrder.Ambiguous != 1 || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "mixes two orders") {
		t.Errorf("%+v %q", r.DateOrder, r.Warnings)
	}
	got := messages(res)
	if got[20][:10] != "2021-06-25" || got[21][:10] != "2021-06-03" {
		t.Errorf("%q", got[20:])
	}
}

func TestLondonClock(t *testing.T) {
	tests := map[string]string{ // on the wall → UTC
		"2019-01-15 12:00": "2019-01-15T12:00",
		"2019-07-15 12:00": "2019-07-15T11:00",
		"2019-03-31 00:59": "2019-03-31T00:59",
		"2019-03-31 01:30": "2019-03-31T01:30", // leapt over: moved on to 02:30 BST
		"2019-03-31 02:30": "2019-03-31T01:30",
		"2019-10-27 00:30": "2019-10-26T23:30",
		"2019-10-27 01:30": "2019-10-27T00:30", // comes twice: the first
		"2019-10-27 02:00": "2019-10-27T02:00",
	}
	for wall, want := range tests {
		st, _ := parseStamp([]byte(wall))
		d := dates{local: wallClock{loc: corpus.London()}}
		v := d.note(st, 0)
		d.decide(nil)
		if got := time.UnixMilli(d.resolve(v, -1)).UTC().Format("2006-01-02T15:04"); got != want {
			t.Errorf("%s: got %s, want %s", wall, got, want)
		}
	}
}

// Packed parts come back as they went in.
func TestPack(t *testing.T) {
	var d dates
	for _, st := range []stamp{
		{form: short, x: 99, y: 99, z: 99, ms: 86399999},
		{form: yearFirst, x: 9999, y: 1, z: 2},
		{form: yearLast, x: 2019, y: 31, z: 12, ms: 5, zoned: true, offset: -3600},
	} {
		v := d.pack(st)
		if v < 0 || v&provisional == 0 {
			t.Fatalf("%d is not provisional", v)
		}
		if got := d.unpack(v); got != st {
			t.Errorf("got %+v, want %+v", got, st)
		}
	}
}
