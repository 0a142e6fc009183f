package ingest

import (
	"fmt"
	"strconv"

	"yearbook/analysis/corpus"
)

// The YouTube reader takes answers of the Data API (commentThreads and comments),
// one or several in a file, and the comments that yt-dlp puts into .info.json.

func detectYouTube(h *head) float64 {
	sh := jsonShapeOf(h)
	for _, at := range []string{"items[].", ""} {
		if sh.any(at+"snippet.topLevelComment.snippet.textDisplay", at+"snippet.topLevelComment.snippet.textOriginal") {
			return 0.95
		}
		if sh.has(at+"snippet.authorDisplayName") && sh.any(at+"snippet.textDisplay", at+"snippet.textOriginal") {
			return 0.95
		}
	}
	return 0
}

// youTubeReader reads page by page.
type youTubeReader struct {
	*jsonReader
	missing int // answers that were counted but not given
}

func readYouTube(j *job) error {
	r := &youTubeReader{jsonReader: j.json()}
	r.isoTimes()
	var document func() error
	document = func() error {
		if r.s.next() == '[' {
			return r.list(document)
		}
		return r.listOr("items", r.take)
	}
	err := r.documents(document)
	if r.missing > 0 {
		r.warn("%d answers to comments exist on YouTube but not in this file, which holds the first few of each thread only.", r.missing)
	}
	return err
}

// take takes a thread or a comment.
func (r *youTubeReader) take(v jsonValue) {
	snippet := v.at("snippet")
	top := snippet.at("topLevelComment")
	if top.kind != jsonObject {
		r.comment(v, "")
		return
	}
	r.comment(top, "")
	replies := v.at("replies", "comments").list()
	for _, reply := range replies {
		r.comment(reply, r.id(top.at("id")))
	}
	if n, err := strconv.Atoi(snippet.at("totalReplyCount").str()); err == nil && n > len(replies) && n < 1e6 {
		r.missing += n - len(replies)
	}
}

func (r *youTubeReader) comment(v jsonValue, parent string) {
	s := v.at("snippet")
	if s.kind != jsonObject {
		r.drop("not a comment", v.first("kind"))
		return
	}
	said := s.at("textOriginal").str()
	if said == "" {
		said = htmlText(s.at("textDisplay").str())
	}
	if own := r.id(s.at("parentId")); own != "" {
		parent = own
	}
	r.message(corpus.Record{ID: r.id(v.at("id")), ReplyTo: parent, Author: r.author(s.at("authorDisplayName").str()), Text: said, Channel: channelComment},
		isoStamp(s.at("publishedAt").str()))
}

func detectYTDLP(h *head) float64 {
	sh := jsonShapeOf(h)
	switch {
	case sh.has("comments[].text", "comments[].author") && sh.any("comments[].parent", "webpage_url", "extractor", "comments[].author_id", "comments[]._time_text"):
		return 0.93
	case sh.list && sh.has("text", "author", "parent") && sh.any("author_id", "_time_text", "author_thumbnail"):
		return 0.93
	case sh.any("webpage_url", "extractor", "extractor_key") && sh.has("id", "title"), sh.has("formats[].format_id"):
		return 0.85
	}
	return 0
}

func readYTDLP(j *job) error {
	r := j.json()
	r.countedTimes()
	listed := false
	err := r.documents(func() error {
		if r.s.next() == '[' {
			listed = true
			return r.objects(r.ytComment)
		}
		return r.s.object(func(key string) error {
			if key == "comments" && r.s.next() == '[' {
				listed = true
				return r.objects(r.ytComment)
			}
			return r.s.skip()
		})
	})
	if err == nil && !listed {
		return fmt.Errorf("this file of yt-dlp describes a video and holds no comments: fetch it again with --write-comments")
	}
	return err
}

func (r *jsonReader) ytComment(v jsonValue) {
	rec := corpus.Record{ID: r.id(v.at("id")), ReplyTo: r.id(v.at("parent")), Author: r.author(v.at("author").str()), Text: v.at("text").str(), Channel: channelComment}
	if rec.ReplyTo == "root" {
		rec.ReplyTo = ""
	}
	if v.has("_time_text") {
		r.warn("yt-dlp works the times out from words such as \"2 years ago\": they are rough, and the older the comment the rougher.")
	}
	r.message(rec, secondsStamp(v.at("timestamp").str()))
}
