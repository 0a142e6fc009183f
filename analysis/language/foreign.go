package language

import (
	"strings"
	"sync"
	"unicode"
)

// Foreign reports whether a text is written in a language other than English,
// so that it can be counted and left out of English themes. It says so only on
// evidence:
//
//   - most letters, and four or more, are of a script other than Latin; or
//   - two or more different words are function words of one other language and
//     not of English, they are a quarter of all words or more, and there are at
//     least twice as many of them as of English function words that the other
//     language does not have.
//
// Short messages, names, links and thanks are therefore English. Languages
// known by their function words: Welsh, Polish, Urdu, Hindi, Punjabi and
// Bengali in Latin script, French, Spanish, Portuguese, Romanian, Italian,
// German, Dutch, Turkish, Somali, Lithuanian, Hungarian and Tagalog.
func (a *Analyser) Foreign(text string) bool {
	a.Tokens(text)
	return a.LastForeign()
}

// LastForeign is [Analyser.Foreign] for the text that was taken apart last. It
// costs next to nothing after [Analyser.Tokens] or [Analyser.Phrases].
func (a *Analyser) LastForeign() bool {
	seen, other, latin := uint32(0), 0, 0
	for i, f := range a.context {
		if a.tokens[i].Kind == Word {
			seen |= f.tongues
			other += int(f.otherLetters)
			latin += int(f.latinLetters)
		}
	}
	if other >= 4 && other > latin {
		return true
	}
	for k := 0; seen>>k != 0; k++ {
		if seen>>k&1 != 0 && a.speaks(1<<k) {
			return true
		}
	}
	return false
}

// speaks reports whether the text taken apart last is in the language of one
// bit.
func (a *Analyser) speaks(tongue uint32) bool {
	strong, weak, english, words := 0, 0, 0, 0
	var first *form
	different := false
	for i, f := range a.context {
		if a.tokens[i].Kind != Word {
			continue
		}
		words++
		switch {
		case f.tongues&tongue != 0:
			strong++
			if first == nil {
				first = f
			}
			different = different || f.lower != first.lower
		case f.shared&tongue != 0:
			weak++
		case f.english:
			english++
		}
	}
	return different && strong >= 2*english && 4*(strong+weak) >= words && 6*strong >= words
}

// tongue is a language with its function words: those that English has not, and
// those that it has too, or that are spelled as an English word or a usual
// name.
type tongue struct{ name, own, shared string }

