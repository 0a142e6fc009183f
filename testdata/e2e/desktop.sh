#!/usr/bin/env bash
# Drives the desktop app from outside, as a person would: opens the sample,
# looks at the receipt, reads a file differently, begins a review and cancels it, works it out, goes
# through the sections, clicks a bar, reads messages, exports, saves a project,
# renames a theme and takes that back, quits, and opens the project again. It asserts on the log of the app and on
# the files written; the screenshots are for people.
#
# Usage: desktop.sh PROGRAM OUTPUT-FOLDER
#
# PROGRAM is cmd/yearbook built without the tag migrated_fynedo, so that Fyne
# tells of widgets changed on the wrong goroutine. Needs Xvfb, openbox, xdotool
# and ImageMagick's import. Takes about 30 seconds, gives up after LIMIT seconds (900: a busy machine is no fault); exit code 0 if all is well.
set -u -o pipefail

program=$(realpath "${1:?usage: desktop.sh PROGRAM OUTPUT-FOLDER}")
mkdir -p "${2:?usage: desktop.sh PROGRAM OUTPUT-FOLDER}"
out=$(realpath "$2")
work=$(mktemp -d)
log=$out/desktop.log
deadline=$((SECONDS + ${LIMIT:-900}))
started=()

tidy() {
	for pid in "${started[@]}"; do kill "$pid" 2>/dev/null; done
	wait 2>/dev/null
	rm -rf "$work"
}
trap tidy EXIT

fail() {
	echo "FAIL: $*" >&2
	[ -n "${window:-}" ] && shot failed
	echo "--- the end of the log:" >&2
	tail -n 25 "$log" >&2
	exit 1
}

# wait_until SECONDS WORDS COMMAND... polls until the command succeeds.
wait_until() {
	local end=$((SECONDS + $1)) words=$2
	shift 2
	until "$@"; do
		[ $SECONDS -ge $end ] || [ $SECONDS -ge $deadline ] && fail "waited in vain for $words"
		sleep 0.1
	done
}

count() { grep -c -- "$1" "$log" || true; }
said() { [ "$(count "$1")" -ge "${2:-1}" ]; }
# expect WORDS [TIMES]: the log says it so many times, or the script fails.
expect() { wait_until 180 "log line '$1' (${2:-1})" said "$1" "${2:-1}"; echo "ok: $1"; }

shot() { import -window root "$out/$1.png"; }
key() { xdotool key --window "$window" "$@"; }

# settle waits until the picture is another one than when it last came to rest,
# but no longer than two seconds, and then until it stays the same.
picture() { import -window root -depth 8 rgb:- | cksum; }
settled() {
	local now
	now=$(picture)
	if [ "$now" = "$before" ] && { [ "$now" != "$rest" ] || [ $SECONDS -ge $patience ]; }; then
		rest=$now
		return 0
	fi
	before=$now
	return 1
}
rest=
settle() {
	before=
	patience=$((SECONDS + 2))
	wait_until 180 "the window to come to rest" settled
}

# --- a display of our own
free_display() {
	for n in $(seq 90 140); do
		[ -e "/tmp/.X$n-lock" ] || { echo "$n"; return; }
	done
}
export DISPLAY=:$(free_display) LIBGL_ALWAYS_SOFTWARE=1 LANG=en_GB.UTF-8 LC_ALL=
export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config XDG_CACHE_HOME=$work/home/.cache
mkdir -p "$HOME"
: >"$log"
Xvfb "$DISPLAY" -screen 0 1400x900x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
started+=($!)
wait_until 90 "the display" xdotool getdisplaygeometry >/dev/null 2>&1
openbox >"$work/openbox.log" 2>&1 &
started+=($!)

# --- the window
"$program" --log-level debug --export-dir "$work/export" >>"$log" 2>&1 &
app=$!
started+=("$app")
expect 'msg="window shown"'
find_window() { window=$(xdotool search --onlyvisible --name '^Yearbook$' 2>/dev/null | tail -1); [ -n "$window" ]; }
wait_until 90 "the window" find_window
xdotool windowactivate --sync "$window" 2>/dev/null
settle
shot 1-welcome

# --- open: Tab to "Try the sample" and press it
key Tab Tab Tab Return
expect 'msg="receipt shown" files=3 problems=0'
settle
shot 2-receipt

# --- read a file differently: Tab leads past Add and Remove; the day is given
key Tab Tab Tab Return
expect 'msg="rereading shown"'
key Tab
xdotool type --window "$window" "2013-01-03"
settle
shot 2-differently
key Return
expect 'msg="receipt shown" files=3 problems=0' 2

# --- cancel: Escape during the work leads back to the receipt
key Return Escape
expect 'msg="receipt shown"' 3
said 'msg="review shown"' && fail "the review was not cancelled"

