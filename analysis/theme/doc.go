// Package theme finds what a corpus talks about: named sets of phrases, and the
// messages that are about them.
//
// Purpose. [Find] gives every word a place near the words that stand in the same
// surroundings, every message the direction of its words, and gathers messages
// of like direction. It names each theme after its most telling phrase, and
// chooses messages that stand for it.
//
// Guarantees. The same corpus gives the same themes, whatever the number of
// workers. A message can carry several themes or none; whatever holds the name
// of a theme, where that is of several words, carries the theme. Names of
// participants are never a theme, unless the name is a word that people use as
// a word. Reposts, placeholders, non-answers and messages in other languages are
// left out; how many messages were looked at is part of the result.
//
// Limits. English only. A few messages more may move the border between two
// neighbouring themes. Places are learned from at most 200,000 messages and
// 6,000 words, clusters from 20,000 messages; all are then given their themes.
// Memory is about 150 bytes a message besides the corpus.
//
// Sources: O. Levy, Y. Goldberg and I. Dagan, "Improving distributional
// similarity with lessons learned from word embeddings", Transactions of the
// ACL 3 (2015), 211-225, for the word space; the files name the others.
package theme
