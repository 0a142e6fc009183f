package ingest

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yearbook/analysis/corpus"
)

// channels shows the channel of each record.
func channels(res *Result) string {
	var out []string
	for _, rec := range res.Records {
		out = append(out, string(rec.Channel))
	}
	return strings.Join(out, ", ")
}

var copiedPage = []string{
	"2013-01-03 00:00 Priya Nair: Hand hygiene is not a poster campaign. It is a habit, and habits need time.\nOn January 15, 2013 we will meet again; please read the notes first.",
	"2013-01-03 00:00 Tom Okafor: We put gel at every bed.\nUse went up by half.",
	"2013-01-04 00:00 Sister Mary-Jo O'Dell: The meeting is on March 3, 2013 and I shall be there.",
	"2013-01-04 16:05 @wardbear: Agreed!",
	"2013-01-06 00:00 Tom Okafor: Thanks all.",
}

func TestBlogText(t *testing.T) {
	text, err := os.ReadFile("testdata/copied_page.txt")
	if err != nil {
		t.Fatal(err)
	}
	res := mustRead(t, "page.txt", string(text))
	if diff := cmp.Diff(copiedPage, messages(res)); diff != "" {
		t.Error(diff)
	}
	if got := channels(res); got != "blog post, blog comment, blog comment, blog comment, blog comment" {
		t.Error(got)
	}
	if diff := cmp.Diff(map[string]int{"page furniture": 11, "trackback": 2}, res.Receipt.Skipped); diff != "" {
		t.Error(diff)
	}
	if res.Receipt.DateOrder.Order != "named month" {
		t.Errorf("%+v", res.Receipt.DateOrder)
	}
}

