package codebook

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// written is what a writer of the book writes.
func written(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// example is a book with everything a book can hold.
func example(t testing.TB) *Book {
	t.Helper()
	b := &Book{
		Name: "Café “codes”", Description: "Two lines -- of\nwords & <marks>", Language: "en-GB", Version: "2",
		Codes: []Code{
			{Name: "Staff", Folder: true, Description: "=cmd|' /C calc'!A0"},
			{Name: "Manner, \"tone\"", Colour: "#aabbcc", Rules: []string{"kind | friendly", `"so rude" & !"not <so> rude"`, "-x- wait", "@kate"}, Aliases: []string{"Attitude", "+1"}},
			{Name: "Transport to/ from > services", Description: "First.\n\nSecond.", Rules: []string{"/a\\/b|é/"}},
			{Name: "-5", Description: "'=1"},
			{Name: "Ward", Description: "A code that holds codes."},
			{Name: "Ward", Rules: []string{"ward"}},
			{Name: "Élan vital", ID: "x-1"},
		},
	}
	if err := b.tidy([]int{-1, 0, 0, -1, -1, 4, 5}); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRoundTrips(t *testing.T) {
	b := example(t)
	for _, name := range []string{"x.csv", "x.qdc"} {
		first := written(t, func(w io.Writer) error { return b.Write(w, name) })
		back, err := Read(bytes.NewReader(first), name)
		if err != nil {
			t.Fatal(name, err)
		}
		got := *back
		got.Codes = append([]Code(nil), got.Codes...)
		for k := range got.Codes {
			got.Codes[k].GUID = ""
		}
		if d := cmp.Diff(*b, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		second := written(t, func(w io.Writer) error { return back.Write(w, name) })
		if !bytes.Equal(first, second) {
			t.Errorf("%s changed:\n%s\n%s", name, first, second)
		}
	}
}

// No cell that a spreadsheet would compute leaves unguarded.
func TestNoFormulas(t *testing.T) {
	data := written(t, example(t).WriteCSV)
	for _, bad := range []string{"\n=", ",=", ",\"=", ",+", ",\"+", ",-5", ",@", ",\"@", ",\"-"} {
		if strings.Contains(string(data), bad) {
			t.Errorf("%q in %s", bad, data)
		}
	}
}

// What other programs write, in their ways.
func TestReadQDC(t *testing.T) {
	tests := []struct{ name, file string }{
		{"Taguette", `<?xml version="1.0" encoding="UTF-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.0"><Codes><Code guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342" name="interesting" isCodable="true"/><Code guid="F8C6E9E1-6A7F-5E4C-8C1D-0A1B2C3D4E5F" name="people" isCodable="true"><Description>Tous les élèves</Description></Code></Codes><Sets/></CodeBook>`},
		{"QualCoder", bom + `<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:1:0 Codebook.xsd" origin="QualCoder">
<Codes>
<Code guid="{0d62985d-b147-5d01-a9b5-cae5dcd98342}" name="Catégorie" isCodable="false"><Code guid="1D62985D-B147-5D01-A9B5-CAE5DCD98342" name="sous-code" isCodable="true" color="#ff00aa"></Code></Code>
</Codes>
</CodeBook>`},
		{"ATLAS.ti", `<?xml version="1.0" encoding="utf-8"?><q:CodeBook origin="ATLAS.ti 9" xmlns:q="urn:QDA-XML:codebook:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x"><q:Codes><q:Code guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342" name="one" isCodable="true" color="#00FF00"/><q:Code guid="1D62985D-B147-5D01-A9B5-CAE5DCD98342" name="two" isCodable="1"/></q:Codes><q:Sets><q:Set guid="2D62985D-B147-5D01-A9B5-CAE5DCD98342" name="both"><q:MemberCode guid="1d62985d-b147-5d01-a9b5-cae5dcd98342"/><q:MemberCode guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342"/></q:Set></q:Sets></q:CodeBook>`},
		{"NVivo", `<?xml version="1.0" encoding="UTF-8" standalone="no" ?><CodeBook origin="NVivo 12 For Mac" xmlns="urn:QDA-XML:codebook:1:0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:1:0 Codebook.xsd"><Codes><Code color="#00FF00" guid="0d62985d-b147-5d01-a9b5-cae5dcd98342" isCodable="true" name="one &amp; two"><Description/></Code></Codes></CodeBook>`},
		{"a project", `<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="x" name="n"/></Users><CodeBook><Codes><Code guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342" name="one" isCodable="true"/></Codes></CodeBook></Project>`},
		{"Windows", `<?xml version="1.0" encoding="windows-1252"?><CodeBook><Codes><Code guid="" name="Qualit` + "\xe9" + `" isCodable="true"/></Codes></CodeBook>`},
	}
	want := []*Book{
		{Codes: []Code{{ID: "interesting", Name: "interesting", GUID: "0D62985D-B147-5D01-A9B5-CAE5DCD98342"}, {ID: "people", Name: "people", GUID: "F8C6E9E1-6A7F-5E4C-8C1D-0A1B2C3D4E5F", Description: "Tous les élèves"}}},
		{Codes: []Code{{ID: "categorie", Name: "Catégorie", Folder: true, GUID: "0D62985D-B147-5D01-A9B5-CAE5DCD98342"}, {ID: "sous-code", Name: "sous-code", Parent: "categorie", Colour: "#FF00AA", GUID: "1D62985D-B147-5D01-A9B5-CAE5DCD98342"}}},
		{Codes: []Code{{ID: "one", Name: "one", Colour: "#00FF00", GUID: "0D62985D-B147-5D01-A9B5-CAE5DCD98342"}, {ID: "two", Name: "two", GUID: "1D62985D-B147-5D01-A9B5-CAE5DCD98342"}},
			Sets: []Set{{Name: "both", GUID: "2D62985D-B147-5D01-A9B5-CAE5DCD98342", Members: []string{"two", "one"}}}},
		{Codes: []Code{{ID: "one-two", Name: "one & two", Colour: "#00FF00", GUID: "0D62985D-B147-5D01-A9B5-CAE5DCD98342"}}},
		{Codes: []Code{{ID: "one", Name: "one", GUID: "0D62985D-B147-5D01-A9B5-CAE5DCD98342"}}},
		{Codes: []Code{{ID: "qualite", Name: "Qualité"}}},
	}
	for k, tt := range tests {
		b, err := ReadQDC(strings.NewReader(tt.file))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if d := cmp.Diff(want[k], b); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
		steady(t, b)
	}
}

// steady checks that a book survives both formats, twice the same.
func steady(t testing.TB, b *Book) {
	t.Helper()
	for _, name := range []string{"x.csv", "x.qdc"} {
		first := written(t, func(w io.Writer) error { return b.Write(w, name) })
		back, err := Read(bytes.NewReader(first), name)
		if err != nil {
			t.Fatalf("%s cannot be read again: %v\n%s", name, err, first)
		}
		if second := written(t, func(w io.Writer) error { return back.Write(w, name) }); !bytes.Equal(first, second) {
			t.Errorf("%s changed:\n%s\n%s", name, first, second)
		}
	}
}

// The GUID of a path is the same for ever.
func TestGUIDs(t *testing.T) {
	b := example(t)
	guids := b.guids()
	if g := guidOf("code", "Staff", "Manner"); g != "D9D6EC32-70F4-52D2-A429-CCDF99C42729" {
		t.Error(g)
	}
	seen := map[string]bool{}
	for _, g := range guids {
		if seen[g] || g[14] != '5' {
			t.Error(g)
		}
		seen[g] = true
	}
}

func TestHostileQDC(t *testing.T) {
	deep := strings.Repeat(`<Code guid="" name="a" isCodable="true">`, 500) + strings.Repeat(`</Code>`, 500)
	tests := []struct{ file, says string }{
		{"", "no REFI-QDA codebook"},
		{"hello", "no REFI-QDA codebook"},
		{"<html><body>", "broken at line 1"},
		{"<html></html>", "no REFI-QDA codebook"},
		{"<CodeBook><Codes/></CodeBook>", "holds no codes"},
		{"<CodeBook><Codes><Code name='a'>", "broken at line 1"},
		{"<CodeBook><Codes>" + deep + "</Codes></CodeBook>", "more than 32 deep"},
		{strings.Repeat("<a>", 1000), "too deep"},
		{`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>`, "entities of its own"},
		{`<CodeBook><Codes><Code name="&nope;"/></Codes></CodeBook>`, "broken at line 1"},
		{"PK\x03\x04 zip", "broken at line 1"},
		{`<?xml version="1.0" encoding="klingon"?><CodeBook/>`, "broken at line 1"},
		{"<CodeBook><Codes>" + strings.Repeat(`<Code name="a"/>`, MostCodes+2) + "</Codes></CodeBook>", "codes"},
	}
	for _, tt := range tests {
		_, err := ReadQDC(strings.NewReader(tt.file))
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%.40q: %v, want %q", tt.file, err, tt.says)
		}
	}
}

func TestReadCSV(t *testing.T) {
	tests := []struct {
		name, file string
		want       []Code
	}{
		{"tag and description", "tag,description\npain,All of pain\n", []Code{{ID: "pain", Name: "pain", Description: "All of pain"}}},
		{"semicolons", "Name;Category\nParking;Travel > Car\nBus;Travel\n", []Code{
			{ID: "travel", Name: "Travel", Folder: true}, {ID: "car", Name: "Car", Parent: "travel", Folder: true}, {ID: "parking", Name: "Parking", Parent: "car"}, {ID: "bus", Name: "Bus", Parent: "travel"}}},
		{"path alone", bom + "path\tcolour\r\nA > B\t#00ff00\r\n", []Code{{ID: "a", Name: "A", Folder: true}, {ID: "b", Name: "B", Parent: "a", Colour: "#00FF00"}}},
		{"folder after what is in it", "kind,name,path,description\ncode,B,A,\nfolder,A,,Top\n", []Code{{ID: "a", Name: "A", Folder: true, Description: "Top"}, {ID: "b", Name: "B", Parent: "a"}}},
		{"rules on lines", "name,rules\nWait,\"wait\n\nqueue | line\nwait\"\n", []Code{{ID: "wait", Name: "Wait", Rules: []string{"wait", "queue | line"}}}},
		{"one name twice", "name\nA\nA\nnon-answer\n", []Code{{ID: "a", Name: "A"}, {ID: "a-2", Name: "A"}, {ID: "non-answer-2", Name: "non-answer"}}},
	}
	for _, tt := range tests {
		b, err := ReadCSV(strings.NewReader(tt.file))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if d := cmp.Diff(tt.want, b.Codes); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
		steady(t, b)
	}
	for file, says := range map[string]string{
		"":           "empty",
		"a,b\n1,2\n": "no column of code names",
		"name\n":     "holds no codes",
		"name\n" + strings.Repeat("x\n", MostCodes+5):        "split it",
		"name,path\nx," + strings.Repeat("a > ", 90) + "b\n": "more than 32 deep",
	} {
		if _, err := ReadCSV(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.30q: %v, want %q", file, err, says)
		}
	}
}

func FuzzCodebookCSV(f *testing.F) {
	f.Add(written(f, example(f).WriteCSV))
	f.Add([]byte("path;rules;id\nA > B;x;x\nA;;\nA\\>;'=1;non-answer\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := ReadCSV(bytes.NewReader(data)); err == nil {
			steady(t, b)
		}
	})
}

func FuzzCodebookQDC(f *testing.F) {
	f.Add(written(f, example(f).WriteQDC))
	f.Add([]byte(`<CodeBook><!--Yearbook {"name":"x"}--><Codes><Code name="a" guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342"><Code name="a" guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342"/><Description>x</Description></Code></Codes><Sets><Set name="s" guid=""><MemberCode guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342"/></Set></Sets></CodeBook>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := ReadQDC(bytes.NewReader(data)); err == nil {
			steady(t, b)
		}
	})
}
