package ingest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each layout says the same: Ann on 13 June 2018 at 21:25, in two lines.
func TestWhatsAppLayouts(t *testing.T) {
	layouts := map[string]string{
		"Android":                "13/06/18, 21:25 - Ann Lee: hello\nthere\n",
		"Android, dots":          "13.06.18, 21:25 - Ann Lee: hello\nthere\n",
		"Android, dashes":        "13-06-2018, 21:25 - Ann Lee: hello\nthere\n",
		"Android, no comma":      "13/06/2018 21:25 - Ann Lee: hello\nthere\n",
		"Android, dash":          "13/06/2018, 21:25 – Ann Lee: hello\nthere\n",
		"iOS":                    "[13/06/2018, 21:25:15] Ann Lee: hello\nthere\n",
		"iOS, no comma":          "[13/06/18 21:25] Ann Lee: hello\nthere\n",
		"iOS, marks":             "\ufeff\u200e[13/06/2018, 21:25:15] Ann Lee: \u200ehello\nthere\n",
		"iOS, dots in clock":     "[13.06.18, 21.25.15] Ann Lee: hello\nthere\n",
		"year first":             "[2018-06-13, 21:25:15] Ann Lee: hello\nthere\n",
		"year in the middle":     "[06/2018/13, 21:25:15] Ann Lee: hello\nthere\n",
		"Finnish":                "13.6.2018 klo 21.25.15 - Ann Lee: hello\nthere\n",
		"spaced dots":            "13. 6. 2018. 21:25:15 Ann Lee: hello\nthere\n",
		"12 hours":               "13/06/2018, 9:25 PM - Ann Lee: hello\nthere\n",
		"12 hours, dots":         "13/06/2018, 9:25 p.m. - Ann Lee: hello\nthere\n",
		"12 hours, spaced dots":  "13/06/2018, 9:25 p. m. - Ann Lee: hello\nthere\n",
		"12 hours, narrow space": "[13/06/2018, 9:25:15\u202fpm] Ann Lee: hello\nthere\n",
		"12 hours, no-break":     "13/06/2018, 9:25\u00a0pm - Ann Lee: hello\nthere\n",
		"thin space":             "13/06/2018,\u200921:25 - Ann Lee: hello\nthere\n",
		"CRLF":                   "13/06/18, 21:25 - Ann Lee: hello\r\nthere\r\n",
		"CR":                     "13/06/18, 21:25 - Ann Lee: hello\rthere\r",
	}
	for name, text := range layouts {
		t.Run(name, func(t *testing.T) {
			res := mustRead(t, "chat.txt", text)
			want := []string{"2018-06-13 21:25 Ann Lee: hello\nthere"}
			if diff := cmp.Diff(want, messages(res)); diff != "" {
				t.Error(diff)
			}
			if res.Receipt.Format != "WhatsApp text" || res.Records[0].Channel != "chat" {
				t.Errorf("read as %q, channel %q", res.Receipt.Format, res.Records[0].Channel)
			}
		})
	}
}

const ward = `12/03/2019, 09:00 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
12/03/2019, 09:00 - Ann created group "Ward 7: nights"
12/03/2019, 09:01 - Ann added Ben
12/03/2019, 09:02 - Ann changed the subject from "A: b" to "Ward 7"
13/03/2019, 09:03 - Ann: Rota: is it out?
13/03/2019, 09:04 - Ben: <Media omitted>
13/03/2019, 09:05 - Ben: IMG-20190313-WA0001.jpg (file attached)
13/03/2019, 09:06 - Ben: IMG-20190313-WA0002.jpg (file attached)
the new rota
13/03/2019, 09:07 - Ann: This message was deleted
13/03/2019, 09:08 - Ann:
13/03/2019, 09:09 - +44 7700 900123: hi 👋🏽
13/03/2019, 09:10 - ~ Cat: 10:30 suits me <This message was edited>
13/03/2019, 09:11 - Ben: https://maps.google.com/?q=51.5,-0.1
13/03/2019, 09:12 - Ben left
`

