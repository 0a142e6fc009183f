package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// truth is the content of truth.json; README.md explains it. Maps are keyed by year or month.
type truth struct {
	Note             string                        `json:"note"`
	Seed             uint64                        `json:"seed"`
	Hashtag          string                        `json:"hashtag"`
	Totals           totals                        `json:"totals"`
	Years            map[string]yearFacts          `json:"years"`
	Growth           growth                        `json:"growth"`
	Files            map[string]fileFacts          `json:"files"`
	Sessions         []sessionFacts                `json:"sessions"`
	Themes           []themeFacts                  `json:"themes"`
	HeavyPosters     []poster                      `json:"heavy_posters"`
	NextPoster       poster                        `json:"next_poster"`
	NewcomersByMonth map[string]int                `json:"newcomers_by_month"`
	Newcomers        map[string][]string           `json:"newcomers"`
	BlogOnly         []string                      `json:"people_on_the_blog_only"`
	Aliases          []alias                       `json:"aliases"`
	QuietMonths      []int                         `json:"quiet_months"`
	QuietSummer      map[string]quiet              `json:"quiet_summer"`
	Mix              map[string]map[string]float64 `json:"share_of_messages_by_file"`
	NotPlanted       []string                      `json:"not_planted"`
}

type totals struct {
	Messages    int `json:"messages"`
	Sessions    int `json:"sessions"`
	Names       int `json:"names"`
	People      int `json:"people"`
	BlogPosts   int `json:"blog_posts"`
	Comments    int `json:"blog_comments"`
	EveryRecord int `json:"messages_with_blog_comments"`
}

type yearFacts struct {
	Sessions           int     `json:"sessions"`
	Messages           int     `json:"messages"`
	People             int     `json:"people"`
	MessagesPerSession float64 `json:"messages_per_session"`
	PeoplePerSession   float64 `json:"people_per_session"`
	Own                int     `json:"own_messages"`
	Retweets           int     `json:"retweets"`
	Placeholders       int     `json:"placeholders"`
}

type growth struct {
	From     int     `json:"from"`
	To       int     `json:"to"`
	Messages float64 `json:"messages_per_session_ratio"`
	People   float64 `json:"people_per_session_ratio"`
	Before   float64 `json:"messages_per_session_ratio_year_before"`
}

type sessionFacts struct {
	Date     string `json:"date"`
	Messages int    `json:"messages"`
	WhatsApp int    `json:"whatsapp"`
	Tags     int    `json:"tags"`
	People   int    `json:"people"`
	Topic    string `json:"topic,omitempty"`
}

type themeFacts struct {
	Name     string             `json:"name"`
	Phrases  []string           `json:"phrases"`
	Kind     string             `json:"kind"`
	Messages map[string]int     `json:"messages"`
	Share    map[string]float64 `json:"share"`
}

type poster struct {
	Name     string  `json:"name"`
	File     string  `json:"file"`
	Messages int     `json:"messages"`
	Share    float64 `json:"share"`
}

type quiet struct {
	Summer float64 `json:"messages_per_session_july_august"`
	Rest   float64 `json:"messages_per_session_other_months"`
	Ratio  float64 `json:"ratio"`
}

var notPlanted = []string{
	"a change in messages per session from 2011 to 2012: the total of 2012 is lower only because four fewer evenings were held",
	"a change in people per session from 2011 to 2012",
	"a change in the share of any theme marked steady, between any two years",
	"a change in the share of the rising and the falling theme from 2011 to 2012",
	"a change in the mix of platforms: Twitter has 60 % of the messages in every year",
	"a change in the share of retweets, questions, greetings or placeholders",
	"a trend within a year: 2013 is higher from its first evening on and does not grow further",
	"a change in how much of the talk comes from the five heavy posters",
	"newcomers in January 2011: the record begins there, so everybody is new",
	"a season in any theme but the flu campaign, which is talked about more from September to January in every year alike",
}

