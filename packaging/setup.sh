#!/usr/bin/env bash
# Makes everything that Partnermap's own commands need: system libraries (as root), .venv, fonts.
# Quick when there is nothing to do. Without root it names what is missing and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

# Library file -> Debian package, for Qt's offscreen and X11 platforms.
LIBRARIES="
libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libfontconfig.so.1:libfontconfig1
libfreetype.so.6:libfreetype6 libglib-2.0.so.0:libglib2.0-0 libdbus-1.so.3:libdbus-1-3 libX11.so.6:libx11-6
libX11-xcb.so.1:libx11-xcb1 libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
libxcb-xkb.so.1:libxcb-xkb1
"

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
}

missing_packages() {
  local python="$1" known entry
  if [ -z "$python" ]; then
    echo python3 python3-venv
  elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo python3-venv
  fi
  [ "$(uname -s)" = Linux ] || return 0
  known="$( (ldconfig -p || /sbin/ldconfig -p) 2>/dev/null || true)"
  for entry in $LIBRARIES; do
    case "$known" in *"${entry%%:*} "*) ;; *) echo "${entry#*:}" ;; esac
  done
}

install_packages() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Partnermap needs these system packages, and only root can install them:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
    exit 1
  fi
  echo "Installing system packages: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
}

ready() {
  [ -x .venv/bin/python ] && [ -f .venv/ready ] && [ "$(cat .venv/ready)" = "$1" ] &&
    .venv/bin/python -c 'import partnermap' 2>/dev/null
}

python="$(find_python)"
missing="$(missing_packages "$python" | tr '\n' ' ')"
# shellcheck disable=SC2086
if [ -n "${missing// /}" ]; then
  install_packages $missing
  python="$(find_python)"
  [ -n "$python" ] || { echo "Partnermap needs Python 3.11, 3.12 or 3.13." >&2; exit 1; }
fi

stamp="$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1) $(pwd)"
if ! ready "$stamp"; then
  echo "Setting up .venv (once; a few minutes on a slow line)"
  rm -rf .venv
  "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
  echo "$stamp" >.venv/ready
fi
.venv/bin/python packaging/make_fonts.py
