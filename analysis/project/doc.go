// Package project is the project file: one SQLite file that remembers what an
// analyst imported and decided, so that a review can be made again next year.
//
// Purpose. A [Project] holds sources with their receipts, every message as it
// was read, the analyst's decisions with undo and redo, and an audit log in
// plain words. [Project.Corpus] makes the corpus of it all.
//
// Guarantees.
//   - An import is whole or not there. Killed at any moment, the file opens and
//     holds whole sources only.
//   - Messages are kept per source, as read. Doubles are folded when the corpus
//     is built, so the order of imports cannot matter, and removing a source
//     gives back what it had hidden.
//   - One writer. A lock beside the file (NAME.lock) names who has the project
//     open for writing. The operating system drops the lock with the process, so
//     one left behind by a crash is simply taken over.
//   - A file that cannot be written opens read-only; [Project.Notice] says why.
//   - No text of a removed source is left in the file after [Project.Close], nor
//     in a copy saved before it.
//   - Nothing panics on a damaged or foreign file: every error ends in a sentence
//     that says what to do.
//
// The journal is SQLite's rollback journal, never its write-ahead log: the log
// needs memory shared between the processes that have the file open, which a
// network share cannot give, and it leaves two more files for people to lose.
//
// A Project is safe for concurrent use; calls run one after another.
//
// Limits. Decisions are one table of (kind, key, value as JSON): themes, codes,
// sessions and settings all live there, since nothing yet asks for more. Space
// that a removed source took is overwritten with zeros and used again, but the
// file does not shrink; a saved copy does. A project of an older version must be
// opened once where it can be written. Whoever reads waits for up to half a
// minute while an import reaches the disk, and the other way round. Two copies of
// one log whose names give different dates are two sources.
package project
