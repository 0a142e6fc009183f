package ingest

import (
	"cmp"

	"yearbook/analysis/corpus"
)

// The Bluesky reader takes what its API gives: feeds, search results, threads
// and the records of a repository, alone or one on each line. No real file was
// seen.

func detectBluesky(h *head) float64 {
	sh := jsonShapeOf(h)
	for _, at := range []string{"feed[].post.", "posts[].", "thread.post.", "post.", ""} {
		if sh.has(at+"record.text") && sh.any(at+"author.handle", at+"uri", at+"author.did") {
			return 0.94
		}
	}
	switch {
	case sh.has("records[].value.text", "records[].uri"):
		return 0.94
	case sh.has("$type", "text", "createdAt"), sh.has("feed", "cursor"):
		return 0.85
	}
	return 0
}

func readBluesky(j *job) error {
	r := j.json()
	r.isoTimes()
	return r.documents(func() error {
		if r.s.next() == '[' {
			return r.objects(r.skeet)
		}
		return r.listsOr([]string{"feed", "posts", "records"}, r.skeet)
	})
}

// skeet takes a post in any of its wrappings.
func (r *jsonReader) skeet(v jsonValue) {
	passedOn := jsonValue{}
	if thread := v.at("thread"); thread.kind == jsonObject {
		v = thread
	}
	replies := v.at("replies").list()
	if post := v.at("post"); post.kind == jsonObject {
		if reason := v.at("reason"); reason.at("by").kind == jsonObject {
			passedOn = reason
		}
		v = post
	}
	record := v
	for _, key := range []string{"record", "value"} {
		if inner := v.at(key); inner.kind == jsonObject {
			record = inner
		}
	}
	rec := corpus.Record{
		ID: r.id(v.at("uri")), ReplyTo: r.id(record.at("reply", "parent", "uri")), Author: r.author(v.at("author").first("handle", "displayName", "did")),
		Text: record.at("text").str(), Channel: channelPost,
	}
	when := record.at("createdAt").str()
	if passedOn.kind == jsonObject { // by another person, at another time
		rec.Marks |= corpus.Repost
		rec.ID, rec.ReplyTo, rec.Author = "", "", r.author(passedOn.at("by").first("handle", "displayName", "did"))
		when = cmp.Or(passedOn.first("indexedAt"), when)
	}
	switch kind := record.at("$type").str(); {
	case kind != "" && kind != "app.bsky.feed.post":
		r.dropKind(kind, rec.ID)
	case !record.has("text"):
		r.drop("not a post", rec.ID)
	case rec.Text == "" && record.given("embed"):
		r.drop("media", rec.ID)
	default:
		r.message(rec, isoStamp(when))
	}
	for _, reply := range replies {
		r.skeet(reply)
	}
}
