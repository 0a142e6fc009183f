// Package coder learns from messages that an analyst coded by hand, and
// suggests codes for the rest.
//
// Purpose. [Train] learns one yes-or-no question for each code: is this message
// about it? [Coder.Suggest] answers them for a message, each with a probability.
// [CrossValidate] says how far the answers can be trusted, [Next] which messages
// to code by hand next.
//
// How it learns. Two logistic regressions for each code, one on words, stems,
// pairs of neighbours, noun phrases, the groups of a thesaurus and whatever the
// caller adds, such as the hits of a codebook; one on sequences of 3 to 5
// characters, which see through spelling. Both weigh features by sublinear
// tf-idf. Their scores are averaged, turned into probabilities by Platt's method
// on messages that the model did not learn from, and compared with a threshold
// chosen on the same messages.
//
// Guarantees. The same examples in the same order give the same answers,
// whatever the number of workers. A code without an example, or one that every
// example has, gets a constant probability, never NaN. Nothing is kept between
// calls, and nothing is learnt from what is not an example. The texts are not
// kept in a model, but words of them are: a model is as confidential as they are.
//
// Limits. English; other languages lose the thesaurus and the phrases. A code
// with fewer than about twenty examples is coded badly by any method; the report
// says so. Memory is about 1 kB for each example and label.
//
// Sources. Logistic regression by dual coordinate descent: Yu, Huang and Lin,
// Machine Learning 85 (2011), 41-75. Probabilities: Platt, in Advances in Large
// Margin Classifiers (1999), 61-74, with the correction of Lin, Lin and Weng,
// Machine Learning 68 (2007), 267-276. Thresholds: Lipton, Elkan and
// Narayanaswamy, ECML PKDD 2014, 225-239. Uncertain and diverse messages first:
// Settles, Active Learning (2012), chapters 2 and 5.
package coder
