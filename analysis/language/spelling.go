package language

import (
	"strings"
	"sync"
)

// British is the British spelling of a word given in small letters, where an
// American one is known: "center" gives "centre", "organized" "organised",
// "counselor" "counsellor". Where British spelling itself tells two words apart
// that American spelling does not, or the other way about, they share one:
// "license" is "licence", "program" is "programme", "practise" is "practice".
// Words of which the spelling decides the meaning stay: "tire", "check",
// "meter", "inquiry".
func British(lower string) string {
	if len(lower) < 3 {
		return lower
	}
	if s, ok := spellings()[lower]; ok {
		return s
	}
	z := strings.LastIndexByte(lower, 'z')
	if z < 3 || lower[z-1] != 'i' && lower[z-1] != 'y' || !zeds[lower[z+1:]] || keepsZed(lower[:z-1]) {
		return lower
	}
	return lower[:z] + "s" + lower[z+1:]
}

// zeds are what can follow the z of -ize and -yze.
var zeds = map[string]bool{
	"e": true, "es": true, "ed": true, "er": true, "ers": true, "ing": true, "ings": true, "able": true,
	"ation": true, "ations": true, "ational": true, "ationally": true,
}

// keepsZed reports whether a word that begins so is no verb in -ize: "size",
// "prize", "horizon".
func keepsZed(stem string) bool {
	switch stem {
	case "caps", "res", "outs", "downs", "overs", "unders", "ups", "mids", "supers", "appr", "ass":
		return true
	}
	return len(stem) < 3
}

// spellings is every American form that is not a matter of -ize, with the
// British one. It is made when first needed and never changed.
var spellings = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 3000)
	for _, line := range strings.Split(strings.TrimSpace(variants), "\n") {
		endings, pairs, _ := strings.Cut(line, "|")
		for _, pair := range strings.Fields(pairs) {
			american, british, _ := strings.Cut(pair, ":")
			for _, e := range strings.Fields(endings) {
				e = strings.TrimPrefix(e, "-")
				m[american+e] = british + e
			}
		}
	}
	return m
})

