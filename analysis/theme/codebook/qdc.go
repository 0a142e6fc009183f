package codebook

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"
)

// The namespace of REFI-QDA codebooks, and what programs write beside it.
const (
	qdcSpace = "urn:QDA-XML:codebook:1.0"
	origin   = "Yearbook"
)

// Marks around what Yearbook keeps in the description of a code. Other programs
// show it as text and leave it alone.
const (
	openMark  = "--- Yearbook: the lines from here on are rules, please keep them as they are ---"
	closeMark = "--- Yearbook: end of rules ---"
)

// WriteQDC writes a book as a REFI-QDA codebook, which NVivo, ATLAS.ti, MAXQDA,
// QualCoder and Taguette read. Rules go into the descriptions. Codes that came
// from another program keep their GUID, others have one made from their path.
func (b *Book) WriteQDC(w io.Writer) error {
	var out bytes.Buffer
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	fmt.Fprintf(&out, `<CodeBook xmlns="%s" origin="%s">`+"\n", qdcSpace, origin)
	b.writeAbout(&out)
	guids := b.guids()
	out.WriteString("<Codes>\n")
	children := map[string][]int{}
	for k := range b.Codes {
		children[b.Codes[k].Parent] = append(children[b.Codes[k].Parent], k)
	}
	var write func(k int)
	write = func(k int) {
		c := &b.Codes[k]
		fmt.Fprintf(&out, `<Code guid="%s" name="%s" isCodable="%t"`, guids[k], escape(c.Name), !c.Folder)
		if c.Colour != "" {
			fmt.Fprintf(&out, ` color="%s"`, c.Colour)
		}
		notes := c.notes(slug(c.Name))
		inside := children[c.ID]
		if notes == "" && len(inside) == 0 {
			out.WriteString("/>\n")
			return
		}
		out.WriteString(">\n")
		if notes != "" {
			fmt.Fprintf(&out, "<Description>%s</Description>\n", escape(notes))
		}
		for _, child := range inside {
			write(child)
		}
		out.WriteString("</Code>\n")
	}
	for _, k := range children[""] {
		write(k)
	}
	out.WriteString("</Codes>\n")
	b.writeSets(&out, guids)
	out.WriteString("</CodeBook>\n")
	_, err := w.Write(out.Bytes())
	return err
}

// writeAbout writes what the format has no place for into a comment.
func (b *Book) writeAbout(out *bytes.Buffer) {
	data, err := json.Marshal(about{b.Name, b.Description, b.Language, b.Version})
	if err != nil || (b.Name == "" && b.Description == "" && b.Language == "" && b.Version == "") {
		return
	}
	fmt.Fprintf(out, "<!--%s %s-->\n", origin, strings.ReplaceAll(string(data), "-", `\u002d`))
}

// about is what a comment says of the book.
type about struct {
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	Language    string `json:"language,omitempty"`
	Version     string `json:"version,omitempty"`
}

func (b *Book) writeSets(out *bytes.Buffer, guids []string) {
	if len(b.Sets) == 0 {
		return
	}
	at := b.positions()
	out.WriteString("<Sets>\n")
	for n, s := range b.Sets {
		guid := s.GUID
		if guid == "" {
			guid = guidOf("set", fmt.Sprint(n), s.Name)
		}
		fmt.Fprintf(out, `<Set guid="%s" name="%s">`+"\n", guid, escape(s.Name))
		for _, id := range s.Members {
			if k, ok := at[id]; ok {
				fmt.Fprintf(out, `<MemberCode guid="%s"/>`+"\n", guids[k])
			}
		}
		out.WriteString("</Set>\n")
	}
	out.WriteString("</Sets>\n")
}

// escape writes a text so that every XML reader gives it back.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "\t", "&#9;", "\r", "&#13;").Replace(s)
}

// notes is the description of a code with its rules.
func (c *Code) notes(natural string) string {
	var block []string
	if c.ID != natural {
		block = append(block, "id: "+c.ID)
	}
	for _, a := range c.Aliases {
		block = append(block, "alias: "+a)
	}
	for _, r := range c.Rules {
		block = append(block, "rule: "+r)
	}
	if len(block) == 0 {
		return c.Description
	}
	marked := openMark + "\n" + strings.Join(block, "\n") + "\n" + closeMark
	if c.Description == "" {
		return marked
	}
	return c.Description + "\n\n" + marked
}

