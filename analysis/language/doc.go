// Package language turns the text of a message into tokens with byte offsets,
// part-of-speech tags, singular forms and noun phrases.
//
// Purpose. It finds the noun phrases of chats and comments: the raw material
// of themes. Tags come from the averaged perceptron of
// github.com/jdkato/prose/v2 with its own weights, compiled into integer rows by
// the command in generate, because prose's own loop shares tokens between
// repeated words and breaks ties by the order of a map.
//
// Guarantees. The same text gives the same answer on every run and on every
// machine: weights are whole thousandths, summed as integers, and ties go to
// the tag that is first in the alphabet. No input makes it panic; offsets are
// always within the text and never overlap. A [Model] is safe for concurrent
// use; an [Analyser] belongs to one goroutine.
//
// Limits. The model was trained on English newspapers: other languages, verse
// and heavy slang get poor tags. A message is tagged as one sentence. The model
// takes about 12 MB, an analyser up to 25 MB.
package language
