#!/usr/bin/env bash
# Runs assets/package/build.sh, the one command, on a fresh Debian 12 that has rustup's Rust (this
# system's own, brought in) and a C compiler, and nothing else.
#
#   tests/package/fresh.sh [linux] [windows]
#
# Compiles everything anew, in <target folder>/package-test/fresh. REUSE_TARGET=1 takes this
# system's target folder instead, so that crates compiled before are not compiled again.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
if [ "$(id -u)" -ne 0 ]; then
  exec sudo env "PATH=$PATH" HOME="$HOME" REUSE_TARGET="${REUSE_TARGET:-}" bash "$0" "$@"
fi
tests/install-servers.sh debootstrap
work=$target/package-test/fresh
root=$work/root
mkdir -p "$work"
# shellcheck source=tests/package/root.sh
. tests/package/root.sh
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
finish() {
  local status=$?
  leave_root
  if [ "$status" -eq 0 ]; then say "PASSED"; else say "FAILED ($status)"; fi
}
exec > >(tee "$work/log") 2>&1
trap finish EXIT
trap 'exit 130' INT TERM

make_root "$root" "$target/package-test/bookworm.tar"
say "what the README asks for: a C compiler and rustup's Rust"
inside apt-get -qq -y install --no-install-recommends gcc libc6-dev ca-certificates > "$work/given.log"
here=$PWD
output=$target
[ -n "${REUSE_TARGET:-}" ] || output=$work/target
mkdir -p "$output"
for folder in "${RUSTUP_HOME:-$HOME/.rustup}" "${CARGO_HOME:-$HOME/.cargo}" "$here" "$output"; do
  mkdir -p "$root$folder"
  mount --bind "$folder" "$root$folder"
done
say "assets/package/build.sh $*"
inside HOME="$HOME" PATH="${CARGO_HOME:-$HOME/.cargo}/bin:/usr/sbin:/usr/bin:/sbin:/bin" CARGO_TARGET_DIR="$output" \
  SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)" /usr/bin/env -C "$here" bash assets/package/build.sh "$@"
