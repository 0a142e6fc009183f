package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"strconv"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// mostPixels bounds the memory of an image: 400 MB.
const mostPixels = 100e6

// Image draws with the number of pixels per point; 2 gives twice the pixels of
// 1 in both directions. A scale that is not positive is taken as 1, and one
// that would give more than 100 million pixels is lowered to that.
func (d *Drawing) Image(scale float64) image.Image {
	if !(scale > 0) {
		scale = 1
	}
	scale = min(scale, math.Sqrt(mostPixels/(d.size.Width*d.size.Height)))
	// At 72 dots per inch a vg point is one pixel: the canvas has as many points
	// as there are pixels, and what is drawn is enlarged. (UseDPI takes whole
	// numbers only, and would put a scale of 1.1 off by six pixels in a thousand.)
	w := max(1, math.Round(d.size.Width*scale))
	h := max(1, math.Round(d.size.Height*scale))
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(w), vg.Length(h)), vgimg.UseDPI(72))
	// gonum/plot puts the origin at the bottom, we measure from the top.
	c.Translate(vg.Point{Y: vg.Length(h - d.size.Height*scale)})
	d.draw(enlarged{c, vg.Length(scale)})
	return c.Image()
}

// PNG writes the image in that format.
func (d *Drawing) PNG(w io.Writer, scale float64) error {
	if err := png.Encode(w, d.Image(scale)); err != nil {
		return fmt.Errorf("writing the chart as PNG: %w", err)
	}
	return nil
}

// SVG writes the drawing with its title and description for screen readers. It
// has no XML declaration and no ids, so it can stand in a page of HTML next to
// others. Its fonts are named, not contained; each text says how long it is, so
// that where neither Arial nor Liberation Sans is to be had, the browser fits
// the font that it takes instead.
func (d *Drawing) SVG(w io.Writer) error {
	c := vgsvg.New(vg.Length(d.size.Width), vg.Length(d.size.Height))
	d.draw(c)
	var raw, out bytes.Buffer
	if _, err := c.WriteTo(&raw); err != nil {
		return fmt.Errorf("writing the chart as SVG: %w", err)
	}
	// The head is replaced; the drawing starts with the group that turns the
	// page upside down.
	body := raw.Bytes()
	start := bytes.Index(body, []byte("<g "))
	if start < 0 {
		return errors.New("writing the chart as SVG: gonum/plot gave no drawing")
	}
	width, height := decimal(d.size.Width), decimal(d.size.Height)
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img">`+"\n",
		width, height, width, height)
	fmt.Fprintf(&out, "<title>%s</title>\n<desc>%s</desc>\n", escape(d.title), escape(d.desc))
	// vgsvg escapes quotes in text, so these can only be attributes.
	body = bytes.ReplaceAll(body[start:],
		[]byte(`style="font-family:Liberation Sans;font-variant:normal;`),
		[]byte(`style="font-family:Arial,'Liberation Sans',Helvetica,sans-serif;`))
	out.Write(d.fitted(body))
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("writing the chart as SVG: %w", err)
	}
	return nil
}

// fitted gives each text of the SVG its length; they come in the order in which
// they were laid out. (A "<text " within a text is escaped.)
func (d *Drawing) fitted(body []byte) []byte {
	parts := bytes.Split(body, []byte("<text "))
	if len(parts)-1 != len(d.texts) {
		return body
	}
	var out bytes.Buffer
	for i, part := range parts {
		if i > 0 {
			width := strconv.FormatFloat(d.texts[i-1].box.w(), 'f', 2, 64)
			out.WriteString(`<text textLength="` + width + `" lengthAdjust="spacingAndGlyphs" `)
		}
		out.Write(part)
	}
	return out.Bytes()
}

func (d *Drawing) draw(c vg.Canvas) {
	dc := draw.NewCanvas(c, vg.Length(d.size.Width), vg.Length(d.size.Height))
	for _, it := range d.items {
		it(dc)
	}
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func escape(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a bytes.Buffer does not fail
	return b.String()
}

// enlarged draws on another canvas with every length multiplied. Text is set in
// larger type, not stretched.
type enlarged struct {
	vg.Canvas
	by vg.Length
}

func (e enlarged) point(p vg.Point) vg.Point { return vg.Point{X: p.X * e.by, Y: p.Y * e.by} }

func (e enlarged) SetLineWidth(w vg.Length) { e.Canvas.SetLineWidth(w * e.by) }

func (e enlarged) SetLineDash(pattern []vg.Length, offset vg.Length) {
	long := make([]vg.Length, len(pattern))
	for i, l := range pattern {
		long[i] = l * e.by
	}
	e.Canvas.SetLineDash(long, offset*e.by)
}

func (e enlarged) Translate(p vg.Point) { e.Canvas.Translate(e.point(p)) }

func (e enlarged) path(p vg.Path) vg.Path {
	long := make(vg.Path, len(p))
	for i, c := range p {
		c.Pos, c.Radius = e.point(c.Pos), c.Radius*e.by
		if len(c.Control) > 0 {
			control := make([]vg.Point, len(c.Control))
			for j, q := range c.Control {
				control[j] = e.point(q)
			}
			c.Control = control
		}
		long[i] = c
	}
	return long
}

func (e enlarged) Stroke(p vg.Path) { e.Canvas.Stroke(e.path(p)) }
func (e enlarged) Fill(p vg.Path)   { e.Canvas.Fill(e.path(p)) }

func (e enlarged) FillString(f font.Face, p vg.Point, s string) {
	f.Font.Size *= e.by
	e.Canvas.FillString(f, e.point(p), s)
}

func (e enlarged) DrawImage(r vg.Rectangle, img image.Image) {
	e.Canvas.DrawImage(vg.Rectangle{Min: e.point(r.Min), Max: e.point(r.Max)}, img)
}
