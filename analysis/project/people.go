package project

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"yearbook/analysis/corpus"
)

// Mark says what a participant is besides a person.
type Mark string

// The marks an analyst can give.
const (
	Official  Mark = "official account"
	Moderator Mark = "moderator"
)

// alias says to whom a name belongs.
type alias struct {
	Into string `json:"into"` // the person's key
	Name string `json:"name"` // how the person is written, if no source does
}

// MergePeople decides that two names are one person, who is called keep from
// then on. Names are folded as [corpus.FoldName] does, so keys will do as well.
// It can be undone.
func (p *Project) MergePeople(ctx context.Context, keep, other string) error {
	return p.change(ctx, func(tx *sql.Tx) error {
		names, err := spellings(tx)
		if err != nil {
			return err
		}
		aliases, err := decisions[alias](tx, kindAlias)
		if err != nil {
			return err
		}
		into, err := known(keep, names, aliases)
		if err != nil {
			return err
		}
		from, err := known(other, names, aliases)
		if err != nil {
			return err
		}
		if into == from {
			return fmt.Errorf("%s and %s are one person already: choose two people", keep, other)
		}
		target := alias{into, cmp.Or(names.best(into), into)}
		edits, err := redirect(aliases, from, target)
		if err != nil {
			return err
		}
		return p.apply(tx, fmt.Sprintf("merged %s into %s", cmp.Or(names.best(from), from), target.Name), edits...)
	})
}

// redirect points a name, and all that point to it, to another person.
func redirect(aliases map[string]alias, from string, target alias) ([]edit, error) {
	keys := []string{from}
	for key, a := range aliases {
		if a.Into == from {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	edits := make([]edit, len(keys))
	for i, key := range keys {
		var err error
		if edits[i], err = decided(kindAlias, key, target); err != nil {
			return nil, err
		}
	}
	return edits, nil
}

// known is the key of the person whom a name stands for.
func known(name string, names spelt, aliases map[string]alias) (string, error) {
	key := corpus.FoldName(name)
	if a, ok := aliases[key]; ok {
		return a.Into, nil
	}
	if key == "" || names[key] == nil {
		return "", fmt.Errorf("nobody in this project is called %q: take the name from the list that 'project people' prints", name)
	}
	return key, nil
}

// Unmerge makes a name that was merged a person of its own again. It can be
// undone.
func (p *Project) Unmerge(ctx context.Context, other string) error {
	return p.change(ctx, func(tx *sql.Tx) error {
		key := corpus.FoldName(other)
		text, err := valueOf(tx, kindAlias, key)
		if err != nil {
			return err
		}
		if text == nil {
			return fmt.Errorf("%q is not merged into anybody: take the name from the list that 'project people' prints", other)
		}
		return p.apply(tx, fmt.Sprintf("made %s a person apart again", other), edit{Kind: kindAlias, Key: key})
	})
}

// Aliases lists the names that were merged, each with the key of its person.
func (p *Project) Aliases(ctx context.Context) (map[string]string, error) {
	all := map[string]string{}
	err := p.read(ctx, func(tx *sql.Tx) error {
		aliases, err := decisions[alias](tx, kindAlias)
		for key, a := range aliases {
			all[key] = a.Into
		}
		return err
	})
	return all, err
}

// MarkPerson gives a person these marks in place of any before; none takes them
// away. It can be undone.
func (p *Project) MarkPerson(ctx context.Context, name string, marks ...Mark) error {
	return p.change(ctx, func(tx *sql.Tx) error {
		names, err := spellings(tx)
		if err != nil {
			return err
		}
		key := corpus.FoldName(name)
		if key == "" || names[key] == nil {
			return fmt.Errorf("nobody in this project is called %q: take the name from the list that 'project people' prints", name)
		}
		e := edit{Kind: kindMarks, Key: key}
		what := fmt.Sprintf("took the marks of %s away", names.best(key))
		if len(marks) > 0 {
			sorted := slices.Compact(slices.Sorted(slices.Values(marks)))
			if e, err = decided(kindMarks, key, sorted); err != nil {
				return err
			}
			what = fmt.Sprintf("marked %s: %s", names.best(key), commas(sorted))
		}
		return p.apply(tx, what, e)
	})
}

func commas(marks []Mark) string {
	text := ""
	for i, m := range marks {
		if i > 0 {
			text += ", "
		}
		text += string(m)
	}
	return text
}

// Marks lists the marks of each person who has any, by key. A person has the
// marks of all names merged into it.
func (p *Project) Marks(ctx context.Context) (map[string][]Mark, error) {
	all := map[string][]Mark{}
	err := p.read(ctx, func(tx *sql.Tx) error {
		aliases, err := decisions[alias](tx, kindAlias)
		if err != nil {
			return err
		}
		marks, err := decisions[[]Mark](tx, kindMarks)
		if err != nil {
			return err
		}
		for _, key := range slices.Sorted(maps.Keys(marks)) {
			person := key
			if a, ok := aliases[key]; ok {
				person = a.Into
			}
			all[person] = slices.Compact(slices.Sorted(slices.Values(slices.Concat(all[person], marks[key]))))
		}
		return nil
	})
	return all, err
}

// spelt counts how often each person's name is written in which way.
type spelt map[string]map[string]int

// spellings reads the names in all sources that are not removed.
func spellings(q querier) (spelt, error) {
	rows, err := q.Query(`SELECT text, sum(uses) FROM authors
		WHERE source NOT IN (SELECT CAST(key AS INTEGER) FROM decisions WHERE kind = ?) GROUP BY text`, kindRemoved)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := spelt{}
	for rows.Next() {
		var name string
		var uses int
		if err := rows.Scan(&name, &uses); err != nil {
			return nil, damaged(err)
		}
		key := corpus.FoldName(name)
		if all[key] == nil {
			all[key] = map[string]int{}
		}
		all[key][name] += uses
	}
	return all, rows.Err()
}

// best is the way a person is written most often, the first in the alphabet
// where two are equally frequent, and "" where no source names the person.
func (s spelt) best(key string) string {
	best, most := "", 0
	for name, uses := range s[key] {
		if uses > most || uses == most && name < best {
			best, most = name, uses
		}
	}
	return best
}

// renaming is what to write for each merged name so that the corpus counts and
// shows it as the person it belongs to.
func renaming(q querier) (func(author string) string, error) {
	aliases, err := decisions[alias](q, kindAlias)
	if err != nil || len(aliases) == 0 {
		return func(author string) string { return author }, err
	}
	names, err := spellings(q)
	if err != nil {
		return nil, err
	}
	return func(author string) string {
		a, ok := aliases[corpus.FoldName(author)]
		if !ok {
			return author
		}
		return cmp.Or(names.best(a.Into), a.Name)
	}, nil
}
