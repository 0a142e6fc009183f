package codebook

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bounds of a book.
const (
	MostCodes   = 10_000
	LongestRule = 4000 // characters
	mostRules   = 1000 // of one code
	deepest     = 32   // folders within folders
	longestText = 32_000
)

// Book is a set of codes.
type Book struct {
	Name        string
	Description string
	Language    string // of the rules, such as "en-GB"
	Version     string
	Codes       []Code // a folder comes before what is in it
	Sets        []Set  // groups of codes that another program made
}

// Code is a theme that can be given to a message, or a folder of codes.
type Code struct {
	ID          string // unique in the book: lower-case letters, digits and hyphens
	Name        string
	Parent      string // ID of the folder or code that holds it; "" at the top
	Description string
	Colour      string // "#RRGGBB" or ""
	GUID        string // given by another program; "" means the one made from the path
	Folder      bool   // holds codes and is never given to a message
	Aliases     []string
	Rules       []string // see ParseRule; a message has the code where one of them holds
}

// Set is a named group of codes. Yearbook keeps sets and does nothing with them.
type Set struct {
	Name    string
	GUID    string
	Members []string // IDs of codes
}

// Find is the code with the ID, the name or an alias, whatever its capitals and
// spaces; nil where there is none. IDs go before names, names before aliases.
func (b *Book) Find(name string) *Code {
	key := foldName(name)
	for k := range b.Codes {
		if b.Codes[k].ID == name {
			return &b.Codes[k]
		}
	}
	for k := range b.Codes {
		if foldName(b.Codes[k].Name) == key {
			return &b.Codes[k]
		}
	}
	for k := range b.Codes {
		for _, a := range b.Codes[k].Aliases {
			if foldName(a) == key {
				return &b.Codes[k]
			}
		}
	}
	return nil
}

// foldName keeps the letters and digits of a name.
func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(s))
}

// Paths lists, for every code, the names of the folders that hold it, the
// outermost first, and its own name.
func (b *Book) Paths() [][]string {
	at := b.positions()
	paths := make([][]string, len(b.Codes))
	for k := range b.Codes {
		var above []string
		if up, ok := at[b.Codes[k].Parent]; ok && up < k { // folders come first
			above = paths[up]
		}
		paths[k] = append(slices.Clip(above), b.Codes[k].Name)
	}
	return paths
}

// positions maps IDs to positions in Codes.
func (b *Book) positions() map[string]int {
	at := make(map[string]int, len(b.Codes))
	for k := range b.Codes {
		at[b.Codes[k].ID] = k
	}
	return at
}

// tidy brings a book into the one form in which it is kept: clean texts, unique
// IDs, parents that exist, folders before what they hold. Parents are taken by
// position, because IDs may change: parents[k] is the position of the parent of
// code k, or -1.
func (b *Book) tidy(parents []int) error {
	if len(b.Codes) > MostCodes {
		return fmt.Errorf("the codebook has %d codes, but Yearbook can hold %d: split it", len(b.Codes), MostCodes)
	}
	b.Name, b.Language, b.Version = line(b.Name), line(b.Language), line(b.Version)
	b.Description = text(b.Description)
	ids := map[string]bool{nonAnswer: true, "": true}
	for k := range b.Codes {
		c := &b.Codes[k]
		c.clean()
		c.ID = unique(c.ID, ids)
	}
	order := make([]int, 0, len(b.Codes))
	children := make([][]int, len(b.Codes))
	for k, p := range parents {
		b.Codes[k].Parent = ""
		if p >= 0 {
			b.Codes[k].Parent = b.Codes[p].ID
			children[p] = append(children[p], k)
		}
	}
	var walk func(k, depth int) error
	walk = func(k, depth int) error {
		if depth > deepest {
			return fmt.Errorf("the folders of the codebook lie more than %d deep: flatten them", deepest)
		}
		order = append(order, k)
		for _, child := range children[k] {
			if err := walk(child, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	for k, p := range parents {
		if p < 0 {
			if err := walk(k, 0); err != nil {
				return err
			}
		}
	}
	if len(order) < len(b.Codes) {
		return fmt.Errorf("a code of the codebook lies within itself: correct its folders")
	}
	codes := make([]Code, len(order))
	for to, from := range order {
		codes[to] = b.Codes[from]
	}
	b.Codes = codes
	return nil
}

// nonAnswer is what stands for a message that says nothing, so that no code may
// be called so.
const nonAnswer = "non-answer"

func (c *Code) clean() {
	c.Name = line(c.Name)
	if c.Name == "" {
		c.Name = "Unnamed"
	}
	if c.ID = slug(c.ID); c.ID == "" {
		c.ID = slug(c.Name)
	}
	c.Description = text(dropMarks(c.Description))
	if c.Colour = strings.ToUpper(strings.TrimSpace(c.Colour)); !isColour(c.Colour) {
		c.Colour = ""
	}
	if c.GUID = strings.ToUpper(strings.Trim(c.GUID, "{} \t\r\n")); !isGUID(c.GUID) {
		c.GUID = ""
	}
	c.Aliases, c.Rules = lines(c.Aliases), lines(c.Rules)
	if c.Folder {
		c.Rules = nil
	}
	if len(c.Rules) > mostRules {
		c.Rules = c.Rules[:mostRules]
	}
}

// lines cleans each string and drops those that are empty or repeated.
func lines(list []string) []string {
	var out []string
	for _, s := range list {
		if s = line(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// line is a text on one line, without spaces around it.
func line(s string) string {
	return strings.Join(strings.FieldsFunc(printable(s), unicode.IsSpace), " ")
}

// text is a text in which lines end in one way, without spaces around it.
func text(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(printable(s))
}

// printable drops what XML cannot hold, and cuts what is too long.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20 || r == 0x7f || r == utf8.RuneError || r == 0xfffe || r == 0xffff || r == 0xfeff:
			return -1
		}
		return r
	}, s)
	if len(s) > longestText {
		s = strings.ToValidUTF8(s[:longestText], "")
	}
	return s
}

func isColour(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789ABCDEF") == ""
}

// slug makes an id of a name: small letters without accents, digits, and
// hyphens between words.
func slug(s string) string {
	const longest = 80
	words := strings.FieldsFunc(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	id := strings.Join(words, "-")
	if len(id) > longest {
		id = strings.Trim(id[:longest], "-")
	}
	return id
}

// unique is the id, or the id with a number where it is taken.
func unique(id string, taken map[string]bool) string {
	if id == "" {
		id = "code"
	}
	try := id
	for n := 2; taken[try]; n++ {
		try = fmt.Sprintf("%s-%d", id, n)
	}
	taken[try] = true
	return try
}
