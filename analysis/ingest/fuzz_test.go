package ingest

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fuzzReader feeds one reader with anything: it must not panic, must account
// for every row and must say the same twice. checkInvariants does the rest.
func fuzzReader(f *testing.F, format, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
		f.Add(s[:len(s)/2])
		f.Add(strings.ReplaceAll(s, "\n", "\r\n"))
		f.Add("\ufeff" + strings.ReplaceAll(s, " ", "\u202f"))
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := readAs(t, format, name, text)
		b := readAs(t, format, name, text)
		if !reflect.DeepEqual(a, b) {
			t.Error(cmp.Diff(a, b))
		}
	})
}

func FuzzWhatsApp(f *testing.F) {
	fuzzReader(f, "whatsapp", "_chat.txt", ward,
		"[13/03/2019, 09:00:00] Ward 7: \u200eAnn created this group\n[3/13/19, 9:02:00 PM] Ben: \u200eimage omitted\n",
		"13. 6. 2018. 21:25:15 a: m\n2018/13/06, 00:08 a. m. - b: c\n31.12.99 klo 1.2.3 – x:y\n")
}

func FuzzIRC(f *testing.F) {
	fuzzReader(f, "irc", "2013-08-06.txt", ward9, "2012-10-17T09:16:21+0000  <ann> hello\n2012-10-17T09:16:22+0000  *** ben joins\n2012-10-17T09:16:22Z * a b\n")
}

func FuzzPipe(f *testing.F) {
	fuzzReader(f, "pipe", "news.txt", "585978391360220001|Thu Apr 09 01:31:50 +0000 2015|RT @who: a | b &amp; c\nmore\n\n12|01/02/2015 3 pm|x\n13|broken\n14|x|")
}

func FuzzTAGS(f *testing.F) {
	fuzzReader(f, "tags", "a.csv", "id_str,from_user,text,created_at,time,in_reply_to_status_id_str\n1,ann,\"RT @b: \"\"x\"\", y\",Sun Apr 19 19:22:23 +0000 2020,2020-04-19T20:22:23Z,NA\n2,ben,NA,x,2020-04-19,1\n,\n")
}

func FuzzTable(f *testing.F) {
	fuzzReader(f, "table", "a.csv",
		"Date,Name,Channel,Comment\n13/05/2021,Ann,Web,The staff were kind\n14/05/2021,Ben <b@x.org>,Web,\"Parking, again\nand again\"\n1/2/21,,,n/a\n",
		"sep=;\nid;text;Date;Time\nrespondent-01;\"never closed;1/2/2020;9:00\nrespondent-02;\"a \"\"b\"\" \"c\" d\";2/2/2020;10:00\n",
		"Month,First name,Surname,Question,Comment,Comment\nJan-21,Ann,Lee,Why?,<p>good &amp; kind</p><br>,R&D\n2021-02,Ann,Oak,Why?,It&#39;s &lt;3,\n",
		"Date,Comment\n20210910,x\n20210911T190000Z,y\n2021/04/10 3:04:05 pm GMT+1,z\nMon 06/09/2021 19:00,w\n01/10/2021,a\n01/11/2021,b\n01/12/2021,c\n01/01/2022,d\n",
		"timestamp\tmessage\tsender\n1620898200\thello there all\tAnn\n44329.5\tx\tBen\n1620898200000\ty\t192.0.2.1\n")
}

func FuzzBlogText(f *testing.F) {
	fuzzReader(f, "blogtext", "page.txt",
		"Menu\nJanuary 3, 2013\nby Priya Nair\nWords.\n3 Comments\nTom January 4, 2013\nYes.\nPingback: x\nAnn says:\n5 January 2013 at 9:05 am\nNo.\nLeave a comment or Get a Trackback link\nName\n",
		"Ann said...\nYes\n4 January 2013 at 09:05\nPosted on 3 March 2016 by B\nx\nLeave a Reply\n")
}

func FuzzBlogHTML(f *testing.F) {
	fuzzReader(f, "bloghtml", "page.html", wordpressPage,
		`<dl><dt class="comment-author" id="c1234567">Tom said...</dt><dd class="comment-body">Yes.</dd><dd class="comment-footer">4 January 2013 at 09:05</dd></dl>`,
		`<li class=comment><li class=comment id=comment-1><ul><div class=comment id=comment-1><time datetime="2013-01-04T09:05:00Z">x</time>`)
}

// FuzzFile lets detection choose.
func FuzzFile(f *testing.F) {
	for _, s := range []string{ward, ward9, wordpressPage, "a,b\n1,2\n", "PK\x03\x04", "{\"a\":1}", "\xff\xfea\x00b\x00", "\x00\x00\x00", "%PDF", "13/03/2019, 09:00 - Ann: hello\n"} {
		f.Add("2013-08-06.csv", s)
		f.Add("chat.txt", s)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		a, errA := readOpt(t, name, text, Options{MaxLine: 1 << 16})
		b, errB := readOpt(t, name, text, Options{MaxLine: 1 << 16})
		if !reflect.DeepEqual(a, b) || (errA == nil) != (errB == nil) {
			t.Error(cmp.Diff(a, b), errA, errB)
		}
		if errA != nil && strings.Contains(errA.Error(), "inside Yearbook") {
			t.Error(errA)
		}
	})
}

func FuzzStamp(f *testing.F) {
	for _, s := range []string{"3 March 2016 at 10:45 am", "Sun Apr 19 19:22:23 +0000 2020", "2016-03-03T10:45:00.5+01:00", "13. 6. 2018. 21:25", "12/9/20 1:55 p. m."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		st, ok := parseStamp([]byte(s))
		if ok && !st.possible() {
			t.Errorf("%+v", st)
		}
		var d dates
		if ok && st.form != exact && d.unpack(d.pack(st)).ms != st.ms {
			t.Errorf("%+v", st)
		}
	})
}
