package language

import "testing"

func TestForeign(t *testing.T) {
	foreign := []string{
		// Welsh
		"Mae'r gwasanaeth yn wych, diolch yn fawr iawn i bawb",
		"Roedd y meddyg yn garedig ond roedd rhaid aros yn hir",
		"Dwi ddim yn gallu cael apwyntiad gyda fy meddyg",
		"Diolch yn fawr am y gofal yn yr ysbyty",
		// Polish
		"Nie mogę się dodzwonić do przychodni, czekałem bardzo długo",
		"Bardzo dobry lekarz, dziękuję za pomoc",
		"Nie wiem czy to jest dobrze ale dziekuje",
		// Urdu and Hindi, Punjabi and Bengali in Latin script
		"Doctor bahut acha hai lekin appointment nahi milta",
		"Mujhe bohat intezar karna para, staff acha tha",
		"Yeh hospital bahut achha hai, shukriya",
		"Nurse vadhia si te naal changa kam kita",
		"Ami khub bhalo seba peyechi kintu onek somoy",
		// French, Spanish, Portuguese, Romanian, Italian
		"Le personnel était très gentil mais l'attente est trop longue",
		"Merci beaucoup pour les soins, c'est un très bon hôpital",
		"El personal fue muy amable pero la espera fue larga",
		"No hablo inglés, por favor ayuda para mi madre, gracias por todo",
		"O atendimento foi muito bom, obrigada a todos pelo apoio",
		"Personalul a fost foarte amabil, mulțumesc pentru tot",
		"Am asteptat foarte mult dar doctorul este bun",
		"Il personale è molto gentile, grazie per tutto quello che fate",
		// German, Dutch, Turkish, Somali, Lithuanian, Hungarian, Tagalog
		"Das Personal war sehr nett und ich bin zufrieden",
		"Het personeel was heel vriendelijk maar ik moest lang wachten bij de dokter",
		"Doktor çok iyi ama çok bekledim",
		"Waa ku mahadsanid, dhakhtarka waa fiican",
		"Labai geras gydytojas, ačiū už viską",
		"Nagyon kedves volt az orvos, köszönöm",
		"Maraming salamat po sa mga nurse",
		// other scripts
		"ہسپتال کا عملہ بہت اچھا تھا",
		"الطبيب ممتاز والانتظار طويل",
		"Очень хорошая больница",
		"護士非常友善",
		"ਬਹੁਤ ਵਧੀਆ ਸੇਵਾ",
	}
	english := []string{
		"", "ok thanks", "Thanks!", "N/A", "none", "👍👍👍", "12/03/2021", "https://example.org/yn/mae", "@mae_jones @gan",
		"The nurse was very kind but I waited a long time",
		"no", "Nothing", "Nil", "yes yes yes", "lol", "Dr Mae Jones", "Las Vegas", "Los Angeles and La Paz", "Jean-Luc de la Tour",
		"Diolch!", "merci", "Muchas", "Ysbyty Gwynedd", "Ysbyty Ystrad Fawr",
		"Diolch yn fawr to all the staff on the ward, you were so kind and helpful to me and my mum",
		"I said bonjour and merci to the French nurse and she laughed",
		"We use the DAS system and the IST code for the UND forms in our trust",
		"Staff rang me at 8 am to say come in and I did so at once",
		"RT @NHS: Get your flu jab today! #FluFighter",
		"sudo apt-get install mit-scheme und nvidia-glx", "gr8 service m8 u r fab", "Plz call me asap re my appt",
		"paracetamol 500mg od, ibuprofen prn", "α and β blockers were stopped", "the letter π", "日本",
		"que?", "Je ne sais quoi, that is what the ward has", "per se the care is fine, ad hoc and vice versa",
	}
	a := model().NewAnalyser()
	for _, text := range foreign {
		if !a.Foreign(text) {
			t.Errorf("taken for English: %q", text)
		}
	}
	for _, text := range english {
		if a.Foreign(text) {
			t.Errorf("taken for another language: %q", text)
		}
	}
}

// Real English is not taken for another language: fewer than one in a thousand
// comments, and no tweet of a British or American newsroom.
func TestForeignOnRealEnglish(t *testing.T) {
	a := model().NewAnalyser()
	for i, texts := range messages(t) {
		n := 0
		for _, text := range texts {
			if a.Foreign(text) {
				if n++; i < 3 {
					t.Logf("taken for another language: %q", text)
				}
			}
		}
		t.Logf("%d of %d", n, len(texts))
		if i < 3 && 1000*n >= len(texts) { // the chat does hold other languages
			t.Errorf("%d of %d are taken for another language", n, len(texts))
		}
	}
}

// A word is a strong sign of a language or a weak one, not both.
func TestFunctionWords(t *testing.T) {
	for w, x := range foreignWords() {
		if x.own != 0 && englishWords()[w] {
			t.Errorf("%q counts for another language, though English has it", w)
		}
		if x.own&x.shared != 0 {
			t.Errorf("%q is listed twice", w)
		}
	}
	if len(tongues) > 32 {
		t.Error("there are more languages than bits")
	}
}

func FuzzForeign(f *testing.F) {
	for _, s := range []string{"", "nie wiem się", "yn mae 日本語です", "\xff\xfe", "hai nahi the the"} {
		f.Add(s)
	}
	a := model().NewAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		if first := a.Foreign(text); first != a.Foreign(text) || first != model().NewAnalyser().Foreign(text) {
			t.Errorf("asking again gives another answer for %q", text)
		}
	})
}
