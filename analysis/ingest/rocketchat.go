package ingest

import "yearbook/analysis/corpus"

// The Rocket.Chat reader takes the export of a room, as the program that writes
// it lays it out (one message on each line, without ids), the answers of the API
// and what mongoexport writes. No real file was seen.

func detectRocketChat(h *head) float64 {
	sh := jsonShapeOf(h)
	if sh.has("messages[].msg", "messages[].ts") || sh.has("msg", "ts") && sh.any("u.username", "username") {
		return 0.93
	}
	return 0
}

func readRocketChat(j *job) error {
	r := j.json()
	r.isoTimes()
	return r.documents(func() error {
		if r.s.next() == '[' {
			return r.objects(r.rocket)
		}
		return r.listOr("messages", r.rocket)
	})
}

func (r *jsonReader) rocket(v jsonValue) {
	said := v.at("msg").str()
	if kind := v.first("t", "type"); kind != "" {
		r.dropKind("event "+kind, said)
		return
	}
	if said == "" && (v.given("attachments") || v.given("file") || v.given("files")) {
		r.drop("media", v.at("_id").str())
		return
	}
	who := v.at("u").first("name", "username")
	if who == "" {
		who = v.first("alias", "username")
	}
	id := v.at("_id")
	if id.kind == jsonObject {
		id = id.at("$oid")
	}
	r.message(corpus.Record{ID: r.id(id), ReplyTo: r.id(v.at("tmid")), Author: r.author(who), Text: said, Channel: corpus.Chat}, mongoStamp(v.at("ts")))
}

// mongoStamp reads a time as the database of Rocket.Chat may write it.
func mongoStamp(v jsonValue) stamp {
	for range 3 {
		switch v.kind {
		case jsonNumber:
			return millisStamp(v.text)
		case jsonString:
			if st := isoStamp(v.text); st.form != noDate {
				return st
			}
			return millisStamp(v.text)
		}
		if d := v.at("$date"); d.kind != jsonNone {
			v = d
		} else {
			v = v.at("$numberLong")
		}
	}
	return stamp{}
}
