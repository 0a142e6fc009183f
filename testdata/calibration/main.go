// Command calibration measures how often a review claims a change where there is
// none, on invented chats, beside the naive way to test. Its output stands in
// docs/methods.md.
package main

import (
	"flag"
	"fmt"
	"os"

	"yearbook/testdata/simulate"
)

func main() {
	chats := flag.Int("chats", 1000, "number of chats to invent")
	flag.Parse()
	if err := run(*chats); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(chats int) error {
	null, err := simulate.Measure(chats, func(seed uint64) simulate.Chat { return simulate.Chat{Seed: seed} })
	if err != nil {
		return err
	}
	fmt.Printf("%d chats of 2 years in which nothing changed: share in which a change is claimed\n\n", chats)
	fmt.Println("| claim | review | naive |\n|---|---|---|")
	line := func(what string, n, naive int) {
		fmt.Printf("| %s | %.1f%% | %.1f%% |\n", what, 100*float64(n)/float64(chats), 100*float64(naive)/float64(chats))
	}
	line("messages per session", null.Messages, null.NaiveMessages)
	line("people per session", null.People, null.NaivePeople)
	line("any of 20 themes", null.Themes, null.NaiveThemes)
	fmt.Printf("| people who come back | %.1f%% | |\n", 100*float64(null.Return)/float64(chats))
	fmt.Printf("| a trend over sessions | %.1f%% | |\n", 100*float64(null.Trends)/float64(chats))
	line("any of these", null.Any, null.NaiveAny)
	fmt.Printf("| themes wrongly claimed, of %d | %.2f%% | %.1f%% |\n", chats*simulate.Themes,
		100*float64(null.ThemesFalse)/float64(chats*simulate.Themes), 100*float64(null.NaiveThemesFalse)/float64(chats*simulate.Themes))

	mixed, err := simulate.Measure(chats, Mixed)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d chats in which 5 of 20 themes doubled or halved their odds\n\n| | review | naive |\n|---|---|---|\n", chats)
	fmt.Printf("| false among the themes claimed | %.1f%% | %.1f%% |\n", 100*mixed.FalseShare, 100*mixed.NaiveFalseShare)
	fmt.Printf("| changed themes found | %.1f%% | |\n", 100*float64(mixed.ThemesTrue)/float64(mixed.Changed))

	busier, err := simulate.Measure(chats, func(seed uint64) simulate.Chat { return simulate.Chat{Seed: seed, Busier: 1.4} })
	if err != nil {
		return err
	}
	fmt.Printf("\n%d chats in which sessions became 40%% busier: said of messages per session in %.1f%%\n", chats, 100*float64(busier.Messages)/float64(chats))
	return nil
}

// Mixed is a chat in which 5 themes changed.
func Mixed(seed uint64) simulate.Chat {
	c := simulate.Chat{Seed: seed}
	for k := range 5 {
		c.Rise[4*k] = 0.7
		if k%2 == 1 {
			c.Rise[4*k] = -0.7
		}
	}
	return c
}
