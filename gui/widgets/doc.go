// Package widgets holds the pieces the window is built of that Fyne does not
// bring: charts to point at, tables of a finding, cards, notices and progress.
//
// Purpose. Each widget draws what it is given and reports what people do to
// it; none knows what a review is worked out from.
//
// Guarantees. Every widget that can be clicked can be reached with Tab and
// worked with Enter or Space, and shows where the focus is. Charts are drawn
// away from the UI goroutine; the newest request wins.
//
// Limits. Fyne 2.7.1 tells screen readers nothing. Charts therefore come with
// their sentence and their table, and a review can be exported as HTML.
package widgets
