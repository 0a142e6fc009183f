// Package chart draws figures.
//
// Purpose. A [finding.Figure] is data, not a drawing. [New] lays one out at a
// given size; the [Drawing] then gives an image for the screen, a PNG, an SVG,
// and the datum that lies under a point, all from that one layout, so that
// what is pointed at is what is seen. Lines, points, bars and grids are drawn
// by gonum/plot; titles, category labels, direct labels and values are set
// here, because gonum/plot neither wraps text nor keeps labels apart.
//
// Guarantees. The same figure and size give the same bytes. A Drawing is not
// changed once made and may be used by many goroutines at once; no setting of
// gonum/plot, such as its default font, is read or written. No text overlaps
// another text, and none leaves the drawing, from 400 by 300 points upwards.
// All text is horizontal, in Liberation Sans (which has the metrics of Arial)
// and at least 4.5:1 against the white ground; marks are at least 3:1, and
// what is told apart by colour is told apart by shape, dash or place as well.
// Bars start at nought. A figure without points is drawn as a title and the
// words "No data to show"; values that are not finite are an error.
//
// Limits. Intervals are drawn on lines and bars, not on dumbbells and Lorenz
// curves, where the pointer tells them. Reference marks are drawn on lines
// only. Rows that do not fit are not squeezed: a line says how many are
// missing; [DefaultSize] always has room for all. Characters that Liberation
// Sans does not have are replaced by their names, so emoji are words. No PDF:
// that is for the report to make, from the SVG or the PNG.
package chart
