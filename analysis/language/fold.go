package language

import (
	"strings"
	"unicode"
)

// Fold is the key under which a single word is compared: in small letters, in
// the singular, in British spelling, with straight apostrophes and without a
// possessive ending. "Organizations", "organisation's" and "organisation" have
// one key; so have "GPs", "GP's" and "gp". Acronyms keep their letters: "A&E"
// is "a&e". It is a key, not a word to show: "licence" and "license" share one.
//
// It makes no garbage for a word in small letters whose key is its beginning.
func Fold(word string) string {
	if strings.Contains(word, "\u2019") {
		word = strings.ReplaceAll(word, "\u2019", "'")
	}
	if len(word) > 1 && word[len(word)-1] == '\'' {
		word = word[:len(word)-1] // patients'
	}
	return British(Singular(word))
}

// Singular is the lower-cased singular of an English noun: "toolkits" gives
// "toolkit", "policies" "policy", "GPs" "gp". Words that only look like
// plurals, and words in capitals such as NHS, stay as they are. It is meant
// for words tagged as plural nouns.
func Singular(word string) string {
	if strings.HasSuffix(word, "s") && len(word) > 2 {
		if stem := strings.TrimSuffix(word[:len(word)-1], "'"); isUpper(stem) {
			return strings.ToLower(stem) // GPs, CCGs, GP's
		}
	}
	lower := strings.ToLower(word)
	if isUpper(word) {
		return lower
	}
	if s, ok := irregular[lower]; ok {
		return s
	}
	for _, rule := range plurals {
		if stem, ok := strings.CutSuffix(lower, rule.ending); ok && len(stem) >= rule.atLeast {
			return stem + rule.instead
		}
	}
	return lower
}

func isUpper(s string) bool {
	return strings.IndexFunc(s, unicode.IsUpper) >= 0 && strings.IndexFunc(s, unicode.IsLower) < 0
}

// plurals are tried in order; the first that fits is used.
var plurals = [...]struct {
	ending, instead string
	atLeast         int // letters before the ending
}{
	{"ss", "ss", 0}, {"us", "us", 0}, {"is", "is", 0}, {"'s", "", 1},
	{"sses", "ss", 1}, {"shes", "sh", 1}, {"ches", "ch", 1}, {"xes", "x", 1}, {"zzes", "zz", 1},
	{"ies", "y", 2}, {"oes", "o", 2}, {"s", "", 3},
}

// irregular are plurals with a form of their own, and words in -s that are not
// plurals.
var irregular = listIrregular()

func listIrregular() map[string]string {
	m := make(map[string]string, 512)
	for _, w := range strings.Fields(ownPlurals) {
		plural, singular, _ := strings.Cut(w, ":")
		m[plural] = singular
	}
	for _, w := range strings.Fields(noPlurals) {
		m[w] = w
	}
	return m
}

// ownPlurals are plural:singular.
const ownPlurals = `
men:man women:woman children:child feet:foot teeth:tooth geese:goose mice:mouse oxen:ox
gentlemen:gentleman policemen:policeman workmen:workman chairmen:chairman firemen:fireman ambulancemen:ambulanceman
laywomen:laywoman grandchildren:grandchild schoolchildren:schoolchild
lives:life knives:knife leaves:leaf halves:half shelves:shelf bookshelves:bookshelf wives:wife midwives:midwife
housewives:housewife selves:self thieves:thief loaves:loaf wolves:wolf calves:calf scarves:scarf hooves:hoof elves:elf
crises:crisis analyses:analysis diagnoses:diagnosis prognoses:prognosis hypotheses:hypothesis bases:base oases:oasis
theses:thesis syntheses:synthesis metastases:metastasis prostheses:prosthesis psychoses:psychosis neuroses:neurosis
thromboses:thrombosis parentheses:parenthesis stenoses:stenosis fibroses:fibrosis
criteria:criterion phenomena:phenomenon bacteria:bacterium stimuli:stimulus fungi:fungus nuclei:nucleus alumni:alumnus
indices:index appendices:appendix matrices:matrix vertices:vertex axes:axe vertebrae:vertebra larvae:larva
curricula:curriculum memoranda:memorandum errata:erratum referenda:referendum
shoes:shoe horseshoes:horseshoe toes:toe canoes:canoe foes:foe woes:woe hoes:hoe oboes:oboe
movies:movie cookies:cookie calories:calorie ties:tie pies:pie lies:lie dies:die selfies:selfie hoodies:hoodie
rookies:rookie newbies:newbie zombies:zombie smoothies:smoothie brownies:brownie foodies:foodie aunties:auntie
freebies:freebie prairies:prairie budgies:budgie birdies:birdie cuties:cutie goalies:goalie junkies:junkie
veggies:veggie quickies:quickie techies:techie menageries:menagerie necropsies:necropsy collies:collie zoomies:zoomie
aches:ache headaches:headache toothaches:toothache backaches:backache earaches:earache heartaches:heartache
stomachaches:stomachache caches:cache moustaches:moustache niches:niche quiches:quiche avalanches:avalanche
psyches:psyche creches:creche axises:axis
buses:bus viruses:virus coronaviruses:coronavirus statuses:status bonuses:bonus campuses:campus focuses:focus
censuses:census choruses:chorus surpluses:surplus uteruses:uterus fetuses:fetus foetuses:foetus sinuses:sinus
prospectuses:prospectus minibuses:minibus omnibuses:omnibus circuses:circus geniuses:genius
gases:gas biases:bias aliases:alias atlases:atlas canvases:canvas lenses:lens quizzes:quiz
nurses:nurse responses:response cases:case uses:use courses:course houses:house causes:cause purposes:purpose
menus:menu gurus:guru emus:emu flus:flu cpus:cpu gpus:gpu bureaus:bureau plateaus:plateau gateaus:gateau
taxis:taxi skis:ski wikis:wiki emojis:emoji alibis:alibi kiwis:kiwi rabbis:rabbi bikinis:bikini safaris:safari
mris:mri semis:semi gps:gp pas:pa hcas:hca nas:na
`

// noPlurals are words in -s, or like a plural, that stay as they are.
const noPlurals = `
people data media news series species comms ethics politics paediatrics obstetrics statistics analytics diabetes measles
mumps rabies herpes nhs sms ics rss yes this has was always plus windows premises headquarters sales thanks goods means
surroundings ourselves themselves yourselves pediatrics orthopaedics orthopedics geriatrics physics mathematics maths
economics logistics mechanics electronics athletics gymnastics genetics linguistics acoustics optics robotics therapeutics
informatics bioethics aerobics civics
does hers ours yours theirs its his sometimes perhaps besides towards afterwards upwards downwards forwards backwards
onwards inwards outwards regards whereas overseas indoors outdoors upstairs downstairs nowadays
bias atlas canvas christmas alias pancreas pyjamas pajamas gas lens chaos ethos cosmos pathos asbestos kudos rhinoceros
clothes trousers jeans scissors pants shorts tights binoculars tweezers forceps biceps triceps corps
outskirts proceeds belongings earnings whereabouts odds customs congratulations condolences
rickets shingles hiccups haemorrhoids piles gallows barracks crossroads innings mores lens herpes scabies caries
james jones wales leeds thames hastings hughes williams adams brussels texas kansas vegas netherlands philippines
helens mercedes linux os ios aws dns css https http sas pos
`
