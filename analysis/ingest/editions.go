package ingest

import "yearbook/analysis/corpus"

// editions are the edited tweets of a file. Each version has an id of its own, and
// names the history as it was when it was fetched, the oldest first; of the versions
// in the file the newest counts.
type editions struct {
	newest map[string]edition // by the first id of the history
	at     map[string]int     // positions of records by id, filled where a history asks for it
	filled int                // records of which the position is in at
}

// edition is the newest version of a tweet so far.
type edition struct {
	record int // its position among the records
	place  int // in the history
}

func newEditions() *editions { return &editions{newest: map[string]edition{}, at: map[string]int{}} }

// edited keeps a tweet, in place of an older version of it where there is one. It
// gives the position of the record, and whether there is one.
func (r *jsonReader) edited(e *editions, history jsonValue, rec corpus.Record, st stamp) (at int, kept bool) {
	const older = "older version of an edited tweet"
	versions := history.list()
	first, place := "", 0
	if len(versions) > 0 && rec.ID != "" {
		first = r.id(versions[0])
	}
	for i, v := range versions {
		if r.id(v) == rec.ID {
			place = i
		}
	}
	before, there := r.older(e, first, versions[:place])
	if there && place < before.place {
		r.drop(older, rec.Text)
		return 0, false
	}
	at = len(r.res.Records)
	if r.message(rec, st); len(r.res.Records) == at {
		return 0, false
	}
	if there {
		r.res.Receipt.Rows-- // of the version that is counted as skipped instead
		r.skip(older, r.res.Records[before.record].Row, []byte(r.res.Records[before.record].Text))
		r.res.Records[before.record] = r.res.Records[at]
		r.res.Records = r.res.Records[:at]
		e.filled = min(e.filled, at)
		at = before.record
	}
	if len(versions) > 1 {
		e.newest[first] = edition{at, place}
	}
	return at, true
}

// older finds the version of a tweet that is kept: one that named its history, or
// one that was fetched before the tweet was edited.
func (r *jsonReader) older(e *editions, first string, before []jsonValue) (edition, bool) {
	if was, ok := e.newest[first]; ok || first == "" || len(before) == 0 {
		return was, ok
	}
	for ; e.filled < len(r.res.Records); e.filled++ {
		e.at[r.res.Records[e.filled].ID] = e.filled
	}
	for place := len(before) - 1; place >= 0; place-- {
		if record, ok := e.at[r.id(before[place])]; ok && r.res.Records[record].ID != "" {
			return edition{record, place}, true
		}
	}
	return edition{}, false
}