// readNotes takes a description apart as notes put it together.
func (c *Code) readNotes(s string) {
	before, block, ok := strings.Cut(s, openMark)
	if !ok {
		c.Description = s
		return
	}
	block, after, _ := strings.Cut(block, closeMark)
	c.Description = strings.TrimSpace(before) + "\n\n" + strings.TrimSpace(after)
	for l := range strings.SplitSeq(block, "\n") {
		key, value, _ := strings.Cut(strings.TrimSpace(l), ":")
		switch key {
		case "id":
			c.ID = value
		case "alias":
			c.Aliases = append(c.Aliases, value)
		case "rule":
			c.Rules = append(c.Rules, value)
		}
	}
}

// dropMarks takes the marks out of a description, so that it cannot be taken
// for one with rules.
func dropMarks(s string) string {
	for strings.Contains(s, openMark) || strings.Contains(s, closeMark) {
		s = strings.ReplaceAll(strings.ReplaceAll(s, openMark, ""), closeMark, "")
	}
	return s
}

// guids gives every code its GUID, unique in the book.
func (b *Book) guids() []string {
	list := make([]string, len(b.Codes))
	taken := map[string]bool{}
	for k := range b.Codes {
		if g := b.Codes[k].GUID; g != "" && !taken[g] {
			list[k], taken[g] = g, true
		}
	}
	again := map[string]int{} // codes of one path
	for k, names := range b.Paths() {
		for list[k] == "" {
			path := names
			key := strings.Join(names, "\x1f")
			if n := again[key]; n > 0 {
				path = append(slices.Clip(names), fmt.Sprint(n))
			}
			again[key]++
			if g := guidOf("code", path...); !taken[g] {
				list[k], taken[g] = g, true
			}
		}
	}
	return list
}

// space is the namespace of Yearbook's GUIDs.
var space = [16]byte{0x5d, 0x0e, 0x7a, 0x3c, 0x91, 0x42, 0x4b, 0x6f, 0xa8, 0x27, 0x3e, 0x19, 0xc4, 0x60, 0xbb, 0x05}

// guidOf makes a GUID of names: version 5 of RFC 4122, so that one path has the
// same on every computer.
func guidOf(kind string, names ...string) string {
	h := sha1.New()
	h.Write(space[:])
	io.WriteString(h, kind)
	for _, n := range names {
		io.WriteString(h, "\x1f"+n)
	}
	g := h.Sum(nil)[:16]
	g[6] = g[6]&0x0f | 0x50
	g[8] = g[8]&0x3f | 0x80
	s := strings.ToUpper(hex.EncodeToString(g))
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if s[i] != '-' {
				return false
			}
		case strings.IndexByte("0123456789ABCDEF", s[i]) < 0:
			return false
		}
	}
	return true
}

// ReadQDC reads a REFI-QDA codebook (.qdc), or the codebook within a project
// (project.qde). The error is a plain sentence.
func ReadQDC(r io.Reader) (*Book, error) {
	data, err := readAll(r)
	if err != nil {
		return nil, err
	}
	q := qdcReader{book: &Book{}, inside: []int{-1}}
	q.xml = xml.NewDecoder(bytes.NewReader(data))
	q.xml.CharsetReader = charset.NewReaderLabel
	if err := q.read(); err != nil {
		return nil, err
	}
	if !q.isBook {
		return nil, errors.New("this is no REFI-QDA codebook: export the codebook as .qdc (REFI-QDA) and open that file")
	}
	if len(q.book.Codes) == 0 {
		return nil, errors.New("this codebook holds no codes: add some in the program it came from and export it again")
	}
	// IDs may change when the book is tidied, so sets are resolved afterwards.
	if err := q.book.tidy(q.parents); err != nil {
		return nil, err
	}
	q.resolveSets()
	return q.book, nil
}

// qdcReader reads a codebook element by element.
type qdcReader struct {
	xml     *xml.Decoder
	book    *Book
	isBook  bool
	parents []int
	inside  []int // codes that are open; -1 at the bottom
	notes   *strings.Builder
	sets    [][]string // GUIDs of members
}

// deepestXML bounds elements within elements.
const deepestXML = 200

