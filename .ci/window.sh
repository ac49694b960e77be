#!/usr/bin/env bash
# Opens the real window on the sample under a display of its own, types into it, saves, sees that an
# idle window uses no processor time, and closes it. Screenshots are left in target/ci/window.
#
#   .ci/window.sh [PROGRAM]      PROGRAM is target/debug/nightdesk unless told
set -euo pipefail
cd "$(dirname "$0")/.."

nightdesk=$(realpath "${1:-target/debug/nightdesk}")
out=$PWD/target/ci/window
rm -rf "$out"
mkdir -p "$out/home"

needed=(xvfb xdotool imagemagick x11-utils xclip libgl1 libegl1 libgl1-mesa-dri libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2)
if ! dpkg-query -W "${needed[@]}" > /dev/null 2>&1; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${needed[@]}" > "$out/apt.log"
fi

# A new user: no settings, an empty home, no Wayland, no graphics card.
export HOME=$out/home NIGHTDESK_SETTINGS=$out/settings LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_DOCUMENTS_DIR

fail() {
    echo "window: $1" >&2
    [ ! -s "$out/stderr.log" ] || sed 's/^/    /' "$out/stderr.log" >&2
    exit 1
}

# -displayfd lets the server choose a free display and say which one once it is ready.
mkfifo "$out/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3> "$out/display" 2> "$out/xvfb.log" &
xvfb=$!
app=
trap 'kill $app $xvfb 2> /dev/null || true' EXIT
read -r -t 30 display < "$out/display" || fail "the display did not start"
export DISPLAY=:$display

"$nightdesk" > "$out/stdout.log" 2> "$out/stderr.log" &
app=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$app" | head -n 1) || fail "no window within 60 seconds"
[ -n "$window" ] || fail "no window within 60 seconds"

ticks() { awk '{ print $14 + $15 }' "/proc/$app/stat"; }
# Processor time used over so many seconds, in per cent of a core.
percent() {
    local before
    before=$(ticks)
    sleep "$1"
    echo $((($(ticks) - before) * 100 / ($1 * $(getconf CLK_TCK))))
}
shot() { import -window root "$out/$1.png"; }
alive() { kill -0 "$app" 2> /dev/null || fail "the program ended $1"; }
# Waits until next to nothing is drawn any more: in half a second no more than a caret that blinks.
settle() {
    local before
    for _ in $(seq 60); do
        before=$(ticks)
        sleep 0.5
        [ $(($(ticks) - before)) -le 5 ] && return
    done
    fail "the window never came to rest"
}

settle
shot opened
colours=$(identify -format '%k' "$out/opened.png")
[ "$colours" -gt 1000 ] || fail "the window shows nothing ($colours colours)"

idle=$(percent 3)
[ "$idle" -lt 5 ] || fail "an idle window uses $idle % of a core"

xdotool windowfocus --sync "$window"
# The headline, near the top of the middle of the window.
xdotool mousemove --window "$window" 640 160 click 1
settle
xdotool key End
xdotool type --delay 30 " nightdeskwashere"
settle
shot typed
alive "while words were typed"

# Past the lead picture into the copy, and to the end of the body: a subhead and a graf.
xdotool mousemove --window "$window" 560 500 click --repeat 12 --delay 40 5
settle
xdotool click 1 key ctrl+End Return
xdotool type --delay 30 "# Typed subhead"
xdotool key Return
xdotool type --delay 30 "The \"quoted\" words"
xdotool key shift+Home ctrl+b ctrl+c
settle
shot body
xclip -selection clipboard -o -t text/html > "$out/copied.html" || fail "the copy is not on the clipboard as HTML"
grep -q "<strong>The “quoted” words</strong>" "$out/copied.html" || fail "the copy has not its mark and quotes"
xdotool key ctrl+s
settle
grep -rqs "nightdeskwashere" --include=story.ron "$out" || fail "the typed words are in no story.ron after Ctrl+S"
grep -rqs "Typed subhead" --include=story.ron "$out" || fail "the typed subhead is in no story.ron"
grep -rqs "The “quoted” words" --include=story.ron "$out" || fail "the typed graf is in no story.ron"

# A caret that blinks costs two frames a second, drawn by the processor here.
blinking=$(percent 3)
[ "$blinking" -lt 20 ] || fail "a blinking caret uses $blinking % of a core"

xdotool key ctrl+q
for _ in $(seq 100); do
    kill -0 "$app" 2> /dev/null || break
    sleep 0.1
done
kill -0 "$app" 2> /dev/null && { shot still-open; fail "the window did not close within 10 seconds of Ctrl+Q"; }
status=0
wait "$app" || status=$?
app=
[ "$status" -eq 0 ] || fail "the program ended with status $status"

echo "window: opened on the sample, typed, saved, idle at $idle % of a core ($blinking % with a caret), closed with status 0, 0 errors"
