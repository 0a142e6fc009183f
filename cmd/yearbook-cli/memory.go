package main

import (
	"os"
	"runtime/debug"

	"yearbook/analysis/ingest"
)

// spareMemory asks the collector not to let garbage double the memory of a large
// corpus: it works harder from 640 MiB on, or from three and a half times the
// size of the files, which is about what reading them needs. It is no hard
// limit. GOMEMLIMIT, where it is set, goes before.
func spareMemory(args []string) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const least = 640 << 20
	paths, _ := ingest.Expand(args)
	total := int64(0)
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			total += info.Size()
		}
	}
	debug.SetMemoryLimit(max(least, total*7/2))
}