func (q *qdcReader) read() error {
	var open []string
	for {
		token, err := q.xml.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return q.broken(err)
		}
		switch t := token.(type) {
		case xml.Directive:
			if strings.Contains(strings.ToUpper(string(t)), "ENTITY") {
				return errors.New("this codebook defines entities of its own, which Yearbook does not read: export it again from the program it came from")
			}
		case xml.Comment:
			q.comment(string(t))
		case xml.CharData:
			if q.notes != nil {
				q.notes.Write(t)
			}
		case xml.StartElement:
			if open = append(open, t.Name.Local); len(open) > deepestXML {
				return errors.New("the elements of this file lie too deep for a codebook: see whether it is the one you meant")
			}
			if err := q.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			open = open[:len(open)-1]
			q.end(t.Name.Local)
		}
	}
}

// broken says that the XML is.
func (q *qdcReader) broken(err error) error {
	lineNumber, _ := q.xml.InputPos()
	var syntax *xml.SyntaxError
	reason := err.Error()
	if errors.As(err, &syntax) {
		reason = syntax.Msg
	}
	return fmt.Errorf("the codebook is broken at line %d (%s): export it again from the program it came from", lineNumber, reason)
}

func (q *qdcReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "CodeBook":
		q.isBook = true
	case "Code":
		if !q.isBook {
			return nil
		}
		if len(q.book.Codes) > MostCodes || len(q.inside) > deepest+2 {
			return q.book.tooLarge(len(q.inside))
		}
		c := Code{Name: attribute(e, "name"), GUID: attribute(e, "guid"), Colour: attribute(e, "color"), Folder: falseValue(attribute(e, "isCodable"))}
		q.parents = append(q.parents, q.inside[len(q.inside)-1])
		q.inside = append(q.inside, len(q.book.Codes))
		q.book.Codes = append(q.book.Codes, c)
	case "Description":
		if len(q.inside) > 1 {
			q.notes = &strings.Builder{}
		}
	case "Set":
		if q.isBook {
			q.book.Sets = append(q.book.Sets, Set{Name: line(attribute(e, "name")), GUID: strings.ToUpper(attribute(e, "guid"))})
			q.sets = append(q.sets, nil)
		}
	case "MemberCode":
		if n := len(q.sets); n > 0 {
			guid := attribute(e, "guid")
			if guid == "" {
				guid = attribute(e, "targetGUID")
			}
			q.sets[n-1] = append(q.sets[n-1], strings.ToUpper(guid))
		}
	}
	return nil
}

// tooLarge says what is too much of the book.
func (b *Book) tooLarge(depth int) error {
	if depth > deepest {
		return fmt.Errorf("the folders of the codebook lie more than %d deep: flatten them", deepest)
	}
	return fmt.Errorf("the codebook has more than %d codes: split it", MostCodes)
}

func (q *qdcReader) end(name string) {
	switch {
	case name == "Code" && len(q.inside) > 1:
		q.inside = q.inside[:len(q.inside)-1]
	case name == "Description" && q.notes != nil:
		q.book.Codes[q.inside[len(q.inside)-1]].readNotes(q.notes.String())
		q.notes = nil
	}
}

// comment reads what writeAbout wrote.
func (q *qdcReader) comment(s string) {
	data, ok := strings.CutPrefix(s, origin+" ")
	var a about
	if !ok || json.Unmarshal([]byte(data), &a) != nil {
		return
	}
	q.book.Name, q.book.Description, q.book.Language, q.book.Version = a.Name, a.Description, a.Language, a.Version
}

// resolveSets names the members of sets by ID, and drops sets without a name
// and members that are not there.
func (q *qdcReader) resolveSets() {
	byGUID := map[string]string{}
	for k := range q.book.Codes {
		byGUID[q.book.Codes[k].GUID] = q.book.Codes[k].ID
	}
	var sets []Set
	for k, s := range q.book.Sets {
		if !isGUID(s.GUID) {
			s.GUID = ""
		}
		for _, g := range q.sets[k] {
			if id, ok := byGUID[g]; ok && g != "" {
				s.Members = append(s.Members, id)
			}
		}
		if s.Name != "" {
			sets = append(sets, s)
		}
	}
	q.book.Sets = sets
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

func falseValue(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return s == "false" || s == "0"
}
