package ingest

import (
	"strings"

	"yearbook/analysis/corpus"
)

// The Teams reader takes messages as Microsoft's Graph API gives them (type
// chatMessage), alone, in a list or in the pages of an answer: the Teams Export
// API, and programs that fetch a channel. It follows the documented layout; no
// real file was seen.

func detectTeamsGraph(h *head) float64 {
	sh := jsonShapeOf(h)
	for _, at := range []string{"", "value[].", "messages[]."} {
		if sh.has(at+"body.content", at+"createdDateTime") && sh.any(at+"messageType", at+"from.user.displayName") {
			return 0.95
		}
	}
	return 0
}

func readTeamsGraph(j *job) error {
	r := j.json()
	r.isoTimes()
	return r.documents(func() error {
		if r.s.next() == '[' {
			return r.objects(r.chatMessage)
		}
		return r.listsOr([]string{"value", "messages"}, r.chatMessage)
	})
}

// chatMessage takes a message, and the answers that may lie in it.
func (r *jsonReader) chatMessage(v jsonValue) {
	said := v.at("body", "content").str()
	if !strings.EqualFold(v.at("body", "contentType").str(), "text") {
		said = htmlText(said)
	}
	said = strings.TrimSpace(said)
	switch kind := v.at("messageType").str(); {
	case kind == "chatEvent", kind == "systemEventMessage", kind == "typing":
		r.dropKind(kind, said)
	case v.given("eventDetail"):
		r.drop("system", said)
	case v.given("deletedDateTime"):
		r.drop("deleted", "")
	case !v.at("from").given("user") && v.at("from").given("application"):
		r.drop("post of an app", said)
	case said == "" && v.given("attachments"):
		r.drop("media", v.first("id"))
	default:
		key := r.graphKey(v)
		r.message(corpus.Record{
			ID: key(v.at("id")), ReplyTo: key(v.at("replyToId")), Author: r.author(v.at("from", "user", "displayName").str()),
			Text: said, Channel: corpus.Chat,
		}, isoStamp(v.at("createdDateTime").str()))
	}
	for _, reply := range v.at("replies").list() {
		r.chatMessage(reply)
	}
}

// graphKey makes ids unique in a file, which in Teams are unique in their channel
// or chat only. Ids of those look like addresses, so they are hashed.
func (r *jsonReader) graphKey(v jsonValue) func(jsonValue) string {
	place := v.first("chatId")
	if place == "" {
		place = v.at("channelIdentity", "channelId").str()
	}
	return func(id jsonValue) string {
		s := r.id(id)
		if s == "" || place == "" {
			return s
		}
		return hashedID(place) + "/" + s
	}
}
