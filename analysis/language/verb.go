package language

import (
	"strings"
	"sync"
)

// Lemma is the key of a word whose part of speech is not known: the noun's
// (see [Fold]) or, where the word has the form of a verb, the verb's (see
// [VerbLemma]). "Waits", "waited" and "waiting" give "wait"; "appointments"
// gives "appointment". Nouns in -ing that are mostly things, such as "building"
// and "meeting", stay.
func Lemma(word string) string {
	key := Fold(word)
	if key != "" && mostlyNouns()[key] {
		return key
	}
	return verbOf(key)
}

// Lemma is the key of a word that was tagged: the verb's for tags of verbs,
// otherwise the noun's.
func (m *Model) Lemma(word string, t Tag) string {
	if strings.HasPrefix(m.Name(t), "VB") {
		return VerbLemma(word)
	}
	return Fold(word)
}

// VerbLemma is the key of a verb: its base form in small letters and British
// spelling. "Told" gives "tell", "travelling" and "traveling" give "travel",
// "organizes" gives "organise". It goes by rules and lists, so that a verb
// which is not listed may keep or lose a final e ("vaping" gives "vape").
func VerbLemma(word string) string {
	if strings.Contains(word, "\u2019") {
		word = strings.ReplaceAll(word, "\u2019", "'")
	}
	return verbOf(British(thirdPerson(strings.ToLower(word))))
}

// thirdPerson cuts the ending of "she waits".
func thirdPerson(w string) string {
	if len(w) < 4 || w[len(w)-1] != 's' || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "'s") {
		return w
	}
	stem := w[:len(w)-1]
	switch {
	case strings.HasSuffix(stem, "ie") && len(stem) > 3:
		return stem[:len(stem)-2] + "y"
	case hasAnySuffix(stem, "sse", "she", "xe", "zze", "tze") || strings.HasSuffix(stem, "oe") && stem != "hoe" && stem != "toe",
		strings.HasSuffix(stem, "che") && !hasAnySuffix(stem, "ache", "cache") || hasAnySuffix(stem, "eache", "oache", "tache"):
		return stem[:len(stem)-1]
	}
	return stem
}

func hasAnySuffix(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// verbOf cuts -ing and -ed from a word in small letters and British spelling,
// and knows verbs with a past of their own.
func verbOf(w string) string {
	if base, ok := pasts()[w]; ok {
		return base
	}
	stem := ""
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ing"):
		stem = w[:len(w)-3]
	case len(w) > 4 && strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "ed"):
		stem = w[:len(w)-2]
	}
	if stem == "" || !strings.ContainsAny(stem, "aeiouy") || notVerbs()[w] {
		return w
	}
	if strings.HasSuffix(w, "eed") { // agreed is listed, exceed is a verb
		return w
	}
	return British(baseOf(stem))
}

// baseOf puts back what an ending took from a verb: a final e, or one of two
// consonants.
func baseOf(stem string) string {
	n := len(stem)
	if eVerbs()[stem] {
		return stem + "e"
	}
	last := stem[n-1]
	if n >= 3 && stem[n-2] == last && !isVowel(last) {
		switch {
		case keepsTwo()[stem], last == 's', last == 'f', last == 'z':
			return stem
		case last == 'l' && vowelGroups(stem) == 1 && !hasAnySuffix(stem, "iall", "uell"): // call, spell
			return stem
		}
		return stem[:n-1]
	}
	if endsInE(stem) {
		return stem + "e"
	}
	return stem
}

