package corpus

import (
	"slices"
	"strings"
)

// attribute is a column of a table that was kept on request, such as the
// service or a label. Sources that have no such column hold "" in it.
type attribute struct {
	name string
	labels
}

// Attributes names the columns that were kept on request, in alphabetical
// order. Two sources that spell one name with other capitals or spaces share a
// column.
func (c *Corpus) Attributes() []string {
	names := make([]string, len(c.attributes))
	for k := range c.attributes {
		names[k] = c.attributes[k].name
	}
	return names
}

// Attribute is what message i holds in a column that was kept, "" where it
// holds nothing or no such column was kept. Capitals and white space of the
// name do not matter.
func (c *Corpus) Attribute(name string, i int) string {
	for k := range c.attributes {
		if c.attributes[k].name == name {
			return c.attributes[k].at(i)
		}
	}
	folded := foldAttribute(name)
	for k := range c.attributes {
		if foldAttribute(c.attributes[k].name) == folded {
			return c.attributes[k].at(i)
		}
	}
	return ""
}

// foldAttribute makes names of one column equal.
func foldAttribute(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// fillAttributes makes the columns that were kept on request. Each takes the
// spelling of the first source, in order of path, that has it.
func (c *Corpus) fillAttributes(entries []entry) {
	names := map[string]string{} // of folded names: as first spelled
	for _, s := range c.sources {
		for _, name := range s.Attributes {
			if f := foldAttribute(name); names[f] == "" && f != "" {
				names[f] = strings.Join(strings.Fields(name), " ")
			}
		}
	}
	for folded, name := range names {
		at := make([]int, len(c.sources))
		for k, s := range c.sources {
			at[k] = slices.IndexFunc(s.Attributes, func(n string) bool { return foldAttribute(n) == folded })
		}
		column := encode(entries, func(e *entry) string {
			if i := at[e.source]; i >= 0 && i < len(e.Extra) {
				return e.Extra[i]
			}
			return ""
		})
		c.attributes = append(c.attributes, attribute{name, column})
	}
	slices.SortFunc(c.attributes, func(a, b attribute) int { return strings.Compare(a.name, b.name) })
}
