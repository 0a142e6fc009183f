package corpus

// One phone writes the seconds of a chat, another only the minutes. Exports of
// one chat from both hold the same messages at times that differ.

// minuteMillis is a minute in milliseconds.
const minuteMillis = 60_000

// leastMinutes is how many different minutes a chat without seconds must have
// for that to be no chance.
const leastMinutes = 3

// spoken reports whether an entry is a dated chat message that has a name and
// no id.
func (e entry) spoken() bool {
	return e.Channel == Chat && e.ID == "" && e.key != "" && e.Time != NoTime
}

// withoutSeconds tells which sources write the minutes of a chat only.
func withoutSeconds(records [][]Record) (minutes []bool, mixed bool) {
	minutes = make([]bool, len(records))
	seconds := false
	for s, rs := range records {
		n, last, whole := 0, NoTime, true
		for i := range rs {
			r := &rs[i]
			if r.Channel != Chat || r.ID != "" || r.Time == NoTime {
				continue
			}
			if r.Time%minuteMillis != 0 {
				whole = false
				break
			}
			if r.Time != last {
				n, last = n+1, r.Time
			}
		}
		minutes[s] = whole && n >= leastMinutes
		seconds = seconds || !whole
		mixed = mixed || minutes[s]
	}
	return minutes, mixed && seconds
}

// withoutMinutes leaves out the messages of sources that write minutes only where
// others, which write seconds, hold them too: of equal messages in one minute as
// many stay as the kind of source has that holds more. Those with seconds are
// kept.
func withoutMinutes(sources []Source, records [][]Record, entries []entry) []entry {
	minutes, mixed := withoutSeconds(records)
	if !mixed {
		return entries
	}
	minute := func(e entry) same { return same{Chat, e.Time / minuteMillis, e.key, e.Text, 0} }
	first, last := spanOf(entries, minutes)
	held := map[same]int{}
	for _, e := range entries {
		if e.spoken() && !minutes[e.source] && e.Time >= first && e.Time <= last {
			held[minute(e)]++
		}
	}
	kept := entries[:0]
	for _, e := range entries {
		if e.spoken() && minutes[e.source] && held[minute(e)] > 0 {
			held[minute(e)]--
			sources[e.source].Messages--
			sources[e.source].Duplicates++
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// spanOf is from when to when the sources that write minutes only go, the last
// minute included.
func spanOf(entries []entry, minutes []bool) (first, last int64) {
	first, last = 1, 0
	for _, e := range entries {
		if !e.spoken() || !minutes[e.source] {
			continue
		}
		if first > last {
			first, last = e.Time, e.Time
		}
		first, last = min(first, e.Time), max(last, e.Time)
	}
	return first, last + minuteMillis - 1
}
