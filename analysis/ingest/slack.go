package ingest

import (
	"errors"
	"path/filepath"

	"yearbook/analysis/corpus"
)

// The Slack reader takes one day of one channel, as it lies in an unpacked
// export: a list of entries, most of which may be events and bots. The whole
// export as a zip is read by slackzip.go, which knows the names of people.

func detectSlack(h *head) float64 {
	sh := jsonShapeOf(h)
	if sh.list && sh.has("ts", "type") && sh.any("user", "bot_id", "subtype") && !sh.any("u", "messages") {
		return 0.93
	}
	return 0
}

// detectSlackList tells the files beside the channels, which hold no message.
func detectSlackList(h *head) float64 {
	sh := jsonShapeOf(h)
	switch {
	case !sh.list || sh.has("ts"):
		return 0
	case sh.has("team_id", "name") && sh.any("profile.real_name", "profile.display_name"):
		return 0.9
	case sh.has("name", "creator", "created") && sh.any("members[]", "members", "purpose.value", "topic.value"):
		return 0.9
	case sh.has("change_type", "date") && sh.any("app_id", "service_id", "service_type"):
		return 0.9
	}
	return 0
}

func readSlackList(*job) error {
	return errors.New("this file lists the people, the channels or the apps of a Slack workspace and holds no message: name the ZIP that Slack made, or its whole unpacked folder")
}

func readSlack(j *job) error {
	r := &slackReader{jsonReader: j.json(), channel: valid(slackChannel(j.book.res.Source.Path)), people: map[string]string{}}
	r.countedTimes()
	r.s.only = slackKeys()
	err := r.documents(func() error { return r.objects(r.take) })
	if r.resolve() > 0 {
		r.warn("People are shown by their Slack ids, because a single day names nobody: name the ZIP that Slack made, or its whole unpacked folder.")
	}
	return err
}

// slackKeys are the fields of messages, people and channels that are used.
func slackKeys() map[string]bool {
	return keySet("type", "subtype", "user", "text", "ts", "thread_ts", "files", "bot_id", "user_profile", "profile", "display_name", "real_name", "name", "id")
}

// slackChannel is the folder that a day lies in.
func slackChannel(path string) string {
	dir := filepath.Base(filepath.Dir(path))
	if dir == "." || dir == string(filepath.Separator) {
		return ""
	}
	return dir
}

// slackReader reads the days of channels.
type slackReader struct {
	*jsonReader
	channel string
	people  map[string]string // names by id
	places  map[string]string // names of channels by id
	byID    []int             // positions of the records that show an id for a name
}

// resolve puts in names that the file gave below the messages, and counts the
// records that are left without one.
func (r *slackReader) resolve() int {
	left := 0
	for _, i := range r.byID {
		if name := r.people[r.res.Records[i].Author]; name != "" {
			r.res.Records[i].Author = r.author(name)
		} else {
			left++
		}
	}
	return left
}

func (r *slackReader) take(v jsonValue) {
	said := r.plain(v.at("text").str())
	switch kind := v.at("subtype").str(); kind {
	case "", "me_message", "thread_broadcast":
	case "file_share":
		if !v.given("files") || said == "" {
			r.dropKind(kind, said)
			return
		}
	default:
		r.dropKind(kind, said)
		return
	}
	switch {
	case v.has("type") && v.at("type").str() != "message":
		r.dropKind(v.at("type").str(), said)
		return
	case v.given("bot_id"):
		r.dropKind("bot_message", said)
		return
	}
	ts, thread := v.at("ts").str(), v.at("thread_ts").str()
	author, named := r.who(v)
	rec := corpus.Record{ID: r.key(ts), Author: author, Text: said, Channel: corpus.Chat}
	if thread != ts {
		rec.ReplyTo = r.key(thread)
	}
	at := len(r.res.Records)
	if r.message(rec, secondsStamp(ts)); !named && len(r.res.Records) > at {
		r.byID = append(r.byID, at)
	}
}

// key is the id of a message, which Slack makes unique in its channel only.
func (r *slackReader) key(ts string) string {
	if ts == "" || r.channel == "" {
		return ts
	}
	return r.channel + ":" + ts
}

// who is the author of a message. Where the name is not known it is the id.
func (r *slackReader) who(v jsonValue) (author string, named bool) {
	id := v.at("user").str()
	if name := r.people[id]; name != "" {
		return r.author(name), true
	}
	if name := slackName(v.at("user_profile")); name != "" {
		if r.people[id] = name; id == "" {
			delete(r.people, id)
		}
		return r.author(name), true
	}
	return r.author(id), id == ""
}

// slackName is what a person goes by.
func slackName(v jsonValue) string { return v.first("display_name", "real_name", "name") }
