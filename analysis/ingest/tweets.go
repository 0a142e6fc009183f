package ingest

// The tweets reader takes what Twitter's API gave: search results and streams
// of version 1.1, pages and flattened tweets of version 2 as twarc2 saves them.
// A page gives its tweets before the people who wrote them, so that names are
// put in at the end of each page. Tweets that a page only includes because
// others refer to them are not counted.

func detectTweets(h *head) float64 {
	sh := jsonShapeOf(h)
	for _, at := range []string{"", "statuses[]."} {
		if sh.has(at+"created_at", at+"user.screen_name") && sh.any(at+"text", at+"full_text", at+"extended_tweet.full_text") {
			return 0.95
		}
	}
	switch {
	case sh.has("search_metadata", "statuses"):
		return 0.95
	case sh.has("data[].id", "data[].text") && sh.any("data[].author_id", "data[].edit_history_tweet_ids", "data[].conversation_id", "__twarc.url"):
		return 0.95
	case sh.has("data.id", "data.text") && sh.any("data.author_id", "data.edit_history_tweet_ids", "matching_rules[].id"):
		return 0.95
	case sh.has("id", "text") && sh.any("author_id", "author.username") && sh.any("conversation_id", "edit_history_tweet_ids", "referenced_tweets[].id", "public_metrics.retweet_count", "context_annotations", "in_reply_to_user_id", "__twarc.url"):
		return 0.93
	case sh.has("data[].username", "data[].public_metrics.tweet_count"), sh.has("__twarc.url"), sh.has("data[].tweet_count", "data[].start"):
		return 0.9
	}
	return 0
}

func readTweets(j *job) error {
	r := &tweetReader{jsonReader: j.json(), versions: newEditions()}
	r.s.only = keySet("id", "id_str", "text", "full_text", "extended_tweet", "note_tweet", "created_at", "timestamp_ms", "author_id", "author", "username",
		"user", "screen_name", "referenced_tweets", "type", "retweeted_status", "in_reply_to_status_id", "in_reply_to_status_id_str", "tweet", "tweet_count", "start",
		"title", "detail", "message", "edit_history_tweet_ids")
	r.stampsAre("named month", "Twitter's times name their month or put the year first")
	if err := r.documents(r.document); err != nil {
		return err
	}
	r.conclude()
	return nil
}

// tweetReader reads page by page.
type tweetReader struct {
	*jsonReader
	users    map[string]string     // names of this page by id
	included map[string]tweetTexts // tweets of this page that others refer to
	pending  []pendingTweet
	versions *editions
	notices  int
	listed   int // people listed instead of tweets
	unnamed  int
}

// tweetTexts is what is needed of a tweet that was passed on.
type tweetTexts struct{ author, text string }

// pendingTweet is a record that waits for the end of its page.
type pendingTweet struct {
	at                   int // position among the records
	author               string
	original, originalBy string // id of the tweet it passes on
}

// document takes a page, a search result or one tweet.
func (r *tweetReader) document() error {
	if r.s.next() == '[' {
		return r.list(r.document)
	}
	if r.s.next() != '{' {
		r.drop("not an entry", "")
		return r.s.skip()
	}
	r.users, r.included, r.pending = map[string]string{}, map[string]tweetTexts{}, r.pending[:0]
	self, page := jsonValue{kind: jsonObject}, false
	r.s.room, r.s.long = r.s.limit, false
	err := r.s.object(func(key string) error {
		switch {
		case key == "data" && r.s.next() == '[':
			page = true
			return r.objects(r.take)
		case key == "data":
			page = true
			v, ok, err := r.entry()
			if ok && v.kind == jsonObject {
				r.take(v)
			}
			return err
		case key == "statuses" && r.s.next() == '[':
			page = true
			return r.objects(r.take)
		case key == "includes":
			return r.s.object(r.include)
		case page || !r.s.only[key]:
			return r.s.skip()
		}
		v, err := r.s.build()
		if r.s.fits() {
			self.put(key, v)
		}
		return err
	})
	r.turn()
	if err == nil && !page {
		if r.s.long {
			r.tooLong()
		} else {
			r.take(self)
			r.turn()
		}
	}
	return err
}

func (r *tweetReader) include(key string) error {
	switch key {
	case "users":
		return r.s.array(func() error {
			v, err := r.s.value()
			r.users[v.at("id").str()] = v.at("username").str()
			return err
		})
	case "tweets":
		return r.s.array(func() error {
			v, err := r.s.value()
			r.included[r.id(v.at("id"))] = tweetTexts{r.id(v.at("author_id")), v2Text(v)}
			return err
		})
	}
	return r.s.skip()
}

// turn ends a page: names and whole texts are put in.
func (r *tweetReader) turn() {
	for _, p := range r.pending {
		rec := &r.res.Records[p.at]
		if rec.Author == "" && p.author != "" {
			if name := r.users[p.author]; name != "" {
				rec.Author = r.jsonReader.author(name)
			} else {
				rec.Author = r.jsonReader.author(p.author)
				r.unnamed++
			}
		}
		if o, ok := r.included[p.original]; ok && o.text != "" {
			rec.Text = retweetText(rec.Text, r.users[o.author], o.text)
		}
	}
	r.pending = r.pending[:0]
}

// conclude says what the file was, where it was not only tweets.
func (r *tweetReader) conclude() {
	kept := len(r.res.Records)
	switch {
	case r.listed > 0 && kept == 0:
		r.warn("This file lists people or counts, not tweets: fetch the tweets themselves, for example with twarc2 search.")
	case r.notices > 0:
		r.warn("%d entries are errors or notices of Twitter and hold no tweet.", r.notices)
	}
	if r.unnamed > 0 {
		r.warn("%d tweets give their author by id only and are shown by it: fetch them with their authors if you can.", r.unnamed)
	}
}
