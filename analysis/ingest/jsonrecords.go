package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The records reader takes any other JSON: a list of objects, wherever it lies in
// the file, or one object on each line. Objects are flattened to two levels, so
// that "user" with a "name" in it becomes the column "user.name", and the columns
// are guessed as those of a table are.

func detectRecords(h *head) float64 {
	if jsonShapeOf(h).is {
		return 0.35
	}
	return 0
}

// recordsReader gathers records until the columns are known.
type recordsReader struct {
	*jsonReader
	path    string // of the list, "" where the records are at the top
	names   []string
	place   map[string]int
	waiting [][]string // records before the choice of columns
	bytes   int
	table   *tableReader
	preview func(*plan, [][]string, error) error // nil unless only the beginning is to be shown
	alone   bool                                 // the file is not a list, so that one object is no record
}

func readRecords(j *job) error { return readRecordsOr(j, nil) }

// readRecordsOr reads records, or hands the plan for them and the first of them
// to preview, whose error ends the reading.
func readRecordsOr(j *job, preview func(*plan, [][]string, error) error) error {
	sh := jsonShapeOf(j.head)
	if sh.has("findings[].headline", "findings[].section") {
		return errors.New("this is a review that Yearbook wrote, not a chat: name the files it was made from instead")
	}
	r := &recordsReader{jsonReader: j.json(), path: recordsPath(sh), place: map[string]int{}, preview: preview}
	r.alone = !sh.list && r.path == ""
	r.last = func() error {
		if r.table == nil {
			return r.choose()
		}
		return nil
	}
	err := r.documents(func() error { return r.find(r.path) })
	if r.table != nil && r.table.twice > 0 {
		r.table.dropIDs()
	}
	return err
}

// recordsPath is the list of the file that has most objects with a field in
// them, "" where the file is one list or one record on each line.
func recordsPath(sh *jsonShape) string {
	if sh.list {
		return ""
	}
	fields := map[string]bool{} // lists with objects in them
	for path := range sh.paths {
		if list, _, inside := strings.Cut(path, "[]."); inside && strings.Count(list, ".") <= 2 {
			fields[list] = true
		}
	}
	best, most := "", 0
	for _, list := range slices.Sorted(maps.Keys(fields)) {
		if n := sh.paths[list+"[]"]; n > most {
			best, most = list, n
		}
	}
	// One record on each line may have lists of its own.
	if best != "" && sh.paths[strings.SplitN(best, ".", 2)[0]] > 1 {
		return ""
	}
	return best
}

// find goes down the path to the list.
func (r *recordsReader) find(path string) error {
	if path == "" {
		if r.s.next() == '[' {
			return r.list(r.take)
		}
		return r.take()
	}
	key, rest, deeper := strings.Cut(path, ".")
	return r.s.object(func(k string) error {
		switch {
		case k != key:
			return r.s.skip()
		case deeper:
			return r.find(rest)
		}
		return r.list(r.take)
	})
}

// take takes one record.
func (r *recordsReader) take() error {
	v, ok, err := r.entry()
	if err != nil || !ok {
		return err
	}
	if v.kind != jsonObject {
		r.drop("not a record", v.text)
		return nil
	}
	if r.table != nil {
		r.row(r.cells(v))
		return nil
	}
	cells := r.cells(v)
	for _, c := range cells {
		r.bytes += len(c)
	}
	if r.waiting = append(r.waiting, cells); len(r.waiting) >= sampleRows || r.bytes > 4<<20 {
		return r.choose()
	}
	return nil
}

// mostFields is how many different fields records may have before further ones
// are left out.
const mostFields = 300

// cells are the fields of a record in the order of the columns.
func (r *recordsReader) cells(v jsonValue) []string {
	out := make([]string, len(r.names))
	put := func(name string, v jsonValue) {
		i, known := r.place[name]
		if !known {
			if r.table != nil || len(r.names) >= mostFields {
				return
			}
			i = len(r.names)
			r.place[name], r.names = i, append(r.names, name)
		}
		for len(out) <= i {
			out = append(out, "")
		}
		out[i] = strings.TrimSpace(v.text)
	}
	for _, item := range v.items {
		switch {
		case item.kind == jsonObject:
			for _, inner := range item.items {
				if scalar(inner.kind) {
					put(item.key+"."+inner.key, inner)
				}
			}
		case scalar(item.kind):
			put(item.key, item)
		}
	}
	return out
}

func scalar(k jsonKind) bool { return k == jsonString || k == jsonNumber }

// choose settles the columns and takes the records that waited.
func (r *recordsReader) choose() error {
	if len(r.waiting) == 0 || r.alone && len(r.waiting) < 2 || len(r.names) == 0 {
		for range r.waiting {
			r.drop("not a record", "")
		}
		r.waiting = nil
		return errors.New("this JSON file holds no list of messages or records: check that it is the export you meant, or save the table as CSV")
	}
	for i, row := range r.waiting {
		r.waiting[i] = append(row, make([]string, len(r.names)-len(row))...)
	}
	p, err := r.plan()
	if r.preview != nil {
		return r.preview(p, r.waiting, err)
	}
	if err != nil {
		for range r.waiting {
			r.drop("no words", "") // an example might show an address
		}
		r.waiting = nil
		return err
	}
	r.table = newTableReader(r.book, p, ",")
	r.table.keepColumns(r.opt.Keep, r.waiting)
	if p.mapping.Layout == "" && r.opt.Mapping == nil {
		r.warn("The file is none of the exports that Yearbook knows, so its fields were guessed: check in the receipt which were taken for the text, the time and the name.")
	}
	for _, row := range r.waiting {
		r.row(row)
	}
	r.waiting = nil
	return nil
}

// plan says which field is what: as the user says, or by a preset that the
// fields fit, or by guessing.
func (r *recordsReader) plan() (*plan, error) {
	l := layout{header: 1, names: r.names, open: make([]bool, len(r.names))}
	p := newPlan(l)
	p.channel = channelComment
	if m := r.opt.Mapping; m != nil {
		given := *m
		given.SkipRows, given.HeaderRows = 0, 1
		return p, p.obey(given, r.waiting)
	}
	if i := slices.IndexFunc(r.opt.Presets, func(preset Preset) bool { return preset.fits(l.headers()) }); i >= 0 {
		p.follow(r.opt.Presets[i])
	}
	if len(p.texts) == 0 {
		if err := p.guess(r.waiting); err != nil {
			return p, fmt.Errorf("no field of the records in this JSON file holds what people wrote (its fields are %s): rename the field with the comments to \"text\", or save the table as CSV", p.list())
		}
	}
	p.settle(r.waiting)
	return p, nil
}

// errPreviewed ends the reading of a file of which only the beginning was to be
// shown.
var errPreviewed = errors.New("the preview is complete")

// ofRecords previews records of JSON as the table they are read as.
func (t *TablePreview) ofRecords(j *job) error {
	done := false
	err := readRecordsOr(j, func(p *plan, rows [][]string, err error) error {
		done = true
		t.Mapping, t.columns = p.mapping, len(p.names)
		t.sample = append([][]string{p.names}, rows...)
		for i := range p.names {
			t.Headers = append(t.Headers, valid(p.caption(i)))
		}
		t.Rows = rows[:min(len(rows), previewRows)]
		return cmp.Or(err, errPreviewed)
	})
	if done && errors.Is(err, errPreviewed) {
		return nil
	}
	return err
}

func (r *recordsReader) row(cells []string) {
	row := make([][]byte, len(r.names))
	for i, c := range cells {
		row[i] = []byte(c)
	}
	r.table.row(row, r.jsonReader.row())
}