# --- use
key Return
expect 'msg="review shown"'
settle
shot 3-overview

# --- look: every section, by keyboard
n=0
for section in People Themes Trends Sources Overview; do
	n=$((n + 1))
	case $section in Overview) key ctrl+1 ;; *) key "ctrl+$((n + 1))" ;; esac
	expect "msg=\"section shown\" section=$section"
	settle
	shot "4-$section"
done

# --- click a bar: the first datum of the first chart of Themes that is in view
key ctrl+3
expect 'msg="section shown" section=Themes' 2
settle
chart=$(grep 'msg="chart ready"' "$log" | awk '{
	for (i = 1; i <= NF; i++) { split($i, p, "="); v[p[1]] = p[2] }
	if (v["hity"] > 150 && v["hity"] < 680 && v["id"] ~ /^theme/) last = v["id"] " " v["hitx"] " " v["hity"] " " v["messages"]
} END { print last }')
[ -n "$chart" ] || fail "no chart of Themes is in view"
read -r id x y messages <<<"$chart"
xdotool mousemove --window "$window" "$x" "$y"
settle
shot 5-value-under-the-pointer
xdotool click 1
expect "msg=\"messages shown\" count=$messages"
echo "ok: a click on $id opened its $messages messages"
settle
shot 6-messages
key Down Down
key Escape

# --- export, with the folder filled in already
key ctrl+e
expect 'msg="export shown"'
settle
shot 7-export
key Return
expect 'msg=exported'
settle
shot 8-exported
[ -s "$work/export/review.html" ] || ls "$work"/export/*.html >/dev/null 2>&1 || fail "no HTML was exported"
find "$work/export" -name '*.png' -size +0 | grep -q . || fail "no PNG was exported"
echo "ok: $(find "$work/export" -type f | wc -l) files exported"
cp -r "$work/export" "$out/" 2>/dev/null
key Escape

# --- save as a project: the review stays, the title names the project
key ctrl+s
expect 'msg="saving shown"'
xdotool type --window "$window" "Board"
key Tab
xdotool type --window "$window" "$work"
settle
shot 9-save
key Return
expect 'msg="project shown" open=true recent=1'
expect 'msg="review shown"' 2
[ -s "$work/Board.yearbook" ] || fail "no project was saved"
named() { [ "$(xdotool getwindowname "$window")" = "Yearbook – Board" ]; }
wait_until 90 "the name of the project in the title" named
settle
shot 10-saved

# --- saving again: there is nothing to save, and that is said
key ctrl+s
settle
shot 11-saved-already
key Escape

# --- rename a theme: choose the first of the list, and take it back
key ctrl+3
expect 'msg="section shown" section=Themes' 3
settle
shot 12-themes
key ctrl+t
expect 'msg="themes shown"'
key Tab Home
settle
shot 12-themes-list
key Tab Return
settle
xdotool type --window "$window" "What the board asked about"
settle
shot 12-themes-rename
key Return
expect 'msg="review shown"' 3
settle
shot 12-themes-renamed
key ctrl+z
expect 'msg="review shown"' 4
settle
shot 12-themes-undone

# --- quit
gone() { ! kill -0 "$app" 2>/dev/null; }
quit() {
	key ctrl+q 2>/dev/null
	wait_until 90 "the program to end" gone
	wait "$app"
	code=$?
	[ "$code" -eq 0 ] || fail "the program ended with exit code $code"
	expect 'msg="window closed"' "$1"
}
quit 1

# --- begin again: the project is among the recent ones, Tab leads to it
"$program" --log-level debug >>"$log" 2>&1 &
app=$!
started+=("$app")
expect 'msg="window shown"' 2
wait_until 90 "the window" find_window
xdotool windowactivate --sync "$window" 2>/dev/null
settle
shot 13-recent
key Tab Tab Tab Tab Return
expect 'msg="receipt shown" files=3 problems=0' 4
settle
shot 13-project

# --- remove a file and bring it back: Tab leads past Add to Remove
key Tab Tab
settle
shot 14-tab
key Return
expect 'msg="receipt shown" files=2 problems=0'
settle
shot 14-removed
key ctrl+z
expect 'msg="receipt shown" files=3 problems=0' 5
settle
shot 15-brought-back
quit 2
[ ! -e "$work/Board.yearbook.lock" ] || echo "note: the lock stays beside the project"
[ -z "$(find "$XDG_CACHE_HOME" -name 'crash-*.txt' 2>/dev/null)" ] || fail "the crash file was not removed"

for bad in 'Error in Fyne call thread' '^panic:' 'fatal error:' 'WARNING: DATA RACE' 'level=ERROR'; do
	grep -q -- "$bad" "$log" && fail "the log holds '$bad'"
done
window=
echo "PASS in $SECONDS seconds; screenshots are in $out"
