// Package sentiment says whether a comment praises or complains, and by which
// words.
//
// Purpose. [Score] gives a number between -1 and 1, a label, and the words that
// decided, with their places, so that a reader can see why. [Answer] does the
// same for the answer to a question: "nothing" praises where it answers "what
// could we do better?" and complains where it answers "what was good?".
//
// How. A lexicon written for this program (lexicon.txt) gives words and phrases
// a weight from -4 to 4. "Not", "never", "without" and the like turn round what
// follows within three words; "very" and "a bit" change its weight; what stands
// after "but" counts more than what stands before. British understatement is in
// the lexicon as phrases ("can't fault", "not bad", "could be better", "a bit of
// a wait"). A comparative that asks for something ("quicker answers", "more
// staff") is a complaint, one that reports something ("I feel better") is not.
// The sum s becomes s/√(s²+8), so that a long comment is not more extreme than a
// short one for its length alone.
//
// Guarantees. The same text gives the same answer; no text makes it fail; the
// score is never NaN; spans lie on the boundaries of words, in order and without
// overlap. There is no state: every function is safe for concurrent use.
//
// Limits. English only. Irony, and complaints in plain facts ("I rang at nine
// and they came at four"), are not seen. It is right for about four comments in
// five (docs/methods.md has the measured agreement), so it says something of many
// comments together and little of one: never use it as a headline.
//
// Sources. The idea of a lexicon with rules for negation, degree and "but" is
// that of C. J. Hutto and E. Gilbert, "VADER: a parsimonious rule-based model for
// sentiment analysis of social media text", ICWSM 2014; its lexicon is not used.
package sentiment
