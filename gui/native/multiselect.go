package native

import "strings"

// multiple splits what GetOpenFileNameW puts into its buffer: one path, or a
// folder followed by the names of the files picked in it, each ended by a NUL,
// the list by another.
func multiple(buffer string) []string {
	parts := strings.Split(strings.TrimRight(buffer, "\x00"), "\x00")
	switch {
	case parts[0] == "":
		return nil
	case len(parts) == 1:
		return parts
	}
	folder := strings.TrimSuffix(parts[0], `\`) // a drive comes as `C:\`
	paths := make([]string, 0, len(parts)-1)
	for _, name := range parts[1:] {
		paths = append(paths, folder+`\`+name)
	}
	return paths
}
