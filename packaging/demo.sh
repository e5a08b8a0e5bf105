#!/usr/bin/env bash
# The main job on the worked example: the file, its map and its report in out/, then the window.
set -euo pipefail
cd "$(dirname "$0")/.."
on="$1"
mkdir -p out
rm -f out/example.pmap

.venv/bin/partnermap example out/example.pmap
.venv/bin/partnermap map out/example.pmap out/map.pdf --on "$on" --paper A3
.venv/bin/partnermap report out/example.pmap out/report.pdf --on "$on"

cat <<TEXT

out/example.pmap  the worked example: Calderbeck, an invented place; open it in the window or any SQLite browser
out/map.pdf       its map on $on: who works with whom and how, and the same as a list
out/report.pdf    its board report on $on: what to decide, what holds, what may be lost, and the records behind it
TEXT

if [ -n "${CI:-}" ] || [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "No display here, so the window stays closed. Where there is one: .venv/bin/partnermap out/example.pmap"
else
  nohup .venv/bin/partnermap out/example.pmap >out/window.log 2>&1 </dev/null &
  echo "The window is opening with the example (what it says goes to out/window.log)."
fi
