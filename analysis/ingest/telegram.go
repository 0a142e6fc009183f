package ingest

import (
	"fmt"
	"strings"

	"yearbook/analysis/corpus"
)

// The Telegram reader takes the result.json of Telegram Desktop: one chat, or
// a whole account, of which every chat is read.

func detectTelegram(h *head) float64 {
	sh := jsonShapeOf(h)
	for _, messages := range []string{"messages[]", "chats.list[].messages[]", "left_chats.list[].messages[]"} {
		if sh.has(messages+".type", messages+".text") && sh.any(messages+".date", messages+".date_unixtime") {
			return 0.93
		}
	}
	switch {
	case sh.has("chats.list") && sh.any("about", "personal_information", "contacts.list"):
		return 0.9
	case sh.any("personal_information.user_id", "contacts.about", "frequent_contacts.about"):
		return 0.8
	}
	return 0
}

// telegramReader reads chat by chat.
type telegramReader struct {
	*jsonReader
	id      string // of the chat
	name    string
	account bool // the file holds more than one chat
	chats   int
	local   int // times without date_unixtime
	counted int // times with it
}

func readTelegram(j *job) error {
	r := &telegramReader{jsonReader: j.json()}
	r.countedTimes()
	if err := r.documents(func() error { return r.s.object(r.top) }); err != nil {
		return err
	}
	if r.chats > 1 {
		r.warn("The file is a whole account: all of its %d chats were read. To read some only, export them one by one.", r.chats)
	}
	if r.local > 0 {
		r.warn("%d messages have no time but that on the clock of the computer that made the export.", r.local)
		if r.counted == 0 {
			r.isoTimes()
		}
	}
	return nil
}

func (r *telegramReader) top(key string) error {
	switch key {
	case "chats", "left_chats":
		return r.s.object(func(key string) error {
			if key != "list" {
				return r.s.skip()
			}
			return r.s.array(func() error {
				r.id, r.name, r.account = fmt.Sprint("chat ", r.chats+1), "", true
				return r.s.object(r.chat)
			})
		})
	}
	return r.chat(key)
}

// chat reads one field of a chat.
func (r *telegramReader) chat(key string) error {
	switch key {
	case "name", "id":
		v, err := r.s.value()
		if s := v.str(); key == "name" {
			r.name = s
		} else if s != "" {
			r.id = s
		}
		return err
	case "messages":
		r.chats++
		before := r.res.Receipt.Rows
		err := r.objects(r.take)
		if n := r.res.Receipt.Rows - before; r.account && r.chats <= 20 {
			r.warn("Chat %s: %d entries.", quoted(r.name), n)
		}
		return err
	}
	return r.s.skip()
}

func quoted(name string) string {
	if name = strings.TrimSpace(name); name == "" {
		return "without a name"
	}
	return fmt.Sprintf("%q", shorten([]byte(name)))
}

func (r *telegramReader) take(v jsonValue) {
	said := telegramText(v.at("text"))
	switch kind := v.at("type").str(); kind {
	case "message", "":
	case "service":
		r.drop("service", v.first("action"))
		return
	default:
		r.dropKind(kind, said)
		return
	}
	if said == "" && (v.has("media_type") || v.has("photo") || v.has("file") || v.has("location_information") || v.has("contact_information") || v.has("poll")) {
		r.drop("media", v.first("media_type", "photo", "file"))
		return
	}
	rec := corpus.Record{ID: r.key(v.at("id")), ReplyTo: r.key(v.at("reply_to_message_id")), Author: r.author(v.at("from").str()), Text: said, Channel: corpus.Chat}
	if v.given("forwarded_from") || v.given("forwarded_from_id") {
		rec.Marks |= corpus.Repost
	}
	st := secondsStamp(v.at("date_unixtime").str())
	if st.form != noDate {
		r.counted++
	} else {
		if st = isoStamp(v.at("date").str()); st.form != noDate {
			r.local++
		}
	}
	r.message(rec, st)
}

// key is the id of a message, unique in the file.
func (r *telegramReader) key(v jsonValue) string {
	id := r.jsonReader.id(v)
	if id == "" || r.id == "" {
		return id
	}
	return r.id + "/" + id
}

// telegramText is a text, which is a string or a list of strings and of pieces
// with a style.
func telegramText(v jsonValue) string {
	if v.kind != jsonArray {
		return v.str()
	}
	var b strings.Builder
	for _, piece := range v.items {
		b.WriteString(piece.str())
		b.WriteString(piece.at("text").str())
	}
	return b.String()
}
