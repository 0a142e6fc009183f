// Package ingest reads the files analysts have, a chat, a sheet of tweets, a
// survey, a blog page, and turns each into records for the corpus together
// with a receipt of what was read, kept and dropped.
//
// Purpose. [File] reads one file; [Expand] turns what a user typed or dropped
// (files, folders, patterns) into the list of files to read. A file's format is
// told by its content; its name and extension are hints at most. One table,
// formats, lists every format; each has one reader.
//
// A table, of text or a sheet of a workbook, is read by a [Mapping] of its
// columns: the user's own, that of a [Preset] whose headers it has, or a guess
// from headers and contents. [Preview] shows it before anything is read. A row
// with several answers gives several messages, and each answer is a row of the
// receipt.
//
// Guarantees. No input makes the package panic. Every logical row of a file (a
// message may run over many lines, and is one row) is either a record or is
// counted in the receipt under the reason why it was dropped: Rows equals
// Messages plus the sum of Skipped. Records hold valid UTF-8, ids stay text,
// and times lie between 1970 and 2100 or are [corpus.NoTime]. The order of day
// and month is decided once, over the whole file, and the receipt says on what
// evidence; where a table mixes two orders it is decided by service or by block
// of rows. Times without a zone are taken as Europe/London. The same input
// gives the same output. E-mail and IP address fields never enter a record.
//
// Archives. Zip archives are read in place, as one source each, within the
// limits of [Options]. In files of JSON, which mostly are one single line, rows
// are entries, counted from 1.
//
// Limits. Files are streamed line by line, but their records are held in
// memory; web pages are held whole, up to 64 MB. A line longer than
// [Options.MaxLine] is skipped and counted. A quoted cell of a table that runs
// on for more than 1 MB is taken for a quotation mark that was never closed.
// Blank rows of a workbook are not counted, as a sheet has no end, and what it
// expands to is bounded.
// Layouts of which the project has seen no real file are read tolerantly and
// named as such beside their reader.
package ingest