func TestWhatsAppChat(t *testing.T) {
	res := mustRead(t, "WhatsApp Chat with Ward 7.txt", ward)
	want := []string{
		"2019-03-13 09:03 Ann: Rota: is it out?",
		"2019-03-13 09:06 Ben: the new rota",
		"2019-03-13 09:09 +44 7700 900123: hi 👋🏽",
		"2019-03-13 09:10 ~ Cat: 10:30 suits me",
	}
	if diff := cmp.Diff(want, messages(res)); diff != "" {
		t.Error(diff)
	}
	skipped := map[string]int{"system": 5, "media": 3, "deleted message": 1, "empty": 1}
	if diff := cmp.Diff(skipped, res.Receipt.Skipped); diff != "" {
		t.Error(diff)
	}
}

func TestWhatsAppOddLines(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
		skipped    map[string]int
	}{
		{"iOS notices by the group",
			"[13/03/2019, 09:00:00] Ward 7: \u200eMessages and calls are end-to-end encrypted.\n[13/03/2019, 09:00:00] Ward 7: \u200eAnn created this group\n[13/03/2019, 09:01:00] Ward 7: \u200eAnn added Ben\n[13/03/2019, 09:02:00] Ben: \u200eimage omitted\n[13/03/2019, 09:03:00] Ben: see here \u200e<attached: 0001-PHOTO.jpg>\n[13/03/2019, 09:04:00] Ben: Ann added sugar",
			[]string{"2019-03-13 09:03 Ben: see here", "2019-03-13 09:04 Ben: Ann added sugar"},
			map[string]int{"system": 3, "media": 1}},
		{"notices, documents and polls of iOS",
			"[14/02/2021, 19:00:00] Comms: \u200eMessages and calls are end-to-end encrypted.\n[14/02/2021, 19:00:01] Comms: \u200eKate updated the message timer. New messages will disappear from this chat 24 hours after they're sent, except when kept.\n" +
				"[14/02/2021, 19:00:02] Kate: Rota.docx • \u200e3 pages \u200e<attached: 00000003-Rota.docx>\n[14/02/2021, 19:00:03] Kate: Rota.docx \u200e<attached: 00000004-Rota.docx>\n[14/02/2021, 19:00:04] Kate: \u200eWaiting for this message. This may take a while.\n" +
				"[14/02/2021, 19:00:05] Kate: \u200ePOLL:\nDay?\n\u200eOPTION: Mon (\u200e3 votes)\n\u200eOPTION: Tue (am) (\u200e1 vote)\n\u200e[14/02/2021, 19:00:06] Ben: Rota.docx • \u200e3 pages \u200edocument omitted\nread \u200ethis\n",
			[]string{"2021-02-14 19:00 Kate: Day?\nMon\nTue (am)", "2021-02-14 19:00 Ben: read this"},
			map[string]int{"system": 3, "media": 2}},
		{"a wait and a poll of Android",
			"03/02/2021, 7:09 pm - Kate: Waiting for this message. This may take a while.\n03/02/2021, 7:10 pm - Kate: POLL:\nDay?\nOPTION: Mon (1 vote)\n\n03/02/2021, 7:11 pm - Kate: Waiting for this message all day\n",
			[]string{"2021-02-03 19:10 Kate: Day?\nMon", "2021-02-03 19:11 Kate: Waiting for this message all day"}, map[string]int{"system": 1}},
		{"a continuation that begins with a date and a time",
			"03/02/2021, 19:00 - Kate: agenda\n04/02/2021, 10:00 - first item\n05/02/2021, 11:00 - \"second\" item, for the joined team\n05/02/2021, 11:01 - Kate left\n05/02/2021, 11:02 - nothing known\n" +
				"05/02/2021, 11:03 - Kate: back\n05/02/2021, 11:04 - Ben changed this group's icon\n05/02/2021, 11:05 - Ann hat die Gruppe verlassen.\n",
			[]string{"2021-02-03 19:00 Kate: agenda\n04/02/2021, 10:00 - first item\n05/02/2021, 11:00 - \"second\" item, for the joined team", "2021-02-05 11:03 Kate: back"},
			map[string]int{"system": 4}},
		{"no space after the colon",
			"13/03/2019, 09:00 - Ann:hello\n13/03/2019, 09:01 - Ann:.\n13/03/2019, 09:02 - Ann: .\n",
			[]string{"2019-03-13 09:00 Ann: hello", "2019-03-13 09:02 Ann: ."},
			map[string]int{"no words": 1}},
		{"lines before the first message",
			"exported by phone\n\n13/03/2019, 09:00 - Ann: hello\n",
			[]string{"2019-03-13 09:00 Ann: hello"},
			map[string]int{"before the first message": 1}},
		{"out of order",
			"13/03/2019, 09:05 - Ann: b\n13/03/2019, 09:00 - Ben: a\n",
			[]string{"2019-03-13 09:05 Ann: b", "2019-03-13 09:00 Ben: a"}, nil},
		{"a continuation that begins with a date",
			"13/03/2019, 09:05 - Ann: dates:\n12/04/2019 at the ward\n14.04.2019\n",
			[]string{"2019-03-13 09:05 Ann: dates:\n12/04/2019 at the ward\n14.04.2019"}, nil},
		{"midnight in halves",
			"13/03/2019, 00:08 a. m. - Ann: late\n13/03/2019, 12:08 AM - Ann: too\n13/03/2019, 12:08 pm - Ann: noon\n",
			[]string{"2019-03-13 00:08 Ann: late", "2019-03-13 00:08 Ann: too", "2019-03-13 12:08 Ann: noon"}, nil},
		{"blank lines inside", "13/03/2019, 09:05 - Ann: one\n\ntwo\n\n\n13/03/2019, 09:06 - Ben: x y\n",
			[]string{"2019-03-13 09:05 Ann: one\n\ntwo", "2019-03-13 09:06 Ben: x y"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			res := mustRead(t, "_chat.txt", test.text)
			if diff := cmp.Diff(test.want, messages(res)); diff != "" {
				t.Error(diff)
			}
			if test.skipped == nil {
				test.skipped = map[string]int{}
			}
			if diff := cmp.Diff(test.skipped, res.Receipt.Skipped); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatsAppLongLine(t *testing.T) {
	text := "13/03/2019, 09:00 - Ann: hello\n13/03/2019, 09:01 - Ben: " + strings.Repeat("x", 5000) + "\n13/03/2019, 09:02 - Cat: bye\n"
	res, err := readOpt(t, "c.txt", text, Options{MaxLine: 1000})
	if err != nil || res.Receipt.Messages != 2 || res.Receipt.Skipped["line too long"] != 1 {
		t.Errorf("%v %+v", err, res.Receipt)
	}
}

// Shuffling whole messages changes their order and nothing else.
func TestWhatsAppShuffled(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var parts []string
	for i := range 200 {
		parts = append(parts, strings.ReplaceAll(layoutN(i), "#", strings.Repeat("line ", i%4+1)))
	}
	want := messages(mustRead(t, "c.txt", strings.Join(parts, "")))
	slices.Sort(want)
	for range 5 {
		rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		got := messages(mustRead(t, "c.txt", strings.Join(parts, "")))
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

func layoutN(i int) string {
	day, month := i%28+1, i%12+1
	s := string(rune('A'+i%26)) + "nn"
	return two(day) + "/" + two(month) + "/2019, " + two(i%24) + ":" + two(i%60) + " - " + s + ": #\nmore " + two(i) + "\n"
}

func two(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }
