package sentiment

// orders are words that ask for something where they begin a clause.
var orders = set(`answer explain get give have provide improve listen stop make let be keep shorten ensure employ hire recruit
	train send put try allow offer reduce speed update install communicate respond teach maintain fix sort bring change
	increase invest please ask tell stick check avoid introduce fund pay remember consider start arrange look do treat cut turn go`)

// denied reports whether the clause says that nothing, or not anything, is as
// follows.
func denied(toks []token, i int) bool {
	for k := i - 1; k >= max(0, i-8) && !toks[k].pause; k-- {
		if negator[toks[k].word] {
			return true
		}
	}
	return false
}

// asking reports whether the clause asks for something from here on: it is told
// to somebody, or says that something should or needs to be.
func asking(toks []token, i int) bool {
	next := func(k int) string {
		if i+k < len(toks) && !toks[i+k].pause {
			return toks[i+k].word
		}
		return ""
	}
	first := i == 0 || toks[i-1].pause
	switch toks[i].word {
	case "not":
		return first && notTo[next(1)]
	case "should", "ought":
		return next(1) != "i" && next(1) != "not"
	case "need", "needs":
		switch next(1) {
		case "to", "more", "better", "a", "an", "improving", "improvement", "some", "clearer", "updating", "be", "longer":
			return i == 0 || !negator[toks[i-1].word] && toks[i-1].word != "i"
		}
		return false
	case "would":
		return next(1) == "be"
	case "could":
		switch next(1) {
		case "be", "have", "use", "improve", "you", "we":
			return true
		}
		return false
	}
	return orders[toks[i].word] && (first || toks[i-1].word == "just") && next(1) != "" && next(1) != "well" && next(1) != "help"
}

var notTo = set("to give use have be make leave let keep being having treat judge")

// comparative words ask for something, unless they report what happened.
var comparative = set(`better more quicker faster sooner earlier less fewer shorter longer clearer easier cheaper improve
	improvement improvements bigger larger nearer closer friendlier cleaner warmer healthier wider increase increased extra
	additional`)

var reports = set("feel feels feeling felt much lot got getting makes made am is was are far even looking so been than now helped me it")

// compares is the weight of a comparative: praise where "no better" can be
// thought of, a complaint where the clause asks or begins with it; praise again
// where "better" or "easier" is reported; otherwise nothing.
func compares(toks []token, i int, asked bool) float64 {
	if denied(toks, i) && (toks[i].word == "better" || toks[i].word == "improve" || toks[i].word == "more") {
		return 1.5
	}
	if asked {
		return -1
	}
	for k := i - 1; k >= max(0, i-3) && !toks[k].pause; k-- {
		if reports[toks[k].word] {
			return better[toks[i].word]
		}
	}
	if i < 2 || toks[i-1].pause || toks[i-2].pause {
		return -1
	}
	if i+1 < len(toks) && (toks[i+1].word == "than" || toks[i+1].word == "and") {
		return 0
	}
	return better[toks[i].word] / 2
}

var better = map[string]float64{"better": 2, "easier": 2, "quicker": 1, "faster": 1, "clearer": 1}
