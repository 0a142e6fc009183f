package chart

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// longest is the number of bytes of a text that are looked at: far more than a
// chart can show.
const longest = 2000

// plain drops control characters and invisible formatting from s, and makes
// one space of every run of white space. Nothing that can be read is lost.
func plain(s string) string {
	if len(s) > longest {
		cut := longest
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "…"
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) && r != '\u00A0' || r == '\u200B':
			space = true
			continue
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r),
			unicode.Is(unicode.Variation_Selector, r),
			r == 0xFFFE, r == 0xFFFF: // not allowed in XML
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// drawable is s in characters that Liberation Sans has: letters in disguise
// ("𝗕𝗼𝗹𝗱") are unmasked, emoji become their names in square brackets, and
// words in other scripts the name of the script.
func drawable(s string) string {
	s = plain(s)
	if covered(s) {
		return s
	}
	var b strings.Builder
	// note writes a replacement, apart from the letters around it.
	note := func(text string) {
		if t := b.String(); t != "" && !strings.HasSuffix(t, " ") {
			b.WriteByte(' ')
		}
		b.WriteString("[" + text + "]")
	}
	runes := []rune(s)
	noted := false
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if hasGlyph(r) {
			if noted && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				b.WriteByte(' ')
			}
			noted = false
			b.WriteRune(r)
			continue
		}
		if same := norm.NFKC.String(string(r)); covered(same) {
			b.WriteString(same)
			noted = false
			continue
		}
		noted = true
		switch {
		case isSkinTone(r) && i > 0:
			// belongs to the emoji before it
		case isRegional(r) && i+1 < len(runes) && isRegional(runes[i+1]):
			note("flag " + string([]rune{r - 0x1F1E6 + 'A', runes[i+1] - 0x1F1E6 + 'A'}))
			i++
		case unicode.IsLetter(r) || unicode.IsMark(r):
			// A word or more in another script.
			script := scriptOf(r)
			for i+1 < len(runes) && foreign(runes, i+1) {
				i++
			}
			note(script)
		default:
			note(nameOf(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// foreign reports whether the rune at i goes on with a run of words that
// cannot be drawn: a letter or mark, or a space between two of them.
func foreign(runes []rune, i int) bool {
	r := runes[i]
	if r == ' ' {
		return i+1 < len(runes) && runes[i+1] != ' ' && foreign(runes, i+1)
	}
	return !hasGlyph(r) && (unicode.IsLetter(r) || unicode.IsMark(r))
}

func isSkinTone(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }
func isRegional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// nameOf is the name of a character in small letters, or its number where the
// name is too long to help or not known.
func nameOf(r rune) string {
	name := runenames.Name(r)
	if name == "" || strings.HasPrefix(name, "<") || len(name) > 40 {
		return codePoint(r)
	}
	return strings.ToLower(name)
}

func codePoint(r rune) string {
	const digits = "0123456789ABCDEF"
	var b []byte
	for v := uint32(r); v > 0 || len(b) < 4; v >>= 4 {
		b = append([]byte{digits[v&15]}, b...)
	}
	return "U+" + string(b)
}

// scriptOf names the script of a letter: "Arabic text".
func scriptOf(r rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name + " text"
		}
	}
	return codePoint(r)
}

// scripts are those met in comments to the NHS that Liberation Sans lacks.
var scripts = [...]struct {
	name  string
	table *unicode.RangeTable
}{
	{"Arabic", unicode.Arabic}, {"Bengali", unicode.Bengali}, {"Chinese", unicode.Han},
	{"Devanagari", unicode.Devanagari}, {"Ethiopic", unicode.Ethiopic},
	{"Georgian", unicode.Georgian}, {"Armenian", unicode.Armenian},
	{"Gujarati", unicode.Gujarati}, {"Gurmukhi", unicode.Gurmukhi},
	{"Hebrew", unicode.Hebrew}, {"Japanese", unicode.Hiragana}, {"Japanese", unicode.Katakana},
	{"Kannada", unicode.Kannada}, {"Khmer", unicode.Khmer}, {"Korean", unicode.Hangul},
	{"Malayalam", unicode.Malayalam}, {"Sinhala", unicode.Sinhala}, {"Tamil", unicode.Tamil},
	{"Telugu", unicode.Telugu}, {"Thai", unicode.Thai}, {"Tibetan", unicode.Tibetan},
	{"Burmese", unicode.Myanmar},
}

func covered(s string) bool {
	for _, r := range s {
		if !hasGlyph(r) {
			return false
		}
	}
	return true
}

// glyphs remembers which characters both weights of the font have.
var glyphs sync.Map // rune to bool

func hasGlyph(r rune) bool {
	if r >= ' ' && r <= '~' {
		return true
	}
	if known, ok := glyphs.Load(r); ok {
		return known.(bool)
	}
	var buf sfnt.Buffer
	has := true
	for _, f := range [...]*sfnt.Font{sans(false).Face, sans(true).Face} {
		if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 {
			has = false
		}
	}
	glyphs.Store(r, has)
	return has
}