var tongues = [...]tongue{
	{"Welsh", `yn mae oedd roedd wedi fy ein eich gan gyda hefyd iawn diolch ddim nid ond dw dwi rwy rwyf sydd sy hyn hynny yma
		nhw gwasanaeth cael gael oherwydd llawer meddyg byddai bydd wnaeth bore gofal pobl sut neu pob mwy gwych rhaid
		eisiau gallu dyma dyna cymraeg gweld fod fel ofnadwy arbennig staffio`,
		`i o y a am ar da yr un hi ni os fe chi pan bod dim ac ei eu beth fawr ysbyty`},
	{"Polish", `nie się sie jest że bardzo był byl była byla było bylo są mnie już juz tylko jestem dziękuję dziekuje proszę prosze
		dobrze dobry dzień dzien lekarz lekarza szpital szpitalu wizyta wizytę długo dlugo czy jak dla przez kiedy gdzie który
		która które mój moja moje jego oraz ponieważ poniewaz wszystko pani ludzie obsługa opieka tego tym żeby zeby ktoś trzeba`,
		`to do i w z na co tak od po mam ale pan a ja ty mi bez za ze o ich`},
	{"Urdu or Hindi", `hai hain nahi nahin aur bahut bohat bohot bhi kya kyun kyu kaise yeh woh mera meri mujhe aap tha thi acha achha
		accha shukriya dhanyavaad raha rahi rahe gaya gayi diya kiya liye lekin agar phir unka unki inka apna apne apni karte
		karna karne mein mujhko hamare humare wala wale koi sabse kaam yahan wahan tum kuch hua`,
		`ka ki ke ko se ne the main par to ho ye wo jab tak sab hum`},
	{"Punjabi", `vadhia vadiya changa changi bohat bahut sanu mainu tusi tuhada tuhadi dhanvad dhanwad asi nahi hai hun kiti kita lai
		naal vich ohna`, `da di de nu si te ji ne`},
	{"Bengali", `ami tumi apni khub bhalo valo kintu keno onek amar tomar apnar dhonnobad hobe korte kore ekta chilo chhilo ache achhe
		theke jonno ekhane amader`, `na o ta ar`},
	{"French", `les une dans que qui avec je elle nous vous ils mais où très tres cette ces sont été était etait avoir être fait tout
		tous bien merci beaucoup aux leur c'est j'ai n'est qu'il d'un d'une s'il n'ai c'était parce aussi alors donc trop rien
		chez comme sans votre notre bonjour médecin hôpital soins attente quand peut même après personnel soignant`,
		`le la des est et un pour pas sur il tu ou ce mon ma mes son au du ne se a on me de en plus me as si y l'hôpital`},
	{"Spanish", `que una por para muy pero como más este esta estos todo todos bien gracias está estoy estaba fue cuando donde porque
		sobre también tambien ella nosotros sus tiene tengo nada siempre mucho mucha muchas muchos hola buenos días médico
		médicos atención tiempo espera servicio usted ustedes aquí eso esto hacer`,
		`el la los las y en un con es no han hay sin yo mi su les le lo se ser de me a he has si al del o mas dias hospital`},
	{"Portuguese", `não nao uma para muito foi está são pelo pela obrigado obrigada você voce quando também tudo mais isso estou ele
		ela meu minha atendimento médico bem mas`, `os do da em com de a o e no na as se um por que`},
	{"Romanian", `și este sunt că pentru foarte în fost dar mult mulțumesc multumesc bine fără fara doar toate când cand acest această
		aceasta spital spitalul doctorul medici personalul bună buna ziua dacă daca sau lor mea meu noi voi să unde deci trebuie
		asta aici acum după dupa așteptat asteptat mă vă nici`,
		`si nu ca mai din cu la pe de care ce o am a ne eu va cum ore bun lui ei au as`},
	{"Italian", `che è una sono molto grazie della dello delle degli nel nella anche più questo questa hanno stato stata perché perche
		tutto tutti bene buongiorno ospedale medico sempre quando gli loro mio cosa fatto`,
		`il di non per con ho ha mi ma come la le lo i e a si da in no un al del se`},
	{"German", `das und ist nicht ich ein eine einen zu mit auf für fuer sich dem auch aber sehr bei oder wie noch nur wenn habe haben
		wird sind kann mir mich wir ihr sie danke bitte krankenhaus arzt immer mehr keine kein schon dass`,
		`der die den von es war hat gut so am in was man im an er du hallo des`},
	{"Dutch", `het een niet ik dat voor zijn maar ook bij deze naar heb heeft geen wel goed dank bedankt jij wij mijn nog zeer
		ziekenhuis maken kunnen hebben`, `de van wat hoe op met als er je is in was en die te of om hallo me`},
	{"Turkish", `ve bir bu çok cok için icin ama değil degil yok evet hayır teşekkürler tesekkurler ederim gibi daha olarak hastane
		doktor iyi kadar sonra oldu bana benim`, `ben var ne mi o da de en her`},
	{"Somali", `waa iyo waxaan aad ayaa mahadsanid badan laakiin fiican waxay isku inuu markii dhakhtarka isbitaalka waxa`,
		`oo ka ku ma si u la ee uu ay ah`},
	{"Lithuanian", `ir yra kad labai ačiū aciu buvo už aš gydytojas ligoninė nes kaip taip viskas tik jau laukti mane`,
		`bet su tai man ne per dar į o`},
	{"Hungarian", `és nem hogy egy nagyon volt köszönöm koszonom csak vagy orvos kórház már jó mert`, `a az ez de is van meg mint`},
	{"Tagalog", `ang mga ako siya salamat maraming kasi pero naman yung talaga namin natin dito kayo wala`, `sa ng po ay na lang hindi at`},
}

// functionWords are the languages of which a word in small letters is a function word.
type functionWords struct{ own, shared uint32 }

// foreignWords is made when first needed and never changed.
var foreignWords = sync.OnceValue(func() map[string]functionWords {
	m := make(map[string]functionWords, 2000)
	for k, t := range tongues {
		for _, w := range strings.Fields(t.own) {
			x := m[w]
			x.own |= 1 << k
			m[w] = x
		}
		for _, w := range strings.Fields(t.shared) {
			x := m[w]
			x.shared |= 1 << k
			m[w] = x
		}
	}
	return m
})

// englishWords are function words of English, and words that chats use instead
// of them.
var englishWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(functionList + ` n't 's 'm 're 've 'll 'd it's i'm ok okay thanks thank please yes no hello hi very all
		some any one more most much many good great like get got go know think need want time people well only other way make
		see use try please work works`) {
		m[w] = true
	}
	return m
})

// speech sets what a word says of the language of a message.
func (f *form) speech() {
	for _, r := range f.lower {
		switch {
		case r < 0x80 || !unicode.IsLetter(r) || unicode.Is(unicode.Latin, r):
			f.latinLetters++
		default:
			f.otherLetters++
		}
		if f.latinLetters+f.otherLetters > 100 { // enough is known
			break
		}
	}
	words := foreignWords()[f.lower]
	f.tongues, f.shared, f.english = words.own, words.shared, englishWords()[f.lower]
}