func truthJSON(s *sample, chat, sheet, page fileFacts) ([]byte, error) {
	t := truth{
		Note: "Invented data. Made by testdata/sample/generate; do not edit. People are counted by name unless it says otherwise; " +
			"years, sessions and themes leave the blog out; shares of themes are of own messages, which are all but retweets and placeholders.",
		Seed: s.seed, Hashtag: hashtag,
		Years: map[string]yearFacts{}, Files: map[string]fileFacts{"whatsapp.txt": chat, "tags.csv": sheet, "blog.html": page},
		NewcomersByMonth: map[string]int{}, Newcomers: map[string][]string{}, Aliases: aliases,
		QuietMonths: []int{7, 8}, QuietSummer: map[string]quiet{}, Mix: map[string]map[string]float64{}, NotPlanted: notPlanted,
	}
	counts := map[*account]int{}
	seen := map[string]bool{}
	for _, e := range s.cal {
		f := sessionFacts{Date: e.start.Format("2006-01-02"), Messages: len(e.messages), WhatsApp: e.size[onWhatsApp], Tags: e.size[onTwitter]}
		f.People = countPeople(e.messages)
		if e.topic >= 0 {
			f.Topic = topics[e.topic].name
		}
		t.Sessions = append(t.Sessions, f)
		for _, m := range e.messages {
			counts[m.by]++
			if !seen[m.by.name] {
				seen[m.by.name] = true
				month := e.start.Format("2006-01")
				t.NewcomersByMonth[month]++
				t.Newcomers[month] = append(t.Newcomers[month], m.by.name)
			}
		}
	}
	var everything []*message
	for _, y := range years {
		group := where(s.cal, func(e *evening) bool { return e.year() == y })
		key := strconv.Itoa(y)
		var ms []*message
		visits, tweets := 0, 0
		var summer, rest []float64
		for _, e := range group {
			ms = append(ms, e.messages...)
			visits += countPeople(e.messages)
			tweets += e.size[onTwitter]
			if e.summer() {
				summer = append(summer, float64(len(e.messages)))
			} else {
				rest = append(rest, float64(len(e.messages)))
			}
		}
		everything = append(everything, ms...)
		f := yearFacts{
			Sessions: len(group), Messages: len(ms), People: countPeople(ms),
			MessagesPerSession: ratio(len(ms), len(group)), PeoplePerSession: ratio(visits, len(group)),
		}
		for _, m := range ms {
			switch {
			case m.kind == retweet:
				f.Retweets++
			case m.placeholder():
				f.Placeholders++
			default:
				f.Own++
			}
		}
		t.Years[key] = f
		t.QuietSummer[key] = quiet{round(mean(summer)), round(mean(rest)), round(mean(summer) / mean(rest))}
		t.Mix[key] = map[string]float64{"tags.csv": ratio(tweets, len(ms)), "whatsapp.txt": ratio(len(ms)-tweets, len(ms))}
	}
	y11, y12, y13 := t.Years["2011"], t.Years["2012"], t.Years["2013"]
	t.Growth = growth{
		From: 2012, To: 2013,
		Messages: round(y13.MessagesPerSession / y12.MessagesPerSession),
		People:   round(y13.PeoplePerSession / y12.PeoplePerSession),
		Before:   round(y12.MessagesPerSession / y11.MessagesPerSession),
	}
	for i, tp := range topics {
		f := themeFacts{Name: tp.name, Phrases: tp.phrases, Kind: tp.kind, Messages: map[string]int{}, Share: map[string]float64{}}
		for _, m := range everything {
			if m.theme == i {
				f.Messages[strconv.Itoa(m.when.Year())]++
			}
		}
		for y, n := range f.Messages {
			f.Share[y] = ratio(n, t.Years[y].Own)
		}
		t.Themes = append(t.Themes, f)
	}
	order := slices.Clone(s.people)
	slices.SortStableFunc(order, func(a, b *account) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.name, b.name))
	})
	for i, a := range order[:6] {
		p := poster{a.name, []string{"tags.csv", "whatsapp.txt"}[a.on], counts[a], ratio(counts[a], len(everything))}
		if i == 5 {
			t.NextPoster = p
			continue
		}
		if a.heavy == 0 {
			return nil, fmt.Errorf("%s is among the five who write most and was not meant to be", a.name)
		}
		t.HeavyPosters = append(t.HeavyPosters, p)
	}
	for _, c := range blogComments {
		if !seen[c.name] && !slices.Contains(t.BlogOnly, c.name) {
			t.BlogOnly = append(t.BlogOnly, c.name)
		}
	}
	t.Totals = totals{
		Messages: len(everything), Sessions: len(s.cal), Names: len(seen), People: len(seen) - len(aliases),
		BlogPosts: 1, Comments: len(blogComments), EveryRecord: len(everything) + len(blogComments),
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(t)
	return out.Bytes(), err
}

func countPeople(ms []*message) int {
	names := map[string]bool{}
	for _, m := range ms {
		names[m.by.name] = true
	}
	return len(names)
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

func ratio(a, b int) float64 { return round(float64(a) / float64(b)) }

// round keeps four decimals.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
