package ingest

import (
	"strings"

	"yearbook/analysis/corpus"
)

// retweetText is a retweet with the untruncated words of the original.
func retweetText(short, by, whole string) string {
	whole = text([]byte(escapes.Replace(whole)))
	if strings.HasPrefix(short, "RT @") {
		if start, _, ok := strings.Cut(short, ": "); ok && len(start) < 64 {
			return start + ": " + whole
		}
	}
	if by == "" {
		return "RT " + whole
	}
	return "RT @" + by + ": " + whole
}

// take takes one tweet of any version, or what stands in its place.
func (r *tweetReader) take(v jsonValue) {
	if inner := v.at("tweet"); inner.kind == jsonObject {
		v = inner
	}
	switch {
	case v.has("user") && v.at("user").kind == jsonObject || v.has("full_text") || v.has("id_str"):
		r.takeV1(v)
	case v.has("text") && v.has("id"):
		r.takeV2(v)
	case v.has("username"):
		r.listed++
		r.drop("a person, not a tweet", v.at("username").str())
	case v.has("tweet_count"):
		r.listed++
		r.drop("a count, not a tweet", v.at("start").str())
	default:
		r.notices++
		r.drop("a notice or an error, not a tweet", v.first("title", "detail", "message"))
	}
}

func (r *tweetReader) takeV1(v jsonValue) {
	rec := corpus.Record{
		ID: r.first(v, "id_str", "id"), ReplyTo: r.first(v, "in_reply_to_status_id_str", "in_reply_to_status_id"),
		Author: r.jsonReader.author(v.at("user", "screen_name").str()), Text: v1Text(v),
	}
	if original := v.at("retweeted_status"); original.kind == jsonObject {
		rec.Marks |= corpus.Repost
		rec.Text = retweetText(rec.Text, original.at("user", "screen_name").str(), v1Text(original))
		r.message(corpus.Record{ID: rec.ID, Author: rec.Author, Text: rec.Text, Channel: corpus.Tweet, Marks: rec.Marks}, r.when(v))
		return
	}
	r.message(tweet(rec), r.when(v))
}

func (r *tweetReader) when(v jsonValue) stamp {
	at := v.at("created_at").str()
	if st := isoStamp(at); st.form != noDate {
		return st
	}
	return millisStamp(v.at("timestamp_ms").str())
}

// first is the first of the fields that holds an id.
func (r *tweetReader) first(v jsonValue, keys ...string) string {
	for _, key := range keys {
		if id := r.id(v.at(key)); id != "" {
			return id
		}
	}
	return ""
}

// v1Text is the whole text of a tweet of version 1.1.
func v1Text(v jsonValue) string {
	if s := v.at("extended_tweet", "full_text").str(); s != "" {
		return s
	}
	return v.first("full_text", "text")
}

// v2Text is the whole text of a tweet of version 2; that of a long one lies apart.
func v2Text(v jsonValue) string {
	if s := v.at("note_tweet", "text").str(); s != "" {
		return s
	}
	return v.at("text").str()
}

func (r *tweetReader) takeV2(v jsonValue) {
	rec := corpus.Record{ID: r.id(v.at("id")), Author: r.jsonReader.author(v.at("author", "username").str()), Text: v2Text(v)}
	rec = tweet(rec)
	p := pendingTweet{author: r.id(v.at("author_id"))}
	for _, ref := range v.at("referenced_tweets").list() {
		switch id := r.id(ref.at("id")); ref.at("type").str() {
		case "replied_to":
			rec.ReplyTo = id
		case "retweeted":
			rec.Marks |= corpus.Repost
			p.original = id
			if whole := v2Text(ref); whole != "" {
				rec.Text, p.original = retweetText(rec.Text, ref.at("author", "username").str(), whole), ""
			}
		}
	}
	var kept bool
	if p.at, kept = r.edited(r.versions, v.at("edit_history_tweet_ids"), rec, r.when(v)); kept {
		r.pending = append(r.pending, p)
	}
}
