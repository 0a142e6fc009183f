package ingest

import (
	"strings"

	"yearbook/analysis/corpus"
)

// The Mastodon reader takes outbox.json of an account's archive, and lists of
// posts as its API gives them. A boost in an outbox is the address of a post
// only; there is nothing to read in it.

func detectMastodon(h *head) float64 {
	sh := jsonShapeOf(h)
	switch {
	case sh.has("orderedItems[].type", "orderedItems[].object"), sh.has("orderedItems") && sh.any("@context", "totalItems"):
		return 0.95
	case sh.has("account.acct", "content", "created_at"), sh.has("statuses[].account.acct", "statuses[].content"):
		return 0.93
	}
	return 0
}

func readMastodon(j *job) error {
	r := j.json()
	r.isoTimes()
	return r.documents(func() error {
		if r.s.next() == '[' {
			return r.objects(r.toot)
		}
		if jsonShapeOf(j.head).has("orderedItems") {
			return r.s.object(func(key string) error {
				if key == "orderedItems" {
					return r.objects(r.activity)
				}
				return r.s.skip()
			})
		}
		return r.listOr("statuses", r.toot)
	})
}

// activity takes one entry of an outbox.
func (r *jsonReader) activity(v jsonValue) {
	object := v.at("object")
	switch kind := v.at("type").str(); {
	case kind == "Announce":
		r.drop("boost", object.str())
		return
	case kind != "Create" || object.kind != jsonObject:
		r.dropKind(kind, v.at("id").str())
		return
	}
	said := htmlText(object.at("content").str())
	switch {
	case !openlyAddressed(v) || !openlyAddressed(object):
		r.drop("direct message", "")
		return
	case said == "" && object.given("attachment"):
		r.drop("media", object.at("id").str())
		return
	}
	if warning := object.first("summary"); warning != "" {
		said = warning + "\n" + said
	}
	when := v.first("published")
	if when == "" {
		when = object.first("published")
	}
	r.message(corpus.Record{
		ID: r.id(object.at("id")), ReplyTo: r.id(object.at("inReplyTo")), Author: r.author(lastPart(v.at("actor").str())), Text: said, Channel: channelPost,
	}, isoStamp(when))
}

// openlyAddressed reports whether a post went to more than the people it names.
// One that says nothing about it counts as open.
func openlyAddressed(v jsonValue) bool {
	named := false
	for _, key := range []string{"to", "cc"} {
		list := v.at(key).list()
		if v.at(key).kind == jsonString {
			list = []jsonValue{v.at(key)}
		}
		for _, to := range list {
			if s := to.str(); strings.HasSuffix(s, "Public") || strings.HasSuffix(s, "/followers") {
				return true
			}
			named = true
		}
	}
	return !named
}

// lastPart is what stands behind the last slash of an address.
func lastPart(address string) string {
	address = strings.TrimRight(address, "/")
	return strings.TrimPrefix(address[strings.LastIndexByte(address, '/')+1:], "@")
}

// toot takes a post as the API gives it.
func (r *jsonReader) toot(v jsonValue) {
	if v.at("visibility").str() == "direct" {
		r.drop("direct message", "")
		return
	}
	rec := corpus.Record{ID: v.first("uri"), ReplyTo: r.id(v.at("in_reply_to_id")), Channel: channelPost, Author: fediName(v.at("account", "acct").str(), r)}
	if rec.ID == "" {
		rec.ID = r.id(v.at("id"))
	}
	from := v
	if boosted := v.at("reblog"); boosted.kind == jsonObject {
		rec.Marks |= corpus.Repost
		from = boosted
	}
	rec.Text = htmlText(from.at("content").str())
	if rec.Text == "" && from.given("media_attachments") {
		r.drop("media", rec.ID)
		return
	}
	r.message(rec, isoStamp(v.at("created_at").str()))
}

// fediName is the name of an account, which on another server looks like an
// e-mail address but is none: its @ becomes a blank.
func fediName(acct string, r *jsonReader) string {
	return r.name([]byte(strings.TrimSpace(strings.ReplaceAll(acct, "@", " "))))
}
