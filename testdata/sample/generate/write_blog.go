package main

import (
	"fmt"
	"html"
	"strings"
	"time"
)

const blogAuthor = "Nasreen Chaudhry-Bell"

// blogPage is the post of January 2013 as a browser saved it: a WordPress page with comments, one pingback, the
// form below, and the usual furniture beside it.
func blogPage() ([]byte, fileFacts) {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("<!DOCTYPE html>")
	p(`<html dir="ltr" lang="en-GB">`)
	p("<head>")
	p(`<meta charset="UTF-8" />`)
	p("<title>%s | The wellcomms blog</title>", html.EscapeString(blogTitle))
	p(`<meta name="generator" content="WordPress 3.5" />`)
	p(`<link rel="pingback" href="http://example.org/wellcomms/xmlrpc.php" />`)
	p(`<script type="text/javascript">var wellcomms = {"date":"January 1, 2001","name":"not a comment"};</script>`)
	p("<style type=\"text/css\">#branding { margin: 0 } .commentlist { list-style: none }</style>")
	p("</head>")
	p(`<body class="single single-post postid-413 single-format-standard two-column right-sidebar">`)
	p(`<div id="page" class="hfeed">`)
	p(`<header id="branding" role="banner"><hgroup><h1 id="site-title"><a href="http://example.org/wellcomms/">The wellcomms blog</a></h1>`)
	p(`<h2 id="site-description">Wednesdays, eight till nine, bring your own biscuits</h2></hgroup>`)
	p(`<nav id="access"><ul><li><a href="http://example.org/wellcomms/">Home</a></li><li><a href="http://example.org/wellcomms/about/">About the chat</a></li><li><a href="http://example.org/wellcomms/diary/">Diary</a></li></ul></nav></header>`)
	p(`<div id="main"><div id="primary"><div id="content" role="main">`)
	p(`<article id="post-413" class="post-413 post type-post status-publish hentry category-chats tag-predictions">`)
	p(`<header class="entry-header"><h1 class="entry-title">%s</h1>`, html.EscapeString(blogTitle))
	p(`<div class="entry-meta"><span class="sep">Posted on </span><a href="http://example.org/wellcomms/2013/01/03/what-will-matter/" title="6:30 pm" rel="bookmark"><time class="entry-date" datetime="2013-01-03T18:30:00+00:00" pubdate>%s</time></a><span class="by-author"> <span class="sep"> by </span> <span class="author vcard"><a class="url fn n" href="http://example.org/wellcomms/author/nasreen/" rel="author">%s</a></span></span></div></header>`, blogDate, blogAuthor)
	p(`<div class="entry-content">`)
	for _, para := range blogPost {
		p("<p>%s</p>", html.EscapeString(para))
	}
	p("</div>")
	p(`<footer class="entry-meta">This entry was posted in <a href="http://example.org/wellcomms/category/chats/" rel="category tag">Chats</a>. Bookmark the <a href="http://example.org/wellcomms/2013/01/03/what-will-matter/" rel="bookmark">permalink</a>.</footer>`)
	p("</article>")

	facts := fileFacts{
		Messages: len(blogComments),
		Skipped:  map[string]int{"pingbacks": 1},
	}
	people := map[string]bool{blogAuthor: true}
	p(`<div id="comments">`)
	p(`<h2 id="comments-title">%d thoughts on &ldquo;<span>%s</span>&rdquo;</h2>`, len(blogComments)+1, html.EscapeString(blogTitle))
	p(`<ol class="commentlist">`)
	for i, c := range blogComments {
		when, err := time.ParseInLocation("2006-01-02 15:04", c.when, london)
		if err != nil {
			panic(err)
		}
		people[c.name] = true
		if i == 0 {
			facts.First = when.Format(minute)
		}
		facts.Last = when.Format(minute)
		if i == 15 {
			p(`<li class="post pingback" id="li-comment-1216"><p>Pingback: <a href='http://example.org/weekly-links/' rel='external nofollow' class='url'>Weekly links | Notes from a small press office</a></p></li>`)
		}
		id := 1201 + i
		if i >= 15 {
			id++
		}
		side := []string{"even", "odd"}[i%2]
		class := "comment " + side
		if c.name == blogAuthor {
			class += " bypostauthor"
		}
		p(`<li class="%s thread-%s depth-1" id="li-comment-%d">`, class, side, id)
		p(`<article id="comment-%d" class="comment">`, id)
		p(`<footer class="comment-meta"><div class="comment-author vcard"><img alt='' src='http://example.org/avatar/%d.png' class='avatar avatar-68 photo' height='68' width='68' /><span class="fn">%s</span> on <a href="http://example.org/wellcomms/2013/01/03/what-will-matter/#comment-%d"><time pubdate datetime="%s">%s</time></a> <span class="says">said:</span></div></footer>`,
			id, html.EscapeString(c.name), id, when.Format(time.RFC3339), when.Format("January 2, 2006 at 3:04 pm"))
		p(`<div class="comment-content">`)
		for _, para := range c.paras {
			p("<p>%s</p>", strings.ReplaceAll(html.EscapeString(para), "&#39;", "&#8217;"))
		}
		p(`</div>`)
		p(`<div class="reply"><a class='comment-reply-link' href='http://example.org/wellcomms/2013/01/03/what-will-matter/?replytocom=%d#respond'>Reply <span>&darr;</span></a></div>`, id)
		p("</article></li>")
	}
	p("</ol>")
	p(`<p class="trackback"><a href="#respond">Leave a comment</a> or Get a <a href="http://example.org/wellcomms/2013/01/03/what-will-matter/trackback/" rel="trackback">Trackback link</a></p>`)
	p(`<div id="respond"><h3 id="reply-title">Leave a Reply</h3>`)
	p(`<form action="http://example.org/wellcomms/wp-comments-post.php" method="post" id="commentform">`)
	p(`<p class="comment-notes">Your email address will not be published. Required fields are marked <span class="required">*</span></p>`)
	p(`<p class="comment-form-author"><label for="author">Name</label> <input id="author" name="author" type="text" value="" size="30" /></p>`)
	p(`<p class="comment-form-email"><label for="email">Email</label> <input id="email" name="email" type="text" value="" size="30" /></p>`)
	p(`<p class="comment-form-comment"><label for="comment">Comment</label><textarea id="comment" name="comment" cols="45" rows="8"></textarea></p>`)
	p(`<p class="form-submit"><input name="submit" type="submit" id="submit" value="Post Comment" /></p></form></div>`)
	p("</div>")
	p("</div></div>")
	p(`<div id="secondary" class="widget-area" role="complementary">`)
	p(`<aside class="widget widget_recent_entries"><h3 class="widget-title">Recent Posts</h3><ul><li><a href="http://example.org/wellcomms/2013/01/03/what-will-matter/">%s</a></li><li><a href="http://example.org/wellcomms/2012/12/20/see-you-in-january/">See you in January</a></li></ul></aside>`, html.EscapeString(blogTitle))
	p(`<aside class="widget widget_recent_comments"><h3 class="widget-title">Recent Comments</h3><ul id="recentcomments"><li class="recentcomments">%s on <a href="#comment-1226">%s</a></li><li class="recentcomments">Ignatius Pell on <a href="#comment-1224">%s</a></li></ul></aside>`, blogAuthor, html.EscapeString(blogTitle), html.EscapeString(blogTitle))
	p(`<aside class="widget widget_archive"><h3 class="widget-title">Archives</h3><ul><li><a href="http://example.org/wellcomms/2013/01/">January 2013</a></li><li><a href="http://example.org/wellcomms/2012/12/">December 2012</a></li></ul></aside>`)
	p("</div></div>")
	p(`<footer id="colophon" role="contentinfo"><div id="site-generator"><a href="http://example.org/" title="Semantic Personal Publishing Platform">Proudly published on a shoestring</a></div></footer>`)
	p("</div></body></html>")
	facts.People = len(people)
	return []byte(b.String()), facts
}
