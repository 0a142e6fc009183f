package chart

import "image/color"

// The palette of the Government Analysis Function, in its order, and the greys
// of the furniture. Charts stand on white: on a grey page turquoise, orange and
// light purple would fall below 3:1.
var (
	darkBlue    = rgb(0x12436D)
	turquoise   = rgb(0x28A197)
	darkPink    = rgb(0x801650)
	orange      = rgb(0xF46A25)
	darkGrey    = rgb(0x3D3D3D)
	lightPurple = rgb(0xA285D1)

	// The fills of control charts, as NHS boards know them. They are too pale or
	// too alike to be told apart alone, so each has a shape and a dark outline.
	commonGrey    = rgb(0xA6A6A6)
	specialBlue   = rgb(0x00B0F0)
	specialOrange = rgb(0xE46C0A)
	specialPurple = rgb(0x490092)

	white      = rgb(0xFFFFFF)
	black      = rgb(0x000000)
	gridColour = rgb(0xD9D9D9)
	midGrey    = rgb(0x767676) // leaders and the stems of dumbbells: 4.5:1
	smallGrey  = rgb(0x595959) // source and base: 7:1
)

// seriesColours are taken in order; a figure of two series of equal rank uses
// the first and the fourth, which differ most.
var seriesColours = [...]color.NRGBA{darkBlue, turquoise, darkPink, orange, darkGrey, lightPurple}

// seriesColour is the colour of series i out of n.
func seriesColour(i, n int) color.NRGBA {
	if n == 2 && i == 1 {
		return orange
	}
	return seriesColours[i%len(seriesColours)]
}

// markColour is the colour of the marks of a line chart: none of the colours of
// its series.
func markColour(series int) color.NRGBA {
	if series > 1 {
		return black
	}
	return orange
}

// tint is a colour mixed with four parts of white.
func tint(c color.NRGBA) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8((int(v) + 4*0xFF) / 5) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 0xFF}
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}
