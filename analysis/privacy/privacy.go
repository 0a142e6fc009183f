// Package privacy decides what a review may show of a person.
//
// Purpose. Exports leave the office, so people appear in them under
// pseudonyms. A [Namer] gives the word by which a person is called.
//
// Guarantees. A pseudonym holds no part of a name. The same corpus gives the
// same pseudonyms, and a corpus to which later messages are added keeps those
// it had, because people are numbered in the order of their first message.
//
// Limits. Words inside messages are not touched here: findings hold no
// quotations.
package privacy

import (
	"fmt"

	"yearbook/analysis/corpus"
)

// Namer gives the word by which a person is called in a review.
type Namer interface {
	Name(corpus.PersonID) string
}

// Pseudonyms calls people "Person 1", "Person 2" and so on, in the order of
// their first message.
type Pseudonyms struct{}

// Name implements [Namer].
func (Pseudonyms) Name(p corpus.PersonID) string {
	if p == corpus.NoPerson {
		return "no name"
	}
	return fmt.Sprintf("Person %d", int(p)+1)
}

// Names calls people by the names of the corpus.
type Names struct{ Corpus *corpus.Corpus }

// Name implements [Namer].
func (n Names) Name(p corpus.PersonID) string {
	if p == corpus.NoPerson {
		return "no name"
	}
	return n.Corpus.People()[p].Name
}
