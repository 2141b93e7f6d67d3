#!/usr/bin/env bash
# Builds every package this system can, into target/packages, and prints sizes and SHA-256 sums.
#
#   assets/package/build.sh [linux] [windows]        (both if none is named)
#
# On Debian 12 it first installs what is missing of the tools (said before it is done).
# A certificate signs the Windows programs: SIGN_PFX=file.pfx SIGN_PASSWORD_FILE=file.
set -euo pipefail
cd "$(dirname "$0")/../.."

parts=("$@")
[ "${#parts[@]}" -gt 0 ] || parts=(linux windows)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
# The date of the last commit, so that the same sources make the same packages.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
build=${CARGO_TARGET_DIR:-target}
mkdir -p "$build/packages"
out=$(cd "$build/packages" && pwd)
build=$(dirname "$out")

need() { # need PACKAGE...: installs the Debian packages that are missing
  local missing=() package sudo=""
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
  done
  [ "${#missing[@]}" -eq 0 ] && return
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  echo "Installing: ${missing[*]}"
  $sudo apt-get update -q
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

licences() { # licences TARGET FILE: the licence texts of every crate in the program
  need python3
  python3 assets/package/licences.py "$1" > "$2"
}

linux() {
  need librsvg2-bin appstream desktop-file-utils dpkg-dev
  local target=x86_64-unknown-linux-gnu stage="$build/package-linux"
  rm -rf "$stage"
  mkdir -p "$stage/man" "$stage/icons"
  cargo build --locked --release --bin home-station
  cargo run --locked --release --example man_page > "$stage/man/home-station.1"
  gzip -9 -n -f "$stage/man/home-station.1"
  licences "$target" "$stage/LICENCES.txt"
  for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert -w "$size" -h "$size" assets/app-icon.svg -o "$stage/icons/$size.png"
  done
  desktop-file-validate assets/package/linux/home-station.desktop
  appstreamcli validate --no-net assets/package/linux/io.github.home_station.HomeStation.metainfo.xml

  command -v cargo-deb >/dev/null || [ -x "$build/tools/bin/cargo-deb" ] \
    || cargo install --locked --root "$build/tools" --target-dir "$build/tools/target" cargo-deb@3.8.0
  PATH="$build/tools/bin:$PATH" cargo deb --locked --no-build --no-strip -o "$out/home-station_${version}_amd64.deb"

  local tree="$stage/home-station-$version"
  mkdir -p "$tree"
  cp "$build/release/home-station" "$stage/man/home-station.1.gz" "$stage/LICENCES.txt" \
    LICENSE-MIT LICENSE-APACHE README.md assets/package/linux/home-station.desktop assets/app-icon.svg "$tree/"
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -C "$stage" \
    -czf "$out/home-station-$version-linux-x86_64.tar.gz" "home-station-$version"
}

windows() {
  # Debian's own Rust, because it brings the sources of the standard library for another target.
  need rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64 nsis
  local target=x86_64-pc-windows-gnu stage="$build/package-windows"
  rm -rf "$stage"
  mkdir -p "$stage"
  # panic stays unwind: -Zbuild-std names panic_abort only because the standard library asks for it.
  env -u RUSTUP_TOOLCHAIN PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$build/windows" \
    /usr/bin/cargo build --locked --release --target "$target" -Zbuild-std=std,panic_abort \
    --bin home-station --bin home-station-cli
  cp "$build/windows/$target/release/home-station.exe" "$build/windows/$target/release/home-station-cli.exe" "$stage/"
  licences "$target" "$stage/LICENCES.txt"
  sign "$stage/home-station.exe" "$stage/home-station-cli.exe"
  makensis -V2 -DVERSION="$version" -DSOURCE="$stage" -DICON="$PWD/assets/app-icon.ico" \
    -DOUTPUT="$out/home-station-$version-setup.exe" assets/package/windows/installer.nsi
  sign "$out/home-station-$version-setup.exe"
  cp "$stage/home-station.exe" "$stage/home-station-cli.exe" "$out/"
}

sign() { # sign FILE...: only when a certificate is given
  [ -n "${SIGN_PFX:-}" ] || return 0
  need osslsigncode
  local file
  for file in "$@"; do
    osslsigncode sign -pkcs12 "$SIGN_PFX" -readpass "${SIGN_PASSWORD_FILE:?the file with the certificate's password}" \
      -h sha256 -n "Home Station" -in "$file" -out "$file.signed"
    mv "$file.signed" "$file"
  done
}

for part in "${parts[@]}"; do
  case "$part" in
    linux | windows) "$part" ;;
    *) echo "unknown part: $part (linux, windows)" >&2; exit 2 ;;
  esac
done

echo
echo "Packages of version $version in $out"
cd "$out"
for file in *; do
  [ -f "$file" ] && printf '%9d bytes  %s  %s\n' "$(stat -c %s "$file")" "$(sha256sum "$file" | cut -d' ' -f1)" "$file"
done
