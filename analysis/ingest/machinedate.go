package ingest

import "strings"

// machineDate reads a date as programs write it, with the year first or the
// month named, so that nothing about its order is in doubt.
func machineDate(s string) (stamp, bool) {
	s, _, _ = strings.Cut(s, "(") // "+0000 (GMT)"
	st, ok := parseStamp([]byte(s))
	if !ok || st.form != exact && st.form != yearFirst || !validDate(st.x, st.y, st.z) {
		return stamp{}, false
	}
	st.form = exact
	return st, true
}

// universal reads a date that is in UTC without saying so.
func universal(s string) (stamp, bool) {
	st, ok := machineDate(s)
	st.zoned = ok
	return st, ok
}
