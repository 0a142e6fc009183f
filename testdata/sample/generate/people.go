package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

type platform int

const (
	onTwitter platform = iota
	onWhatsApp
)

// account is one name as an export shows it. A person has one, but for the few in aliases.
type account struct {
	name     string // Twitter handle or WhatsApp display name
	real     string // the invented person's full name
	town     string // where the person works
	on       platform
	heavy    float64 // part of the heavy posters' messages on the platform; 0 for everybody else
	attend   float64 // how readily the person comes
	talk     float64 // how much the person says
	from, to int     // first and last session, as positions in the calendar
	host     bool
	id       uint64 // Twitter's number
	fans     int
	spoke    bool
}

func (a *account) first() string {
	name, _, _ := strings.Cut(a.real, " ")
	return name
}

// alias is one person under several names.
type alias struct {
	Person string      `json:"person"`
	Names  []aliasName `json:"names"`
	Note   string      `json:"note"`
}

type aliasName struct {
	File string `json:"file"`
	Name string `json:"name"`
}

var aliases = []alias{
	{"Rhian Pritchard-Cole", []aliasName{{"tags.csv", "rhian_stourhav"}, {"whatsapp.txt", "Rhian Pritchard-Cole"}},
		"uses both platforms"},
	{"Joel Fairhurst-Okoye", []aliasName{{"tags.csv", "joel_tidewell"}, {"tags.csv", "joelfo_kingsmr"}},
		"changed handle with a new job in June 2012; the new handle looks like a newcomer"},
	{"Mohan Desai-Whitlock", []aliasName{{"tags.csv", "mohan_eastvale"}, {"whatsapp.txt", "+44 7700 900461"}},
		"uses both platforms; his number was never saved as a contact"},
}

var towns = []string{"Northmere", "Wexbridge", "Eastvale", "Harlowby", "Pendlewick", "Stourhaven", "Kingsmoor", "Tidewell", "Marrowdale", "Ashcombe"}

// Cohorts: the month in which a group of people first comes, and who they are. The heavy posters are the
// first three of the first Twitter list and the first two of the first WhatsApp list.
type cohort struct {
	month string // "2011-01"
	tw    []string
	wa    []string
}

