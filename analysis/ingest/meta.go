package ingest

import (
	"regexp"
	"strings"

	"yearbook/analysis/corpus"
)

// The Meta reader takes the JSON of "Download your information" of Facebook and
// Instagram: message_N.json of a chat, and the comments of the account.

func detectMeta(h *head) float64 {
	sh := jsonShapeOf(h)
	switch {
	case sh.has("messages[].sender_name", "messages[].timestamp_ms"), sh.has("participants[].name", "messages"):
		return 0.95
	case sh.has("comments_v2"), sh.has("comments[].data[].comment.comment"), sh.has("comments_v2[].timestamp"):
		return 0.95
	case sh.any("string_map_data.Comment.value", "comments_media_comments[].string_map_data.Comment.value",
		"comments_reels_comments[].string_map_data.Comment.value", "comments_story_comments[].string_map_data.Comment.value"):
		return 0.95
	}
	return 0
}

// metaReader reads either kind.
type metaReader struct {
	*jsonReader
	nobody int // comments that name no author
}

func readMeta(j *job) error {
	r := &metaReader{jsonReader: j.json()}
	r.countedTimes()
	if err := r.documents(func() error {
		if r.s.next() == '[' {
			return r.objects(r.comment)
		}
		return r.s.object(func(key string) error {
			switch {
			case key == "messages":
				return r.objects(r.take)
			case strings.Contains(key, "comments"):
				return r.objects(r.comment)
			}
			return r.s.skip()
		})
	}); err != nil {
		return err
	}
	if r.nobody > 0 {
		r.warn("%d comments do not say who wrote them; they are those of the account that was downloaded.", r.nobody)
	}
	return nil
}

// metaNotice is what the apps write into a chat by themselves after somebody's
// name: what the person did, in the third person.
var metaNotice = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`(?:sent|shared) (?:an?|\d+) (?:live )?(?:attachment|photo|video|link|sticker|GIF|story|reel|post|location|voice message|voice clip|audio message)s?`,
	`(?:missed|started|joined|ended|left|declined) (?:an?|the|your) (?:video |audio |voice |group )?(?:call|chat)(?: (?:from|with) .*)?`,
	`(?:un)?pinned a message`, `unsent a message`, `waved at you`,
	`(?:created|named|joined|left) (?:the|a|this) group(?: .*)?`,
	`(?:added|removed|invited) .* (?:to|from) the group`, `(?:added|made|removed) .* as an? (?:group )?admin`,
	`(?:changed|removed) the (?:group )?(?:photo|description|name)`, `changed the (?:chat )?(?:theme|colou?rs?) (?:to .*)?`, `changed the (?:chat )?theme`,
	`(?:set|cleared|removed) (?:the|their own|your|his|her|his own|her own) nickname(?: .*)?`, `set the (?:emoji|quick reaction) to .*`,
	`created a poll(?:: (?s:.*))?`, `(?:voted for|changed (?:their )?vote to|removed (?:their )?vote for|added) .* (?:in|to) the poll(?: .*)?`,
	`turned (?:on|off) (?:vanish mode|disappearing messages|member approval|link sharing|joining by link)(?: .*)?`,
}, "|") + `)\.?$`)

// metaEvents are notices that name nobody and that nobody would write.
var metaEvents = regexp.MustCompile(`^(?:You are now connected on Messenger\.?|You can now message and call each other and see info like .*` +
	`|Say hi to your new Facebook friend, .*|The (?:video|audio) (?:chat|call) ended\.|(?:Video|Audio) (?:chat|call) ended` +
	`|Liked a message|Reacted [^\pL\pN]+ to (?:your|their|a) (?:message|photo|video|story|reel))$`)

// isNotice reports whether the words are those of the app, not of the sender.
// After "You" they must be a whole sentence, since people say "you" as well.
func isNotice(sender, said string) bool {
	said = strings.TrimSpace(said)
	if metaEvents.MatchString(said) {
		return true
	}
	first, _, _ := strings.Cut(sender, " ")
	for _, who := range []string{sender, first, "You"} {
		rest, ok := strings.CutPrefix(said, who+" ")
		if ok && who != "" && metaNotice.MatchString(rest) && (who != "You" || strings.HasSuffix(rest, ".") || rest == "unsent a message") {
			return true
		}
	}
	return false
}

// take takes one entry of a chat.
func (r *metaReader) take(v jsonValue) {
	said, sender := unmangle(v.at("content").str()), unmangle(v.at("sender_name").str())
	switch kind := v.at("type").str(); kind {
	case "", "Generic", "Share":
	default:
		r.dropKind(kind, said)
		return
	}
	switch {
	case v.at("is_unsent").kind == jsonTrue:
		r.drop("deleted", "")
		return
	case v.has("call_duration"), isNotice(sender, said):
		r.drop("system", said)
		return
	case said == "" && (v.given("photos") || v.given("videos") || v.given("audio_files") || v.given("gifs") || v.given("files") || v.given("sticker") || v.given("share")):
		r.drop("media", v.at("timestamp_ms").str())
		return
	}
	r.message(corpus.Record{Author: r.author(sender), Text: said, Channel: corpus.Chat}, millisStamp(v.at("timestamp_ms").str()))
}

// comment takes one comment, as Facebook or as Instagram writes it.
func (r *metaReader) comment(v jsonValue) {
	if fields := v.at("string_map_data"); fields.kind == jsonObject {
		at := secondsStamp(fields.at("Time", "timestamp").str())
		if at.form == noDate { // older downloads write "Apr 19, 2017, 3:35 AM" only
			at = isoStamp(fields.at("Time", "value").str())
		}
		r.keepComment("", fields.at("Comment", "value").str(), at)
		return
	}
	found := false
	for _, d := range v.at("data").list() {
		if c := d.at("comment"); c.kind == jsonObject {
			found = true
			at := c.first("timestamp")
			if at == "" {
				at = v.first("timestamp")
			}
			r.keepComment(c.at("author").str(), c.at("comment").str(), secondsStamp(at))
		}
	}
	switch {
	case found:
	case v.given("attachments"):
		r.drop("media", v.first("title"))
	default:
		r.drop("not a comment", v.first("title"))
	}
}

func (r *metaReader) keepComment(author, said string, at stamp) {
	before := len(r.res.Records)
	r.message(corpus.Record{Author: r.author(unmangle(author)), Text: unmangle(said), Channel: channelComment}, at)
	if strings.TrimSpace(author) == "" {
		r.nobody += len(r.res.Records) - before
	}
}
