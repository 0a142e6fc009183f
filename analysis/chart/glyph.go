package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// symbol is a draw.GlyphDrawer: an outline filled with the colour of the
// series, or, where it is hollow, with white inside a rim of that colour.
type symbol struct {
	sides  int // 0 is a circle
	turn   float64
	grow   float64 // so that all look equally large
	hollow bool
	rim    bool // filled, with a dark outline, so that pale fills can be seen
}

// symbols tell series apart where colour cannot, in the order of the series.
var symbols = [...]symbol{
	{grow: 1},
	{sides: 4, turn: math.Pi / 4, grow: 1.2},
	{sides: 3, turn: math.Pi / 2, grow: 1.35},
	{sides: 4, grow: 1.25, hollow: true},
	{grow: 1.05, hollow: true},
	{sides: 3, turn: -math.Pi / 2, grow: 1.35, hollow: true},
}

var (
	disc = symbol{grow: 1}
	ring = symbol{grow: 1, hollow: true}
)

func seriesSymbol(i int) symbol { return symbols[i%len(symbols)] }

// DrawGlyph implements draw.GlyphDrawer.
func (g symbol) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, pt vg.Point) {
	r := sty.Radius * vg.Length(g.grow)
	path := g.path(pt, r)
	if !g.hollow {
		c.SetColor(sty.Color)
		c.Fill(path)
		if g.rim {
			c.SetLineStyle(draw.LineStyle{Color: darkGrey, Width: 1})
			c.Stroke(path)
		}
		return
	}
	c.SetColor(white)
	c.Fill(path)
	c.SetLineStyle(draw.LineStyle{Color: sty.Color, Width: max(1, sty.Radius*0.4)})
	c.Stroke(path)
}

func (g symbol) path(pt vg.Point, r vg.Length) vg.Path {
	var p vg.Path
	if g.sides == 0 {
		p.Move(vg.Point{X: pt.X + r, Y: pt.Y})
		p.Arc(pt, r, 0, 2*math.Pi)
		p.Close()
		return p
	}
	for i := range g.sides {
		sin, cos := math.Sincos(g.turn + 2*math.Pi*float64(i)/float64(g.sides))
		v := vg.Point{X: pt.X + r*vg.Length(cos), Y: pt.Y + r*vg.Length(sin)}
		if i == 0 {
			p.Move(v)
		} else {
			p.Line(v)
		}
	}
	p.Close()
	return p
}

func glyphStyle(g symbol, r float64, c color.Color) draw.GlyphStyle {
	return draw.GlyphStyle{Color: c, Radius: vg.Length(r), Shape: g}
}
