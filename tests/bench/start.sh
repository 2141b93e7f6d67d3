#!/bin/sh
# Prints how soon the window is painted and what memory it takes, beside Sylpheed, the lightest peer.
# Installs Sylpheed and Xvfb where they are missing (no service is started), then builds a release.
#
#   tests/bench/start.sh            this program, built here
#   tests/bench/start.sh PROGRAM    another build of it
set -eu
cd "$(dirname "$0")/../.."
tests/install-servers.sh xvfb sylpheed libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon-x11-0
if [ $# -gt 0 ]; then
    program=$1
else
    cargo build --locked --release
    program=${CARGO_TARGET_DIR:-target}/release/home-station
fi
exec cargo run --quiet --locked --release --no-default-features --example start_and_memory -- \
    "Home Station=$program" "Sylpheed=$(command -v sylpheed)"
