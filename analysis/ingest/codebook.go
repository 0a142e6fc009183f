package ingest

import (
	"slices"
	"strings"
)

// codebookLayout is what the receipt calls a codebook.
const codebookLayout = "Codebook"

// codebook is a table of the codes that analysts give to comments. It holds
// descriptions and invented examples, which are nobody's comments.
type codebook struct {
	codes      map[string]bool // of the finer kind
	categories map[string]bool
	column     int // of the finer codes
	parent     int
}

// asCodebook tells a codebook by its header: a category, a finer one, and what
// it means, with nobody who speaks and no time.
func asCodebook(rows [][]string) (codebook, bool) {
	if len(rows) < 2 || len(rows) > sampleRows/2 {
		return codebook{}, false
	}
	find := func(names ...string) int {
		return slices.IndexFunc(rows[0], func(cell string) bool { return slices.Contains(names, strings.Join(headerWords(cell), " ")) })
	}
	c := codebook{parent: find("category", "theme", "main category"), column: find("sub category", "subcategory", "sub theme", "subtheme")}
	meaning := find("sub category description", "description", "definition", "examples", "example")
	if c.parent < 0 || c.column < 0 || meaning < 0 || find("date", "time", "comment", "feedback", "answer", "response", "name") >= 0 {
		return codebook{}, false
	}
	return c, true
}

// account counts the rows of a codebook and keeps none.
func (c codebook) account(b *book, rows rowSource) error {
	c.codes, c.categories = map[string]bool{}, map[string]bool{}
	header := true
	for {
		cells, ok := rows.next()
		if !ok {
			break
		}
		line, _ := rows.where()
		if header {
			header = false
			continue
		}
		b.skip("entry of a codebook", line, firstFilled(cells))
		if c.column < len(cells) && len(trim(cells[c.column])) > 0 {
			c.codes[foldHeader(string(cells[c.column]))] = true
		}
		if c.parent < len(cells) && len(trim(cells[c.parent])) > 0 {
			c.categories[foldHeader(string(cells[c.parent]))] = true
		}
	}
	b.res.Receipt.Layout = codebookLayout
	b.res.Receipt.NoMessages = true
	b.warn("This is a codebook of %d categories with %d sub-categories, not a table of comments, so no row of it was taken for a message.", len(c.categories), len(c.codes))
	return rows.end(b)
}
