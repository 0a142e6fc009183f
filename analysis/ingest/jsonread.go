package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// jsonReader is what the readers of JSON share. A row is one entry of the file,
// counted through it from 1, since most of these files have a single line.
type jsonReader struct {
	*book
	s       *jsonScanner
	seen    map[string]bool // ids of this file
	odd     map[string]bool // reasons that came from the file itself
	only    map[string]bool // keys to keep in entries of an archive
	damaged string          // what is wrong with the file, found in a list of records
	last    func() error    // what is left to do at the end of the file, if anything
	opt     Options
}

func (j *job) json() *jsonReader {
	return &jsonReader{book: j.book, s: newJSONScanner(j.in, j.opt), seen: map[string]bool{}, odd: map[string]bool{}, opt: j.opt}
}

// keySet makes the keys to which a scanner keeps.
func keySet(keys ...string) map[string]bool {
	out := make(map[string]bool, len(keys))
	for _, key := range keys {
		out[key] = true
	}
	return out
}

// row is the number of the entry that comes next.
func (r *jsonReader) row() int { return r.res.Receipt.Rows + 1 }

// documents hands every value at the top of the file to each, which must take
// it. Damage costs the value it is in, up to the next line that begins an
// object; it is counted, and it is an error where nothing else could be read.
func (r *jsonReader) documents(each func() error) error {
	damaged := ""
	for {
		switch r.s.next() {
		case ',', ']', '}', ';':
			r.s.step()
			continue
		case 0:
			if r.s.err == nil || r.s.i < len(r.s.win) {
				r.s.step()
				continue
			}
			return r.end(damaged)
		}
		from := r.s.offset()
		err := each()
		switch {
		case err == nil && r.s.offset() > from:
			continue
		case errors.Is(err, errJSONDepth):
			return tooDeep(r.s.maxDepth)
		case errors.Is(err, errJSONEnd):
			damaged = cmp.Or(damaged, "it breaks off in the middle of an entry")
			r.drop("broken off", r.s.place())
		case err == nil, errors.Is(err, errJSONFault):
			damaged = cmp.Or(damaged, "it is no JSON from "+r.s.place())
			r.drop("damaged", r.s.place())
		default:
			return err
		}
		if !r.s.again(from) {
			return r.end(damaged)
		}
	}
}

// end is the error of a file of which nothing could be read for damage.
func (r *jsonReader) end(damaged string) error {
	damaged, r.damaged = cmp.Or(damaged, r.damaged), ""
	if r.s.err != nil && !errors.Is(r.s.err, io.EOF) {
		return r.s.err
	}
	if r.last != nil {
		if err := r.last(); err != nil && damaged == "" {
			return err
		}
	}
	switch {
	case damaged == "":
	case len(r.res.Records) > 0:
		r.warn("The file is damaged: %s. What could be read was kept; export the file again if you can.", damaged)
	default:
		return fmt.Errorf("this JSON file cannot be read, because %s: export it again", damaged)
	}
	return nil
}

func tooDeep(most int) error {
	return fmt.Errorf("this JSON file is nested more than %d levels deep, which no export is: check that it is the file you meant", most)
}

// entry takes the next value whole, as one entry. Of one that is longer than
// the limit nothing is kept but its count.
func (r *jsonReader) entry() (v jsonValue, ok bool, err error) {
	v, err = r.s.value()
	if err != nil {
		return v, false, err
	}
	if r.s.long {
		r.tooLong()
		return v, false, nil
	}
	return v, true, nil
}

// tooLong counts an entry beyond the limit.
func (r *jsonReader) tooLong() {
	r.drop("entry too long", "")
	r.warn("Entries longer than the limit of %d KB were left out: check that the file is the export you meant, or raise the limit.", r.s.limit>>10)
}

// entries takes every element of the list that comes next.
func (r *jsonReader) entries(each func(v jsonValue)) error {
	return r.list(func() error {
		v, ok, err := r.entry()
		if ok {
			each(v)
		}
		return err
	})
}

// list calls each for every record of the list that comes next; each must take
// it. Records that are damaged are counted, and the list goes on after them.
func (r *jsonReader) list(each func() error) error {
	return r.s.list(each, func(lost int) {
		place := r.s.place()
		for range lost {
			r.drop("damaged", "before "+place)
		}
		r.damaged = cmp.Or(r.damaged, "there is no JSON in some places, the first of them before "+place)
	})
}

// objects is entries for lists of objects; anything else is counted.
func (r *jsonReader) objects(each func(v jsonValue)) error {
	return r.entries(func(v jsonValue) {
		if v.kind != jsonObject {
			r.skip("not an entry", r.row(), []byte(v.text))
			return
		}
		each(v)
	})
}

// listOr takes the object that comes next: the elements of the list under the
// key, or the object itself where it has no such list.
func (r *jsonReader) listOr(key string, each func(jsonValue)) error {
	return r.listsOr([]string{key}, each)
}

// listsOr is listOr for several keys.
func (r *jsonReader) listsOr(keys []string, each func(jsonValue)) error {
	if r.s.next() != '{' {
		r.drop("not an entry", "")
		return r.s.skip()
	}
	self, listed := jsonValue{kind: jsonObject}, false
	r.s.room, r.s.long = r.s.limit, false
	err := r.s.object(func(k string) error {
		switch {
		case slices.Contains(keys, k) && r.s.next() == '[':
			listed = true
			return r.objects(each)
		case listed:
			return r.s.skip()
		}
		v, err := r.s.build()
		if r.s.fits() {
			self.put(k, v)
		}
		return err
	})
	switch {
	case err != nil || listed:
	case r.s.long:
		r.tooLong()
	default:
		each(self)
	}
	return err
}

// drop counts an entry that is no message.
func (r *jsonReader) drop(reason, example string) { r.skip(reason, r.row(), []byte(example)) }

// dropKind drops for a reason that the file itself gives, such as the type of an
// event. There may be only so many of them.
func (r *jsonReader) dropKind(kind, example string) {
	kind = strings.TrimSpace(shorten([]byte(kind)))
	if kind == "" || !r.odd[kind] && (len(r.odd) >= 50 || len(kind) > 60) {
		kind = "other events"
	}
	r.odd[kind] = true
	r.drop(kind, example)
}
