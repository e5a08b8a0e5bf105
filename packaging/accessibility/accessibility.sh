#!/usr/bin/env bash
# Finds an organisation, walks its ties and prints the map in a real window, by keyboard and through the
# accessibility bus only. Usage: accessibility.sh FILE.pmap "NAME OF AN ORGANISATION" TARGET.pdf
# Needs an X server without a screen, the accessibility bus and a tool that presses keys; as root it installs
# them, else it says plainly that it is left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
file="$1" name="$2" target="$3"

PACKAGES="xvfb xauth xdotool dbus at-spi2-core gir1.2-atspi-2.0 python3-gi"
PYTHON=/usr/bin/python3

ready() {
  command -v xvfb-run >/dev/null && command -v xdotool >/dev/null && command -v dbus-run-session >/dev/null &&
    "$PYTHON" -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null
}

if ! ready && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null; } || true
fi
if ! ready; then
  echo "SKIPPED: the run by keyboard and screen reader needs these packages: $PACKAGES"
  exit 0
fi

home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
rm -f "$target"
export PARTNERMAP_HOME="$home" XDG_CONFIG_HOME="$home" XDG_RUNTIME_DIR="$home" NO_AT_BRIDGE=0
export QT_ACCESSIBILITY=1 QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb
export FILE="$file" NAME="$name" TARGET="$(realpath -m "$target")" PYTHON
chmod 700 "$home"

# shellcheck disable=SC2016
timeout 120 xvfb-run -a -s "-screen 0 1366x768x24" dbus-run-session -- bash -c '
  .venv/bin/partnermap "$FILE" 2>"$PARTNERMAP_HOME/window.log" &
  window=$!
  "$PYTHON" packaging/accessibility/client.py "$NAME" "$TARGET" && result=0 || result=$?
  kill "$window" 2>/dev/null || true
  wait "$window" 2>/dev/null || true
  [ "$result" = 0 ] || tail -5 "$PARTNERMAP_HOME/window.log" >&2
  exit "$result"
' 2>"$home/bus.log" || { tail -5 "$home/bus.log" >&2; exit 1; }
