package ingest

import "yearbook/analysis/corpus"

// The Mattermost reader takes the answer of its API, in which posts is an object
// by id and order gives their sequence, and its bulk export, one object on each
// line. No real file of either was seen.

func detectMattermost(h *head) float64 {
	sh := jsonShapeOf(h)
	switch {
	case sh.has("posts", "order") && !sh.has("posts[]"):
		return 0.9
	case sh.has("type", "post.message", "post.create_at"), sh.has("type", "direct_post.message", "direct_post.create_at"):
		return 0.9
	case sh.has("version", "type") && sh.any("team.name", "emoji.name", "role.name", "info.generator"):
		return 0.7
	}
	return 0
}

// mattermostReader reads both forms.
type mattermostReader struct {
	*jsonReader
	people map[string]string
	byID   []int // positions of the records of a page that show an id for a name
	left   int   // those for which no name was found
}

func readMattermost(j *job) error {
	r := &mattermostReader{jsonReader: j.json(), people: map[string]string{}}
	r.countedTimes()
	err := r.documents(r.document)
	if r.left > 0 {
		r.warn("%d messages give their author by id only and are shown by it.", r.left)
	}
	return err
}

func (r *mattermostReader) document() error {
	r.byID = r.byID[:0]
	err := r.s.object(func(key string) error {
		switch key {
		case "posts":
			return r.s.object(func(id string) error {
				v, ok, err := r.entry()
				if ok {
					r.post(v, id)
				}
				return err
			})
		case "direct_post":
			r.drop("direct message", "")
			return r.s.skip()
		case "post":
			v, ok, err := r.entry()
			if ok {
				r.bulk(v)
			}
			return err
		case "users", "profiles":
			v, err := r.s.value()
			for _, u := range v.items {
				if id := u.at("id").str(); id != "" {
					r.people[id] = u.first("nickname", "username")
				}
			}
			return err
		}
		return r.s.skip()
	})
	for _, i := range r.byID {
		if name := r.people[r.res.Records[i].Author]; name != "" {
			r.res.Records[i].Author = r.author(name)
		} else {
			r.left++
		}
	}
	return err
}

// post takes a post of the API.
func (r *mattermostReader) post(v jsonValue, id string) {
	said := v.at("message").str()
	if kind := v.at("type").str(); kind != "" && kind != "me" {
		r.dropKind(kind, said)
		return
	}
	if at := v.at("delete_at").str(); at != "" && at != "0" {
		r.drop("deleted", said)
		return
	}
	author := v.first("username", "user_id")
	if own := r.id(v.at("id")); own != "" {
		id = own
	}
	at := len(r.res.Records)
	r.message(corpus.Record{ID: valid(id), ReplyTo: r.id(v.at("root_id")), Author: r.author(author), Text: said, Channel: corpus.Chat}, millisStamp(v.at("create_at").str()))
	if v.first("username") == "" && author != "" && len(r.res.Records) > at {
		r.byID = append(r.byID, at)
	}
}

// bulk takes a post of the bulk export, with its replies.
func (r *mattermostReader) bulk(v jsonValue) {
	keep := func(v jsonValue) {
		if kind := v.at("type").str(); kind != "" && kind != "me" {
			r.dropKind(kind, v.at("message").str())
			return
		}
		r.message(corpus.Record{ID: r.id(v.at("id")), Author: r.author(v.at("user").str()), Text: v.at("message").str(), Channel: corpus.Chat}, millisStamp(v.at("create_at").str()))
	}
	keep(v)
	for _, reply := range v.at("replies").list() {
		keep(reply)
	}
}
