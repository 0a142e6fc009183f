package chart

import (
	"image/color"
	"sort"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// The height of a line of Liberation Sans above and below its baseline, and of
// its capitals, in ems.
const (
	ascent    = 0.905
	descent   = 0.212
	capHeight = 0.729
	leading   = 1.25
)

// sans is Liberation Sans. The fonts are parsed and registered by gonum/plot
// when the program starts; here they are only looked up, and nothing global,
// such as plot.DefaultFont, is changed.
func sans(bold bool) font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if bold {
		f.Weight = xfont.WeightBold
	}
	return font.DefaultCache.Lookup(f, 0)
}

// style is how a text is set.
type style struct {
	face   font.Face
	size   float64
	colour color.NRGBA
}

func newStyle(size float64, bold bool, colour color.NRGBA) style {
	f := sans(bold)
	f.Font.Size = vg.Length(size)
	return style{face: f, size: size, colour: colour}
}

func (st style) width(s string) float64 { return st.face.Width(s).Points() }

// line is the distance between two baselines.
func (st style) line() float64 { return st.size * leading }

// box is the room that a text takes whose left end is at x.
func (st style) box(x, baseline float64, s string) box {
	return box{x, baseline - ascent*st.size, x + st.width(s), baseline + descent*st.size}
}

// middle is the baseline of a single line whose capitals are centred on y.
func (st style) middle(y float64) float64 { return y + capHeight/2*st.size }

// ellipsis shortens s to the width; it is "" where nothing fits.
func (st style) ellipsis(s string, width float64) string {
	if st.width(s) <= width {
		return s
	}
	runes := []rune(s)
	fits, fails := -1, len(runes)
	for fails-fits > 1 {
		mid := (fits + fails) / 2
		if st.width(string(runes[:mid])+"…") <= width {
			fits = mid
		} else {
			fails = mid
		}
	}
	if fits < 0 {
		return ""
	}
	return strings.TrimRight(string(runes[:fits]), " ,;:-") + "…"
}

// wrap breaks s into at most max lines of the width, at spaces where it can;
// what does not fit is cut and ends in an ellipsis.
func (st style) wrap(s string, width float64, limit int) []string {
	if s == "" || limit < 1 || width <= 0 {
		return nil
	}
	var lines []string
	for rest := s; rest != ""; {
		if len(lines) == limit-1 {
			if last := st.ellipsis(rest, width); last != "" {
				lines = append(lines, last)
			}
			break
		}
		head, tail := st.breakLine(rest, width)
		if head == "" {
			break
		}
		lines = append(lines, head)
		rest = tail
	}
	return lines
}

// breakLine takes from s as many words as fit the width, or as many characters
// of a word that is wider than that.
func (st style) breakLine(s string, width float64) (head, tail string) {
	if st.width(s) <= width {
		return s, ""
	}
	var spaces, starts []int
	for i, r := range s {
		if r == ' ' {
			spaces = append(spaces, i)
		}
		if i > 0 {
			starts = append(starts, i)
		}
	}
	if end := st.lastFit(s, spaces, width); end > 0 {
		return s[:end], strings.TrimLeft(s[end:], " ")
	}
	end := st.lastFit(s, starts, width)
	if end == 0 && len(starts) > 0 {
		end = starts[0] // one character at least, or there would be no end
	}
	return s[:end], s[end:]
}

// lastFit is the last of the places, in rising order, up to which s fits the
// width, or 0.
func (st style) lastFit(s string, places []int, width float64) int {
	n := sort.Search(len(places), func(i int) bool { return st.width(s[:places[i]]) > width })
	if n == 0 {
		return 0
	}
	return places[n-1]
}

// widest is the width of the widest of the texts.
func (st style) widest(texts []string) float64 {
	w := 0.0
	for _, t := range texts {
		w = max(w, st.width(t))
	}
	return w
}

// typeset holds the styles of a drawing; wider drawings are seen from further
// away, or printed larger, and get larger type.
type typeset struct {
	title, subtitle, body, bold, axis, axisBold, small style
}

func newTypeset(width float64) typeset {
	title, body := 15.0, 12.0
	switch {
	case width >= 1300:
		title, body = 20, 14
	case width >= 640:
		title, body = 18, 13
	}
	return typeset{
		title:    newStyle(title, true, black),
		subtitle: newStyle(body, false, darkGrey),
		body:     newStyle(body, false, black),
		bold:     newStyle(body, true, black),
		axis:     newStyle(12, false, darkGrey),
		axisBold: newStyle(12, true, black),
		small:    newStyle(11, false, smallGrey),
	}
}
