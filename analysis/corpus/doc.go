// Package corpus holds a year of messages in memory: who said what, when and
// where, as columns that the analysis can scan at the speed of memory.
//
// Purpose. Readers hand over records; a [Builder] merges them into one
// immutable [Corpus]: people are named, duplicates across exports are folded,
// messages are put in order of time and cut into sessions.
//
// Guarantees. Building does not depend on the order in which sources were
// added. No record is lost silently: a record is either a message of the
// corpus or is counted in its source's Duplicates. Two equal messages in one
// export are two messages. A built Corpus never changes and is safe for
// concurrent use.
//
// Limits. A corpus holds at most 2^31-1 messages of 65,536 channels. A message
// takes 48 bytes besides its text, 16 more where messages have ids and 16 more
// where they answer others: 112 in all for a chat with texts of 50 letters, 150
// for tweets with their ids. Times are kept to the millisecond. The package
// knows nothing of files, of language or of screens.
package corpus