// endsInE reports whether a verb that is not listed, cut before its ending,
// lost an e. In doubt the spelling decides: "hoped" has one p, "hopped" two.
func endsInE(stem string) bool {
	n := len(stem)
	last, before := stem[n-1], byte(0)
	if n > 1 {
		before = stem[n-2]
	}
	if noE()[stem] {
		return false
	}
	switch {
	case last == 'v' || last == 'c' || last == 'z' && before != 't':
		return true
	case last == 'u':
		return before != 'o' && before != 'a'
	case (last == 'l' || last == 'r' && before == 't') && before != 'r' && !isVowel(before) && before != 'w' && before != 'l':
		return true // handle, centre
	case last == 's' && (isVowel(before) || before == 'r' || before == 'n' || before == 'p' || before == 'l'):
		return true // please, nurse, rinse
	case last == 'g' && (before == 'd' || before == 'r' || before == 'l'):
		return true // judge, charge
	case last == 't' && before == 'a' && n > 2 && (stem[n-3] == 'i' || stem[n-3] == 'u'):
		return true // appreciate, situate
	}
	if n < 2 || !isVowel(before) || isVowel(last) || last == 'w' || last == 'x' || last == 'y' {
		return false
	}
	if n > 2 && isVowel(stem[n-3]) && (stem[n-3] != 'u' || n < 4 || stem[n-4] != 'q') {
		return false // two vowels: wait, but not quote
	}
	return vowelGroups(stem) == 1 || lostE[stem[n-2:]]
}

// lostE are the ends of verbs of several syllables that lost an e: create,
// require, provide, manage.
var lostE = map[string]bool{
	"at": true, "ut": true, "ir": true, "ur": true, "id": true, "ud": true, "od": true, "ad": true, "ag": true,
	"eg": true, "ib": true, "ak": true, "ok": true, "um": true,
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// vowelGroups counts runs of vowels, about one for each syllable.
func vowelGroups(s string) int {
	n := 0
	for i := range len(s) {
		if isVowel(s[i]) && (i == 0 || !isVowel(s[i-1])) {
			n++
		}
	}
	return n
}

// wordSet makes a set once, when first needed; it is never changed.
func wordSet(words string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		m := map[string]bool{}
		for _, w := range strings.Fields(words) {
			m[w] = true
		}
		return m
	})
}

// pasts are the forms of verbs that follow no rule, with the base form.
var pasts = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, list := range strings.Fields(irregularVerbs) {
		forms := strings.Split(list, ",")
		for _, f := range forms[1:] {
			m[f] = forms[0]
		}
	}
	return m
})

const irregularVerbs = `
be,am,is,are,was,were,been,being have,has,had,having do,does,did,done,doing go,went,gone
agree,agreed disagree,disagreed free,freed guarantee,guaranteed referee,refereed decree,decreed pee,peed
arise,arose,arisen awake,awoke,awoken bear,bore beat,beaten become,became begin,began,begun bend,bent bind
bite,bit,bitten bleed,bled blow,blew,blown break,broke,broken breed,bred bring,brought build,built burn,burnt buy,bought
catch,caught choose,chose,chosen cling,clung come,came creep,crept deal,dealt die,died,dying dig,dug draw,drew,drawn
dream,dreamt drink,drank,drunk drive,drove,driven eat,ate,eaten fall,fell,fallen feed,fed feel,felt fight,fought
find,found flee,fled fly,flew,flown forbid,forbade,forbidden forget,forgot,forgotten forgive,forgave,forgiven
freeze,froze,frozen get,got,gotten give,gave,given grow,grew,grown hang,hung hear,heard hide,hid,hidden hold,held
keep,kept kneel,knelt know,knew,known lead,led lean,leant leap,leapt learn,learnt leave,left lend,lent lie,lied,lying,lain
lose,lost make,made mean,meant meet,met mistake,mistook,mistaken outdo,outdid overcome,overcame overhear,overheard
oversee,oversaw,overseen overtake,overtook,overtaken pay,paid repay,repaid prove,proven rebuild,rebuilt
ride,rode,ridden ring,rang,rung rise,risen rewrite,rewrote,rewritten run,ran rerun,reran say,said see,saw,seen seek,sought
sell,sold resell,resold send,sent resend,resent sew,sewn shake,shook,shaken shine,shone show,shown shrink,shrank,shrunk
sing,sang,sung sink,sank,sunk sit,sat sleep,slept slide,slid smell,smelt speak,spoke,spoken spell,spelt spend,spent
overspend,overspent spill,spilt spin,spun spoil,spoilt stand,stood understand,understood misunderstand,misunderstood
withstand,withstood steal,stole,stolen stick,stuck sting,stung stink,stank,stunk strike,struck,stricken string,strung
strive,strove swear,swore,sworn sweep,swept swell,swollen swim,swam,swum swing,swung take,took,taken retake,retook,retaken
undertake,undertook,undertaken teach,taught tear,tore,torn tell,told retell,retold think,thought rethink,rethought
throw,threw,thrown overthrow,overthrew,overthrown tie,tied,tying tread,trod,trodden undergo,underwent,undergone undo,undid,undone redo,redid,redone
wake,woke,woken wear,wore,worn weave,wove,woven weep,wept win,won withdraw,withdrew,withdrawn withhold,withheld
wring,wrung write,wrote,written uphold,upheld foresee,foresaw,foreseen ski,skiing,skied see,seeing flee,fleeing
canoe,canoeing age,ageing,aging vie,vying dye,dyeing,dyed eye,eyeing,eyed focus,focuses,focused,focusing put,putting queue,queueing,queuing,queued
sue,sued,suing cue,cued singe,singeing,singed owe,owed,owing use,used,using cc,cced ok,oked
`

