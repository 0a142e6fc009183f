package language

import "strings"

// stopping says what part a word may not play in a noun phrase.
type stopping uint8

const (
	stopAlone  stopping = 1 << iota // says nothing by itself: "time", but not in "waiting time"
	stopFirst                       // says nothing before a noun: "good", "many"
	stopAlways                      // never part of a phrase: greetings, laughter, the chat's housekeeping
)

// stopOf looks a word up in the lists of words that make no theme.
func stopOf(lower, singular string) stopping {
	s := stops[lower] | stops[singular]
	if housekeeping(lower) || len(lower) < 2 {
		s |= stopAlways
	}
	return s
}

// housekeeping reports whether a word is a label of a chat's questions and
// answers, such as "q1" or "a12".
func housekeeping(w string) bool {
	if len(w) < 2 || len(w) > 3 || !strings.Contains("qat", w[:1]) {
		return false
	}
	return strings.Trim(w[1:], "0123456789") == ""
}

// stops is made once from the lists below and never changed.
var stops = listStops()

func listStops() map[string]stopping {
	m := map[string]stopping{}
	for _, l := range [...]struct {
		words string
		stop  stopping
	}{
		{aloneList, stopAlone}, {firstList, stopFirst | stopAlone}, {verbList, stopFirst | stopAlone},
		{alwaysList, stopAlways}, {functionList, stopAlways},
	} {
		for _, w := range strings.Fields(l.words) {
			m[w] |= l.stop
		}
	}
	return m
}

const aloneList = `
time day week month year hour minute second moment morning afternoon evening night today tomorrow yesterday tonight
weekend while bit lot kind sort type way thing stuff one ones something anything everything nothing someone anyone
everyone somebody anybody everybody nobody people person guy guys man woman folk folks lady gentleman mate friend bloke
idea point problem issue question answer reply comment example number fact case reason part place end start side name
word thought view opinion matter change difference use using need want help look hope care work job plan try sense
level area line list set group team thread post link page site stage step course order line piece item detail form
top bottom back front rest half couple pair bunch load loads tons amount million thousand hundred dozen per percent
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
chat tweet message discussion session host topic story article others other head hand eye mind heart face life world
anyone reader visitor user member colleague fan turn chance deal mistake mess trouble luck joke fun pleasure shame pity
result effect cause choice option possibility situation position experience feeling impression attention interest
sorry self myself yourself himself herself itself ourselves themselves self everyday nowadays being thinking talking
`

const firstList = `
good great nice bad better best worse worst big small little large huge tiny new old same other another such own many
much more most less least few several some any every each all both next last first second third final previous recent
current different similar certain various whole full entire real true right wrong sure able possible impossible likely
interesting important useful helpful happy glad sad sorry late early long short high low easy hard difficult simple
clear fine okay ok lovely brilliant excellent fantastic awesome amazing wonderful perfect terrible awful horrible poor
cool funny weird strange silly crazy stupid sweet dear main only very really just single double extra further major
minor key particular specific general usual normal common typical proper complete total absolute ready busy free
favourite special different top quick slow fast massive super serious half enough
`

const alwaysList = `
hi hello hey hiya morning evening afternoon bye goodbye welcome cheers ta thanks thank thx ty please pls plz
yes yeah yep yup no nope nah ok okay oh ah er erm um hmm hm wow lol haha hahaha ha hehe lmao rofl omg btw imo imho fyi
tbh afaik idk brb rt via cc dm pm mt hth etc ie eg am pm x xx xxx na n/a nil none null blank lots omitted http https www com co uk org net html amp quot gt lt nbsp
`

// verbList are verbs that the tagger takes for nouns at the head of a tweet.
const verbList = `
join watch share read see use make guess call get go let know say tell ask give take come find keep put start stop send
follow check click meet talk listen discuss imagine remember learn become feel show bring run visit speak add
seem mean wonder hope wish agree disagree suppose reckon love like hate enjoy miss lose win wait leave stay turn
`

// functionList are the words that hold sentences together; capitals at the
// head of a line make the tagger take them for names.
const functionList = `
a an the and or but nor so yet if then else than as at by for from in into of off on onto out over to up with without
about above across after against along among around before behind below beneath beside between beyond during except
inside near since through throughout till toward towards under until upon within i me my mine we us our ours you your
yours he him his she her hers it its they them their theirs this that these those who whom whose which what when where
why how am is are was were be been being do does did done doing have has had having can could shall should will would
may might must ought not never also too again here there now just still even ever once twice because although though
while whether however therefore anyway perhaps maybe
im ive id ill youre youve youll hes shes theyre theyve weve dont doesnt didnt cant couldnt wont wouldnt isnt arent
wasnt werent hasnt havent hadnt shouldnt thats whats theres heres lets aint gonna gotta wanna u ur r n b c
`

// settled are terms of which a word that elsewhere says nothing before a noun is
// a part: "first aid", "long covid".
var settled = pairs(`first aid first aider first responder first class second opinion third sector third party long covid
long term short term high street high risk high blood low mood low income low pay early year early intervention
early help early warning early diagnosis early detection minor injury minor ailment minor illness major incident
major trauma general practice general practitioner general public general election general hospital general anaesthetic
special measure special measures special need special needs special school big data real time real world last minute`)

func pairs(list string) map[[2]string]bool {
	m := map[[2]string]bool{}
	for words := strings.Fields(list); len(words) > 1; words = words[2:] {
		m[[2]string{words[0], words[1]}] = true
	}
	return m
}

// CanStand reports whether the words, folded as in [Phrase].Lemma, can be a
// phrase by themselves: the ending of a longer phrase may not begin with a word
// such as "other", nor be a single word that says nothing.
func CanStand(words []string) bool {
	stop := stops[words[0]]
	if len(words) > 1 && settled[[2]string{words[0], words[1]}] {
		stop &^= stopFirst
	}
	if stop&(stopFirst|stopAlways) != 0 {
		return false
	}
	return len(words) > 1 || stops[words[0]]&stopAlone == 0
}
