package ingest

import "yearbook/analysis/corpus"

// The Discord reader takes what DiscordChatExporter writes as JSON: the server,
// the channel and the messages of one channel.

func detectDiscord(h *head) float64 {
	sh := jsonShapeOf(h)
	switch {
	case sh.has("messages[].content", "messages[].timestamp", "messages[].author.name"):
		return 0.95
	case sh.has("guild.id", "channel.id", "messages"):
		return 0.9
	}
	return 0
}

func readDiscord(j *job) error {
	r := j.json()
	r.isoTimes()
	return r.documents(func() error {
		return r.s.object(func(key string) error {
			if key == "messages" {
				return r.objects(r.discord)
			}
			return r.s.skip()
		})
	})
}

func (r *jsonReader) discord(v jsonValue) {
	said := v.at("content").str()
	switch kind := v.at("type").str(); kind {
	case "", "Default", "Reply", "0", "19", "20", "ChatInputCommand", "ThreadStarterMessage":
	default:
		r.dropKind(kind, said)
		return
	}
	if v.at("author", "isBot").kind == jsonTrue {
		r.drop("bot", said)
		return
	}
	if said == "" && (v.given("attachments") || v.given("stickers") || v.given("embeds")) {
		r.drop("media", v.at("id").str())
		return
	}
	rec := corpus.Record{
		ID: r.id(v.at("id")), ReplyTo: r.id(v.at("reference", "messageId")),
		Author: r.author(v.at("author").first("nickname", "name")), Text: said, Channel: corpus.Chat,
	}
	if v.has("forwardedMessage") {
		rec.Marks |= corpus.Repost
	}
	r.message(rec, isoStamp(v.at("timestamp").str()))
}
