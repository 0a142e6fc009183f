package theme

import "strings"

// silent reports whether a word, in small letters, says nothing of what a
// message is about: words that hold sentences together, verbs that go with
// everything, greetings, thanks, laughter and the chat's own housekeeping.
func silent(lower string) bool {
	return silentWords[lower] || housekeeping(lower)
}

// silentAlone reports whether a noun says nothing by itself, so that an
// adjective with it names no theme: "good thing", "long time".
func silentAlone(noun string) bool { return emptyNouns[noun] }

// describes reports whether an adjective can tell one theme from another.
func describes(adjective string) bool {
	return len(adjective) > 2 && !plainAdjectives[adjective] && !silent(adjective)
}

// links reports whether a word links a noun with what is said of it.
func links(lower string) bool { return linkWords[lower] }

// housekeeping reports whether a word is a label of a chat's questions and
// answers, such as "q1" or "a12".
func housekeeping(w string) bool {
	return len(w) >= 2 && len(w) <= 3 && strings.Contains("qat", w[:1]) && strings.Trim(w[1:], "0123456789") == ""
}

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	silentWords  = setOf(functionList + lightList + chatList)
	emptyNouns   = setOf(emptyList)
	generalNouns = setOf(generalList)
	// measures before a noun are what is left of a number of them: "a 7 hour wait".
	measures = setOf("minute hour week month year pound stone mile inch metre gram pint litre")
	// praise and blame are adjectives that say only that something was liked or not.
	praise          = setOf("good great excellent brilliant fantastic amazing wonderful superb outstanding exceptional lovely nice fine perfect marvellous fabulous terrific awesome super incredible")
	blame           = setOf("bad poor terrible awful horrible dreadful appalling shocking atrocious disgusting horrendous")
	plainAdjectives = setOf(plainList)
	// comparatives are no nouns, though a tagger may take them for some.
	comparatives = setOf("quicker faster slower longer shorter earlier sooner later easier harder higher lower bigger smaller closer clearer")
	linkWords    = setOf("is are was were be been being am 's 're seems seemed felt looked remained stayed")
)

const functionList = `
a an the and or but nor so yet if then else than as at by for from in into of off on onto out over to up with without
about above across after against along among around before behind below beneath beside between beyond during except
inside near since through throughout till toward towards under until upon within i me my mine we us our ours you your
yours he him his she her hers it its they them their theirs this that these those who whom whose which what when where
why how am is are was were be been being do does did done doing have has had having can could shall should will would
may might must ought not never also too again here there now just still even ever once twice because although though
while whether however therefore anyway perhaps maybe n't 's 've 're 'll 'd 'm ca wo sha ai
im ive id ill youre youve youll hes shes theyre theyve weve dont doesnt didnt cant couldnt wont wouldnt isnt arent
wasnt werent hasnt havent hadnt shouldnt thats whats theres heres lets aint gonna gotta wanna cannot u ur r n b c w
very really much many more most less least lot lots so all any some every each both other another such own same few
several quite rather bit always often sometimes usually already else only almost enough far indeed instead otherwise
back away down together apart ago today tomorrow yesterday tonight myself yourself himself herself itself ourselves
themselves yourselves self oneself
something anything everything nothing someone anyone everyone somebody anybody everybody nobody one ones none
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
`

// lightList are verbs and nouns that go with every subject.
const lightList = `
get got go went gone make made say said let put try seem mean think thing things way want know like use need come take give keep let
tell look see okay ok actually basically probably definitely certainly possibly obviously especially particularly
etc ie eg lot kind sort stuff part number per via am pm
`

const chatList = `
hi hello hey hiya bye goodbye welcome cheers ta thanks thank thankyou thx ty please pls plz
yes yeah yep yup no nope nah ok okay oh ah er erm um hmm hm wow lol haha hahaha ha hehe lmao rofl omg btw imo imho fyi
tbh afaik idk brb rt via cc dm mt hth na n/a nil null blank omitted http https www com co uk org net html amp
quot gt lt nbsp x xx xxx mentions followers subscribers video audio photo photos pic pics gallery infographic podcast blog poll watch live breaking
sorry guys folks everyone heh huh damn yea ya np shit crap wtf omfg ahh ohh nvm alright dude gosh yay
chat chats tweet tweets tweetchat twitter retweet join follow click rsvp subscribe et est edt gmt bst p.m a.m noon qs
blogpost popular roundup morning afternoon evening
`

// emptyList are nouns that say nothing with an adjective before them.
const emptyList = `
thing time times day days way ways lot bit one ones people person man woman year month week hour minute moment idea
point kind sort type number part place end start side name word stuff something anything everything nothing everyone
anyone someone nobody everybody well better best great good excellent felt feel improvement tip tips sign signs
girl boy lady gentleman wife husband guy chap pound lb lbs stone kilo kg gram mile inch metre litre penny percent degree
behalf perfection deal ease manner respect matter fault regard thought question answer newsletter class
`

// plainList are adjectives that tell nothing apart: of number, order and
// likeness.
const plainList = `
other same such own many much more most less least few several some any every each both all next last first second third
final previous recent current different similar certain various whole full entire real true right sure able possible
due likely unlikely main only single double extra further major minor key particular specific general usual normal common
typical total absolute ready overall available aware old new big large small little long short high low high-quality
`

// generalList are nouns that name what something is to something else, or any
// group or doing, and so say too little without the word that says of what: the
// shell nouns of H.-J. Schmid, English Abstract Nouns as Conceptual Shells (2000),
// as far as messages use them, others that are as general, and those that are so
// in the health service.
const generalList = `
ability access action activity advantage agreement aim amount approach area arrangement aspect attempt attitude background ban
base basis battle behaviour benefit campaign capability case cause centre challenge chance change choice circumstance
claim collection combination comment community concept concern condition connection consequence content context
contribution control cost course danger decision demand detail development difference difficulty discussion duty effect
effort element event evidence example exercise existence expectation experience expert explanation extent factor failure
feature feedback fight form function goal group guide help impact importance increase individual information initiative
instance interest issue item job lack level limit link list loss management material matter mean measure member method
mission model need network number offer offering operation opinion opportunity option order organisation outcome pattern performance
period person perspective piece plan policy position possibility potential practice pressure principle priority problem
procedure process product professional programme progress project proposal prospect purpose quality range rate reaction reason
recommendation relation relationship report request requirement research resource response responsibility result review
rise risk role rule scheme sense series service set setting situation skill solution source staff stage standard state
status step story strategy strength structure study style subject success suggestion support system target task team
technique tendency term theory topic trend use user value variety version view visit work
care health treatment
`
