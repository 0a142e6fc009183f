//go:build !race

package language

// raced is set where the race detector makes everything ten times slower.
const raced = false