// variants lists endings and, after the bar, the beginnings to which they can
// be put, American:British. A lone "-" is no ending.
const variants = `
- s ed ing ings|color:colour favor:favour honor:honour labor:labour harbor:harbour flavor:flavour vapor:vapour humor:humour rumor:rumour armor:armour endeavor:endeavour neighbor:neighbour parlor:parlour tumor:tumour odor:odour savor:savour behavior:behaviour discolor:discolour dishonor:dishonour misbehavior:misbehaviour rigor:rigour vigor:vigour valor:valour fervor:fervour candor:candour splendor:splendour clamor:clamour ardor:ardour savior:saviour arbor:arbour succor:succour demeanor:demeanour
ful fully less|color:colour harbor:harbour favor:favour humor:humour flavor:flavour odor:odour
able ably|favor:favour honor:honour unfavor:unfavour
er ers|labor:labour color:colour
al ally ist ists ism|behavior:behaviour
hood hoods ly|neighbor:neighbour
ite ites itism|favor:favour
blind blindness|color:colour
- s|center:centre theater:theatre fiber:fibre caliber:calibre saber:sabre specter:spectre luster:lustre liter:litre kilometer:kilometre centimeter:centimetre millimeter:millimetre milliliter:millilitre meager:meagre somber:sombre ocher:ochre goiter:goitre reconnoiter:reconnoitre epicenter:epicentre
piece pieces|center:centre
ed|center:centr fiber:fibr luster:lustr
ing|center:centr
glass|fiber:fibre
ed ing er ers ings|travel:travell cancel:cancell counsel:counsell label:labell model:modell signal:signall fuel:fuell level:levell tunnel:tunnell dial:diall total:totall channel:channell funnel:funnell panel:panell marshal:marshall equal:equall rival:rivall quarrel:quarrell shovel:shovell snorkel:snorkell unravel:unravell jewel:jewell pencil:pencill spiral:spirall trial:triall medal:medall pedal:pedall initial:initiall tranquil:tranquill duel:duell bevel:bevell chisel:chisell
or ors|counsel:counsell
- ly|marvelous:marvellous woolen:woollen
ery|jewel:jewell
- s|fulfill:fulfil enroll:enrol appall:appal distill:distil instill:instil skillful:skilful willful:wilful
ment ments|enroll:enrol fulfill:fulfil install:instal
ly|skillful:skilful willful:wilful
- s ian ians ally|pediatric:paediatric orthopedic:orthopaedic
ian ians|pediatric:paediatric
- s|anesthetic:anaesthetic anesthetist:anaesthetist anesthesia:anaesthesia anesthesiologist:anaesthesiologist anemia:anaemia anemic:anaemic leukemia:leukaemia leukemic:leukaemic hemorrhage:haemorrhage hemorrhoid:haemorrhoid hematology:haematology hematologist:haematologist hematoma:haematoma hemoglobin:haemoglobin hemophilia:haemophilia hemophiliac:haemophiliac hemodialysis:haemodialysis gynecology:gynaecology gynecologist:gynaecologist gynecological:gynaecological orthopedist:orthopaedist estrogen:oestrogen esophagus:oesophagus esophageal:oesophageal diarrhea:diarrhoea edema:oedema celiac:coeliac cesarean:caesarean caesarian:caesarean caesarean:caesarean maneuver:manoeuvre encyclopedia:encyclopaedia pedophile:paedophile pedophilia:paedophilia feces:faeces fecal:faecal ischemia:ischaemia ischemic:ischaemic septicemia:septicaemia hypoglycemia:hypoglycaemia hypoglycemic:hypoglycaemic hyperglycemia:hyperglycaemia archeology:archaeology archeologist:archaeologist archeological:archaeological etiology:aetiology homoeopathy:homeopathy homoeopathic:homeopathic apnea:apnoea dyspnea:dyspnoea foetus:fetus foetal:fetal cecum:caecum leukocyte:leucocyte toxemia:toxaemia uremia:uraemia bacteremia:bacteraemia estrus:oestrus amenorrhea:amenorrhoea gonorrhea:gonorrhoea dysmenorrhea:dysmenorrhoea hemostasis:haemostasis hemolytic:haemolytic mediaeval:medieval eon:aeon
d|anesthetize:anaesthetise
d s|hemorrhage:haemorrhage
- s|defense:defence offense:offence license:licence pretense:pretence practise:practice
- d s|license:licence practise:practice
ing|licens:licenc practis:practic
less|defense:defence
- s ed ing er ers est ish|gray:grey
- s d|catalog:catalogue dialog:dialogue analog:analogue epilog:epilogue prolog:prologue monolog:monologue travelog:travelogue
ed|catalog:catalogu
ing|catalog:catalogu
- s|program:programme
- s|judgment:judgement acknowledgment:acknowledgement abridgment:abridgement lodgment:lodgement
al|judgment:judgement
-|aging:ageing
- s ed ing|plow:plough mold:mould molder:moulder
y|mold:mould
-|pajamas:pyjamas pajama:pyjama cozy:cosy cozier:cosier coziest:cosiest sulfur:sulphur sulfate:sulphate aluminum:aluminium
- s|mom:mum mommy:mummy mustache:moustache skeptic:sceptic artifact:artefact whiskey:whisky donut:doughnut plowman:ploughman airplane:aeroplane
al ally ism|skeptic:sceptic
ed ing|focuss:focus benefitt:benefit targett:target budgett:budget biass:bias
- s ed ing|e-mail:email
- s|web-site:website on-line:online off-line:offline e-learning:elearning
- s|café:cafe naïve:naive fiancé:fiance fiancée:fiancee résumé:resume cliché:cliche crèche:creche protégé:protege rôle:role
-|learnt:learned burnt:burned spelt:spelled leapt:leaped dreamt:dreamed spilt:spilled
-|gotten:got
- s|co-operation:cooperation co-ordination:coordination co-ordinator:coordinator
- s d|co-operate:cooperate co-ordinate:coordinate
ing|co-operat:cooperat co-ordinat:coordinat
-|co-operative:cooperative
-|ok:okay
`
