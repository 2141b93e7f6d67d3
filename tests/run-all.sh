#!/usr/bin/env bash
# Passes every check of the project on a Debian 12 (or Ubuntu) that has rustup's Rust and a C
# compiler: installs what the tests talk to, then formatting, lints, documentation and tests.
#
# The tests start private servers on loopback and stop them again; nothing outside is contacted.
set -euo pipefail
cd "$(dirname "$0")/.."

export CARGO_TERM_COLOR=never
step() { printf '\n== %s\n' "$*"; }

step "system packages"
bash tests/install-servers.sh

step "formatting"
cargo fmt --check

step "lints, with the window and without"
cargo clippy --locked --all-targets -- -D warnings
cargo clippy --locked --lib --bins --no-default-features -- -D warnings

step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

step "tests"
# The binary under test has the fault points; a release never has them.
cargo test --locked --no-fail-fast --features fault-points
