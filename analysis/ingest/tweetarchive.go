package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"

	"yearbook/analysis/corpus"
)

// The Twitter archive reader takes data/tweets.js of the archive that Twitter
// gives to the holder of an account, and the zip that it lies in. The tweets
// name no author; the zip does, in account.js.

var archiveStart = regexp.MustCompile(`^window\.YTD\.([A-Za-z_]+)\.part\d+\s*=`)

func detectTweetArchive(h *head) float64 {
	if bytes.HasPrefix(trim(h.text), []byte("window.YTD.")) {
		return 0.98
	}
	return 0
}

func readTweetArchive(j *job) error {
	r := &archiveReader{jsonReader: j.json(), versions: newEditions(), account: accountIn(j.head.base)}
	if err := r.start(j.in); err != nil {
		return err
	}
	r.stampsAre("named month", "the times name their month")
	err := r.documents(func() error { return r.objects(r.take) })
	if r.account == "" && len(r.res.Records) > 0 {
		r.warn("The file does not say whose tweets these are, so they count as nobody's: name the whole ZIP of the archive, or put the account into the file's name, such as tweets-ward7.js.")
	}
	return err
}

var partName = regexp.MustCompile(`^part\d+$`)

var accountName = regexp.MustCompile(`^(?i:tweets?)(?:-part\d+)?[ _@-]+@?([A-Za-z0-9_]{2,15})$`)

// accountIn is the account in a name such as tweets-ward7, "" where there is none.
func accountIn(base string) string {
	if m := accountName.FindStringSubmatch(base); m != nil && !partName.MatchString(m[1]) {
		return m[1]
	}
	return ""
}

// archiveReader reads the parts of an archive.
type archiveReader struct {
	*jsonReader
	account  string
	versions *editions
}

// start steps over the JavaScript before the list, and refuses other files of
// an archive.
func (r *archiveReader) start(in *bufio.Reader) error {
	text, _ := in.Peek(512)
	lead := len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
	m := archiveStart.FindSubmatchIndex(text[lead:])
	if m == nil {
		return errors.New("this file of a Twitter archive does not begin as such files do: download the archive again")
	}
	switch what := string(text[lead:][m[2]:m[3]]); what {
	case "tweets", "tweet", "community_tweet":
	default:
		return fmt.Errorf("this file of a Twitter archive holds %q, not tweets: name its data/tweets.js instead", shorten([]byte(what)))
	}
	_, err := in.Discard(lead + m[1])
	return err
}

func (r *archiveReader) take(v jsonValue) {
	if inner := v.at("tweet"); inner.kind == jsonObject {
		v = inner
	}
	rec := corpus.Record{ID: r.id(v.at("id_str")), ReplyTo: r.id(v.at("in_reply_to_status_id_str")), Author: r.author(r.account), Text: v1Text(v)}
	if rec.ID == "" {
		rec.ID = r.id(v.at("id"))
	}
	if rec.ReplyTo == "" {
		rec.ReplyTo = r.id(v.at("in_reply_to_status_id"))
	}
	history := v.at("edit_info", "edit", "editControlInitial", "editTweetIds")
	if history.kind == jsonNone {
		history = v.at("edit_info", "initial", "editTweetIds")
	}
	r.edited(r.versions, history, tweet(rec), isoStamp(v.at("created_at").str()))
}

var archivePart = regexp.MustCompile(`(?:^|/)data/tweets?(?:-part\d+)?\.js$`)

// archiveOwn are the files of such an archive.
var archiveOwn = regexp.MustCompile(`(?:^|/)(?:data|assets)/|\.(?:js|html?|zip)$`)

func detectTweetZip(a *archive) float64 {
	if slices.ContainsFunc(a.zip.File, func(f *zip.File) bool { return archivePart.MatchString(f.Name) }) {
		return 0.97
	}
	return 0
}

func readTweetZip(a *archive) error {
	r := &archiveReader{versions: newEditions(), jsonReader: &jsonReader{book: a.book, seen: map[string]bool{}, odd: map[string]bool{}}}
	r.stampsAre("named month", "the times name their month")
	files := a.entries()
	a.others(files, archiveOwn.MatchString)
	for _, f := range files {
		if path.Base(f.Name) == "account.js" {
			side := &archiveReader{jsonReader: &jsonReader{book: newBook(blank(f.Name), a.opt), seen: map[string]bool{}, odd: map[string]bool{}}}
			err := a.scanAfter(f, side.jsonReader, nil, func() error {
				return side.objects(func(v jsonValue) { r.account = v.at("account", "username").str() })
			})
			if a.guard.stopped(err) {
				return err
			}
		}
	}
	if r.account == "" {
		r.warn("The archive does not say whose tweets these are, so they count as nobody's.")
	}
	for _, f := range files {
		if !archivePart.MatchString(f.Name) {
			continue
		}
		if err := a.scanAfter(f, r.jsonReader, r.start, func() error { return r.objects(r.take) }); err != nil {
			return err
		}
	}
	return nil
}
