// Package review turns a corpus, its themes and the statistics into the
// findings of an end-of-year review.
//
// Purpose. [Build] answers one question: what happened in a year, and what
// changed since another. Each answer is a finding.
//
// Guarantees. A change is claimed only where its interval leaves out "no
// change", allowing for sessions that scatter and for people who post again
// and again, and, where many themes or months are tested, after correction.
// Years are compared per session, never by raw totals. Where the data cannot
// carry a claim the finding says so. The same input gives the same findings.
//
// Limits. Comparisons are not yet standardised for a changed mix of sources;
// where the mix moved, a caveat says so.
package review
