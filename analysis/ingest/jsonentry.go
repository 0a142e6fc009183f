package ingest

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"yearbook/analysis/corpus"
)

// Channels that the readers of JSON give besides those of the corpus.
const (
	channelPost    corpus.Channel = "post"
	channelComment corpus.Channel = "comment"
)

// message keeps an entry, unless it is empty or its id came before.
func (r *jsonReader) message(rec corpus.Record, st stamp) {
	rec.Row = r.row()
	rec.Text = text([]byte(rec.Text))
	if rec.Text == "" {
		r.drop("empty", rec.Author)
		return
	}
	if rec.ID != "" {
		if r.seen[rec.ID] {
			r.drop("same id again", rec.Text)
			return
		}
		r.seen[rec.ID] = true
	}
	r.keep(rec, st)
}

// id is an id as text. An address in its place is none.
func (r *jsonReader) id(v jsonValue) string {
	if v.kind == jsonNumber {
		return r.wholeID([]byte(v.text))
	}
	if s := strings.TrimSpace(v.str()); !isEmail(s) && !isIP(s) {
		return s
	}
	return ""
}

func (r *jsonReader) author(name string) string { return r.person([]byte(name)) }

// stampsAre says how a format writes its times, where the format fixes it.
func (r *jsonReader) stampsAre(order, evidence string) {
	r.dates.base = DateDecision{Order: order, Evidence: evidence}
}

func (r *jsonReader) isoTimes() { r.stampsAre("year first", "the format writes year, month and day") }

func (r *jsonReader) countedTimes() { r.stampsAre("time stamp", "the times are numbers") }

// isoStamp reads a time whose layout the format fixes as year, month, day.
func isoStamp(s string) stamp {
	st, ok := parseStamp([]byte(s))
	if !ok {
		return stamp{}
	}
	if st.form == yearFirst {
		if !validDate(st.x, st.y, st.z) {
			return stamp{}
		}
		st.form = exact
	}
	return st
}

// secondsStamp and millisStamp read times that count from 1970.
func secondsStamp(s string) stamp { return countedStamp(s, unixSecs) }
func millisStamp(s string) stamp  { return countedStamp(s, unixMillis) }

func countedStamp(s string, unit timeUnit) stamp {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || v <= 0 {
		return stamp{}
	}
	return counted(v, unit)
}

// htmlText is the words of a piece of HTML.
func htmlText(s string) string {
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b textBuilder
	t := html.NewTokenizer(strings.NewReader(s))
	hidden := 0
	for {
		switch t.Next() {
		case html.ErrorToken:
			return b.text()
		case html.TextToken:
			if hidden == 0 {
				b.words(string(t.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := t.TagName()
			b.line = b.line || isBlock(string(name))
			switch string(name) {
			case "script", "style":
				hidden++
			case "emoji": // of Teams, which shows its alternative text
				for more {
					var key, value []byte
					if key, value, more = t.TagAttr(); string(key) == "alt" {
						b.words(string(value))
					}
				}
			}
		case html.EndTagToken:
			name, _ := t.TagName()
			b.line = b.line || isBlock(string(name))
			if n := string(name); (n == "script" || n == "style") && hidden > 0 {
				hidden--
			}
		}
	}
}