// notVerbs look like a form of a verb and are none.
var notVerbs = wordSet(`
thing king ring wing bring spring string sting swing sling cling fling ping ming ding bling viking
something nothing anything everything plaything morning evening during ceiling wedding pudding clothing sibling darling
sterling herring duckling inkling shilling earring offspring notwithstanding underling
bed red shed sled fed led wed hundred kindred sacred naked wicked rugged ragged jagged crooked beloved aged infrared biped
unaided unexpected unprecedented unlimited unwanted newlywed purebred hatred embed watershed bloodshed hotbed seabed
shred med ned ted fred alfred ed
`)

// mostlyNouns are kept by Lemma where nothing says that they are verbs.
var mostlyNouns = wordSet(`
building meeting heading setting wording rating ranking briefing hearing being wellbeing human-being housing parking
dressing lighting bedding plumbing catering funding shot found ground wound bore bound rose lay lent shed fed dove
`)

// keepsTwo are verbs that end in two equal consonants, but for -ss, -ff, -zz
// and verbs of one syllable in -ll.
var keepsTwo = wordSet(`add odd err purr whirr putt butt mutt boycott ebb egg inn recall install uninstall reinstall forestall befall
enthrall refill misspell foretell resell retell oversell rebill reroll unroll overspill backfill buttonhol appall waterfall
stonewall overkill downhill uphill handbill`)

// noE are verbs that look, without their ending, as if an e was lost.
var noE = wordSet(`
focus refocus bus gas canvas bias trespass visit edit credit limit exit profit benefit audit inhabit exhibit prohibit
format combat habitat caveat float defeat threat repeat chat float
picnic mimic panic frolic traffic
bath
debut input output
murmur sulphur
period method nomad
quiz waltz blitz whiz
vacuum
orbit deposit
curl hurl whirl twirl swirl unfurl snarl howl growl prowl bowl trawl crawl
`)