var cohorts = []cohort{
	{"2011-01", []string{
		"Amara Okafor-Dunn|amara_northmere", "Callum Birkinshaw|callum_wexbrdg", "Sunita Raval-Hughes|sunita_talks_ev",
		"Rhian Pritchard-Cole|rhian_stourhav", "Joel Fairhurst-Okoye|joel_tidewell", "Mohan Desai-Whitlock|mohan_eastvale",
		"Bethan Llewellyn-Fox|bethan_marrowd", "Declan Quigley-Marsh|declan_harlowby", "Ifeoma Nwachukwu-Reid|ifeoma_pendlwk",
		"Graham Ottershaw|gotters_kngsmoor", "Priya Venkat-Lowther|priya_tidewell", "Morag Sinclair-Tait|morag_eastvale",
		"Yusuf Karatas-Bloom|yusuf_harlowby", "Alison Thistlewood|ali_thistle_wx", "Kwabena Asante-Poole|kwabena_nthmere",
		"Hester Lindqvist|hester_stourhav", "Dafydd Penhallow|dafydd_pendlwk", "Shazia Mirza-Coombe|shazia_ashcombe",
		"Rory MacAskill-Bray|rory_marrowdale", "Tamsin Polwhele|tamsin_kngsmoor", "Leon Baptiste-Harker|leon_wexbridge",
		"Agnieszka Kowal-Frith|aga_northmere", "Neville Cropthorne|nev_cropthorne_t", "Siobhan Rafferty-Lunn|siobhan_eastvl",
		"Imran Qadir-Sewell|imran_pendlwk", "Lowri Cadwaladr-Gale|lowri_tidewell", "Marcus Effiong-Tranter|marcus_harlowby",
		"Philippa Greatorex-Yeo|pip_greatorex_m", "Hamish Dalgleish-Orr|hamish_ashcombe", "Deepa Nair-Summers|deepa_stourhav",
		"Olwen Fothergill-Rees|olwen_wexbridge", "Curtis Adeyemi-Stroud|curtis_kngsmoor", "Fenella Warboys|fenella_marrowd",
	}, []string{
		"Nasreen Chaudhry-Bell", "Gethin Maddocks",
		"Oyinkan Adebayo-Smith", "Clodagh Mac Giolla", "Farah Siddiqui-Lowe", "Tobias Rennard", "Mairead Lockhart",
		"Seb Holloway-Crane", "Dilwyn Prosser", "Lorcan Tierney-Webb", "Ravinder Thackeray-Gill", "Hanneke Fairweather",
		"Bronagh Devlin-Ash 🌻", "Winston Marlowe-Grant", "Jagdeep Sohal-Pryce", "Catrin Ellesmere-Jones", "Fergus Abernethy-Kerr",
		"Adaeze Chukwu-Hollis", "Maureen Ramsbottom-Lee", "Kofi Amankwah-Dale", "Isla Drummond-Peake", "Nigel Featherstonehaugh",
		"Parveen Akhtar-Moss",
	}},
	{"2011-02", nil, []string{"Gwilym Hartnoll"}},
	{"2011-03", []string{"Teresa Villanueva-Kaye|teresa_nthmere"}, nil},
	{"2011-05", []string{"Owain Trevelyan-Pugh|owain_ashcombe"}, nil},
	{"2011-06", nil, []string{"Balvinder Rai-Cotterill"}},
	{"2011-09", []string{"Esther Goldmann-Tibbs|esther_wexbrdg"}, nil},
	{"2011-10", []string{"Malachy Cullinane-Ross|malachy_tidewl"}, nil},
	{"2012-01", []string{
		"Chidi Obiora-Langton|chidi_harlowby", "Verity Swithinbank|verity_kngsmoor", "Anwar Hussaini-Croft|anwar_marrowd",
		"Ffion Gwynedd-Hale|ffion_eastvale", "Douglas Pettigrew-Shah|doug_pendlewick", "Sabrina Laurent-Mbeki|sabrina_stourhv",
	}, []string{"Kirsty Auchterlonie", "Manjit Dhaliwal-Frost", "Emeka Uzor-Whitby", "Josephine Tattersall"}},
	{"2012-02", []string{"Lachlan Struthers-Oke|lachlan_wexbrdg"}, nil},
	{"2012-03", nil, []string{"Ruqayyah Noor-Beckett"}},
	{"2012-05", []string{"Heledd Brockbank|heledd_nthmere"}, nil},
	{"2012-09", []string{"Vikram Solanki-Thorpe|vikram_ashcombe"}, []string{"Una Kilbride-Mensah"}},
	{"2012-11", []string{"Roz Hathersage|roz_harlowby_c"}, nil},
	{"2013-01", []string{
		"Temperance Boateng-Hill|temperance_kmr", "Stuart Inglethorpe|stuart_marrowd", "Noor Haddadin-Price|noor_tidewell",
		"Eilidh Corrigall-Vane|eilidh_pendlwk", "Barnaby Szymanski-Holt|barnaby_eastvl", "Chloe Mapondera-Finch|chloe_northmere",
		"Anil Kulkarni-Brooke|anil_wexbridge",
	}, []string{"Patience Owusu-Hart", "Zofia Wrona-Marsh", "Cormac Hegarty-Lin", "Delyth Ashworth-Khan"}},
	{"2013-02", []string{"Gareth Oyelaran-Moore|gareth_stourhav"}, nil},
	{"2013-03", []string{"Isobel Quarrington|isobel_ashcombe"}, []string{"Raza Mahmood-Tilley"}},
	{"2013-04", nil, []string{"Sinead Loughlin-Drake"}},
	{"2013-06", []string{"Tunde Falade-Birch|tunde_harlowby"}, nil},
	{"2013-09", []string{"Myfanwy Threlkeld|myfanwy_kngsmr"}, nil},
	{"2013-10", nil, []string{"Harpreet Bassi-Wilde"}},
	{"2013-11", []string{"Ottilie Pemberthy-Roe|ottilie_marrowd"}, nil},
}

// lapsed counts the people who stop coming, by the month of their last session.
var lapsed = []struct {
	month  string
	tw, wa int
}{
	{"2011-08", 1, 1}, {"2011-09", 1, 1}, {"2011-10", 2, 1}, {"2011-11", 2, 1}, {"2011-12", 3, 2},
	{"2012-06", 1, 0}, {"2012-10", 1, 1}, {"2012-12", 1, 1},
	{"2013-05", 1, 0}, {"2013-09", 0, 1}, {"2013-11", 1, 0},
}

