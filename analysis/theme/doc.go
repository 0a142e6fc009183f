// Package theme finds what a corpus talks about: named sets of noun phrases,
// and the messages that hold them.
//
// Purpose. [Find] ranks noun phrases by C-value, groups them by head noun and
// by how often they stand in the same messages, and names each group after its
// most telling phrase.
//
// Guarantees. The same corpus gives the same themes, whatever the number of
// workers. A message can carry several themes or none. Names of participants
// are never a theme, unless the name is a word that people use as a word.
// Reposts, placeholders and non-answers are left out, because they are nobody's
// own words; how many messages were looked at is part of the result.
//
// Limits. English only. Memory is about 60 bytes a message besides the corpus.
//
// Source of the termhood measure: K. Frantzi, S. Ananiadou and H. Mima,
// "Automatic recognition of multi-word terms: the C-value/NC-value method",
// International Journal on Digital Libraries 3 (2000), 115-130.
package theme