// eVerbs are verbs in -e, without it, of which the spelling does not tell.
var eVerbs = wordSet(`
cach accommodat accus ach achiev acquir activat adher admir ador advanc advertis advis alleviat allocat amaz analys
announc anticipat apologis appreciat approv argu arous arrang arriv assum assur attribut attun automat bak balanc
bas becom behav believ besieg blam bounc breath brib bridg bridl brows bruis calculat captur car caus ceas celebrat
challeng chang charg chas choos chos circulat cit cleans clon clos coincid collaborat collaps collat com combin
commemorat communicat commut compar compensat compet compil complet compos compris comput conced conceiv concentrat
conclud condens condon confin confus consol consolidat conspir consum contemplat continu contribut conven convinc
cooperat coordinat cop correlat creat cring cruis culminat cultivat cur curat cycl damag danc dar dat deactivat
debat deceiv decid declar declin decompil decorat decreas dedicat deduc defin defus delegat delet demonstrat demot
denounc deplet deplor deprecat depriv deriv describ deserv designat desir despis destin deteriorat determin devalu
deviat devis devot diagnos dictat differentiat diffus dilat dilut din disabl discharg disciplin disclos discontinu
discourag discriminat disinclin dislik displac disput dissociat dissolv distribut divid divorc dominat donat dos
doubl downgrad downsiz dredg driv duplicat eas educat elaborat elevat eliminat elop embrac emerg emigrat emulat
enabl encapsulat enclos encod encourag endors endur enforc engag enhanc enlarg enrag ensur entic entitl entwin equat
eras erod escalat escap estimat evacuat evad evaluat evolv exaggerat examin exchang excit exclud excus execut
exercis exhal exil expedit experienc expir explor expos fac facilitat fad fak fascinat fatigu featur fertilis
finalis financ fir flar fluctuat forag forc foreclos forgiv formulat fram freez fring frustrat fum fus gaug gaz
generat giv glanc glid glu googl grad graduat grimac guid hallucinat handl hat hav headlin hesitat hibernat hid hing
hir hop hous humiliat hustl hydrat hyp ignit ignor illustrat imagin imitat immers immunis implicat impos improv
incinerat incit inclin includ incorporat increas incubat indicat induc infiltrat inflam inflat influenc infring
inhal initiat injur innovat inoculat inquir insinuat inspir insulat insur integrat interfer interrogat intertwin
interven intimidat intrigu introduc intrud invad investigat invit invoic involv irritat isolat issu jeopardis jok
judg lac landscap leas leav leverag liais liberat lik lin liv locat lodg los loung lov lubricat lung machin mak
manag manipulat manoeuvr marginalis massag matur measur mediat medicat menstruat merg microwav migrat min mistak
moderat motivat mov mut mutilat nam narrat navigat necessitat negotiat neutralis nicknam nominat not notic nudg nurs
oblig obligat observ operat operationalis oppos orchestrat organis originat outlin outrag outsourc overcom overdos
overrid oxygenat pac palpat paralys participat past paus penalis penetrat perceiv perforat perspir pervad phas phon
pierc pipelin plac plagu pleas pledg plung pok polaris polic pollut populat pos postpon practic prais preced
predominat prejudic prepar prescrib preserv presid presum privatis prob procrastinat procur produc profil programm
promis promot pronounc propagat propos prosecut prov provid provok prun publicis puls punctuat purchas pursu
questionnair quot rac rag rais rampag rang rat rav realis rearrang reassur rebat rebuk receiv recit reclin recognis
recommenc reconcil recuperat recycl redefin reduc referenc refin refinanc refus refut regenerat regulat rehears
reimburs reissu rejoic rejuvenat relat releas reliev relocat remak reminisc remov renam renegotiat renovat replac
replicat repris reproduc requir reschedul rescu resembl reserv resid resiz resolv restor restructur restyl resum
resuscitat retir retrac retriev reunit reus revers revis revitalis reviv revolv rewir rid rins ris rotat rout rul
sabotag salvag sav scath schedul schem scor scrutinis seduc seeth segregat separat serenad serv shak shap shar shav
shin shov shuttl sieg simulat singl siz slic slid smil smok sneez snooz snor solv sooth spac spar spic splic spong
squar squeez stabilis stag standardis starv stat sterilis stimulat stipulat stor strangl streamlin strid strik strok
struggl styl subscrib subsid substitut suffic suicid superced supersed supervis suppos surg surviv swip sympathis
syring tak tangl tast teas telephon terminat terroris thriv tickl tim tolerat tortur trac trad translat traumatis
trembl triag troubl tun tweez typ undermin unit updat upgrad upscal urg us utilis vacat vaccinat validat valu
vandalis vap ventilat venu vibrat violat visualis vocalis vot voyag wak wast wav wedg welcom whin whistl winc wip
wir writ yok
`)
