// Package language turns the text of a message into tokens with byte offsets,
// sentences, part-of-speech tags, keys under which words are compared, noun
// phrases and names, and tells whether it is English.
//
// Purpose. It finds what chats and comments are about: the raw material of
// themes. Tags come from the averaged perceptron of github.com/jdkato/prose/v2
// and names from its maximum-entropy model, with their own weights, compiled
// into integer rows by the command in generate, because prose's own loop shares
// tokens between repeated words and breaks ties by the order of a map.
//
// Guarantees. The same text gives the same answer on every run and on every
// machine: weights are whole thousandths, or millionths for names, summed as
// integers, and ties go to the tag that is first in the alphabet. No input makes
// it panic; offsets are always within the text and never overlap. A [Model] is
// safe for concurrent use; an [Analyser] belongs to one goroutine, and what it
// returns is valid until it is asked again.
//
// Limits. The models were trained on English newspapers: other languages, verse
// and heavy slang get poor tags. A message is tagged as one run of words, not
// sentence by sentence. The model takes about 12 MB, an analyser up to 30 MB, and
// names, which are read when first asked for, 20 MB more.
package language
