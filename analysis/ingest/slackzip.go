package ingest

import (
	"path"
	"regexp"
)

// The Slack archive is the zip that Slack makes: users.json, channels.json and
// a folder for each channel with a file for each day.

const (
	slackTitle = "Slack export"
	slackSure  = 0.97
)

var slackDay = regexp.MustCompile(`^(?:.*/)?([^/]+)/\d{4}-\d{2}-\d{2}\.json$`)

func detectSlackZip(a *archive) float64 {
	days, lists := 0, 0
	for _, f := range a.zip.File {
		switch {
		case slackDay.MatchString(f.Name):
			days++
		case slackList(f.Name):
			lists++
		}
	}
	if days > 0 && lists > 0 || lists > 1 {
		return slackSure
	}
	return 0
}

func slackList(name string) bool {
	switch path.Base(name) {
	case "users.json", "channels.json", "integration_logs.json":
		return true
	}
	return false
}

func readSlackZip(a *archive) error { return a.readSlack(a.entries()) }

// readSlack reads the files of an export.
func (a *archive) readSlack(files []entry) error {
	r := &slackReader{jsonReader: &jsonReader{book: a.book, only: slackKeys(), seen: map[string]bool{}, odd: map[string]bool{}},
		people: map[string]string{}, places: map[string]string{}}
	r.countedTimes()
	a.others(files, func(name string) bool { return ofExt(name, ".json") })
	for _, f := range files {
		var err error
		switch path.Base(f.Name) {
		case "users.json":
			err = r.names(a, f, r.people, func(v jsonValue) string {
				if name := slackName(v.at("profile")); name != "" {
					return name
				}
				return v.first("real_name", "name")
			})
		case "channels.json", "groups.json":
			err = r.names(a, f, r.places, func(v jsonValue) string { return v.first("name") })
		}
		if err != nil {
			return err
		}
	}
	for _, f := range files {
		if m := slackDay.FindStringSubmatch(f.Name); m != nil {
			if err := r.day(a, f, valid(m[1])); err != nil {
				return err
			}
		}
	}
	if len(a.opt.Chats) > 0 {
		r.tellChats()
	}
	if n := r.resolve(); n > 0 {
		r.warn("%d messages are by people whom the export does not name: they are shown by their Slack ids.", n)
	}
	return nil
}

// day reads one day of a channel, or counts its entries.
func (r *slackReader) day(a *archive, f entry, channel string) error {
	chats := &r.res.Receipt.Chats
	if n := len(*chats); n == 0 || (*chats)[n-1].Name != channel {
		c := Chat{Name: channel}
		if yes, _ := a.opt.chooses(channel); !yes {
			c.Left = notChosen
		}
		*chats = append(*chats, c)
	}
	c := &(*chats)[len(*chats)-1]
	take := r.take
	if c.Left != "" {
		take = func(jsonValue) { r.drop(c.Left, "") }
	}
	r.channel = channel
	before := r.res.Receipt.Rows
	err := a.scan(f, r.jsonReader, func() error { return r.objects(take) })
	c.Rows += r.res.Receipt.Rows - before
	return err
}

// names reads a list of things with an id.
func (r *slackReader) names(a *archive, f entry, into map[string]string, name func(jsonValue) string) error {
	side := &jsonReader{book: newBook(blank(f.Name), a.opt), only: slackKeys(), seen: map[string]bool{}, odd: map[string]bool{}}
	err := a.scan(f, side, func() error {
		return side.objects(func(v jsonValue) {
			if id := v.at("id").str(); id != "" {
				into[id] = name(v)
			}
		})
	})
	if len(into) == 0 && err != nil && a.guard.err == nil && a.ctx.Err() == nil {
		r.warn("%s of the export cannot be read: export it again.", shorten([]byte(f.Name)))
		return nil
	}
	return err
}
