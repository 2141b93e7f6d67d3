#!/usr/bin/env bash
# Builds every package this system can, into <target folder>/packages, and prints sizes and SHA-256
# sums. On Debian 12 with rustup's Rust and a C compiler it first installs what is missing of the
# tools, and says so.
#
#   assets/package/build.sh [linux] [windows]        (both if none is named)
#
# A certificate signs the Windows programs, their installer and the uninstaller in it:
#   SIGN_PFX=file.pfx SIGN_PASSWORD_FILE=file [SIGN_TIMESTAMP_URL=http://…] assets/package/build.sh windows
set -euo pipefail
here=$(realpath "$0")
cd "$(dirname "$0")/../.."

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

sign() { # sign FILE...: only when a certificate is given
  [ -n "${SIGN_PFX:-}" ] || return 0
  local file stamp=()
  [ -z "${SIGN_TIMESTAMP_URL:-}" ] || stamp=(-ts "$SIGN_TIMESTAMP_URL")
  for file in "$@"; do
    osslsigncode sign -pkcs12 "$SIGN_PFX" -readpass "${SIGN_PASSWORD_FILE:?the file with the certificate\'s password}" \
      -h sha256 -n "Home Station" "${stamp[@]}" -in "$file" -out "$file.signed"
    mv "$file.signed" "$file"
  done
}

# How the installer's compiler comes back to have the uninstaller signed.
if [ "${1:-}" = sign ]; then
  shift
  sign "$@"
  exit
fi

parts=("$@")
[ "${#parts[@]}" -gt 0 ] || parts=(linux windows)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
# The date of the last commit, so that the same sources make the same packages. Only where something
# is packed: cargo would compile ring, and what stands on it, again after every commit.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y Cargo.toml)}
unset SOURCE_DATE_EPOCH
build=$(cargo metadata --locked --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
out=$build/packages
mkdir -p "$out"

licences() { # licences TARGET FILE: the licence texts of every crate in the program
  need python3
  python3 assets/package/licences.py "$1" > "$2"
}

linux() {
  need librsvg2-bin appstream desktop-file-utils dpkg-dev xz-utils
  desktop-file-validate assets/package/linux/home-station.desktop
  appstreamcli validate --no-net assets/package/linux/io.github.home_station.HomeStation.metainfo.xml
  # cargo-deb finds what lies below the folder of release builds wherever that is.
  local stage="$build/release/package-linux" language size
  rm -rf "$stage"
  mkdir -p "$stage/icons" "$stage/man"
  cargo build --locked --release --bin home-station
  cargo run --locked --example man_page -- "$stage/man"
  find "$stage/man" -name '*.1' -exec gzip -9n {} +
  licences x86_64-unknown-linux-gnu "$stage/LICENCES.txt"
  for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert -w "$size" -h "$size" assets/app-icon.svg -o "$stage/icons/$size.png"
  done

  command -v cargo-deb >/dev/null || [ -x "$build/tools/bin/cargo-deb" ] \
    || cargo install --locked --root "$build/tools" --target-dir "$build/tools/target" cargo-deb@3.8.0
  SOURCE_DATE_EPOCH=$epoch PATH="$build/tools/bin:$PATH" cargo deb --locked --no-build --no-strip --compress-type xz \
    -o "$out/home-station_${version}_amd64.deb"

  local tree="$stage/home-station-$version"
  mkdir -p "$tree"
  cp -r "$build/release/home-station" "$stage/man" "$stage/LICENCES.txt" LICENSE-MIT LICENSE-APACHE \
    README.md assets/package/linux/home-station.desktop assets/app-icon.svg "$tree/"
  tar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode=u+rw,go=rX,a+X \
    -C "$stage" -I 'gzip -9n' -cf "$out/home-station-$version-linux-x86_64.tar.gz" "home-station-$version"
}

windows() {
  # Debian's own Rust, because it brings the sources of the standard library for another target.
  need rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64 nsis
  [ -z "${SIGN_PFX:-}" ] || need osslsigncode
  local target=x86_64-pc-windows-gnu stage="$build/package-windows" signing=() file
  rm -rf "$stage"
  mkdir -p "$stage"
  # The folders of whoever builds do not belong into the programs.
  local flags="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"$'\x1f'"--remap-path-prefix=$PWD=/home-station"
  # panic stays unwind: -Zbuild-std names panic_abort only because the standard library asks for it.
  env -u RUSTUP_TOOLCHAIN -u RUSTFLAGS PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_DIR="$build/windows" CARGO_ENCODED_RUSTFLAGS="$flags" \
    /usr/bin/cargo build --locked --profile windows --target "$target" -Zbuild-std=std,panic_abort \
    --bin home-station --bin home-station-cli
  cp "$build/windows/$target/windows/home-station.exe" "$build/windows/$target/windows/home-station-cli.exe" "$stage/"
  licences "$target" "$stage/LICENCES.txt"
  if [ -n "${SIGN_PFX:-}" ]; then
    sign "$stage/home-station.exe" "$stage/home-station-cli.exe"
    signing=("-DSIGN=bash $here sign")
  fi
  # The installer keeps the files' dates.
  for file in "$stage"/*; do touch -d "@$epoch" "$file"; done
  SOURCE_DATE_EPOCH=$epoch makensis -V2 -WX "-DVERSION=$version" "-DSOURCE=$stage" "-DICON=$PWD/assets/app-icon.ico" "${signing[@]}" \
    "-DOUTPUT=$out/home-station-$version-setup.exe" assets/package/windows/installer.nsi
  sign "$out/home-station-$version-setup.exe"
  cp -p "$stage/home-station.exe" "$stage/home-station-cli.exe" "$out/"
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
sha256sum -- *.deb *.tar.gz *.exe > SHA256SUMS 2>/dev/null || true
too_large=0
while read -r sum file; do
  size=$(stat -c %s "$file")
  case "$file" in
    *setup.exe) limit=7 ;;
    *.deb) limit=9 ;;
    *.exe) limit=16 ;;
    *) limit=0 ;;
  esac
  note=""
  if [ "$limit" -gt 0 ] && [ "$size" -gt $((limit * 1000000)) ]; then
    note="  over its limit of $limit MB"
    too_large=1
  fi
  printf '%9d bytes  %s  %s%s\n' "$size" "$sum" "$file" "$note"
done < SHA256SUMS
exit "$too_large"