func TestBlogTextForms(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"head on one line", "January 3, 2013 by Priya Nair\nWords of the post.\nTom Okafor January 4, 2013\nYes.\n",
			[]string{"2013-01-03 00:00 Priya Nair: Words of the post.", "2013-01-04 00:00 Tom Okafor: Yes."}},
		{"head with a dot", "January 3, 2013 · by Priya Nair\nWords of the post.\nTom Okafor January 4, 2013 at 9:05 am\nYes.\n",
			[]string{"2013-01-03 00:00 Priya Nair: Words of the post.", "2013-01-04 09:05 Tom Okafor: Yes."}},
		{"name and date on two lines", "Our day\n3 March 2016 by Kate Jones\nIt went well.\nVaccination Clinic\n4 March 2016 at 9:00 am\nat the hall.\n2 thoughts on “Our day”\nAnn Lee\nMarch 3, 2016 at 10:45 am\nGreat day!\n\nIt was warm.\nReply\nBob\nMarch 4, 2016 at 9:00 am\nI waited.\nSee you on\nMarch 9, 2016 at 9:00 am\nKate Jones\nReply\nLeave a Reply\n",
			[]string{"2016-03-03 00:00 Kate Jones: It went well.\nVaccination Clinic\n4 March 2016 at 9:00 am\nat the hall.", "2016-03-03 10:45 Ann Lee: Great day!\nIt was warm.", "2016-03-04 09:00 Bob: I waited.\nSee you on\nMarch 9, 2016 at 9:00 am\nKate Jones"}},
		{"name and date on two lines, comments only", "Ann Lee\nMarch 3, 2016 at 10:45 am\nGreat day!\nBob\nMarch 4, 2016 at 9:00 am\nI waited.\n",
			[]string{"2016-03-03 10:45 Ann Lee: Great day!", "2016-03-04 09:00 Bob: I waited."}},
		{"one appointment is no comment", "January 3, 2013 by Priya Nair\nWords of the post.\nTom Okafor\nMarch 4, 2016 at 9:00 am\nin the hall.\n",
			[]string{"2013-01-03 00:00 Priya Nair: Words of the post.\nTom Okafor\nMarch 4, 2016 at 9:00 am\nin the hall."}},
		{"posted on", "Posted on 3 January 2013 by Priya Nair\nWords of the post.\nTom Okafor says: 4 January 2013 at 9:05 am\nYes.\n",
			[]string{"2013-01-03 00:00 Priya Nair: Words of the post.", "2013-01-04 09:05 Tom Okafor: Yes."}},
		{"by in front", "By Priya Nair on January 3, 2013\nWords of the post.\nTom Okafor on January 4, 2013 at 9:05 am said:\nYes.\n",
			[]string{"2013-01-03 00:00 Priya Nair: Words of the post.", "2013-01-04 09:05 Tom Okafor: Yes."}},
		{"says and date on two lines", "January 3, 2013\nby Priya Nair\nWords.\n1.\nTom Okafor says:\n4 January 2013 at 9:05 am\nYes.\nReply\n",
			[]string{"2013-01-03 00:00 Priya Nair: Words.", "2013-01-04 09:05 Tom Okafor: Yes."}},
		{"Blogger", "January 3, 2013\nby Priya Nair\nWords.\n2 comments:\nTom Okafor said...\nYes.\n4 January 2013 at 09:05\nAnn said...\nNo.\n5 January 2013 at 09:06\nPost a Comment\nNewer Post\n",
			[]string{"2013-01-03 00:00 Priya Nair: Words.", "2013-01-04 09:05 Tom Okafor: Yes.", "2013-01-05 09:06 Ann: No."}},
		{"two posts", "January 3, 2013 by Priya Nair\nFirst.\nJanuary 10, 2013 by Priya Nair\nSecond.\n",
			[]string{"2013-01-03 00:00 Priya Nair: First.", "2013-01-10 00:00 Priya Nair: Second."}},
		{"leave a comment above the comments", "January 3, 2013 by Priya Nair\nLeave a comment\nFirst.\nTom Okafor January 4, 2013\nYes.\nLeave a Reply\nName\n",
			[]string{"2013-01-03 00:00 Priya Nair: First.", "2013-01-04 00:00 Tom Okafor: Yes."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			res := mustRead(t, "page.txt", test.text)
			if diff := cmp.Diff(test.want, messages(res)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCommentHeads(t *testing.T) {
	heads := []string{"Tom January 3, 2013", "Tom Okafor 3 January 2013 at 10:45 am", "Dr J. Smith, March 3rd, 2016", "A N Other May 5, 2013", "May May 5, 2013", "~ Cat · 3 Mar 2016", "Tom says: 3 March 2016"}
	for _, line := range heads {
		if p := classify(1, []byte(line)); p.kind != commentHead {
			t.Errorf("%q is a head, read as %d", line, p.kind)
		}
	}
	others := []string{"Updated January 3, 2013", "The meeting is on January 3, 2013", "We met in March 2013", "See you Tuesday January 8, 2013", "Tom January 3, 2013 was a good day",
		"Deadline: January 3, 2013", "until January 3, 2013", "January 3, 2013", "Tom Okafor", "3/1/2013", "Is it due January 3, 2013", "tom@x.org January 3, 2013"}
	for _, line := range others {
		if p := classify(1, []byte(line)); p.kind == commentHead {
			t.Errorf("%q is no head, read as one by %q", line, p.name)
		}
	}
}

const wordpressPage = `<!DOCTYPE html><html><head><title>Ward talk</title><link rel="canonical" href="https://ward.example/2013/01/hands"><script>var x = "Tom January 3, 2013";</script></head>
<body><nav><a>Home</a></nav>
<article id="post-7" class="post hentry"><header><h1 class="entry-title">Hands</h1><div class="entry-meta">Posted on <time class="entry-date" datetime="2013-01-03T09:30:00+00:00">January 3, 2013</time> by <span class="author vcard"><a class="fn">Priya Nair</a></span></div></header>
<div class="entry-content"><p>Hand hygiene is <b>not</b> a poster.</p><p>It is a habit.</p></div></article>
<div id="comments"><h2>3 thoughts on &ldquo;Hands&rdquo;</h2>
<ol class="comment-list">
<li id="comment-11" class="comment even"><article id="div-comment-11" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><img alt="" src="x"><b class="fn">Tom Okafor</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a><time datetime="2013-01-04T09:05:00+00:00">January 4, 2013 at 9:05 am</time></a></div></footer>
<div class="comment-content"><p>We put gel at<br>every bed &amp; door.</p></div><div class="reply"><a>Reply</a></div></article>
<ol class="children"><li id="comment-12" class="comment odd"><article id="div-comment-12" class="comment-body"><footer class="comment-meta"><b class="fn">Priya Nair</b> <time datetime="2013-01-04T10:05:00+00:00">x</time></footer><div class="comment-content"><p>Did it help?</p></div></article></li></ol></li>
<li id="comment-13" class="pingback even"><div class="comment-body">Pingback: <a>Other blog</a></div></li>
</ol><div id="respond"><h3>Leave a Reply</h3><form><label>Name</label></form></div></div></body></html>`

func TestBlogHTMLWordPress(t *testing.T) {
	res := mustRead(t, "hands.html", wordpressPage)
	want := []corpus.Record{
		{Row: 1, Author: "Priya Nair", Text: "Hand hygiene is not a poster.\nIt is a habit.", Channel: corpus.BlogPost, Time: london(t, "2013-01-03 09:30:00")},
		{Row: 2, ID: "https://ward.example/2013/01/hands#comment-11", Author: "Tom Okafor", Text: "We put gel at\nevery bed & door.", Channel: corpus.BlogComment, Time: london(t, "2013-01-04 09:05:00")},
		{Row: 3, ID: "https://ward.example/2013/01/hands#comment-12", ReplyTo: "https://ward.example/2013/01/hands#comment-11", Author: "Priya Nair", Text: "Did it help?", Channel: corpus.BlogComment, Time: london(t, "2013-01-04 10:05:00")},
	}
	if diff := cmp.Diff(want, res.Records); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int{"trackback": 1}, res.Receipt.Skipped); diff != "" {
		t.Error(diff)
	}
}

func TestBlogHTMLForms(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"classic WordPress", `<html><body><div class="post"><h2>Hands</h2><small>January 3rd, 2013 by Priya</small><div class="entry-content">Words.</div></div>
<ol class="commentlist"><li class="comment" id="li-comment-5"><div id="comment-5" class="comment-body"><div class="comment-author vcard"><cite class="fn">Tom</cite> <span class="says">says:</span></div><div class="comment-meta commentmetadata"><a>January 4, 2013 at 9:05 am</a></div><p>Yes.</p><div class="reply">Reply</div></div>
<ul class="children"><li class="comment"><div class="comment-author"><cite class="fn">Ann</cite></div><div class="comment-meta">January 5, 2013 at 9:05 am</div><p>No.</p></li></ul></li></ol></body></html>`,
			[]string{"2013-01-03 00:00 Priya: Words.", "2013-01-04 09:05 Tom: Yes.", "2013-01-05 09:05 Ann: No."}},
		{"old Blogger", `<html><body><div class="post hentry"><div class="post-body entry-content">Words.</div><span class="post-author vcard">Posted by <span class="fn">Priya</span></span><abbr class="published" title="2013-01-03T09:30:00Z">09:30</abbr></div>
<dl id="comments-block"><dt class="comment-author" id="c1234567"><a>Tom</a> said...</dt><dd class="comment-body"><p>Yes.</p></dd><dd class="comment-footer"><span class="comment-timestamp">4 January 2013 at 09:05</span></dd></dl></body></html>`,
			[]string{"2013-01-03 09:30 Priya: Words.", "2013-01-04 09:05 Tom: Yes."}},
		{"new Blogger", `<html><body><div class="comments" id="comments"><ol><li class="comment" id="c123456789"><div class="comment-block"><div class="comment-header"><cite class="user"><a>Tom</a></cite><span class="datetime secondary-text"><a>4 January 2013 at 09:05</a></span></div><p class="comment-content">Yes.</p></div>
<div class="comment-replies"><ol><li class="comment" id="c123456790"><div class="comment-block"><div class="comment-header"><cite class="user">Ann</cite><span class="datetime">5 January 2013 at 09:05</span></div><p class="comment-content">No.</p></div></li></ol></div></li></ol></div></body></html>`,
			[]string{"2013-01-04 09:05 Tom: Yes.", "2013-01-05 09:05 Ann: No."}},
		{"schema.org", `<html><body><div itemscope itemtype="http://schema.org/BlogPosting"><span itemprop="author">Priya</span><time itemprop="datePublished" datetime="2013-01-03">x</time><div itemprop="articleBody">Words.</div>
<div itemprop="comment" itemscope itemtype="http://schema.org/Comment"><span itemprop="author" itemscope><span itemprop="name">Tom</span></span><time itemprop="dateCreated" datetime="2013-01-04T09:05:00Z">x</time><p itemprop="text">Yes.</p></div></div></body></html>`,
			[]string{"2013-01-03 00:00 Priya: Words.", "2013-01-04 09:05 Tom: Yes."}},
		{"text only", `<html><body><p>Home</p><p>January 3, 2013</p><p>by Priya Nair</p><p>Words.</p><p>Tom Okafor January 4, 2013</p><p>Yes.</p><p>Leave a comment or Get a Trackback link</p><p>Name</p></body></html>`,
			[]string{"2013-01-03 00:00 Priya Nair: Words.", "2013-01-04 00:00 Tom Okafor: Yes."}},
		{"broken", `<html><body><ol class="commentlist"><li class="comment" id="comment-5"><cite>Tom</cite><p>Yes.<li class="comment" id="comment-6"><cite>Ann</cite><p>No.`,
			[]string{"no time Tom: Yes.", "no time Ann: No."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			res := mustRead(t, "page.html", test.text)
			if diff := cmp.Diff(test.want, messages(res)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
