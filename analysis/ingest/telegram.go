package ingest

import (
	"fmt"
	"strings"

	"yearbook/analysis/corpus"
)

// The Telegram reader takes the result.json of Telegram Desktop: one chat, or
// a whole account, of which the chats are read that the user names, or all but
// those that the account had left.

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
	kind    string
	account bool // the file holds more than one chat
	gone    bool // the chat is one that the account had left
	local   int  // times without date_unixtime
	counted int  // times with it
}

func readTelegram(j *job) error {
	r := &telegramReader{jsonReader: j.json()}
	r.countedTimes()
	if err := r.documents(func() error { return r.s.object(r.top) }); err != nil {
		return err
	}
	r.tellChats()
	if r.local > 0 {
		r.warn("%d messages have no time but that on the clock of the computer that made the export.", r.local)
		if r.counted == 0 {
			r.isoTimes()
		}
	}
	return nil
}

func (r *telegramReader) top(list string) error {
	switch list {
	case "chats", "left_chats":
		return r.s.object(func(key string) error {
			if key != "list" {
				return r.s.skip()
			}
			return r.s.array(func() error {
				r.id, r.name, r.kind, r.account, r.gone = fmt.Sprint("chat ", len(r.res.Receipt.Chats)+1), "", "", true, list == "left_chats"
				return r.s.object(r.chat)
			})
		})
	}
	return r.chat(list)
}

// chat reads one field of a chat.
func (r *telegramReader) chat(key string) error {
	switch key {
	case "name", "id", "type":
		v, err := r.s.value()
		switch s := v.str(); {
		case key == "name":
			r.name = s
		case key == "type":
			r.kind = s
		case s != "":
			r.id = s
		}
		return err
	case "messages":
		if !r.account {
			return r.objects(r.take)
		}
		return r.ofMany()
	}
	return r.s.skip()
}

// ofMany reads the messages of one chat of an account, or counts them.
func (r *telegramReader) ofMany() error {
	c := Chat{Name: valid(strings.TrimSpace(r.name)), Kind: valid(r.kind)}
	take := r.take
	switch yes, named := r.opt.chooses(r.name); {
	case !yes:
		c.Left = notChosen
	case r.gone && !named:
		c.Left = "chat that the account had left"
	}
	if c.Left != "" {
		take = func(jsonValue) { r.drop(c.Left, "") }
	}
	before := r.res.Receipt.Rows
	err := r.objects(take)
	c.Rows = r.res.Receipt.Rows - before
	r.res.Receipt.Chats = append(r.res.Receipt.Chats, c)
	return err
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
