// Package report writes a review to files: one page of HTML, JSON, and its
// charts as PNG and SVG.
//
// Purpose. What an analyst passes on: a page that opens in any browser, and
// files that other programs can read.
//
// Guarantees. The page is one file: it asks for nothing from anywhere, holds
// no script and forbids both. All words of a finding are escaped. The same
// review gives the same bytes. A file is complete or absent: it is written
// under another name first. Whatever stands in a review's text, no file is
// written outside the folder.
//
// Limits. Charts are drawn at their default size; PNGs at twice that many
// pixels.
package report
