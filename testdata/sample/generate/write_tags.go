package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

var tagsColumns = []string{
	"id_str", "from_user", "text", "created_at", "time", "geo_coordinates", "user_lang", "in_reply_to_user_id_str",
	"in_reply_to_screen_name", "from_user_id_str", "in_reply_to_status_id_str", "source", "profile_image_url",
	"user_followers_count", "user_friends_count", "user_location", "status_url", "entities_str",
}

// tagsSheet is the chat on Twitter as a TAGS sheet holds it: newest first, the column time an hour out in summer,
// NA for what is not there. Two rows stand in it twice, and one has lost its text.
func tagsSheet(s *sample) ([]byte, fileFacts) {
	ms := s.messages(onTwitter)
	facts := fileFacts{
		Messages: len(ms),
		First:    ms[0].when.Format(minute), Last: ms[len(ms)-1].when.Format(minute),
		Skipped: map[string]int{"duplicate ids": 2, "rows without text": 1},
	}
	people := map[string]bool{}
	var rows [][]string
	for i, m := range ms {
		people[m.by.name] = true
		if m.kind == retweet {
			facts.Retweets++
		}
		rows = append(rows, tagsRow(s, m))
		if i == len(ms)/3 || i == 2*len(ms)/3 {
			rows = append(rows, tagsRow(s, m))
		}
		if i == len(ms)/2 {
			row := tagsRow(s, m)
			row[0] = strconv.FormatUint(m.id+1, 10)
			row[2], row[7], row[8], row[10] = "NA", "NA", "NA", "NA"
			row[16] = statusURL(m.by.name, m.id+1)
			row[17] = `{"hashtags":[],"symbols":[],"user_mentions":[],"urls":[]}`
			rows = append(rows, row)
		}
	}
	facts.People = len(people)
	slices.Reverse(rows)
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	// A bytes.Buffer takes everything, so that neither call can fail.
	_ = w.Write(tagsColumns)
	_ = w.WriteAll(rows)
	return out.Bytes(), facts
}

// tweetText is a tweet as it was sent: with the hashtag, and cut where a retweet gets too long.
func tweetText(m *message) string {
	if m.kind == retweet {
		runes := []rune("RT @" + m.to.by.name + ": " + tweetText(m.to))
		if len(runes) > 140 {
			runes = append(runes[:139], '…')
		}
		return string(runes)
	}
	if strings.Contains(m.text, hashtag) {
		return m.text
	}
	return m.text + " " + hashtag
}

func tagsRow(s *sample, m *message) []string {
	const na = "NA"
	text := tweetText(m)
	clock := m.when.Format("2006-01-02T15:04:05") + "Z" // the sheet's own clock with a Z on it
	if m.id%7 == 0 {
		clock = m.when.Add(-time.Second).Format("2006-01-02T15:04:05") + "Z"
	}
	replyUser, replyName, replyID := na, na, na
	if m.to != nil && m.kind != retweet {
		replyUser = strconv.FormatUint(m.to.by.id, 10)
		replyName = m.to.by.name
		replyID = strconv.FormatUint(m.to.id, 10)
	}
	place := m.by.town
	if m.by.id%4 == 0 {
		place = na
	} else if m.by.id%4 == 1 {
		place += ", England"
	}
	days := int(m.when.Sub(s.cal[0].start).Hours() / 24)
	return []string{
		strconv.FormatUint(m.id, 10), m.by.name, escape(text),
		m.when.UTC().Format("Mon Jan 02 15:04:05 +0000 2006"), clock, na, na,
		replyUser, replyName, strconv.FormatUint(m.by.id, 10), replyID,
		clients[m.by.id%uint64(len(clients))],
		fmt.Sprintf("http://example.org/images/%d_normal.jpg", m.by.id),
		strconv.Itoa(m.by.fans + days/20), strconv.Itoa(m.by.fans/2 + int(m.by.id%97)), place,
		statusURL(m.by.name, m.id), entities(s, text),
	}
}

var clients = []string{
	"web",
	`<a href="http://example.org/deck" rel="nofollow">Example Deck</a>`,
	`<a href="http://example.org/phone" rel="nofollow">Example for Phones</a>`,
	"web",
	`<a href="http://example.org/tablet" rel="nofollow">Example for Tablets</a>`,
}

func statusURL(name string, id uint64) string {
	return fmt.Sprintf("http://example.org/%s/statuses/%d", name, id)
}

// escape writes a text as Twitter's interface gives it.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// entities is what Twitter found in a text: the hashtag, people and links. It counts characters, not bytes.
func entities(s *sample, text string) string {
	type indices [2]int
	type tag struct {
		Text    string  `json:"text"`
		Indices indices `json:"indices"`
	}
	type mention struct {
		ScreenName string  `json:"screen_name"`
		IDStr      string  `json:"id_str"`
		Indices    indices `json:"indices"`
	}
	type link struct {
		URL     string  `json:"url"`
		Indices indices `json:"indices"`
	}
	found := struct {
		Hashtags []tag     `json:"hashtags"`
		Symbols  []string  `json:"symbols"`
		Mentions []mention `json:"user_mentions"`
		URLs     []link    `json:"urls"`
	}{[]tag{}, []string{}, []mention{}, []link{}}
	at := 0
	for _, word := range strings.SplitAfter(text, " ") {
		bare := strings.TrimRight(word, " :,.!?")
		span := indices{at, at + len([]rune(bare))}
		switch {
		case bare == hashtag:
			found.Hashtags = append(found.Hashtags, tag{bare[1:], span})
		case strings.HasPrefix(bare, "@"):
			for _, a := range s.people {
				if a.on == onTwitter && a.name == bare[1:] {
					found.Mentions = append(found.Mentions, mention{a.name, strconv.FormatUint(a.id, 10), span})
				}
			}
		case strings.HasPrefix(bare, "http"):
			found.URLs = append(found.URLs, link{bare, span})
		}
		at += len([]rune(word))
	}
	data, err := json.Marshal(found)
	if err != nil {
		panic(err) // strings and numbers cannot fail
	}
	return string(data)
}
