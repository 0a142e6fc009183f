package ingest

import (
	"strings"

	"yearbook/analysis/corpus"
)

// The Reddit reader takes a page saved by adding .json to its address (a list
// of posts, comments nested in each other) and dumps with one post or comment
// on each line. No real file was seen.

func detectReddit(h *head) float64 {
	sh := jsonShapeOf(h)
	switch {
	case sh.has("data.children[].kind"), sh.has("kind", "data.children"):
		return 0.95
	case sh.has("subreddit", "created_utc", "author") && sh.any("body", "selftext", "title"):
		return 0.94
	case sh.has("data[].subreddit", "data[].created_utc"):
		return 0.9
	}
	return 0
}

func readReddit(j *job) error {
	r := j.json()
	r.countedTimes()
	var document func() error
	document = func() error {
		if r.s.next() == '[' {
			return r.list(document)
		}
		return r.listing()
	}
	return r.documents(document)
}

// listing takes {kind, data: {children}}, {data: [...]} or a thing alone.
func (r *jsonReader) listing() error {
	if r.s.next() != '{' {
		return r.listsOr(nil, r.thing)
	}
	self, listed := jsonValue{kind: jsonObject}, false
	r.s.room, r.s.long = r.s.limit, false
	err := r.s.object(func(key string) error {
		switch {
		case key == "data" && r.s.next() == '{' && self.at("kind").str() == "Listing":
			listed = true
			return r.s.object(func(key string) error {
				if key == "children" {
					return r.objects(r.thing)
				}
				return r.s.skip()
			})
		case key == "data" && r.s.next() == '[':
			listed = true
			return r.objects(r.thing)
		}
		v, err := r.s.build()
		if r.s.fits() {
			self.put(key, v)
		}
		return err
	})
	switch {
	case err != nil || listed:
	case r.s.long:
		r.tooLong()
	default:
		r.thing(self)
	}
	return err
}

// thing takes a post, a comment with the answers below it, or a note that there
// are more.
func (r *jsonReader) thing(v jsonValue) {
	kind := v.at("kind").str()
	if kind != "" && v.at("data").kind == jsonObject {
		v = v.at("data")
	}
	switch kind {
	case "more":
		r.drop("comments not in the file", v.at("parent_id").str())
		r.warn("Reddit left comments out of this page: open \"more comments\" and save it again, or use a full dump.")
		return
	case "", "t1", "t3":
	case "Listing":
		r.things(v.at("children"))
		return
	default:
		r.dropKind(kind, "")
		return
	}
	rec := corpus.Record{ID: r.fullID(v), ReplyTo: v.at("parent_id").str(), Channel: channelComment}
	said := v.first("body")
	if !v.has("body") {
		rec.Channel = channelPost
		said = strings.TrimSpace(v.first("title") + "\n" + v.first("selftext"))
	}
	if author := v.first("author"); author != "[deleted]" {
		rec.Author = r.author(author)
	}
	rec.Text = escapes.Replace(said)
	switch {
	case isRemoved(said) || !v.has("body") && isRemoved(v.first("selftext")):
		r.drop("deleted", rec.ID)
	default:
		r.message(rec, secondsStamp(v.at("created_utc").str()))
	}
	r.things(v.at("replies", "data", "children"))
}

// isRemoved reports whether a text is what Reddit puts in place of one that its
// author or a moderator took down.
func isRemoved(said string) bool {
	return said == "[deleted]" || said == "[removed]" || strings.HasPrefix(said, "[ Removed by ") && strings.HasSuffix(said, " ]")
}

func (r *jsonReader) things(children jsonValue) {
	for _, child := range children.list() {
		r.thing(child)
	}
}

// fullID is an id with the prefix that answers use.
func (r *jsonReader) fullID(v jsonValue) string {
	if name := v.first("name"); name != "" {
		return name
	}
	id := r.id(v.at("id"))
	switch {
	case id == "" || strings.Contains(id, "_"):
		return id
	case v.has("body"):
		return "t1_" + id
	}
	return "t3_" + id
}