// cast makes all accounts: who they are, when they come first and last.
func cast(rng *rand.Rand, cal []*evening) []*account {
	var all []*account
	add := func(name, real string, on platform, month string) *account {
		from, to := monthSpan(cal, month)
		a := &account{
			name: name, real: real, on: on, town: towns[len(all)*3%len(towns)],
			attend: clamp(math.Exp(0.45*rng.NormFloat64()), 0.45, 1.8),
			talk:   clamp(math.Exp(0.3*rng.NormFloat64()), 0.6, 1.6),
			from:   from + rng.IntN(to-from+1), to: len(cal) - 1,
			id: 20_000_000 + rng.Uint64N(400_000_000), fans: 60 + int(math.Exp(5.5+0.8*rng.NormFloat64())),
		}
		all = append(all, a)
		return a
	}
	seen := [2]int{}
	for ci, c := range cohorts {
		for on, list := range [][]string{c.tw, c.wa} {
			// Newcomers of one month are dealt over its evenings, more to the first ones at the very start.
			for i, entry := range list {
				real, name, ok := strings.Cut(entry, "|")
				if !ok {
					name = real
				}
				a := add(name, real, platform(on), c.month)
				from, to := monthSpan(cal, c.month)
				if ci == 0 {
					a.from = []int{0, 1, 0, 2, 0, 1, 0, 1, 2, 3}[i%10]
				} else if len(list) > 2 {
					a.from = from + i%(to-from+1)
				}
				seen[on]++
				switch {
				case platform(on) == onTwitter && seen[on] <= 3:
					a.heavy = []float64{0.42, 0.33, 0.25}[seen[on]-1]
				case platform(on) == onWhatsApp && seen[on] <= 2:
					a.heavy = []float64{0.54, 0.46}[seen[on]-1]
				}
				if a.heavy > 0 {
					a.from, a.host = 0, true
				} else if ci == 0 && i < 12 {
					a.host = true
				}
			}
		}
	}
	// Second names of the same people.
	for _, s := range []struct {
		name, real string
		on         platform
		month      string
		from       int
	}{
		{"Rhian Pritchard-Cole", "Rhian Pritchard-Cole", onWhatsApp, "2011-01", 1},
		{"+44 7700 900461", "Mohan Desai-Whitlock", onWhatsApp, "2011-01", 2},
		{"joelfo_kingsmr", "Joel Fairhurst-Okoye", onTwitter, "2012-06", -1},
	} {
		a := add(s.name, s.real, s.on, s.month)
		a.attend = 0.8
		if s.from >= 0 {
			a.from = s.from
		}
		if s.name == "joelfo_kingsmr" {
			old := find(all, "joel_tidewell")
			old.to, old.attend, old.host = a.from-1, 0.9, false
			a.attend, a.spoke = 0.9, true // no newcomer's greeting
		}
	}
	lapse(rng, cal, all)
	return all
}

// lapse picks who stops coming. Those who come back to us by name elsewhere stay.
func lapse(rng *rand.Rand, cal []*evening, all []*account) {
	stays := map[string]bool{}
	for _, c := range blogComments {
		stays[c.name] = true
	}
	for _, a := range aliases {
		for _, n := range a.Names {
			stays[n.Name] = true
		}
	}
	for _, l := range lapsed {
		from, to := monthSpan(cal, l.month)
		for on, n := range []int{l.tw, l.wa} {
			for ; n > 0; n-- {
				var can []*account
				for _, a := range all {
					if int(a.on) == on && a.heavy == 0 && !stays[a.name] && a.to == len(cal)-1 && a.from < from-20 {
						can = append(can, a)
					}
				}
				a := can[rng.IntN(len(can))]
				a.to = from + rng.IntN(to-from+1)
			}
		}
	}
}

func find(all []*account, name string) *account {
	for _, a := range all {
		if a.name == name {
			return a
		}
	}
	panic(fmt.Sprintf("no account %q", name))
}

func clamp(x, lo, hi float64) float64 { return min(max(x, lo), hi) }
