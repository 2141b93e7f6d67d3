#!/usr/bin/env bash
# Runs the wizard in practice mode: embedded mail servers, nothing real, nothing saved.
# On Debian and Ubuntu it first installs the few libraries the window needs, where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for package in libxkbcommon-x11-0 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libwayland-client0; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  echo "Installing the libraries of the window: ${missing[*]}"
  $sudo apt-get update -q
  $sudo apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

exec cargo run --locked --release -- --practice "$@"
