package language

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Each line is one key and the words that share it.
func TestFold(t *testing.T) {
	for line := range strings.Lines(`
organisation: organization Organisations ORGANIZATION organization’s organisations'
organisational: organizational
centre: center Centers centre
theatre: theater theatres
kilometre: kilometers
colour: color colours Colors
behaviour: behavior behaviours
favourite: favorite favourites
neighbour: neighbors
labour: labor
laboratory: laboratories laboratory
programme: program programs programmes
paediatric: pediatric
paediatrics: pediatrics Paediatrics
paediatrician: pediatricians
anaesthetist: anesthetist anaesthetists
haemorrhage: hemorrhages
leukaemia: leukemia
academia: academia
epidemic: epidemics
counselling: counseling counselling
counsellor: counselors
cancelled: canceled cancelled
traveller: travelers
enrolment: enrollments
fulfil: fulfill
licence: licenses licence license
practice: practise practices
defence: defense
grey: gray
catalogue: catalogs catalogue
judgement: judgment
analyse: analyze
realise: realize
realised: realized realised
prioritising: prioritizing
immunisation: immunizations immunisation
size: sizes Size
prize: prizes
resize: resize
horizon: horizons
citizen: citizens
email: e-mail E-mails emails
mum: mom moms mums
meter: meter
tire: tires
gp: GP GPs gps GP's GP’s
a&e: A&E A&Es
cqc: CQC
ccg: CCGs ccg
nhs: NHS NHS's
ics: ICS
patient: patient's patients’ Patients
headache: headaches
emoji: emojis
menu: menus
bias: bias biases
christmas: Christmas
wales: Wales
diagnosis: diagnoses
midwife: midwives
canoe: canoes
theirs: theirs
cafe: café
`) {
		key, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		for word := range strings.FieldsSeq(words) {
			if got := Fold(word); got != key {
				t.Errorf("Fold(%q) = %q, want %q", word, got, key)
			}
		}
	}
}

// Folding a key again changes nothing, so that keys can be compared however
// often they were folded.
func TestFoldTwice(t *testing.T) {
	words := make([]string, 0, 20_000)
	for w := range model().words {
		if !letters(w) {
			continue
		}
		words = append(words, w)
	}
	for american, british := range spellings() {
		words = append(words, american, british)
	}
	bad := 0
	for _, w := range words {
		if once := Fold(w); Fold(once) != once {
			if bad++; bad <= 30 {
				t.Errorf("%q folds to %q, and that to %q", w, once, Fold(once))
			}
		}
	}
}

func TestFoldAllocations(t *testing.T) {
	for _, w := range []string{"toolkit", "toolkits", "center", "nhs"} {
		if n := testing.AllocsPerRun(100, func() { Fold(w) }); n != 0 {
			t.Errorf("%v allocations for %q", n, w)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "'", "s", "’s", "izes", "GP's", "\xff's", "ſ", "İs"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if key := Fold(word); utf8.ValidString(word) && !utf8.ValidString(key) {
			t.Errorf("%q folds to %q", word, key)
		}
	})
}
