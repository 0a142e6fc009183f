// Package codebook holds codes that an analyst has written down, finds them in
// messages, and carries them to and from other programs.
//
// Purpose. A [Book] is a tree of codes; each code has rules in a small language
// that [ParseRule] reads. [Compile] makes a [Matcher] of a book, [Apply] gives
// the codes of a corpus, [Check] tells which rules are dead and which codes
// nearly always come together. Books are read and written as CSV and as
// REFI-QDA codebooks (.qdc); three are shipped, see [Shipped].
//
// Guarantees. The same book and the same messages give the same codes, whatever
// the number of workers. A text is read once however many rules there are: its
// words are looked up in one trie of all phrases, and a rule is looked at only
// where a word that it needs stands in the text. A Matcher is safe for
// concurrent use. No input makes a parser panic. Writing a book, reading it and
// writing it again gives the same bytes.
//
// Limits. Rules know the forms of English words. A phrase and "near" stay within
// a sentence. At most [MostCodes] codes, and rules of [LongestRule] characters.
//
// Sources: REFI-QDA Codebook 1.0 (qdasoftware.org); trie of phrases after
// A. Aho and M. Corasick, "Efficient string matching", Communications of the
// ACM 18 (1975), 333-340.
package codebook
